"""What a template keeps: drawn once for each language, without anything of one page or person."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from lms.foundation.templatetags.kept import KeptNode

FORBIDDEN = ("{{ name }}", "{% csrf_token %}", "{% block title %}{% endblock %}", "{% if 1 %}{{ name }}{% endif %}")


def _kept(inside: str) -> Template:
    return Template("{% load i18n plimsoll %}{% kept %}" + inside + "{% endkept %} {{ name }}")


def test_it_is_drawn_once_for_each_language() -> None:
    template = _kept('{% translate "Sign out" %}')
    drawn = []
    for language in ("en", "zh-hans", "en", "zh-hans"):
        with translation.override(language):
            drawn.append(template.render(Context({"name": language})))
    assert drawn == ["Sign out en", "退出登录 zh-hans", "Sign out en", "退出登录 zh-hans"]
    [node] = [one for one in template.nodelist if isinstance(one, KeptNode)]
    assert set(node._drawn) == {"en", "zh-hans"}


def test_what_the_first_page_knows_is_not_seen() -> None:
    template = _kept("{% if name %}known{% else %}unknown{% endif %}")
    with translation.override("en"):
        assert template.render(Context({"name": "陶玉然"})) == "unknown 陶玉然"
        assert template.render(Context({})) == "unknown "


@pytest.mark.parametrize("inside", FORBIDDEN)
def test_what_may_differ_from_page_to_page_is_refused(inside: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="may differ from page to page"):
        _kept(inside)
