"""A flow of states or steps. Drawn as an ordered list, so that it wraps on a phone and is read aloud in order."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from cms.lessons.blocks.bilingual import Line, TitledValue, said
from cms.lessons.blocks.steps import OptionalLine


@dataclass(frozen=True)
class Way:
    """A way out of a node: on what condition, and to which number."""

    label: str
    to_number: int
    to_label: str


@dataclass(frozen=True)
class Stage:
    """One node as it is drawn: its number, its label, the way to the next one and the ways elsewhere."""

    number: int
    label: str
    onward: Way | None
    elsewhere: tuple[Way, ...]
    is_end: bool


class DiagramValue(TitledValue):
    """A diagram as stages in the order of its nodes."""

    @property
    def stages(self) -> list[Stage]:
        """Nodes with their ways; a way to an unknown node is left out."""
        numbers = {node["code"]: number for number, node in enumerate(self["nodes"], start=1)}
        labels = {node["code"]: node["label"].text for node in self["nodes"]}
        ways: dict[str, list[Way]] = {code: [] for code in numbers}
        for edge in self["edges"]:
            if edge["start"] in ways and edge["end"] in numbers:
                ways[edge["start"]].append(Way(edge["label"].text, numbers[edge["end"]], labels[edge["end"]]))
        return [_stage(number, labels[code], ways[code]) for code, number in numbers.items()]


def _stage(number: int, label: str, ways: list[Way]) -> Stage:
    onward = next((way for way in ways if way.to_number == number + 1), None)
    elsewhere = tuple(way for way in ways if way is not onward)
    return Stage(number, label, onward, elsewhere, is_end=not ways)


class Node(blocks.StructBlock):
    """A state or step."""

    code = blocks.CharBlock(label=pgettext_lazy("identifier", "Code"))
    label = Line(label=_("Label"))


class Edge(blocks.StructBlock):
    """A way from one node to another."""

    start = blocks.CharBlock(label=_("Starts at"))
    end = blocks.CharBlock(label=_("Leads to"))
    label = OptionalLine(label=_("On what condition"), required=False)


class Diagram(blocks.StructBlock):
    """A flow of states or steps."""

    title = Line(label=_("Title"))
    nodes = blocks.ListBlock(Node(), label=_("Nodes"))
    edges = blocks.ListBlock(Edge(), label=pgettext_lazy("arrows", "Ways"))

    class Meta:
        icon = "resubmit"
        label = _("Diagram")
        group = _("Practice")
        description = _("A flow: nodes, and the ways between them.")
        template = "cms/lessons/blocks/diagram.html"
        preview_template = "cms/lessons/blocks/preview.html"
        preview_value = {
            "title": said("一张订单的路", "The way of an order"),
            "nodes": [
                {"code": "PO", "label": said("订单", "Order")},
                {"code": "GR", "label": said("收货", "Receipt")},
            ],
            "edges": [{"start": "PO", "end": "GR", "label": said("下达后", "once released")}],
        }
        value_class = DiagramValue
