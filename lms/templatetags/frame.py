"""The frame's own tag: `{% load frame %}{% topbar %}`."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from lms.topbar import drawn_topbar

register = template.Library()


@register.simple_tag(takes_context=True)
def topbar(context: Context) -> SafeString:
    """The bar with the way home, the navigation and the tools, for whoever reads the page."""
    navigation, frame = context.get("navigation") or {}, context.get("frame") or {}
    return drawn_topbar(
        user=context.get("user"),
        navigation=(navigation.get("items", ""), navigation.get("role", "")),
        page_url=context.get("page_url") or "",
        other_language=context.get("other_language"),
        token=str(context.get("csrf_token", "")),
        is_sign_in=frame.get("sign_in") == getattr(context.get("request"), "path", ""),
    )
