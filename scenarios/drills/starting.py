"""Beginning a drill: the mode is chosen, the numbers are drawn, and a press counts once."""

import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lms.foundation.models import Person
from scenarios.drills.models import ScenarioVersion
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.services import reset_attempt, start_attempt

HIGHEST_SEED = 99_999
"""five digits: enough variants, and short enough to be read out over the phone"""


class StartForm(forms.Form):
    """How the drill is to be played, and the token of this press."""

    mode = forms.ChoiceField(label=_("Mode"), choices=Attempt.Mode.choices)
    live = forms.BooleanField(label=_("With my own certificates"), required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)


def begin_drill(
    person: Any, version: ScenarioVersion, *, mode: str, token: UUID, facts: Mapping[str, str] | None = None
) -> Attempt:
    """Begin an attempt, and leave an open one of the same drill behind; called twice with one token, it begins once.

    With `facts` the learner's own certificates count in the sandbox.
    """
    facts = dict(facts or {})
    with transaction.atomic():
        # One beginning at a time: of two tabs the later leaves the earlier one's attempt, and a late second press of
        # an earlier button gives that attempt back and leaves nothing.
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        begun = Attempt.objects.filter(person=person, token=token).first()
        if begun is not None:
            return begun
        left = Attempt.objects.filter(person=person, version__scenario=version.scenario_id, status=Attempt.Status.OPEN)
        previous = left.select_related("person", "version").order_by("-started_at").first()
        if previous is not None and (previous.version_id, previous.mode, previous.facts) == (version.pk, mode, facts):
            return reset_attempt(previous, seed=draw_seed(), token=token)
        left.update(status=Attempt.Status.ABANDONED)
        return start_attempt(person, version, mode=mode, seed=draw_seed(), token=token, facts=facts)


def draw_seed() -> int:
    """Other numbers each time; which ones is recorded with the attempt, so that anybody can play it again."""
    return 1 + secrets.randbelow(HIGHEST_SEED)
