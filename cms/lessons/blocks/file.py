"""A file to take along."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms.lessons.blocks.bilingual import Line, TitledValue, said


class File(blocks.StructBlock):
    """A document to download."""

    title = Line(label=_("Title"))
    document = DocumentChooserBlock(label=pgettext_lazy("file", "Document"))

    class Meta:
        icon = "doc-full"
        label = _("File")
        group = _("Links and media")
        description = _("A document to download.")
        template = "cms/lessons/blocks/file.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {"title": said("收货登记表", "Receipt log")}
        value_class = TitledValue
