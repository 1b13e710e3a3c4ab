"""The form of any command: open, check (preview), post. A refusal stands beside the form, and nothing is lost."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import reselect, reswap, retarget

from lms.foundation.api import Refusal as Declined
from lms.foundation.api import access, require_access
from scenarios.engine.api import Command, CommandSpec, Effect, JournalEntry, Refusal, command_specs, preview
from scenarios.sandbox.access import visit
from scenarios.sandbox.forms import CommandForm, FormMaker
from scenarios.sandbox.posting_commands import does_post
from scenarios.sandbox.postings import consequences, done_words
from scenarios.sandbox.requests import integer_from, sent_token
from scenarios.sandbox.services import confirm_hat, submit_command
from scenarios.sandbox.shell import Desk, open_desk, shell_context

UNPROCESSABLE, CONFLICT = 422, 409
NOT_BY_FORM = frozenset(("hat.switch", "clock.advance"))
LONGEST_JOURNAL = 1_000_000
OWN_FIELDS = frozenset(("press", "token", "seq", "number", "password", "override_reason"))
"""Names that the form itself sends; no argument of a command may be called the same, for then one would be lost."""


@require_http_methods(["GET", "POST"])
@require_access(access.is_signed_in)
def command(request: HttpRequest, uuid: UUID, name: str) -> HttpResponse:
    """GET opens the form, knowing the document it was opened from; POST adds a line, checks, or posts."""
    spec = command_specs().get(name)
    desk = open_desk(visit(request, uuid))
    if spec is None or spec.effect is not Effect.CHANGE or name in NOT_BY_FORM or not desk.visit.seats:
        raise Http404
    screen = Screen(desk, spec)
    if request.method == "GET":
        given = {key: request.GET[key][:60] for key in request.GET}
        return screen.drawn(request, screen.maker.opened(given))
    press = request.POST.get("press", "post")
    if press == "line":
        return screen.drawn(request, screen.maker.read(request.POST, extra_rows=1))
    form = screen.maker.read(request.POST)
    if form.problems:
        return in_place_of_the_screen(request, screen.drawn(request, form, status=UNPROCESSABLE))
    return screen.checked(request, form) if press == "check" else screen.posted(request, form)


def in_place_of_the_screen(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """A whole page where htmx waits for a preview: the screen is taken from it, so that its fields are marked."""
    if getattr(request, "htmx", False):
        reselect(reswap(retarget(page, "#screen"), "outerHTML"), "#screen")
    return page


@dataclass
class Screen:
    """One command's form at one desk."""

    desk: Desk
    spec: CommandSpec

    @property
    def maker(self) -> FormMaker:
        """Makes and reads the form."""
        return FormMaker(self.desk.state, self.spec, self.desk.words)

    def drawn(self, request: HttpRequest, form: CommandForm, *, status: int = 200, **own: Any) -> HttpResponse:
        """The page with the form."""
        words = self.desk.words
        context = {
            "form": form,
            "spec": self.spec,
            "heading": words.command(self.spec.name),
            "entity": words.entity(self.spec.document) if self.spec.document else "",
            "meaning": words.pack.say(f"meaning.{self.spec.meaning}", words.language) if self.spec.meaning else "",
            "override_label": words.label("override_reason"),
            "override": request.POST.get("override_reason", ""),
            "signer": request.POST.get("number", ""),
            "has_grid": form.grid is not None,
            "does_post": does_post(self.spec.name),
            **own,
        }
        return render(request, "scenarios/sandbox/command.html", shell_context(self.desk, **context), status=status)

    def _command(self, request: HttpRequest, form: CommandForm, *, signed: bool) -> Command:
        args: dict[str, Any] = dict(form.args)
        reason = request.POST.get("override_reason", "").strip()
        if reason:
            args["override_reason"] = reason[:2000]
        if signed:
            args["signature"] = {"by": self.desk.hat, "meaning": self.spec.meaning}
        return Command(self.spec.name, args, user=self.desk.hat, seat=self.desk.seat)

    def checked(self, request: HttpRequest, form: CommandForm) -> HttpResponse:
        """What posting would do; the signature is taken as given, for nothing is posted."""
        seen = preview(self.desk.state, self._command(request, form, signed=self.spec.needs_signature))
        own: dict[str, Any] = {"checked": True, "does_post": does_post(self.spec.name)}
        if seen.refusal is not None:
            own |= self._refusal_words(form, seen.refusal, would_be=True)
        else:
            own |= {"consequences": consequences(seen, self.desk.words)}
        if getattr(request, "htmx", False):
            return render(request, "scenarios/sandbox/_preview.html", own)
        return self.drawn(request, form, **own)

    def posted(self, request: HttpRequest, form: CommandForm) -> HttpResponse:
        """Post once, whatever the connection does; then go to what it made."""
        try:
            if self.spec.needs_signature:
                confirm_hat(
                    request.user, number=request.POST.get("number", ""), password=request.POST.get("password", "")
                )
            command = self._command(request, form, signed=self.spec.needs_signature)
            seq = integer_from(request, "seq", 0, LONGEST_JOURNAL)
            token = sent_token(request, command)
            done = submit_command(
                self.desk.attempt, command, expected_seq=seq, token=token, person=self.desk.visit.person
            )
        except Declined as declined:
            status = CONFLICT if declined.code == "STALE_SCREEN" else UNPROCESSABLE
            return self.drawn(request, form, status=status, declined=declined)
        self.desk = open_desk(self.desk.visit, done.state)
        if done.entry.refusal is not None:
            return self.drawn(request, form, status=UNPROCESSABLE, **self._refusal_words(form, done.entry.refusal))
        if done.is_repeat:
            messages.info(request, _("This had been done already; it was not done a second time."))
        else:
            messages.success(request, self._done_words(done.entry))
        return redirect(self._next_url(done.entry, form))

    def _refusal_words(self, form: CommandForm, refusal: Refusal, *, would_be: bool = False) -> dict[str, Any]:
        words = self.desk.words
        if refusal.code in {"INPUT_INVALID", "REASON_REQUIRED"} and "problem" in refusal.args:
            form.mark(refusal.args["field"], words.problem(refusal.args["problem"]))
        return {
            "refusal": refusal,
            "sentence": words.refusal(refusal),
            "remedy": words.remedy(refusal),
            "number": words.message_number(refusal, self.spec.document),
            "would_be": would_be,
            "can_override": refusal.severity.value == "warn",
        }

    def _done_words(self, entry: JournalEntry) -> str:
        made = [event.objects[0] for event in entry.events if event.kind == "document.created"]
        return done_words(self.desk.words, entry, made)

    def _next_url(self, entry: JournalEntry, form: CommandForm) -> str:
        made = [event.objects[0] for event in entry.events if event.kind == "document.created"]
        subject = self.spec.subject
        acted_on = (
            [f"{subject.kind}:{form.args[subject.name]}"] if subject is not None and subject.name in form.args else []
        )
        own = [name for name in made if name.startswith(f"{self.spec.document}:")]
        target = next(iter([*own, *acted_on, *made]), "")
        if not target:
            return reverse("drill-attempt", args=[self.desk.attempt.uuid])
        kind, number = target.split(":", 1)
        return reverse("drill-object", args=[self.desk.attempt.uuid, kind, number])
