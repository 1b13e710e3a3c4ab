"""An attempt whose company can be rebuilt no more: no page fails, each says what happened, and the record stays readable."""

import json
from dataclasses import replace
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation
from django.utils.translation import gettext

from lms.foundation.append_only import install_triggers, remove_triggers
from scenarios.datasets.api import dataset
from scenarios.drills import urls as drill_urls
from scenarios.drills.presenting import JournalLine
from scenarios.grading.api import Mode, recorded_scenario
from scenarios.models import Attempt, PublishedDataset, ScenarioVersion
from scenarios.sandbox import dataset_store, folding
from scenarios.sandbox import urls as sandbox_urls
from scenarios.sandbox.dataset_store import DatasetLost, keep_dataset, require_dataset
from scenarios.sandbox.folding import is_lost, opening_of, recorded_opening, scenario_of
from scenarios.sandbox.seating import seat_code
from scenarios.sandbox.verifying import verify_journals
from tests.factories import make_person
from tests.scenarios.drills.factories import make_attempt, make_drill, make_result, play_recorded
from tests.scenarios.sandbox.test_kept_worlds import older_company

pytestmark = pytest.mark.django_db
GONE = "yuanfan-s@sha256:" + "0" * 64
PARTS = {"number": "1", "kind": "PO", "name": "STOCK", "key": "po.approve", "seq": 1, "form": "xlsx"}


@pytest.fixture(autouse=True)
def _forgetful() -> Any:
    yield
    dataset_store._kept.cache_clear()
    folding._openings.clear()
    folding._states.clear()


def lose(version: ScenarioVersion, ref: str = GONE) -> None:
    """As in a database of before companies were kept: the version names one that nobody makes."""
    remove_triggers()
    try:
        ScenarioVersion.objects.filter(pk=version.pk).update(dataset_ref=ref)
    finally:
        install_triggers()
    version.refresh_from_db()
    dataset_store._kept.cache_clear()
    folding._openings.clear()
    folding._states.clear()


def owner(language: str = "en") -> tuple[Client, Any]:
    person = make_person("李四", name_latin="Li Si", language=language)
    client = Client()
    client.force_login(person)
    return client, person


def pages_of_an_attempt(attempt: Attempt) -> dict[str, str]:
    """Every address of the sandbox and of the drills that names an attempt."""
    patterns = [row for row in (*sandbox_urls.urlpatterns, *drill_urls.urlpatterns) if isinstance(row, URLPattern)]
    found = {}
    for row in patterns:
        names = set(row.pattern.converters)
        if "uuid" in names and row.name != "drill-item":
            given = {name: PARTS[name] for name in names - {"uuid"}}
            found[str(row.name)] = reverse(str(row.name), kwargs={"uuid": attempt.uuid, **given})
    assert get_resolver().resolve(found["drill-attempt"]).url_name == "drill-attempt"
    return found


READABLE = {"drill-result": 200, "drill-evidence": 200, "drill-hand-in": 302}
"""What a graded attempt still shows; handing in again leads to the result."""
POSTS_ONLY = {"drill-sit", "drill-invite", "drill-hat", "drill-clock", "drill-hint", "drill-again"}
NOT_SHARED = {"drill-seats": 404, "drill-sit": 404, "drill-invite": 404}


WHAT = "This attempt can no longer be opened"
WHY = (
    "Plimsoll makes its sandbox companies by rule and keeps each one that a drill was published with. This one comes from an "
    "older program, and no copy of it is in this database: it was made before copies were kept, or the database was brought "
    "here without it."
)
TO_DO = "Begin a new attempt on the drill's page; it is played in a company that is kept. This attempt stays on record as it is."


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_of_a_lost_attempt_says_what_happened_to_its_owner(language: str) -> None:
    client, person = owner(language)
    with translation.override(language):
        sentences = [gettext(sentence) for sentence in (WHAT, WHY, TO_DO)]
    attempt = make_result(person).attempt
    lose(attempt.version)
    answered = {}
    for name, address in pages_of_an_attempt(attempt).items():
        answer = client.post(address) if name in POSTS_ONLY else client.get(address)
        answered[name] = answer.status_code
        if answer.status_code == 410:
            page = answer.content.decode()
            assert [sentence for sentence in sentences if sentence not in page] == [], name
            assert reverse("drill", args=["P2P-03"]) in page
            assert reverse("drill-result", args=[attempt.uuid]) in page
    expected = dict.fromkeys(answered, 410) | READABLE | NOT_SHARED
    assert answered == expected


