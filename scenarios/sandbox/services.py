"""Starting, working in and ending an attempt. Nothing is posted twice, whatever the connection does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lms.foundation.api import Refusal, SignatureRefused, canonical_json, clock, confirm_signer
from scenarios.engine.api import (
    SYSTEM,
    Command,
    FieldType,
    JournalEntry,
    Outcome,
    State,
    command_specs,
    entry_to_json,
    play,
)
from scenarios.sandbox.folding import entry_of, keep, keep_opening, opening_of, state_of
from scenarios.sandbox.models import Attempt, JournalRow
from scenarios.sandbox.seating import require_seat

MOST_TURNS = 5
"""How often a command of a shared attempt is decided anew when colleagues post at the same instant."""


class AttemptClosed(Refusal):
    """The attempt has been handed in or begun again: its journal takes no more."""

    code = "ATTEMPT_CLOSED"


class StaleScreen(Refusal):
    """Something was posted since the screen was opened, from another tab or by a second press."""

    code = "STALE_SCREEN"


@dataclass(frozen=True)
class Submitted:
    """What a command came to: its entry, the state after it, and whether this press had been answered before."""

    entry: JournalEntry
    state: State
    is_repeat: bool = False


def start_attempt(
    person: Any, version: Any, *, mode: str, seed: int, token: UUID, facts: Mapping[str, str] | None = None
) -> Attempt:
    """Begin a drill, with the learner's own certificates as `facts` if they are to count there.

    Called twice with the same token it returns the first attempt.
    """
    with transaction.atomic():
        attempt, made = Attempt.objects.get_or_create(
            person=person,
            token=token,
            defaults={
                "version": version,
                "mode": mode,
                "seed": seed,
                "facts": dict(facts or {}),
                "started_at": clock.now(),
            },
        )
        if made:
            keep_opening(attempt)
    return attempt


def reset_attempt(attempt: Attempt, *, seed: int, token: UUID) -> Attempt:
    """Begin again from clean data: a new attempt with other numbers; the old one stays as it was, marked as left.

    Called twice with the same token it returns the same new attempt.
    """
    with transaction.atomic():
        fresh = start_attempt(
            attempt.person, attempt.version, mode=attempt.mode, seed=seed, token=token, facts=attempt.facts
        )
        _end(attempt, Attempt.Status.ABANDONED)
    return fresh


def finish_attempt(attempt: Attempt) -> Attempt:
    """Close an attempt that is handed in; the grade is the caller's. Doing it again changes nothing."""
    _end(attempt, Attempt.Status.HANDED_IN)
    return attempt


def _end(attempt: Attempt, status: str) -> None:
    ended = Attempt.objects.filter(pk=attempt.pk, status=Attempt.Status.OPEN).update(
        status=status, finished_at=clock.now()
    )
    if ended:
        attempt.refresh_from_db(fields=["status", "finished_at"])


def submit_command(
    attempt: Attempt,
    command: Command,
    *,
    expected_seq: int | None = None,
    token: UUID | None = None,
    person: Any | None = None,
) -> Submitted:
    """Decide a command, journal it, and let NPC seats and injects answer, in one transaction.

    `expected_seq` is the journal's length when the screen was opened; a change since then refuses with StaleScreen, a
    look-up since then does not matter. A token that has been answered gives the first answer again and posts nothing.
    `person` is who pressed; a seat that is not theirs refuses with SeatNotYours. Where several people play, a command that
    meets another's at the same instant is decided once more on what the other left, and a change since the screen was
    opened matters only if it came from the same seat or concerns a document that the command names.
    """
    token = token or uuid4()
    is_shared = opening_of(attempt).scenario.is_shared
    for turn in range(1, (MOST_TURNS if is_shared else 1) + 1):
        with transaction.atomic():
            _hold(attempt)
            repeated = _answered(attempt, token)
            if repeated is not None:
                return repeated
            _require_open(attempt)
            if person is not None:
                require_seat(attempt, person, command.seat)
            before = state_of(attempt)
            if expected_seq is not None and _has_changed_since(before, expected_seq, command, is_shared=is_shared):
                raise _stale()
            state, entries = play(before, command)
            try:
                with transaction.atomic():
                    JournalRow.objects.bulk_create(_rows(attempt, entries, token, person))
            except IntegrityError as collision:
                repeated = _answered(attempt, token)
                if repeated is not None:
                    return repeated
                if turn < MOST_TURNS and is_shared:
                    continue
                raise _stale() from collision
        keep(attempt.pk, state)
        return Submitted(entries[0], state)
    raise AssertionError(turn)  # the last turn returns or refuses


