"""Parts of a template that read the same for everybody in one language: drawn once a process, not once a request."""

from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import Parser, Token, VariableNode
from django.template.defaulttags import CsrfTokenNode
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

END = "endkept"
DIFFERS = (VariableNode, CsrfTokenNode, BlockNode)
"""what may read otherwise for somebody else, on another page, or in a template that extends this one"""


class KeptNode(Node):
    """What stands between the tags, by language. It is drawn without the page's variables, so that nothing of one person's
    page can be shown to another."""

    child_nodelists = ()  # it holds no block, and whoever looks for blocks at every request need not look here

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self._drawn: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """What was drawn before in this language, or else draw it."""
        language = get_language()
        drawn = self._drawn.get(language)
        if drawn is None:
            drawn = self._drawn[language] = self.nodelist.render(context.new())
        return drawn


def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept %}…{% endkept %}`: texts, icons, static files and fixed addresses. Refuses variables, tokens and blocks."""
    nodelist = parser.parse((END,))
    parser.delete_first_token()
    for kind in DIFFERS:
        if nodelist.get_nodes_by_type(kind):
            raise TemplateSyntaxError(f"kept, line {token.lineno}: a {kind.__name__} may differ from page to page.")
    return KeptNode(nodelist)
