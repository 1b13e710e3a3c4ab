"""A film from the document store, with a transcript beside it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms.lessons.blocks.bilingual import Line, Paragraph, TitledValue, said


class Video(blocks.StructBlock):
    """A film of the company's own; films of other servers are refused by the page's security policy."""

    title = Line(label=_("Title"))
    film = DocumentChooserBlock(label=_("Film"), help_text=_("An MP4 or WebM file from the document store."))
    captions = DocumentChooserBlock(label=_("Captions"), required=False, help_text=_("A WebVTT file."))
    transcript = Paragraph(label=_("Transcript"))

    class Meta:
        icon = "media"
        label = _("Video")
        group = _("Links and media")
        description = _("A film of your own with captions and a transcript.")
        template = "cms/lessons/blocks/video.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {
            "title": said("两分钟看懂收货", "Receiving in two minutes"),
            "transcript": said("旁白：先看标签。", "Voice: look at the label first."),
        }
        value_class = TitledValue
