"""A picture with its text alternative and caption."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.lessons.blocks.bilingual import Line, TitledValue, said


class Image(blocks.StructBlock):
    """A picture."""

    title = Line(label=_("Caption"))
    picture = ImageChooserBlock(label=pgettext_lazy("drawing", "Picture"))
    alternative = Line(label=_("What can be seen"), help_text=_("Read aloud to those who cannot see the picture."))

    class Meta:
        icon = "image"
        label = _("Image")
        group = _("Links and media")
        description = _("A picture with a caption and a text alternative.")
        template = "cms/lessons/blocks/image.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {
            "title": said("黄色待检标签", "The yellow inspection label"),
            "alternative": said("贴在托盘上的黄色标签", "A yellow label on a pallet"),
        }
        value_class = TitledValue
