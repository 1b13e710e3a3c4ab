"""The catalogue's files become rows: all or nothing, once, and never under a taken version number."""

import shutil
from pathlib import Path

import pytest
import yaml
from django.db import DatabaseError, transaction

from curricula.models import PlannedItem
from scenarios.api import load_drill_items, sync_scenarios
from scenarios.datasets.api import dataset
from scenarios.drills.models import DrillItem, Scenario, ScenarioVersion
from scenarios.drills.proofs import is_proved, program_digest, proof_of, record_proofs
from scenarios.drills.syncing import CATALOGUE, DrillFilesRefused, VersionTaken
from scenarios.grading.api import load_scenario
from tests.factories import make_activity, make_step

pytestmark = pytest.mark.django_db

BUILT = ("P2P-03", "P2P-04")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The catalogue with only `BUILT` built, on the small company: the contract of all is proved elsewhere."""
    copy = tmp_path / "catalogue"
    copy.mkdir()
    index = yaml.safe_load((CATALOGUE / "index.yaml").read_text("utf-8"))
    for row in index["drills"]:
        if row["id"] not in BUILT:
            row["status"] = "planned"
            row.pop("file", None)
    (copy / "index.yaml").write_text(yaml.safe_dump(index, allow_unicode=True, sort_keys=False), "utf-8")
    for code in BUILT:
        shutil.copytree(CATALOGUE / code.lower(), copy / code.lower())
        text = (CATALOGUE / f"{code.lower()}.yaml").read_text("utf-8")
        small = text.replace("dataset: yuanfan-m", "dataset: yuanfan-s")
        (copy / f"{code.lower()}.yaml").write_text(small, "utf-8")
    return copy


@pytest.mark.requirement("A71")
def test_all_forty_drills_are_taken_in_and_the_built_ones_have_a_version(folder: Path) -> None:
    make_step("P2P-70")
    assert sync_scenarios(folder) == 40
    built = set(Scenario.objects.filter(status="built").values_list("code", flat=True))
    assert built == set(BUILT)
    assert set(ScenarioVersion.objects.values_list("scenario__code", flat=True)) == built
    assert list(Scenario.objects.get(code="P2P-03").steps.values_list("code", flat=True)) == ["P2P-70"]


def test_a_second_run_changes_nothing(folder: Path) -> None:
    sync_scenarios(folder)
    before = list(ScenarioVersion.objects.values_list("pk", "digest"))
    sync_scenarios(folder)
    assert list(ScenarioVersion.objects.values_list("pk", "digest")) == before


def test_a_changed_text_under_a_published_version_is_refused(folder: Path) -> None:
    sync_scenarios(folder)
    file = folder / "p2p-03.yaml"
    file.write_text(file.read_text("utf-8").replace("w: 10", "w: 9", 1), "utf-8")
    with pytest.raises(VersionTaken):
        sync_scenarios(folder)


def test_a_new_version_stands_beside_the_old_one(folder: Path) -> None:
    sync_scenarios(folder)
    file = folder / "p2p-03.yaml"
    file.write_text(file.read_text("utf-8").replace("version: 1.0.0", "version: 1.1.0", 1), "utf-8")
    sync_scenarios(folder)
    assert sorted(Scenario.objects.get(code="P2P-03").versions.values_list("version", flat=True)) == ["1.0.0", "1.1.0"]


def test_a_drill_that_judges_its_own_paths_wrongly_is_not_published(folder: Path) -> None:
    path = folder / "p2p-03" / "good.yaml"
    path.write_text(path.read_text("utf-8").replace("do: cm.post", "do: view.open"), "utf-8")
    with pytest.raises(DrillFilesRefused):
        sync_scenarios(folder)
    assert Scenario.objects.count() == 0


def test_a_mistake_in_a_file_is_named_with_its_line(folder: Path) -> None:
    file = folder / "p2p-04.yaml"
    file.write_text(file.read_text("utf-8").replace("id: P2P-04", "id: P2P-4", 1), "utf-8")
    with pytest.raises(DrillFilesRefused, match=r"p2p-04\.yaml:1"):
        sync_scenarios(folder)


def test_the_database_refuses_to_change_a_version(folder: Path) -> None:
    sync_scenarios(folder)
    with pytest.raises(DatabaseError), transaction.atomic():
        ScenarioVersion.objects.update(source="other")


def test_planned_drills_become_real_ones_where_they_are_built(folder: Path) -> None:
    sync_scenarios(folder)
    activity = make_activity("ACT-P2P-03")
    for ref in ("P2P-03", "P2P-05"):
        PlannedItem.objects.create(
            activity=activity, ref=ref, planned_kind="drill", title_zh=ref, title_en=ref, position=2
        )
    assert load_drill_items() == 1
    assert load_drill_items() == 1
    item = DrillItem.objects.get()
    assert (item.ref, item.position, item.is_available, item.open_arguments()) == (
        "P2P-03",
        2,
        True,
        {"uuid": item.uuid},
    )
    assert list(PlannedItem.objects.values_list("ref", flat=True)) == ["P2P-05"]


def test_a_proof_on_record_spares_the_check_and_any_change_asks_for_it_again(folder: Path) -> None:
    file = folder / "p2p-03" / "good.yaml"
    file.write_text(file.read_text("utf-8").replace("do: cm.post", "do: view.open"), "utf-8")
    source = (folder / "p2p-03.yaml").read_text("utf-8")
    scenario = load_scenario(source, file="p2p-03.yaml").scenario
    assert scenario is not None
    named = (*scenario.solutions, *(wrong.file for wrong in scenario.wrong))
    paths = {name: (folder / name).read_text("utf-8") for name in named}
    record_proofs(folder, {"P2P-03": proof_of(source, paths, dataset("S").ref)})
    assert sync_scenarios(folder) == 40
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    assert not is_proved(
        folder, "P2P-03", proof_of(source, {**paths, "p2p-03/good.yaml": file.read_text("utf-8")}, dataset("S").ref)
    )


def test_the_proof_hangs_on_text_paths_company_and_program() -> None:
    first = proof_of("text", {"a": "1"}, "yuanfan-s@sha256:0")
    others = [
        proof_of("text ", {"a": "1"}, "yuanfan-s@sha256:0"),
        proof_of("text", {"a": "2"}, "yuanfan-s@sha256:0"),
        proof_of("text", {"b": "1"}, "yuanfan-s@sha256:0"),
        proof_of("text", {"a": "1"}, "yuanfan-s@sha256:1"),
    ]
    assert first == proof_of("text", {"a": "1"}, "yuanfan-s@sha256:0")
    assert first not in others
    assert len(program_digest()) == 64
