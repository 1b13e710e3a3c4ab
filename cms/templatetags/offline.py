"""Tags for files that are read without a network."""

from django import template

from cms.lessons.offline.pictures import packed_picture
from cms.lessons.offline.style import inline_style

register = template.Library()
register.simple_tag(packed_picture, name="packed_picture")
register.simple_tag(inline_style, name="inline_style")
