"""The report: what it says, that it is tagged and carries its rows, and that it is the same to the byte."""

import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from pypdf import PdfReader

from curricula.models import GoLive
from lms.foundation.models import Job, Person
from reporting.documents.readiness_report.rendering import readiness_report, report_html
from reporting.models import Snapshot
from reporting.snapshots.deciding import decide_go_live
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def opened(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(reader: PdfReader, page: int | None = None) -> str:
    pages = reader.pages if page is None else [reader.pages[page]]
    return " ".join(" ".join(one.extract_text().split()) for one in pages)


@pytest.mark.requirement("A138", "A139")
def test_page_one_says_what_is_decided_by(snapshot: Snapshot) -> None:
    page = text_of(opened(readiness_report(snapshot, language="en")), 0)
    for said in (
        "No-go today.",
        "S-0001",
        "80",
        "4 of 5 required",
        "4 of 5 steps",
        "worst of 1 cells",
        "Critical coverage: 1 short of 100 %",
    ):
        assert said in page, said


@pytest.mark.requirement("A138")
def test_pages_behind_carry_definitions_names_and_seal(snapshot: Snapshot) -> None:
    reader = opened(readiness_report(snapshot, language="en"))
    behind = " ".join(text_of(reader, number) for number in range(1, len(reader.pages)))
    for said in ("Formula", "waived ones left out", "Predicted retention is an assumption", "检0", "ACT-MFG-01"):
        assert said in behind, said
    assert snapshot.digest in behind.replace(" ", "")


def test_counts_too_long_for_a_cell_of_page_one_give_way_to_the_whole(snapshot: Snapshot) -> None:
    assert "With n=" not in report_html(snapshot, language="en")
    cell = next(cell for cell in snapshot.figures["heat"]["cells"] if cell["state"] != "none")
    cell |= {"part": 6464, "whole": 9990}
    page = report_html(snapshot, language="en")
    assert "<b>65</b> <span>n=9990</span>" in page
    assert "“n=” says how many are asked, where there is no room for both counts." in page


def test_chinese_report_is_in_chinese(snapshot: Snapshot) -> None:
    page = text_of(opened(readiness_report(snapshot, language="zh-hans")))
    for said in ("覆盖率", "上线日熟练", "检0"):
        assert said in page, said


@pytest.mark.requirement("A119")
def test_same_snapshot_gives_the_same_bytes(snapshot: Snapshot) -> None:
    first = readiness_report(snapshot, language="en")
    assert readiness_report(Snapshot.objects.get(), language="en") == first


def test_file_is_tagged_and_its_fonts_are_embedded(snapshot: Snapshot) -> None:
    reader = opened(readiness_report(snapshot, language="en"))
    catalogue: Any = reader.trailer["/Root"]
    assert (catalogue["/MarkInfo"]["/Marked"], catalogue["/Lang"]) == (True, "en")
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    descriptors = [
        font["/DescendantFonts"][0]["/FontDescriptor"]
        for page in reader.pages
        for font in _fonts(page)
        if "/DescendantFonts" in font
    ]
    assert descriptors
    assert all("/FontFile2" in one or "/FontFile3" in one for one in descriptors)


def test_rows_travel_inside(snapshot: Snapshot) -> None:
    files = opened(readiness_report(snapshot, language="en")).attachments
    assert sorted(files) == [
        "S-0001.json",
        "confident.csv",
        "cover.csv",
        "coverage.csv",
        "gates.csv",
        "open.csv",
        "proficiency.csv",
    ]
    sealed = json.loads(files["S-0001.json"][0])
    assert (sealed["digest"], sealed["snapshot"]["figures"]["verdict"]) == (snapshot.digest, "no_go")
    assert "检0" in files["open.csv"][0].decode()
    assert "coverage,stop,80,4 of 5 required,95,90,10,0" in files["gates.csv"][0].decode()


def test_signature_is_printed_with_name_moment_zone_and_meaning(snapshot: Snapshot, executive: Person) -> None:
    unsigned = readiness_report(snapshot, language="en")
    decide_go_live(
        snapshot,
        person=executive,
        verdict="no_go",
        reason="Nobody by night",
        number=executive.number,
        password=PASSWORD,
    )
    signed = readiness_report(snapshot, language="en")
    page = text_of(opened(signed), 0)
    assert signed != unsigned
    for said in ("赵敏 Zhao Min", "Nobody by night", "Asia/Shanghai", "Decided", "No-go"):
        assert said in page, said


def test_names_are_written_so_that_nothing_in_them_can_act(snapshot: Snapshot) -> None:
    blockers = [{**snapshot.figures["blockers"][0], "title": {"zh": "<b>x</b>", "en": "<b>x</b>"}}]
    snapshot.figures = {**snapshot.figures, "blockers": blockers}
    assert "&lt;b&gt;x&lt;/b&gt;" in report_html(snapshot, language="en")


def test_rendering_logs_nothing(snapshot: Snapshot, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        readiness_report(snapshot, language="zh-hans")
    assert [record.getMessage() for record in caplog.records] == []


def test_command_writes_the_file_and_says_which_snapshot(
    go_live: GoLive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out" / "report.pdf"
    call_command("readiness_report", "W1", "--output", str(target), "--language", "en")
    snapshot = Snapshot.objects.get()
    assert capsys.readouterr().out.splitlines() == [str(target), f"S-0001 {snapshot.digest}"]
    assert target.read_bytes() == readiness_report(snapshot, language="en")


def test_command_refuses_what_does_not_exist(go_live: GoLive, tmp_path: Path) -> None:
    for arguments in (["W9"], ["W1", "--snapshot", "7"]):
        with pytest.raises(CommandError):
            call_command("readiness_report", *arguments, "--output", str(tmp_path / "x.pdf"))
    assert not (tmp_path / "x.pdf").exists()


def test_page_prints_it_as_a_job(
    snapshot: Snapshot, executive: Person, client: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(executive)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.get(reverse("readiness-report", args=[1]))
    job = Job.objects.get()
    assert (job.state, response["Location"]) == ("done", reverse("job", args=[job.uuid]))
    content = b"".join(client.get(reverse("job-file", args=[job.uuid])).streaming_content)
    assert content.startswith(b"%PDF-1.7")


def _fonts(page: Any) -> list[Any]:
    return [font.get_object() for font in page["/Resources"].get("/Font", {}).values()]
