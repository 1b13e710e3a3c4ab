"""The way to Set-up from a page that is empty because the company has not been set up yet."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lms.foundation.accounts import access


def set_up_link(context: dict[str, Any]) -> SafeString | str:
    """A button to Set-up for whoever may set up; nothing for anybody else."""
    if not access.may_set_up(context.get("user")):
        return ""
    try:
        url = reverse("set-up")
    except NoReverseMatch:
        return ""
    return format_html('<p><a class="btn" href="{}">{}</a></p>', url, _("What is needed, in order"))
