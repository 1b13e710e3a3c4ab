"""`manage.py grant_access`: the first super-administrator without anybody, everybody else by one, always on the record."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lms.foundation.api import access
from lms.foundation.models import AuditEntry, Person
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def grant(*arguments: str) -> str:
    out = StringIO()
    call_command("grant_access", *arguments, stdout=out)
    return out.getvalue()


def roles(number: str) -> list[str]:
    return sorted(Person.objects.get(number=number).access_roles)


def test_the_first_super_administrator_needs_nobody_who_grants() -> None:
    make_person("贺丽", number="YF1")

    assert (
        grant("YF1", "super_administrator", "--reason", "First of this installation")
        == "YF1 贺丽: super_administrator\n"
    )
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.after, entry.reason) == (
        None,
        {"roles": ["super_administrator"]},
        "First of this installation",
    )


@pytest.mark.usefixtures("_keys")
def test_the_second_needs_the_first() -> None:
    make_person("张敏", number="YF2")

    with pytest.raises(CommandError, match="--as NUMBER"):
        grant("YF2", "super_administrator", "--reason", "Second")
    assert roles("YF2") == []

    grant("YF2", "super_administrator", "--as", "YF1", "--reason", "Second")
    assert roles("YF2") == ["super_administrator"]
    entry = AuditEntry.objects.latest("sequence")
    assert entry.actor is not None
    assert entry.actor.number == "YF1"


@pytest.fixture
def _keys() -> None:
    make_person("贺丽", access.SUPER_ADMINISTRATOR, number="YF1")


def test_another_role_is_never_granted_by_nobody() -> None:
    make_person("吴岚", number="YF2")

    with pytest.raises(CommandError, match="--as NUMBER"):
        grant("YF2", "training_lead", "--reason", "Leads the training")

    assert roles("YF2") == []


def test_who_is_no_super_administrator_grants_nothing() -> None:
    make_person("吴岚", access.TRAINING_LEAD, number="YF1")
    make_person("张敏", number="YF2")

    with pytest.raises(CommandError, match="YF1"):
        grant("YF2", "author", "--as", "YF1", "--reason", "Writes")

    assert (roles("YF2"), AuditEntry.objects.count()) == ([], 0)


@pytest.mark.usefixtures("_keys")
def test_own_rights_and_rights_kept_apart_are_refused_as_on_the_page() -> None:
    make_person("肖鑫东", access.AUDITOR, number="YF2")

    for number, role in (("YF1", "author"), ("YF2", "training_lead")):
        with pytest.raises(CommandError):
            grant(number, role, "--as", "YF1", "--reason", "Why not")

    assert (roles("YF1"), roles("YF2")) == (["super_administrator"], ["auditor"])


def test_nobody_with_the_number_and_an_unknown_role_are_said_so() -> None:
    make_person("贺丽", number="YF1")

    with pytest.raises(CommandError, match="YF9"):
        grant("YF9", "super_administrator", "--reason", "First")
    with pytest.raises(CommandError, match="king"):
        grant("YF1", "king", "--reason", "First")
