"""Rendering: content into HTML, HTML into a tagged PDF that is the same to the byte whenever the same is printed."""

import zlib
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.template import Context, Engine, Template
from django.utils import translation

from lms.foundation.api import page_of, weasyprint, without_collecting
from reporting.documents.readiness_report.attachments import attached_files
from reporting.documents.readiness_report.content import report_content
from reporting.snapshots.models import GoLiveDecision, Snapshot

HERE = Path(__file__).parent
LANGUAGES = ("zh-hans", "en")
LIBRARIES = (
    "django.templatetags.i18n",
    "lms.foundation.templatetags.plimsoll",
    "reporting.templatetags.reporting_words",
)
COMPRESSION = 6
"""of 9"""


def readiness_report(snapshot: Snapshot, *, language: str) -> bytes:
    """The report on `snapshot` as PDF/UA-1 in one language, with its rows attached."""
    with without_collecting():
        return _rendered(snapshot, language)


def _rendered(snapshot: Snapshot, language: str) -> bytes:
    decisions = decisions_on(snapshot)
    stamp = _stamp(snapshot, decisions)
    library = weasyprint()
    # The rows are thirteen megabytes in a large company: another core can compress them while the pages are set.
    with ThreadPoolExecutor(max_workers=1) as beside:
        files, packed = [], {}
        for file in attached_files(snapshot, decisions):
            packed[file.content] = beside.submit(zlib.compress, file.content, COMPRESSION)
            files.append(
                library.Attachment(
                    string=file.content,
                    name=file.name,
                    description=file.description,
                    created=stamp,
                    modified=stamp,
                    relationship="Data",
                )
            )
        page = page_of(report_html(snapshot, language=language), base_url=str(HERE))
        identifier = f"{snapshot.digest}-{language}-{len(decisions)}".encode()
        return bytes(
            page.write_pdf(
                stylesheets=[_style()],
                pdf_variant="pdf/ua-1",
                pdf_identifier=identifier,
                attachments=files,
                pdf_tags=True,
                finisher=partial(_compress, packed),
            )
            or b""
        )


def _compress(packed: dict[bytes, Future[bytes]], _document: Any, pdf: Any) -> None:
    """Compress the streams that are not in `packed`: the writer's own level takes three times as long for two hundredths of the file."""
    from pydyf import _to_bytes  # as the writer puts a stream together; imported late as its caller is

    for part in pdf.objects:
        if getattr(part, "compress", False):
            content = b"\n".join(map(_to_bytes, part.stream))
            ready = packed.get(content)
            part.stream = [zlib.compress(content, COMPRESSION) if ready is None else ready.result()]
            part.compress = False
            part.extra["Filter"] = "/FlateDecode"


def report_html(snapshot: Snapshot, *, language: str) -> str:
    """The report as HTML, before it is set."""
    decisions = decisions_on(snapshot)
    with translation.override(language):
        context: dict[str, Any] = {
            **report_content(snapshot, decisions),
            "lang": "zh-Hans" if language.startswith("zh") else "en",
            "stamp": _stamp(snapshot, decisions).isoformat(),
        }
        return str(_template().render(Context(context)))


def decisions_on(snapshot: Snapshot) -> list[GoLiveDecision]:
    """Signed decisions in the order in which they were signed."""
    return list(snapshot.decisions.select_related("person", "signature").prefetch_related("mitigations__owner"))


def _stamp(snapshot: Snapshot, decisions: list[GoLiveDecision]) -> datetime:
    """The moment printed into the file: of the last signature, else of the snapshot. Never of the printing."""
    return (
        max([snapshot.taken_at, *(decision.decided_at for decision in decisions)])
        .astimezone(UTC)
        .replace(microsecond=0)
    )


@cache
def _style() -> Any:
    return weasyprint().CSS(filename=str(HERE / "report.css"))


@cache
def _template() -> Template:
    """Read by an engine of its own: the pages' one would first load the tags of every app, which takes half a second."""
    engine = Engine(libraries={library.rpartition(".")[2]: library for library in LIBRARIES})
    return engine.from_string((HERE / "report.html").read_text(encoding="utf-8"))