def without_names(line: JournalLine) -> JournalLine:
    """A row without what only its company can say: names of people, subjects of documents, numbers in an item's decimals."""
    return replace(
        line, who="", subject="", summary="", why="", fields=tuple(replace(one, text="") for one in line.fields)
    )


def test_the_result_the_journal_and_the_evidence_of_a_lost_attempt_stay_readable() -> None:
    client, person = owner()
    result = make_result(person)
    attempt = result.attempt
    before = client.get(reverse("drill-result", args=[attempt.uuid]))
    evidence = client.get(reverse("drill-evidence", args=[attempt.uuid])).json()
    lose(attempt.version)
    after = client.get(reverse("drill-result", args=[attempt.uuid]))
    page = after.content.decode()
    for key in ("score", "met", "sentence", "debrief", "entries", "dots"):
        assert after.context.get(key) == before.context.get(key), key
    rows = [[without_names(line) for line in shown.context["lines"]] for shown in (before, after)]
    assert rows[0] == rows[1]
    names, numbers = ({line.who for line in shown.context["lines"]} for shown in (before, after))
    assert names == {"Wang Lin", "Lin Xiao", "The sandbox"}
    assert numbers == {"wang.ap", "lin.buyer", "The sandbox"}  # its company knew their names
    assert len(after.context["lines"]) > 3
    assert "but it can no longer be replayed" in page
    for name in ("drill-compare", "drill-event-log", "drill-again"):
        assert reverse(name, args=[attempt.uuid]) in before.content.decode()
        assert reverse(name, args=[attempt.uuid]) not in page
    again = client.get(reverse("drill-evidence", args=[attempt.uuid])).json()
    assert (again["journal"], again["marks"], again["score"]) == (
        evidence["journal"],
        evidence["marks"],
        evidence["score"],
    )


def test_an_open_attempt_that_is_lost_shows_its_journal_and_a_new_one_can_be_begun() -> None:
    client, person = owner()
    attempt = make_attempt(person)
    play_recorded(attempt, "p2p-03/good.yaml")
    lose(attempt.version)
    page = client.get(reverse("drill-attempt", args=[attempt.uuid]))
    assert (page.status_code, len(page.context["lines"]) > 3) == (410, True)
    assert reverse("drill-replay", args=[attempt.uuid, 1])[:-2] not in page.content.decode()
    ScenarioVersion.objects.create(
        scenario=attempt.version.scenario,
        version="1.1.0",
        source=attempt.version.source,
        digest="1" * 64,
        dataset_ref=dataset("S").ref,
        paths={},
        published_at=attempt.version.published_at,
    )
    token = str(uuid4())
    begun = client.post(reverse("drill", args=["P2P-03"]), {"mode": "practice", "token": token})
    fresh = Attempt.objects.get(token=token)
    attempt.refresh_from_db()
    assert (begun["Location"], fresh.version.version, attempt.status) == (
        reverse("drill-attempt", args=[fresh.uuid]),
        "1.1.0",
        "abandoned",
    )
    assert client.get(begun["Location"]).status_code == 200


