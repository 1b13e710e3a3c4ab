"""Publishing a chain: what it keeps, what refuses it, once only, and found out if anybody touches it afterwards."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from curricula.api import load_organisation, load_processes
from curricula.edited import CHAIN, identity_of
from curricula.models import BusinessObject, Chain, ChainVersion, JobRole, OutsideSystem, Step, StepDuty, StepInterface
from curricula.processes.completeness import NEEDED_TEXTS
from curricula.processes.editing import describe_step, step_record
from curricula.processes.publishing import ChainRefused, Standing, publish_chain, standings_of
from curricula.processes.verifying import verify_chains
from curricula.processes.working import work_record
from lms.foundation.api import Finding, digest_of, is_genuine
from lms.foundation.models import AuditEntry, Person, Signature
from lms.foundation.signatures.verify import verify_signatures
from tests.curricula.processes.test_process_pages import complete_step
from tests.curricula.test_loading import COMPANY
from tests.factories import make_person, named
from tests.foundation.tampering import behind_the_back

pytestmark = pytest.mark.django_db
REASON = "流程评审 / Process review"
TEXTS = [f"{stem}_{language}" for stem in ("name", *NEEDED_TEXTS) for language in ("zh", "en")]


@pytest.fixture
def lead() -> Person:
    return make_person("吴岚", "training_lead")


def standing(code: str = "P2P") -> Standing:
    return standings_of([Chain.objects.get(code=code)])[0]


def publish(lead: Person, *, seen: Standing | None = None, reason: str = REASON) -> ChainVersion:
    """Publish what `seen` showed; what stands now if nothing else is given."""
    seen = seen or standing()
    return publish_chain(seen.chain, signer=lead, reason=reason, opened=seen.digest, based_on=seen.number)


def describe(step: Step, **texts: str) -> None:
    """Change texts of the step as it is stored now, as its editor does."""
    step.refresh_from_db()
    record = step_record(step)
    describe_step(
        step,
        texts,
        record["exceptions"],
        work_record(step),
        opened=digest_of(record),
        actor=make_person("张三", "author"),
        reason=REASON,
    )


@pytest.mark.requirement("A29")
def test_a_version_keeps_all_that_each_step_says_under_a_signature_and_an_entry(lead: Person) -> None:
    step = complete_step()
    step.exceptions.update(what_en="Over-delivery", remedy_en="Refuse the rest")
    step.objects_touched.add(named(BusinessObject, "GR"))
    StepInterface.objects.create(
        step=step, system=named(OutsideSystem, "PDA"), direction="in", content_zh="读数", content_en="Scans",
        fallback_zh="纸单", fallback_en="Paper",
    )  # fmt: skip

    version = publish(lead)

    kept: Any = version.step("P2P-40")
    assert (kept["key_node_zh"], kept["trigger_en"], kept["approval_flow_zh"]) == (
        "key_node",
        "trigger",
        "approval_flow",
    )
    assert kept["exceptions"] == [
        {"what_zh": "x", "what_en": "Over-delivery", "remedy_zh": "y", "remedy_en": "Refuse the rest"}
    ]
    assert kept["does"] == [{"code": "RECV", "name_zh": "RECV", "name_en": "RECV"}]
    assert (kept["interface"]["system"]["code"], kept["interface"]["fallback_en"]) == ("PDA", "Paper")
    assert [(one["site"]["code"], one["shift"]["code"]) for one in kept["places"]] == [("SZ", "day")]
    assert (version.number, version.published_by, version.reason, version.published_at) == (
        1, lead, REASON, version.signature.at,
    )  # fmt: skip
    assert version.digest == digest_of(ChainVersion.objects.get().content)
    assert is_genuine(version.signature, version.content)
    entries = AuditEntry.objects.filter(subject_uuid=identity_of(CHAIN, "P2P")).order_by("sequence")
    written: Any = entries[1]
    assert [(one.subject_kind, one.action) for one in entries] == [("chain.signature", "sign"), ("chain", "publish")]
    assert (written.actor, written.reason, written.before) == (lead, REASON, None)
    assert written.after == {"version": 1, "digest": version.digest, "steps": ["P2P-40"]}


@pytest.mark.requirement("A29")
@pytest.mark.parametrize("field", TEXTS)
def test_a_blank_text_in_either_language_refuses_publishing_and_is_named(lead: Person, field: str) -> None:
    step = complete_step()
    Step.objects.filter(pk=step.pk).update(**{field: "  "})
    with translation.override("en"):
        english = str({"name": "name", **NEEDED_TEXTS}[field[:-3]])
        (hindrance,) = standing().hindrances
        with pytest.raises(ChainRefused) as refused:
            publish(lead)
    assert (hindrance.step, hindrance.finding.field) == (step, field)
    assert str(refused.value) == (f"Not published. To be mended first: P2P-40: Not said in both languages: {english}.")
    assert not ChainVersion.objects.exists()
    assert not Signature.objects.exists()
    assert not AuditEntry.objects.filter(subject_uuid=identity_of(CHAIN, "P2P")).exists()


def _no_exception(step: Step) -> None:
    step.exceptions.all().delete()


def _half_an_exception(step: Step) -> None:
    step.exceptions.update(remedy_zh=" ")


def _no_place(step: Step) -> None:
    step.places.all().delete()


def _critical_without_why(step: Step) -> None:
    Step.objects.filter(pk=step.pk).update(critical_kind="GXP", critical_why_en="Product")


def _interface_without_fallback(step: Step) -> None:
    texts = {"content_zh": "读数", "content_en": "Scans", "fallback_zh": "纸单", "fallback_en": ""}
    StepInterface.objects.create(step=step, system=named(OutsideSystem, "PDA"), direction="in", **texts)


def _conflict(step: Step) -> None:
    StepDuty.objects.create(step=step, job_role=named(JobRole, "RECV"), kind="approves")


def _gap(step: Step) -> None:
    StepDuty.objects.filter(step=step, kind="checks").delete()


@pytest.mark.requirement("A29", "A30")
@pytest.mark.parametrize(
    ("spoil", "kind", "sentence"),
    [
        (_no_exception, "blank", "Not said in both languages: exceptions."),
        (_half_an_exception, "blank", "Not said in both languages: exceptions."),
        (_no_place, "blank", "Not said in both languages: places and shifts."),
        (_critical_without_why, "blank", "Not said in both languages: why it is critical."),
        (_interface_without_fallback, "blank", "Not said in both languages: interface."),
        (_conflict, "conflict", "RECV does and approves this step."),
        (_gap, "gap", "Nobody checks this step."),
    ],
)
def test_a_missing_part_a_conflict_and_a_gap_refuse_publishing(
    lead: Person, spoil: Any, kind: str, sentence: str
) -> None:
    spoil(complete_step())
    complete_step("P2P-50")
    with translation.override("en"):
        with pytest.raises(ChainRefused) as refused:
            publish(lead)
        assert [one.finding.kind for one in standing().hindrances] == [kind]
    assert str(refused.value) == f"Not published. To be mended first: P2P-40: {sentence}"
    assert not ChainVersion.objects.exists()


def test_a_role_in_two_duties_is_pointed_out_and_refuses_nothing(lead: Person) -> None:
    step = complete_step()
    StepDuty.objects.create(step=step, job_role=named(JobRole, "RECV"), kind="checks")
    assert [(one.finding.kind, one.step) for one in standing().notes] == [("pair", step)]
    assert publish(lead).number == 1


def test_one_chain_refuses_nothing_of_another(lead: Person) -> None:
    complete_step("P2P-40")
    _gap(complete_step("O2C-10"))
    assert publish(lead).chain.code == "P2P"


def test_a_reason_and_steps_are_needed(lead: Person) -> None:
    named(Chain, "P2P")
    with translation.override("en"):
        with pytest.raises(ChainRefused, match="what changed and why"):
            publish(lead, reason="  ")
        with pytest.raises(ChainRefused, match="without steps"):
            publish(lead)


@pytest.mark.requirement("A29")
def test_what_changed_becomes_the_next_version_and_the_first_reads_as_it_was(lead: Person) -> None:
    step = complete_step()
    complete_step("P2P-50")
    first = publish(lead)
    assert (standing().is_as_published, standing().differences) == (True, [])

    describe(step, trigger_en="A truck is at the dock")

    changed = standing()
    with translation.override("en"):
        (one,) = changed.differences
        assert (one.kind, one.code, [(f.label, f.before, f.after) for f in one.fields]) == (
            "changed", "P2P-40", [("Trigger (English)", "trigger", "A truck is at the dock")],
        )  # fmt: skip
    second = publish(lead, reason="Dock / 收货口")
    first.refresh_from_db()
    kept: list[Any] = [first.step("P2P-40"), second.step("P2P-40")]
    assert [one["trigger_en"] for one in kept] == ["trigger", "A truck is at the dock"]
    assert (second.number, standing().is_as_published) == (2, True)
    written: Any = AuditEntry.objects.filter(subject_kind=CHAIN).latest("sequence")
    assert (written.before, written.after["steps"]) == ({"version": 1, "digest": first.digest}, ["P2P-40"])


def test_steps_that_came_went_and_changed_places_are_differences(lead: Person) -> None:
    complete_step("P2P-10"), complete_step("P2P-20"), complete_step("P2P-30")
    publish(lead)
    gone = Step.objects.get(code="P2P-10")
    gone.duties.all().delete()
    gone.delete()
    complete_step("P2P-40")
    Step.objects.filter(code="P2P-20").update(position=9)

    found = standing().differences

    assert [(one.kind, one.code, one.is_step) for one in found] == [
        ("changed", "P2P", False), ("added", "P2P-40", True), ("removed", "P2P-10", True),
    ]  # fmt: skip
    assert [(field.field, field.before, field.after) for field in found[0].fields] == [
        ("order", "P2P-20；P2P-30", "P2P-30；P2P-20")
    ]


def test_nothing_new_is_not_published_again(lead: Person) -> None:
    complete_step()
    publish(lead)
    with translation.override("en"), pytest.raises(ChainRefused, match=r"Nothing has changed since version 1\."):
        publish(lead)
    assert ChainVersion.objects.count() == 1


def test_a_second_click_gives_the_version_of_the_first(lead: Person) -> None:
    complete_step()
    seen = standing()
    assert publish(lead, seen=seen) == publish(lead, seen=seen)
    assert (ChainVersion.objects.count(), Signature.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(subject_kind=CHAIN).count() == 1


def test_what_somebody_else_published_or_changed_meanwhile_refuses_the_stale_page(lead: Person) -> None:
    step = complete_step()
    seen = standing()
    describe(step, trigger_en="Changed after the page was opened")
    with translation.override("en"), pytest.raises(ChainRefused, match="somebody has changed a step"):
        publish(lead, seen=seen)
    seen = standing()
    publish(make_person("陈静", "training_lead"), seen=seen)
    with translation.override("en"), pytest.raises(ChainRefused, match="version 1 was published by 陈静"):
        publish(lead, seen=seen)
    assert ChainVersion.objects.count() == 1


def test_the_database_keeps_versions_as_they_are_and_numbers_them_once(lead: Person) -> None:
    complete_step()
    version = publish(lead)
    for spoil in (
        lambda: ChainVersion.objects.update(reason="Another"),
        lambda: ChainVersion.objects.all().delete(),
        lambda: ChainVersion.objects.create(
            chain=version.chain, number=1, content={}, digest="0" * 64, published_at=version.published_at,
            published_by=lead, reason="Twin", signature=version.signature,
        ),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()
    version.refresh_from_db()
    assert (ChainVersion.objects.count(), version.reason) == (1, REASON)


def test_an_altered_a_moved_and_a_missing_version_are_found(lead: Person) -> None:
    step = complete_step()
    publish(lead)
    describe(step, trigger_en="Second")
    publish(lead)
    describe(step, trigger_en="Third")
    third = publish(lead)
    assert (list(verify_chains()), list(verify_signatures())) == ([], [])

    with behind_the_back():
        ChainVersion.objects.filter(number=1).delete()
        content = third.content | {"name_en": "Another chain"}
        ChainVersion.objects.filter(number=3).update(content=content)
        ChainVersion.objects.filter(number=2).update(digest="0" * 64)

    assert list(verify_chains()) == [
        Finding("chains", "P2P v1", "is missing: removed, or the numbering was changed"),
        Finding("chains", "P2P v2", "was altered: its content is not what was published"),
        Finding("chains", "P2P v2", "does not bear the signature under which it was published"),
        Finding("chains", "P2P v3", "was altered: its content is not what was published"),
    ]
    assert [one.problem for one in verify_signatures()] == [
        "stands on a record that is not there",
        "stands on a record that was changed after signing",
    ]


@pytest.mark.requirement("A29")
def test_the_companys_chains_are_published_as_they_come(lead: Person) -> None:
    load_organisation(COMPANY)
    load_processes(COMPANY)

    chains = list(Chain.objects.all())
    for one in standings_of(chains):
        publish_chain(one.chain, signer=lead, reason=REASON, opened=one.digest, based_on=0)

    assert [one.is_as_published for one in standings_of(chains)] == [True] * 9
    kept: Any = [step for version in ChainVersion.objects.all() for step in version.content["steps"]]
    assert len(kept) == 62
    for step in kept:
        texts = {
            step[f"{stem}_{code}"].strip() for stem in ("key_node", "trigger", "approval_flow") for code in ("zh", "en")
        }
        assert "" not in texts, step["code"]
        assert all(text.strip() for one in step["exceptions"] for text in one.values()), step["code"]
        assert step["exceptions"], step["code"]
    load_processes(COMPANY)  # loading the same file again changes nothing of what is published
    assert [one.is_as_published for one in standings_of(chains)] == [True] * 9


def test_how_chains_stand_costs_the_same_for_many(lead: Person, django_assert_num_queries: Any) -> None:
    for code in ("P2P-10", "P2P-20", "O2C-10"):
        complete_step(code)
    publish(lead)
    chains = list(Chain.objects.all())
    with django_assert_num_queries(7):
        assert [len(one.record["steps"]) for one in standings_of(chains)] == [2, 1]
