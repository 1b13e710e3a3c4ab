"""Where to go on: drills, exams, practicals, manuals, lessons and questions, by their codes."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.lessons.blocks.bilingual import Line, TitledValue, said

KINDS = ("drills", "exams", "practicals", "manuals", "lessons", "micro", "faq")


class RelatedValue(TitledValue):
    """Codes of what belongs to the lesson; the page resolves them (cms.lessons.links)."""

    @property
    def codes(self) -> list[tuple[str, str]]:
        """Pairs of kind and code, in the order of KINDS."""
        return [(kind, code) for kind in KINDS for code in self.get(kind) or []]


class Related(blocks.StructBlock):
    """Where to go on."""

    title = Line(label=_("Title"))
    drills = blocks.ListBlock(blocks.CharBlock(), label=_("Drills"), default=[])
    exams = blocks.ListBlock(blocks.CharBlock(), label=_("Exams"), default=[])
    practicals = blocks.ListBlock(blocks.CharBlock(), label=_("Practicals"), default=[])
    manuals = blocks.ListBlock(blocks.CharBlock(), label=_("Manuals"), default=[])
    lessons = blocks.ListBlock(blocks.CharBlock(), label=_("Lessons"), default=[])
    micro = blocks.ListBlock(blocks.CharBlock(), label=_("Micro-lessons"), default=[])
    faq = blocks.ListBlock(blocks.CharBlock(), label=_("Questions and answers"), default=[])

    class Meta:
        icon = "link"
        label = _("Related")
        group = _("Links and media")
        description = _("Drills, exams, manuals, lessons and questions that belong here, by code.")
        template = "cms/lessons/blocks/related.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {"title": said("接着做", "Go on with"), "drills": ["P2P-02"], "faq": ["FAQ-006"]}
        value_class = RelatedValue
