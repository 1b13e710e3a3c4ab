"""The people import: what a file adds, changes, ends; what stands against it; applying once; undoing exactly."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from curricula.api import assignments_in_force
from curricula.models import Assignment, Posting, Station
from lms.exchange.people.models import PeopleImport
from lms.exchange.people.services import PeopleImportRefused, apply_import, make_dry_run, undo_import
from lms.foundation.api import AccessRefused, access, clock, grant_access, record_personal_read
from lms.foundation.models import AuditEntry, Person
from lms.records.api import record_evidence
from tests.exchange.factories import as_csv, bring_in, counts, dry_run, everything, line, make_company, posts_of
from tests.factories import make_activity, make_go_live, make_person, make_requirement, named

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _company() -> None:
    make_company()


def day(offset: int) -> str:
    return (clock.today() + timedelta(days=offset)).isoformat()


def faults_of(people_import: PeopleImport) -> list[tuple[int, str, str]]:
    return [(row.row, fault.column, fault.code) for row in people_import.rows.all() for fault in row.fault_values]


def test_a_dry_run_writes_neither_people_nor_posts() -> None:
    before = everything()

    people_import = dry_run([line()])

    assert counts(people_import) == (1, 0, 0, 0, 0)
    assert everything() == before


def test_new_people_come_with_all_their_job_roles_the_first_being_the_main_one() -> None:
    bring_in([line(job_roles="RECV; 变革推动者 ；keeper", site="成都配送", department="warehouse AND logistics")])

    person = Person.objects.get(number="YF20260001")
    assert (person.name, person.email, person.is_active, person.has_usable_password()) == (
        "周婷", "yf20260001@example.com", True, False,
    )  # fmt: skip
    assert posts_of("YF20260001") == [
        ("CHAMPION", "WHS", "CD", "day", "beside", "2026-09-01", ""),
        ("KEEPER", "WHS", "CD", "day", "beside", "2026-09-01", ""),
        ("RECV", "WHS", "CD", "day", "main", "2026-09-01", ""),
    ]


def test_the_same_file_again_changes_nothing() -> None:
    rows = [line(), line("YF20260002", job_roles="KEEPER;CHAMPION", to=day(20)), line("YF20260003", to=day(-3))]
    bring_in(rows)
    before, entries = everything(), AuditEntry.objects.count()

    again = dry_run(rows)

    assert counts(again) == (0, 0, 0, 3, 0)
    assert not again.may_be_applied
    assert everything() == before
    assert AuditEntry.objects.count() == entries


@pytest.mark.requirement("B6")
def test_a_new_hire_has_assignments_at_once() -> None:
    make_go_live()
    make_requirement("RECV")

    bring_in([line()])

    assert [(row.person.number, row.activity.code) for row in assignments_in_force(clock.today())] == [
        ("YF20260001", "ACT-P2P-02")
    ]


@pytest.mark.requirement("B12")
def test_the_induction_of_a_new_hire_can_be_followed_from_the_file_to_the_last_proof() -> None:
    make_go_live()
    induction = make_activity("ACT-BAS-02", form="classroom", assessment="read_and_sign")
    make_requirement("RECV", induction, method="read_and_sign", criticality="required", risk="low")
    lead = make_person("吴岚", "training_lead")
    bring_in([line()], actor=lead)
    new = Person.objects.get(number="YF20260001")
    asked = Assignment.objects.get(person=new)
    assert (asked.activity.code, asked.met_on) == ("ACT-BAS-02", None)

    fact = record_evidence(
        new, induction, method="read_and_sign", outcome="passed", source_key="induction-1", minutes=45
    )

    asked = Assignment.objects.get(person=new)
    assert (asked.met_on, asked.met_by) == (clock.today(), fact.pk)
    trail = AuditEntry.objects.filter(subject_label__contains="YF20260001").order_by("sequence")
    assert [(one.subject_kind, one.action, one.actor) for one in trail][:2] == [
        ("person", "create", lead), ("posting", "create", lead),
    ]  # fmt: skip
    assert AuditEntry.objects.filter(subject_kind="evidence", subject_uuid=fact.uuid).count() == 1


@pytest.mark.requirement("B6")
def test_a_job_change_ends_the_old_post_the_day_before_and_issues_the_new_assignments() -> None:
    make_go_live()
    make_requirement("RECV")
    make_requirement("BUYER", make_activity("ACT-P2P-01"))
    bring_in([line()])

    moved = bring_in([line(job_roles="BUYER", department="采购部", from_=day(0))])

    assert counts(moved) == (0, 1, 0, 0, 0)
    assert posts_of("YF20260001") == [
        ("RECV", "WHS", "SZ", "day", "main", "2026-09-01", day(-1)),
        ("BUYER", "PUR", "SZ", "day", "main", day(0), ""),
    ]
    assert list(assignments_in_force(clock.today()).values_list("activity__code", flat=True)) == ["ACT-P2P-01"]


def test_a_leaver_drops_out_of_the_denominator_and_keeps_the_history() -> None:
    make_go_live()
    make_requirement("RECV")
    bring_in([line(), line("YF20260002")])

    left = bring_in([line(to=day(-1))])

    assert counts(left) == (0, 0, 1, 0, 0)
    assert list(assignments_in_force(clock.today()).values_list("person__number", flat=True)) == ["YF20260002"]
    assert Assignment.objects.filter(person__number="YF20260001").exists()
    assert not Person.objects.get(number="YF20260001").is_active


def test_somebody_who_leaves_later_stays_active_until_then() -> None:
    bring_in([line()])

    bring_in([line(to=day(5))])

    assert Person.objects.get(number="YF20260001").is_active


def test_a_change_of_shift_and_address_is_one_changed_row_and_keeps_what_hr_does_not_know() -> None:
    bring_in([line()])
    seal = named(Station, "SEAL")
    Posting.objects.update(station=seal, is_key_user=True)

    changed = bring_in([line(shift="夜班", email="zhou.ting@example.com", name="周婷婷")])

    assert counts(changed) == (0, 1, 0, 0, 0)
    posting = Posting.objects.get()
    assert (posting.shift.code, posting.station, posting.is_key_user) == ("night", seal, True)
    assert Person.objects.filter(name="周婷婷", email="zhou.ting@example.com").count() == 1


def test_a_job_role_left_out_ends() -> None:
    bring_in([line(job_roles="RECV;KEEPER")])

    bring_in([line(job_roles="RECV")])

    assert posts_of("YF20260001") == [
        ("KEEPER", "WHS", "SZ", "day", "beside", "2026-09-01", day(-1)),
        ("RECV", "WHS", "SZ", "day", "main", "2026-09-01", ""),
    ]
    assert counts(dry_run([line(job_roles="RECV")])) == (0, 0, 0, 1, 0)


def test_a_later_first_day_for_the_same_post_changes_nothing_an_earlier_one_lengthens_it() -> None:
    bring_in([line()])

    assert counts(dry_run([line(from_="2026-10-01")])) == (0, 0, 0, 1, 0)
    bring_in([line(from_="2026-06-01")])
    assert posts_of("YF20260001") == [("RECV", "WHS", "SZ", "day", "main", "2026-06-01", "")]


def test_two_rows_tell_of_a_planned_change() -> None:
    rows = [line(to=day(9)), line(job_roles="KEEPER", shift="evening", from_=day(10))]

    bring_in(rows)

    assert posts_of("YF20260001") == [
        ("RECV", "WHS", "SZ", "day", "main", "2026-09-01", day(9)),
        ("KEEPER", "WHS", "SZ", "evening", "main", day(10), ""),
    ]


def test_a_planned_post_that_the_file_no_longer_names_is_withdrawn() -> None:
    bring_in([line(to=day(9)), line(job_roles="KEEPER", from_=day(10))])

    bring_in([line()])

    assert posts_of("YF20260001") == [("RECV", "WHS", "SZ", "day", "main", "2026-09-01", "")]


def test_people_missing_in_a_file_stay_unless_it_is_said_to_be_complete() -> None:
    bring_in([line(), line("YF20260002")])

    assert counts(dry_run([line()])) == (0, 0, 0, 1, 0)
    complete = bring_in([line()], is_complete=True)

    assert counts(complete) == (0, 0, 1, 1, 0)
    assert posts_of("YF20260002") == [("RECV", "WHS", "SZ", "day", "main", "2026-09-01", day(-1))]
    assert not Person.objects.get(number="YF20260002").is_active
    assert counts(dry_run([line()], is_complete=True)) == (0, 0, 0, 1, 0)


@pytest.mark.parametrize("is_complete", [False, True])
def test_a_file_that_would_close_the_last_account_with_the_keys_is_refused_whole(is_complete: bool) -> None:
    bring_in([line(), line("YF20260002")])
    grant_access(
        Person.objects.get(number="YF20260002"), access.SUPER_ADMINISTRATOR, actor=None, reason="Keeps the keys."
    )
    before = everything()
    rows = [line(shift="evening")] if is_complete else [line(shift="evening"), line("YF20260002", to=day(-1))]
    leaving = dry_run(rows, is_complete=is_complete)

    with pytest.raises(AccessRefused) as refused:
        apply_import(leaving, actor=None)

    assert str(refused.value) == (
        "未作任何更改：这样会关闭最后一位超级管理员的账号，此后将无人能够授权。请先将该角色授予他人，然后再操作。"
    )
    assert everything() == before
    grant_access(make_person("heir", number="HEIR"), access.SUPER_ADMINISTRATOR, actor=None, reason="Takes the keys.")
    apply_import(leaving, actor=None)
    assert not Person.objects.get(number="YF20260002").is_active


def test_an_import_is_not_undone_where_the_account_it_made_is_the_last_with_the_keys() -> None:
    made = bring_in([line()])
    person = Person.objects.get()
    grant_access(person, access.SUPER_ADMINISTRATOR, actor=None, reason="Keeps the keys.")

    with pytest.raises(AccessRefused, match="最后一位超级管理员"):
        undo_import(made, actor=None, reason="Wrong file.")

    person.refresh_from_db()
    assert person.is_active


def test_a_complete_file_leaves_accounts_without_a_post_alone() -> None:
    make_person("系统", number="ADMIN")
    bring_in([line()])

    assert counts(dry_run([line()], is_complete=True)) == (0, 0, 0, 1, 0)


def test_all_errors_are_gathered_row_by_row() -> None:
    make_person("别人", number="OTHER", email="taken@example.com")
    people_import = dry_run([
        line(department="NONE", site="Nowhere", job_roles="RECV;PILOT", shift="noon"),
        line("YF2", shift="night", site="CD"),
        line("YF3", from_="2026-10-01", to="2026-09-30"),
        line("YF4", name="", from_="", email="not an address"),
        line("YF5", from_="01/09/2026", email="TAKEN@example.com"),
        line("YF6", name="=A1"),
        line("YF7"), line("YF7", name="另一个人"), line("YF8"), line("yf8", job_roles="KEEPER", email=""),
        line("Y F9", email=""),
    ])  # fmt: skip

    assert faults_of(people_import) == [
        (2, "department", "unknown_department"), (2, "job_roles", "unknown_job_role"), (2, "shift", "unknown_shift"),
        (2, "site", "unknown_site"), (3, "shift", "shift_not_worked"), (4, "to", "ends_before_it_starts"),
        (5, "email", "bad_email"), (5, "from", "missing"), (5, "name", "missing"), (6, "email", "email_taken"), (6, "from", "bad_day"),
        (7, "name", "formula"), (9, "name", "contradicts"), (9, "number", "overlaps"), (11, "number", "other_spelling"),
        (12, "number", "bad_number"),
    ]  # fmt: skip
    assert people_import.errors == 16
    with pytest.raises(PeopleImportRefused):
        apply_import(people_import, actor=None)
    assert Person.objects.count() == 1


def test_a_formula_in_one_cell_does_not_hide_what_is_wrong_in_the_others() -> None:
    people_import = dry_run([line(name="=A1", department="=B1", from_="2026-10-01", to="2026-09-30", email="nobody")])
    assert faults_of(people_import) == [
        (2, "department", "formula"), (2, "email", "bad_email"), (2, "name", "formula"), (2, "to", "ends_before_it_starts"),
    ]  # fmt: skip


def test_an_address_belongs_to_one_person_but_two_may_swap() -> None:
    bring_in([line("YF1", email="a@example.com"), line("YF2", email="b@example.com")])

    taken = dry_run([line("YF1", email="B@example.com")])
    assert faults_of(taken) == [(2, "email", "email_taken")]

    bring_in([line("YF1", email="b@example.com"), line("YF2", email="a@example.com")])
    assert dict(Person.objects.values_list("number", "email")) == {"YF1": "b@example.com", "YF2": "a@example.com"}


def test_a_file_without_the_column_leaves_addresses_and_last_days_alone() -> None:
    bring_in([line(to=day(30))])
    short = ("number", "name", "department", "site", "job_roles", "shift", "from")

    from lms.exchange.people.services import receive_file

    received = receive_file("people.csv", as_csv([line()], headings=short, keys=short), actor=None, is_complete=False)
    make_dry_run(received)
    received.refresh_from_db()

    assert counts(received) == (0, 0, 0, 1, 0)


@pytest.mark.requirement("B39", "B117")
def test_applying_writes_one_audit_entry_for_each_record_with_the_file_as_reason() -> None:
    lead = make_person("吴岚", "training_lead")

    bring_in([line(job_roles="RECV;KEEPER")], actor=lead)

    entries = AuditEntry.objects.filter(subject_label="YF20260001").order_by("sequence")
    assert [(entry.subject_kind, entry.action, entry.actor) for entry in entries] == [
        ("person", "create", lead), ("posting", "create", lead), ("posting", "create", lead),
    ]  # fmt: skip
    assert all("people.csv" in entry.reason for entry in entries)
    assert (entries[1].after or {}).get("job_role") == "RECV"


def test_applying_twice_counts_once() -> None:
    people_import = dry_run([line()])
    apply_import(people_import, actor=None)
    before = AuditEntry.objects.count()

    apply_import(people_import, actor=None)

    assert (Person.objects.count(), AuditEntry.objects.count()) == (1, before)


def test_a_dry_run_that_is_out_of_date_is_refused_and_can_be_made_anew() -> None:
    first = dry_run([line(shift="evening")])
    bring_in([line()])

    with pytest.raises(PeopleImportRefused) as refusal:
        apply_import(first, actor=None)
    assert refusal.value.code == "STALE"
    assert posts_of("YF20260001")[0][3] == "day"

    make_dry_run(first)
    apply_import(first, actor=None)
    assert posts_of("YF20260001")[0][3] == "evening"


@pytest.mark.requirement("B116")
def test_undo_restores_exactly_what_was_there() -> None:
    bring_in([line(), line("YF20260002", to=day(9)), line("YF20260002", job_roles="KEEPER", from_=day(10))])
    Posting.objects.filter(person__number="YF20260002").update(is_key_user=True)
    before = everything()
    second = bring_in([
        line(job_roles="BUYER", department="PUR", from_=day(0), email="new@example.com"), line("YF20260002"),
        line("YF20260003"),
    ])  # fmt: skip
    assert everything() != before

    undo_import(second, actor=None, reason="The wrong file was sent.")

    assert everything() == before
    assert Posting.objects.filter(is_key_user=True).count() == 2
    second.refresh_from_db()
    assert (second.state, second.undo_reason) == ("undone", "The wrong file was sent.")


def test_undo_settles_assignments_again() -> None:
    make_go_live()
    make_requirement("RECV")
    make_requirement("BUYER", make_activity("ACT-P2P-01"))
    bring_in([line()])
    second = bring_in([line(job_roles="BUYER", department="PUR", from_=day(0))])

    undo_import(second, actor=None, reason="Wrong file.")

    assert list(assignments_in_force(clock.today()).values_list("activity__code", flat=True)) == ["ACT-P2P-02"]


def test_somebody_with_evidence_by_now_stays_deactivated_when_the_import_is_undone() -> None:
    people_import = bring_in([line(), line("YF20260002")])
    person = Person.objects.get(number="YF20260001")
    record_evidence(person, make_activity(), method="drill", outcome="passed", source_key="attempt-1")

    result = undo_import(people_import, actor=None, reason="Wrong file.")

    assert result.kept == ("YF20260001",)
    assert list(Person.objects.values_list("number", "is_active")) == [("YF20260001", False)]
    assert posts_of("YF20260001") == [("RECV", "WHS", "SZ", "day", "main", "2026-09-01", day(-1))]


def test_somebody_whose_page_was_read_by_now_stays_too_because_the_reading_is_on_record() -> None:
    people_import = bring_in([line()])
    reader = make_person("吴岚")
    record_personal_read(reader, Person.objects.get(number="YF20260001"), "/people/YF20260001/")

    result = undo_import(people_import, actor=None, reason="Wrong file.")

    assert result.kept == ("YF20260001",)
    assert not Person.objects.get(number="YF20260001").is_active


def test_undo_is_refused_when_somebody_was_changed_since() -> None:
    people_import = bring_in([line()])
    Person.objects.update(name="改名")

    with pytest.raises(PeopleImportRefused) as refusal:
        undo_import(people_import, actor=None, reason="Wrong file.")

    assert (refusal.value.code, "YF20260001" in str(refusal.value)) == ("CHANGED_SINCE", True)


def test_only_the_last_import_can_be_undone_and_only_once() -> None:
    first, second = bring_in([line()]), bring_in([line("YF20260002")])

    with pytest.raises(PeopleImportRefused):
        undo_import(first, actor=None, reason="Wrong file.")
    undo_import(second, actor=None, reason="Wrong file.")
    with pytest.raises(PeopleImportRefused):
        undo_import(second, actor=None, reason="Wrong file.")
    undo_import(first, actor=None, reason="Wrong file.")

    assert Person.objects.count() == 0


def test_somebody_who_comes_back_is_active_again() -> None:
    bring_in([line(to=day(-10))])
    assert not Person.objects.get().is_active

    bring_in([line(to=day(-10)), line(from_=day(0))])

    assert Person.objects.get().is_active
    assert posts_of("YF20260001") == [
        ("RECV", "WHS", "SZ", "day", "main", "2026-09-01", day(-10)),
        ("RECV", "WHS", "SZ", "day", "main", day(0), ""),
    ]


def test_an_account_closed_for_another_reason_is_not_opened_by_a_file() -> None:
    bring_in([line()])
    Person.objects.update(is_active=False)

    bring_in([line(shift="evening")])

    assert not Person.objects.get().is_active


def test_a_first_day_is_a_date() -> None:
    bring_in([line(from_="2026/9/1")])

    assert Posting.objects.get().starts_on == date(2026, 9, 1)


def test_zeros_that_a_spreadsheet_swallowed_do_not_make_another_person() -> None:
    make_person("周婷", number="00123")

    people_import = dry_run([line("123", email="")])

    assert faults_of(people_import) == [(2, "number", "other_spelling")]


def test_a_name_that_is_spread_out_is_the_same_name() -> None:
    bring_in([line(name="周婷")])

    assert counts(dry_run([line(name="周　婷")])) == (0, 0, 0, 1, 0)


def test_a_last_day_that_means_none_leaves_the_post_open() -> None:
    bring_in([line("YF1", to="9999-12-31"), line("YF2", to="至今")])

    assert [posts_of(number)[0][-1] for number in ("YF1", "YF2")] == ["", ""]


def test_job_roles_may_be_divided_as_chinese_enumerates_them() -> None:
    bring_in([line(job_roles="收货员、变革推动者")])

    assert [post[0] for post in posts_of("YF20260001")] == ["CHAMPION", "RECV"]


def test_a_misspelt_name_is_told_what_may_have_been_meant() -> None:
    people_import = dry_run([line(department="仓储物流", job_roles="Recieving clerk", shift="noon")])

    faults = [fault for row in people_import.rows.all() for fault in row.fault_values]
    assert {fault.column: fault.values.get("nearest") for fault in faults} == {
        "department": "仓储物流部", "job_roles": "Receiving clerk", "shift": None,
    }  # fmt: skip
    with translation.override("en"):
        assert faults[0].sentence == "There is no department “仓储物流”. Is “仓储物流部” meant?"
