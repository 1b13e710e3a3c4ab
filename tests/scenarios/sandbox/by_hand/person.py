"""One signed-in person at a browser without scripts: opens links, fills in forms, presses buttons."""

from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.urls import reverse

from scenarios.models import Attempt
from tests.factories import PASSWORD
from tests.scenarios.sandbox.by_hand.pages import Form, NotOnThePageError, Page

OK, UNPROCESSABLE = 200, 422


class Person:
    """Somebody at one attempt, on the page that was opened last."""

    def __init__(self, person: Any) -> None:
        self.person = person
        self.client = Client(headers={"accept-language": "en"})
        self.client.force_login(person)
        self.page: Page
        self.attempt: Attempt

    def address(self, name: str, *args: str) -> str:
        """A path of this attempt, to be looked for among the links of a page."""
        return reverse(name, args=[self.attempt.uuid, *args])

    def opens(self, address: str) -> Page:
        """Follow a link."""
        self.page = Page(self.client.get(address, follow=True))
        if self.page.status != OK:
            raise NotOnThePageError(f"{address} answers {self.page.status}")
        return self.page

    def presses(self, form: Form, button: tuple[str, str] | None = None) -> Page:
        """Send a form; whether what comes back is a refusal is for the caller to see."""
        sent = form.sent(button)
        if form.method == "get":
            path = urlsplit(form.action).path
            self.page = Page(self.client.get(path, sent, follow=True))
        else:
            self.page = Page(self.client.post(form.action, sent, follow=True))
        if self.page.status not in {OK, UNPROCESSABLE}:
            raise NotOnThePageError(f"{form.action} answers {self.page.status}: {self.page.alert}")
        return self.page

    def begins(self, code: str, mode: str) -> Attempt:
        """Begin a drill on its own page."""
        form = self.opens(reverse("drill", args=[code])).form(reverse("drill", args=[code]))
        form.tick("mode", mode)
        self.presses(form)
        self.attempt = Attempt.objects.get(uuid=self.page.address.rstrip("/").rsplit("/", 1)[-1])
        return self.attempt

    def joins(self, attempt: Attempt, code: str, seat: str) -> None:
        """Enter the code that a colleague reads out, and take a seat."""
        form = self.opens(reverse("drill-join")).form(reverse("drill-join"))
        form.fill("code", code)
        self.presses(form)
        self.attempt = attempt
        self.takes_seat(seat)

    def takes_seat(self, seat: str) -> None:
        """Press the button beside a free seat."""
        sit = self.address("drill-sit")
        forms = [form for form in self.page.forms(sit) if ("seat", seat) in form.buttons]
        if not forms:
            raise NotOnThePageError(f"seat {seat} is not offered")
        self.presses(forms[0], ("seat", seat))

    def wears(self, hat: str) -> None:
        """Put on a hat, over the menu of hats."""
        form = next((one for one in self.page.forms(self.address("drill-hat")) if ("to", hat) in one.buttons), None)
        if form is None:
            raise NotOnThePageError(f"the hat {hat} is not offered")
        self.presses(form, ("to", hat))

    def signs(self, form: Form) -> None:
        """Fill in both parts of the signature."""
        form.fill("number", self.person.number)
        form.fill("password", PASSWORD)
