"""The kinds of block that lessons are made of: one file a kind, siblings that look alike."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.lessons.blocks.callout import Callout
from cms.lessons.blocks.card import Card
from cms.lessons.blocks.check import Check
from cms.lessons.blocks.diagram import Diagram
from cms.lessons.blocks.dictionary import Dictionary
from cms.lessons.blocks.example import Example
from cms.lessons.blocks.file import File
from cms.lessons.blocks.goal import Goal
from cms.lessons.blocks.image import Image
from cms.lessons.blocks.old_new import OldNew
from cms.lessons.blocks.related import Related
from cms.lessons.blocks.steps import Steps
from cms.lessons.blocks.summary import Summary
from cms.lessons.blocks.text import Text
from cms.lessons.blocks.video import Video


class LessonBody(blocks.StreamBlock):
    """The body of a lesson: any kind, in any order; the goal first."""

    goal = Goal()
    text = Text()
    card = Card()
    callout = Callout()
    steps = Steps()
    example = Example()
    dictionary = Dictionary()
    diagram = Diagram()
    check = Check()
    old_new = OldNew()
    summary = Summary()
    related = Related()
    image = Image()
    video = Video()
    file = File()

    class Meta:
        label = _("Body")


__all__ = ["LessonBody"]
