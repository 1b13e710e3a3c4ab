"""What every page gets beside its own: navigation, links of the frame, theme and the other language."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lms.foundation.accounts.lost_session import form_page
from lms.foundation.api import access, is_chinese
from lms.foundation.audit.checking import said_of
from lms.foundation.audit.queries import standing_alarm
from lms.navigation import drawn_navigation, urls_of

THEMES = {"light", "dark"}
FRAME_LINKS = (
    "home", "search", "sign-in", "sign-out", "password-change", "my-account", "set_language", "impersonation-end",
)  # fmt: skip


def shell(request: HttpRequest) -> dict[str, Any]:
    """Supply the frame; asks the database for nothing but the person's access roles, and that once a request.

    Who may verify the records is told besides, on every page, when a verification found something (one more question).
    """
    user = getattr(request, "user", None)
    navigation = SimpleLazyObject(lambda: _navigation(user, request.path))
    return {
        "navigation": navigation,
        "frame": urls_of(FRAME_LINKS),
        "theme": _theme(request),
        "page_url": _page_url(request),
        "other_language": _other_language(),
        "alarm": SimpleLazyObject(lambda: _alarm(user)),
        "impersonator": getattr(request, "impersonator", None),
        "is_demo": settings.DEMO_MODE,
    }


def _navigation(user: Any, path: str) -> dict[str, Any]:
    if user is None or not user.is_authenticated:
        return {"items": "", "role": ""}
    held = user.access_roles
    role = next((row.name for row in access.ACCESS_ROLES if row.code in held), "")
    return {"items": drawn_navigation(user, path), "role": role}


def _alarm(user: Any) -> dict[str, Any]:
    check = standing_alarm() if access.may_verify_records(user) else None
    return {"said": said_of(check), "at": check.finished_at} if check is not None else {}


def _page_url(request: HttpRequest) -> str:
    """Where this page can be opened again: a form that came back with its errors may stand at an address that takes no GET."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    return form_page(request) or request.get_full_path()


def _theme(request: HttpRequest) -> str:
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in THEMES else ""


def _other_language() -> dict[str, str]:
    """Name the other language in its own words: whoever cannot read this page must be able to read the switch."""
    if is_chinese():
        return {"code": "en", "lang": "en", "switch": "Switch to English"}
    return {"code": "zh-hans", "lang": "zh-Hans", "switch": "切换到中文"}
