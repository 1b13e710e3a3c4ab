"""`{{ chosen|field:name }}`: what a form was sent with under a name that a template has put together."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def field(chosen: Mapping[str, str], name: str) -> str:
    """The value sent under the name, or nothing."""
    return chosen.get(name, "")
