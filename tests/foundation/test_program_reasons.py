"""Reasons that the program writes: each reader reads them in the own language, and what was hashed stays what it was."""

import ast
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

from lms.foundation.api import record_change, record_personal_read
from lms.foundation.audit.reasons import PROGRAM_REASONS, shown_reason
from lms.foundation.audit.verify import verify_audit_trail
from lms.foundation.models import AuditEntry
from lms.foundation.signatures.models import Meaning
from lms.foundation.signatures.services import sign
from tests.factories import make_person
from tests.foundation.conftest import SignIn

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("lms", "cms", "curricula", "reporting", "scenarios")
WRITERS = {"record_change", "record_changes", "Change", "change_of", "write_certificates"}
BOTH = {
    "exam: passed": ("考试：通过", "exam: passed"),
    "read_and_sign: failed": ("阅读并签署：未通过", "read and sign: not passed"),
    "EX-CUT-01: attempt 2 begun": ("EX-CUT-01：开始第 2 次作答", "EX-CUT-01: attempt 2 begun"),
    "Loaded from a question bank": ("由题库载入", "Loaded from a question bank"),
    "snapshot S-0001 of W1": ("上线批次 W1 的就绪报告 S-0001", "Readiness report S-0001 of go-live W1"),
    "5 failed signature attempts within 0:15:00": (
        "0:15:00（时、分、秒）内签名失败 5 次", "5 failed attempts to sign within 0:15:00 (h:min:s)",
    ),
    "HR file people <b>.csv": ("人事文件 people <b>.csv", "HR file people <b>.csv"),
    "人事文件 50%(x)s.csv": ("人事文件 50%(x)s.csv", "HR file 50%(x)s.csv"),
    "本人修改 / Changed by its owner": ("本人修改", "Changed by its owner"),
    "审核": ("审核", "Reviewed"),
}  # fmt: skip
OF_A_PERSON = (
    "产假 / Maternity leave",
    "exam: postponed",
    "Loaded from a question bank, by mistake",
    "50% more stock",
    "",
)


def _in_both(stored: str) -> tuple[str, str]:
    with translation.override("zh-hans"):
        chinese = shown_reason(stored)
    with translation.override("en"):
        return chinese, shown_reason(stored)


def test_what_the_program_wrote_is_read_in_either_language() -> None:
    assert {stored: _in_both(stored) for stored in BOTH} == BOTH


def test_what_a_person_wrote_is_left_as_it_is() -> None:
    assert [_in_both(stored) for stored in OF_A_PERSON] == [(stored, stored) for stored in OF_A_PERSON]


def test_a_signature_without_a_note_is_named_by_its_meaning_in_either_language() -> None:
    for meaning in Meaning:
        with translation.override("zh-hans"):
            chinese = str(meaning.label)
        with translation.override("en"):
            english = str(meaning.label)
        assert _in_both(chinese) == _in_both(english) == (chinese, english)


def _written_reasons() -> Iterator[str]:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if "bench" in path.parts or "migrations" in path.parts:
                continue
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in WRITERS:
                    for one in call.keywords:
                        if one.arg == "reason":
                            yield from map(
                                _text, one.value.values if isinstance(one.value, ast.BoolOp) else [one.value]
                            )


def _text(value: ast.expr) -> str:
    if isinstance(value, ast.Constant):
        return str(value.value)
    if isinstance(value, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in value.values)
    return ""


def test_every_sentence_that_a_program_gives_as_reason_is_known() -> None:
    known = {_without_names(stored) for reason in PROGRAM_REASONS for stored in reason.stored}
    written = {reason for reason in _written_reasons() if reason}
    assert {"Loaded from its file", "{}: attempt {} begun"} <= written
    assert written - known == set()


def _without_names(stored: str) -> str:
    return "".join("{}" + rest.partition("}")[2] if at else rest for at, rest in enumerate(stored.split("{")))


@pytest.mark.django_db
def test_the_trail_shows_the_readers_words_and_the_record_stays_verifiable(signed_in: SignIn) -> None:
    entry = record_change(
        "snapshot", uuid.uuid4(), action="create", reason="snapshot S-0001 of W1",
        after={"recommendation": "no_go", "method": "exam", "roles": ["auditor"], "is_active": True},
    )  # fmt: skip
    client = signed_in(make_person("肖鑫东", "auditor"))
    for language, words, value in (
        ("zh-hans", "上线批次 W1 的就绪报告 S-0001", "建议：不上线"),
        ("en", "Readiness report S-0001 of go-live W1", "recommendation: no-go"),
    ):  # fmt: skip
        client.cookies["django_language"] = language
        page = client.get(reverse("audit-trail")).content.decode()
        assert words in page
        assert value in page
        assert "snapshot S-0001 of W1" not in page
        whole = client.get(reverse("audit-entry", args=[entry.sequence])).content.decode()
        assert words in whole
        assert "snapshot S-0001 of W1" in whole
    entry.refresh_from_db()
    assert entry.reason == "snapshot S-0001 of W1"
    assert list(verify_audit_trail()) == []


@pytest.mark.django_db
def test_whose_record_was_opened_is_told_in_the_readers_language(signed_in: SignIn) -> None:
    person = make_person("周婷")
    record_personal_read(make_person("吴岚", "training_lead"), person, "exam-result EX-CUT-01")
    client = signed_in(person)
    client.cookies["django_language"] = "zh-hans"
    assert "考试成绩 EX-CUT-01" in client.get(reverse("my-account")).content.decode()


@pytest.mark.django_db
def test_the_history_of_a_record_leads_into_the_trail_whom_it_is_open_to(signed_in: SignIn) -> None:
    signer = make_person("周婷")
    signature = sign(
        signer,
        subject_kind="test",
        subject_uuid=uuid.uuid4(),
        subject_version="1",
        record={"a": 1},
        meaning=Meaning.READ,
    )
    entry = AuditEntry.objects.get(subject_kind="test.signature")
    link = f'href="{reverse("audit-entry", args=[entry.sequence])}"'
    auditor = signed_in(make_person("肖鑫东", "auditor"))
    auditor.cookies["django_language"] = "zh-hans"
    page = auditor.get(reverse("signature", args=[signature.uuid])).content.decode()
    assert link in page
    assert "已阅读并理解" in auditor.get(reverse("audit-entry", args=[entry.sequence])).content.decode()
    assert link not in signed_in(signer).get(reverse("signature", args=[signature.uuid])).content.decode()