def post_system_command(attempt: Attempt, name: str, args: Mapping[str, Any]) -> Submitted:
    """Journal something that the sandbox itself notes, such as a seat being taken; refuses in an ended attempt."""
    return submit_command(attempt, Command(name, args, user=SYSTEM, seat=SYSTEM))


def _hold(attempt: Attempt) -> None:
    """Hold the attempt and read how it stands: who hands it in waits, or has handed it in and nothing is posted any more."""
    held = Attempt.objects.select_for_update(no_key=True).filter(pk=attempt.pk)
    attempt.status = held.values_list("status", flat=True).get()


def _require_open(attempt: Attempt) -> None:
    if not attempt.is_open:
        raise AttemptClosed(
            _("This attempt has ended; nothing more can be posted in it. Start the drill again to go on.")
        )


def _stale() -> StaleScreen:
    sentence = _(
        "Not done: something else has been done in this attempt since you opened this screen. Check it, then try again."
    )
    return StaleScreen(sentence)


def _has_changed_since(state: State, seq: int, command: Command, *, is_shared: bool) -> bool:
    """Whether something was posted since; of colleagues' work only what concerns a document that the command names."""
    fresh = [entry for entry in state.journal[max(seq, 0) :] if entry.seq > seq and entry.outcome is Outcome.ACCEPTED]
    if not is_shared:
        return bool(fresh)
    named = _named_by(command)
    return any(
        entry.command.seat == command.seat or any(named & set(event.objects) for event in entry.events)
        for entry in fresh
    )


def _named_by(command: Command) -> set[str]:
    """The documents that a command's references name, as `KIND:id`."""
    spec = command_specs().get(command.name)
    found: set[str] = set()
    for field in spec.fields if spec is not None else ():
        given = command.args.get(field.name)
        if field.type is FieldType.REF and isinstance(given, str):
            found.add(f"{field.kind}:{given}")
        elif field.type is FieldType.REFS and isinstance(given, list | tuple):
            found |= {f"{field.kind}:{number}" for number in given}
    return found


def _answered(attempt: Attempt, token: UUID) -> Submitted | None:
    row = JournalRow.objects.filter(attempt=attempt, token=token).first()
    return None if row is None else Submitted(entry_of(row), state_of(attempt), is_repeat=True)


def _rows(attempt: Attempt, entries: tuple[JournalEntry, ...], token: UUID, person: Any | None) -> list[JournalRow]:
    """The press's own entry carries its token and its person; what answers it carries neither."""
    now = clock.now()
    return [
        JournalRow(
            attempt=attempt,
            seq=entry.seq,
            command=entry.command.name[:40],
            outcome=entry.outcome.value,
            content=canonical_json(entry_to_json(entry)),
            prev_hash=entry.prev_hash,
            hash=entry.hash,
            token=token if entry is entries[0] else None,
            person=person if entry is entries[0] else None,
            recorded_at=now,
        )
        for entry in entries
    ]


def look_up(attempt: Attempt, command: Command, *, person: Any | None = None) -> State:
    """Journal that something was opened, and return the state after it; never refuses.

    Nothing is journalled if this was opened last, or the attempt has ended.
    """
    state = state_of(attempt)
    last = state.journal[-1] if state.seq >= opening_of(attempt).first_seq else None
    if not attempt.is_open or (last is not None and last.command == command):
        return state
    try:
        return submit_command(attempt, command, person=person).state
    except StaleScreen:
        return state_of(attempt)  # two tabs looked at the same instant; the other one is journalled


def confirm_hat(person: Any, *, number: str, password: str) -> None:
    """Ask for both components of a signature inside the sandbox; refuses as a real signature would.

    What a drill signs has no legal force, so an identity not yet verified or a policy not yet read is no hindrance here.
    """
    try:
        confirm_signer(person, number=number, password=password)
    except SignatureRefused as refused:
        if refused.code not in {"IDENTITY", "POLICY"}:
            raise
