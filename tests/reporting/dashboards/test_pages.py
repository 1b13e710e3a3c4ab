"""The pages of readiness: what they show, to whom, and at what cost."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from curricula.models import Department, GoLive, Posting
from lms.foundation.models import Person, PersonalDataRead
from lms.records.api import PaperCertificate, issue_paper_certificates, withdraw_qualification
from lms.records.models import Qualification
from reporting.metrics.summary import rebuild_summary
from reporting.models import Snapshot, ThresholdMove
from reporting.templatetags.reporting_words import breakable
from tests.factories import make_person
from tests.reporting.factories import go_live_at, make_type, make_worked_step, make_worker, settle_all

pytestmark = pytest.mark.django_db
PAGES = ("readiness", "coverage", "coverage-names", "cover", "proficiency", "definitions", "thresholds", "snapshots")
LIMIT = 20
"""queries a page may make"""


def as_(person: Person, language: str = "en") -> Client:
    client = Client()
    client.force_login(person)
    person.language = language
    person.save(update_fields=["language"])
    client.cookies["django_language"] = language
    return client


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return str(body.decode())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("role", "status"),
    [("training_lead", 200), ("executive", 200), ("auditor", 200), ("manager", 200), ("assessor", 404)],
)
def test_readiness_is_read_by_those_it_is_for(snapshot: Snapshot, page: str, role: str, status: int) -> None:
    assert as_(make_person("某人", role)).get(reverse(page)).status_code == status


@pytest.mark.parametrize("page", PAGES)
def test_learner_finds_nothing_and_stranger_signs_in(snapshot: Snapshot, page: str) -> None:
    assert as_(make_person("学员")).get(reverse(page)).status_code == 404
    assert Client().get(reverse(page)).status_code == 302


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_page_stays_within_its_queries(
    snapshot: Snapshot, executive: Person, page: str, language: str, django_assert_max_num_queries: Any
) -> None:
    client = as_(executive, language)
    client.get(reverse(page))
    with django_assert_max_num_queries(LIMIT):
        text_of(client, reverse(page))


@pytest.mark.parametrize("page", PAGES)
def test_page_without_any_go_live_says_so(executive: Person, page: str) -> None:
    assert as_(executive).get(reverse(page)).status_code == 200


def test_unknown_go_live_is_not_found(go_live: GoLive, executive: Person) -> None:
    assert as_(executive).get(reverse("coverage"), {"go_live": "W9"}).status_code == 404


def test_readiness_shows_the_newest_snapshot_with_every_count(snapshot: Snapshot, executive: Person) -> None:
    page = text_of(as_(executive), reverse("readiness"))
    for said in (
        "S-0001",
        "No-go today",
        "4 of 5 required",
        "4 of 5 steps",
        "worst of 1 cells",
        "MFG-50, SZ, night: 0 of 2",
        "检0",
    ):
        assert said in page, said


def test_readiness_without_a_snapshot_says_who_takes_one(go_live: GoLive, executive: Person, lead: Person) -> None:
    assert "A training lead takes it." in text_of(as_(executive), reverse("readiness"))
    assert reverse("snapshot-take") in text_of(as_(lead), reverse("readiness"))


def test_lead_takes_a_snapshot_as_a_job(go_live: GoLive, lead: Person, django_capture_on_commit_callbacks: Any) -> None:
    client = as_(lead)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"{reverse('snapshot-take')}?go_live={go_live.code}")
    assert response.status_code == 302
    assert Snapshot.objects.get().taken_by == lead
    assert reverse("snapshot", args=[1]) in text_of(client, response["Location"])


def test_executive_cannot_take_one(go_live: GoLive, executive: Person) -> None:
    assert as_(executive).post(reverse("snapshot-take")).status_code == 404
    assert not Snapshot.objects.exists()


@pytest.mark.requirement("A80", "B87")
def test_names_are_three_clicks_from_the_share(go_live: GoLive, executive: Person) -> None:
    client = as_(executive)
    link = f"{reverse('coverage-names')}?go_live=W1&amp;department=WHS&amp;chain=MFG"
    assert link in text_of(client, reverse("coverage"))
    names = text_of(client, link.replace("&amp;", "&"))
    assert "检0" in names
    assert "ACT-MFG-01" in names
    assert "检1" not in names


def test_names_can_be_widened_and_exported(go_live: GoLive, executive: Person) -> None:
    client = as_(executive)
    assert "检1" in text_of(client, f"{reverse('coverage-names')}?everybody=1")
    exported = text_of(client, f"{reverse('coverage-names')}?export=csv").splitlines()
    assert [line.split(",")[1:] for line in exported[1:]] == [
        ["检0", "Warehouse", "SZ", "night", "0", "1", "ACT-MFG-01", "2026-11-17"]
    ]


@pytest.mark.requirement("A119", "A138")
def test_coverage_by_group_is_a_file_that_gives_no_single_people_away(go_live: GoLive, executive: Person) -> None:
    client = as_(executive)
    page, file = text_of(client, reverse("coverage")), text_of(client, f"{reverse('coverage')}?export=csv")

    assert "/coverage/?go_live=W1&amp;export=csv" in page
    assert file.splitlines()[1] == "By department,WHS,Warehouse,5,4,4,5,80.0,0,4,5,0,0,No-go"
    for more in ("job_role", "chain", "site"):
        assert f"By {more.replace('_', ' ').replace('chain', 'process chain')}" in file
    Posting.objects.filter(person__name="检0").delete()
    settle_all()
    rebuild_summary(go_live)
    small = text_of(client, f"{reverse('coverage')}?export=csv").splitlines()[1]
    assert small == "By department,WHS,Warehouse,4,,,,,,,,,,Unmeasured"


def test_proficiency_is_a_file_with_its_interval_and_levels(go_live: GoLive, executive: Person) -> None:
    client = as_(executive)

    file = text_of(client, f"{reverse('proficiency')}?export=csv").splitlines()

    assert file[1].startswith("By process step,MFG-50,MFG-50,5,4,5,80.0,")
    assert 'href="?go_live=W1&amp;export=xlsx"' in text_of(client, f"{reverse('proficiency')}?go_live=W1")


def test_cover_is_a_file_of_counts_without_names(go_live: GoLive, executive: Person) -> None:
    file = text_of(as_(executive), f"{reverse('cover')}?export=csv")

    assert file.splitlines()[1] == "MFG,MFG-50,MFG-50,,SZ,night,0,5,1,No-go"
    assert "检0" not in file


@pytest.mark.parametrize("page", ["coverage", "cover", "proficiency"])
def test_figures_are_given_in_no_form_that_is_not_offered_and_to_nobody_else(
    go_live: GoLive, executive: Person, page: str
) -> None:
    assert as_(executive).get(f"{reverse(page)}?export=pdf").status_code == 404
    assert as_(make_person("学员")).get(f"{reverse(page)}?export=csv").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_names_costs_the_same_for_one_and_for_three(
    go_live: GoLive, executive: Person, number: int, django_assert_num_queries: Any
) -> None:
    for more in range(number):
        make_worker(f"新{more}")
    settle_all()
    client = as_(executive)
    text_of(client, reverse("coverage-names"))
    # PostgreSQL's COPY of the noted reads is counted, SQLite's driver call for the same rows is not.
    with django_assert_num_queries(9 if connection.vendor == "postgresql" else 8):
        text_of(client, reverse("coverage-names"))


@pytest.mark.requirement("B24", "B26", "B66")
def test_manager_sees_names_of_the_own_department_only(snapshot: Snapshot, head: Person, other_head: Person) -> None:
    for page in (
        reverse("coverage-names"),
        f"{reverse('coverage-names')}?export=csv",
        reverse("coverage-completions"),
        reverse("readiness"),
    ):
        assert "检0" in text_of(as_(head), page), page
        assert "检0" not in text_of(as_(other_head), page), page
    cell = f"{reverse('cover')}?step=MFG-50&split=&site=SZ&shift=night"
    assert "检0" in text_of(as_(head), cell)
    assert "检0" not in text_of(as_(other_head), cell)
    assert "5 people of other departments are counted and not named." in text_of(as_(other_head), cell)


def test_reading_names_is_logged(go_live: GoLive, executive: Person) -> None:
    text_of(as_(executive), reverse("coverage-names"))
    logged = PersonalDataRead.objects.values_list("reader__name", "subject__name", "page")
    assert list(logged) == [("赵敏", "检0", "coverage-names")]


def test_manager_cannot_download_the_report(snapshot: Snapshot, head: Person) -> None:
    assert as_(head).get(reverse("readiness-report", args=[1])).status_code == 404


@pytest.mark.requirement("A79")
def test_completions_give_a_day_a_dash_or_nothing(go_live: GoLive, executive: Person) -> None:
    lines = text_of(as_(executive), reverse("coverage-completions")).splitlines()
    assert lines[0].endswith("ACT-MFG-01 ACT-MFG-01")
    assert [line.split(",")[1:] for line in lines[1:]] == [
        ["检0", "WHS", "SZ", "night", "–"],
        *[[f"检{n}", "WHS", "SZ", "night", "2026-11-10"] for n in range(1, 5)],
    ]


@pytest.mark.requirement("A119")
def test_each_gate_opens_its_definition_and_that_opens_its_rows(snapshot: Snapshot, executive: Person) -> None:
    client = as_(executive)
    page, definitions = text_of(client, reverse("readiness")), text_of(client, reverse("definitions"))
    for gate in snapshot.figures["gates"]:
        assert f"{reverse('definitions')}#{gate['code']}" in page
        assert f'id="{gate["code"]}"' in definitions
    assert f'href="{reverse("coverage-names")}?critical=1"' in definitions


def test_small_groups_are_grey_with_their_count(go_live: GoLive, executive: Person) -> None:
    make_worker("质", department=Department.objects.get(code="QUA"))
    settle_all()
    page = text_of(as_(executive), reverse("coverage"))
    assert "n&nbsp;=&nbsp;1" in page


def test_lead_moves_a_threshold_and_others_see_no_form(go_live: GoLive, lead: Person, executive: Person) -> None:
    url, form = reverse("thresholds"), {"dimension": "coverage", "green": "92", "amber": "88", "reason": "七名新人"}
    assert 'name="reason"' not in text_of(as_(executive), url)
    as_(executive).post(url, form)
    assert not ThresholdMove.objects.exists()
    assert as_(lead).post(url, form).status_code == 302
    assert "七名新人" in text_of(as_(executive), url)


def test_refused_move_says_why_beside_the_form(go_live: GoLive, lead: Person) -> None:
    response = as_(lead).post(
        reverse("thresholds"), {"dimension": "coverage", "green": "80", "amber": "90", "reason": "x"}
    )
    assert response.status_code == 422
    assert "Amber must not lie above green" in response.content.decode()


def test_definitions_are_complete_in_both_languages() -> None:
    from reporting.metrics.registry import DEFINITIONS

    for definition in DEFINITIONS.values():
        for part in ("name", "meaning", "formula", "unit", "population", "unknown", "owner"):
            words = getattr(definition, part)
            assert words.zh, (definition.code, part)
            assert words.en, (definition.code, part)
            with translation.override("zh-hans"):
                assert str(words) == words.zh


@pytest.mark.requirement("B10", "B86")
def test_the_board_of_people_and_lines_shows_a_change_within_the_time_it_states() -> None:
    go_live_at()
    type_ = make_type("QL-IPQC", make_worked_step("MFG-50", does="IPQC"))
    first, second = make_worker("谢东"), make_worker("曹颖")
    reader = as_(make_person("吴岚", "training_lead"))
    address = reverse("cover") + "?go_live=W1&step=MFG-50&split=&site=SZ&shift=night"

    def board() -> tuple[int, list[str]]:
        answer: Any = reader.get(address)
        assert "an absence within 10 minutes" in answer.content.decode()
        (row,) = answer.context["rows"]
        return row["cells"][0]["count"], [one.name for one in answer.context["chosen"]["qualified"]]

    assert board() == (0, [])
    for number, person in enumerate((first, second), start=1):
        paper = PaperCertificate(person, type_, date(2026, 9, 1), date(2027, 9, 1))
        issue_paper_certificates([paper], actor=None, reason="Taken over from paper")
        assert board()[0] == number
    assert board() == (2, ["谢东", "曹颖"])
    withdraw_qualification(
        Qualification.objects.get(person=first), actor=make_person("林慧", "training_lead"), reason="Failed audit"
    )
    assert board() == (1, ["曹颖"])


def test_long_english_words_of_a_narrow_column_may_be_parted_and_short_ones_not() -> None:
    assert breakable("Quality and traceability") == "Quality and trace\u00adab\u00adil\u00adity"
    assert breakable("Master data, 质量与追溯") == "Master data, 质量与追溯"
