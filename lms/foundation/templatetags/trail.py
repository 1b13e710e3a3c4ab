"""Whether the reader may go on into the audit trail: `{% load trail %}`."""

from typing import Any

from django import template

from lms.foundation.accounts import access

register = template.Library()


@register.simple_tag
def may_open_trail(reader: Any) -> bool:
    """Whether `reader` may open entries of the audit trail; nobody unknown may."""
    return bool(reader and access.may_read_audit_trail(reader))