def test_a_part_of_an_open_page_makes_the_page_load_again() -> None:
    client, person = owner()
    attempt = make_attempt(person)
    lose(attempt.version)
    answer = client.get(reverse("drill-live", args=[attempt.uuid]), headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


def test_the_seats_of_a_lost_attempt_say_so_to_everybody_who_may_sit_there() -> None:
    client, person = owner()
    attempt = make_attempt(person, "CUT-01")
    lose(attempt.version)
    seats, code = reverse("drill-seats", args=[attempt.uuid]), seat_code(attempt)
    assert client.get(seats).status_code == 410
    colleague = Client()
    colleague.force_login(make_person("王五", name_latin="Wang Wu"))
    joined = colleague.post(reverse("drill-join"), {"code": code})
    met = colleague.get(joined["Location"])
    assert (met.status_code, met.context.get("lines")) == (410, None)  # who has no seat yet reads no journal
    seat = scenario_of(attempt).seats[1].id
    sat = colleague.post(reverse("drill-sit", args=[attempt.uuid]), {"seat": seat, "code": code})
    assert (sat.status_code, attempt.seats.count()) == (302, 0)
    assert colleague.get(sat["Location"]).status_code == 410
    assert colleague.get(seats).status_code == 404


def test_a_stranger_learns_nothing_and_an_auditor_reads_the_journal() -> None:
    _client, person = owner()
    attempt = make_result(person).attempt
    lose(attempt.version)
    stranger, auditor = Client(), Client()
    stranger.force_login(make_person("王五", name_latin="Wang Wu"))
    auditor.force_login(make_person("赵六", "auditor", name_latin="Zhao Liu"))
    pages = pages_of_an_attempt(attempt)
    posts = POSTS_ONLY
    assert {
        name: (stranger.post(at) if name in posts else stranger.get(at)).status_code for name, at in pages.items()
    } == dict.fromkeys(pages, 404)
    seen = auditor.get(pages["drill-attempt"])
    assert (seen.status_code, len(seen.context["lines"]) > 3) == (410, True)
    assert auditor.get(pages["drill-result"]).status_code == 200


def test_a_drill_whose_newest_version_is_lost_says_who_mends_it() -> None:
    client, _person = owner()
    lose(make_drill())
    page = client.get(reverse("drill", args=["P2P-03"]))
    assert (page.status_code, "The training lead takes the drill in again" in page.content.decode()) == (410, True)


def test_a_kept_company_that_was_altered_is_told_apart() -> None:
    client, person = owner()
    attempt = make_attempt(person)
    old = older_company()
    keep_dataset(old)
    remove_triggers()
    try:
        PublishedDataset.objects.update(content=dataset_store._packed({**old.content, "clock": "2026-11-28T18:00"}))
    finally:
        install_triggers()
    lose(attempt.version, old.ref)
    with pytest.raises(DatasetLost) as altered:
        require_dataset(old.ref)
    assert altered.value.is_altered
    page = client.get(reverse("drill-attempt", args=[attempt.uuid])).content.decode()
    assert "no longer has the hash" in page


@pytest.mark.parametrize("code", ["P2P-03", "P2P-04", "CUT-02"])
def test_a_recorded_opening_binds_the_drill_without_its_company(code: str) -> None:
    attempt = make_attempt(make_person(), code)
    whole = opening_of(attempt).scenario
    known = recorded_scenario(
        folding._scenario(attempt.version.source, f"{code}.yaml"),
        seed=attempt.seed,
        mode=Mode(attempt.mode),
        recorded=recorded_opening(attempt),
    )
    assert (known.names, known.debrief, known.expectations) == (whole.names, whole.debrief, whole.expectations)
    lose(attempt.version)
    assert is_lost(attempt)
    assert scenario_of(attempt).names == whole.names


def test_checks_of_records_and_engine_report_a_lost_attempt_and_go_on() -> None:
    lost = make_result(make_person("张三")).attempt
    lose(lost.version)
    sound = make_result(make_person("李四", name_latin="Li Si"), "p2p-04/good.yaml").attempt
    assert [str(row) for row in verify_journals() if str(lost.uuid) in str(row)] == [
        str(row) for row in verify_journals()
    ]
    assert len(list(verify_journals())) == 1
    out = StringIO()
    call_command("redecide_journals", "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert (said["lost"], said["drifts"], said["commands"]) == (
        [{"attempt": str(lost.uuid), "drill": "P2P-03 1.0.0", "dataset": GONE}],
        [],
        sound.rows.count(),
    )
    words = StringIO()
    with pytest.raises(SystemExit):
        call_command("redecide_journals", "--fail", stdout=words)
    assert f"P2P-03 1.0.0 {lost.uuid}: cannot be decided again" in words.getvalue()
