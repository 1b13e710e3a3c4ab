"""What can only be seen across rows, or against other people: contradictions, overlaps, e-mails that are taken. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from lms.exchange.people.acts import Known
from lms.exchange.people.faults import Fault
from lms.exchange.people.stating import Identity, Statement, folded

ByNumber = Mapping[str, Sequence[Identity]]


def contradictions(identities: Sequence[Identity], statements: Sequence[Statement], known: Known) -> list[Fault]:
    """Everything that does not fit together. Identities are compared even where the rest of their row is wrong."""
    named: dict[str, list[Identity]] = defaultdict(list)
    for identity in sorted(identities, key=lambda one: one.row):
        if identity.number:
            named[identity.number].append(identity)
    faults = [*_other_spellings(named, known), *_taken_emails(named, known), *_overlaps(statements)]
    for number, listed in named.items():
        faults.extend(_differences(number, listed))
    return faults


def overlap(one: Statement, other: Statement) -> bool:
    """Whether the two hold on some day in common."""
    return (one.ends_on is None or one.ends_on >= other.starts_on) and (
        other.ends_on is None or other.ends_on >= one.starts_on
    )


def _differences(number: str, listed: Sequence[Identity]) -> Iterator[Fault]:
    first = listed[0]
    for later in listed[1:]:
        values = {"number": number, "other": str(first.row)}
        if later.name != first.name:
            yield Fault(later.row, "name", "contradicts", values)
        if later.email != first.email:
            yield Fault(later.row, "email", "contradicts", values)


def _overlaps(statements: Sequence[Statement]) -> Iterator[Fault]:
    by_number: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda one: one.row):
        by_number[statement.number].append(statement)
    for number, stated in by_number.items():
        for one, other in combinations(stated, 2):
            if set(one.job_roles) & set(other.job_roles) and overlap(one, other):
                yield Fault(other.row, "number", "overlaps", {"number": number, "other": str(one.row)})


def _other_spellings(named: ByNumber, known: Known) -> Iterator[Fault]:
    """YF001 and yf001 are one number, mistyped; so are 00123 and 123, whose zeros a spreadsheet swallowed."""
    spelt = {_plain(number): number for number in known.people}
    for number, listed in named.items():
        other = spelt.setdefault(_plain(number), number)
        if other != number and number not in known.people:
            yield Fault(listed[0].row, "number", "other_spelling", {"number": number, "other": other})


def _taken_emails(named: ByNumber, known: Known) -> Iterator[Fault]:
    """One address, one person: judged on what would hold when the whole file is applied, so that two may swap."""
    owner = {
        person.email.casefold(): number
        for number, person in known.people.items()
        if person.email and not any(one.email is not None for one in named.get(number, ()))
    }
    for number, listed in named.items():
        email = listed[0].email
        if email:
            holder = owner.setdefault(email.casefold(), number)
            if holder != number:
                yield Fault(listed[0].row, "email", "email_taken", {"value": email, "number": holder})


def _plain(number: str) -> str:
    return folded(number).lstrip("0") if number.isdecimal() else folded(number)
