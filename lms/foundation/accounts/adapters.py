"""How allauth behaves here: nobody signs up by themselves; people come in by the HR import."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

GREETING = "account/messages/logged_in.txt"


class ClosedDoorAdapter(DefaultAccountAdapter):
    """No open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **context: Any
    ) -> None:
        """All but the greeting: the page says who is signed in, and says it in their language, which the door did not know yet."""
        if message_template != GREETING:
            super().add_message(request, level, message_template, *args, **context)
