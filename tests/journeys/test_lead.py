"""The training lead's day: people in from a file, the matrix changed, previewed and published with a signature."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import FilePayload

from tests.journeys.conftest import LANGUAGES, Visitor

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]

HEADS = {
    "zh-hans": "工号,姓名,部门,工厂,岗位,班次,邮箱,开始,结束\n",
    "en": "number,name,department,site,job_roles,shift,email,from,to\n",
}


def _file(language: str, number: str, job_role: str) -> FilePayload:
    line = f"{number},欧阳新,WHS,SZ,{job_role},day,{number.lower()}@example.com,2026-11-16,\n"
    return {"name": "people.csv", "mimeType": "text/csv", "buffer": (HEADS[language] + line).encode("utf-8-sig")}


@pytest.mark.requirement("B39", "B116")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_is_checked_applied_and_undone(visit: Visit, language: str) -> None:
    number = f"N{uuid4().hex[:8].upper()}"
    lead = visit(language)
    lead.sign_in_as("吴岚")
    lead.open("/people/import/")
    lead.page.set_input_files("input[type=file]", _file(language, number, "NOBODY"))
    lead.press("form[enctype] button.btn-primary")
    assert lead.page.get_by_text("NOBODY").count() > 0
    assert lead.page.locator("form[action$='/apply/']").count() == 0

    lead.open("/people/import/")
    lead.page.set_input_files("input[type=file]", _file(language, number, "RECV"))
    lead.press("form[enctype] button.btn-primary")
    assert lead.page.request.get(f"{lead.site}/people/{number}/").status == 404, "a dry run writes nothing"
    lead.press("form[action$='/apply/'] button")
    file_page = lead.page.url
    lead.open(f"/people/?q={number}")
    assert lead.page.locator("tbody tr").count() == 1

    lead.page.goto(file_page)
    lead.press("a[href$='/undo/']")
    lead.page.locator("textarea[name=reason], input[name=reason]").fill("Sent too early")
    lead.press("main form button.btn-danger")
    assert lead.page.request.get(f"{lead.site}/people/{number}/").status == 404


@pytest.mark.requirement("A34", "A45", "A46", "A47")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_is_changed_in_a_draft_and_published_with_a_signature(visit: Visit, language: str) -> None:
    note = f"CAPA {uuid4().hex[:8]}"
    lead = visit(language)
    lead.sign_in_as("吴岚")
    lead.open("/matrix/BUYER/ACT-P2P-01/")
    form = lead.page.locator("form:has(input[name=edit_count])")
    lead.page.locator("details:has(form input[name=edit_count]) > summary").first.click()
    days = form.locator("input[name=due_offset_days]")
    days.fill(str(int(days.input_value()) - 1))
    form.locator("textarea[name=reason]").fill(note)
    lead.press("button[value=save]")
    lead.open("/matrix/")
    assert lead.page.locator(".actionbar").count() == 1
    lead.open("/matrix/preview/")
    assert lead.page.locator("tbody tr").count() > 1
    lead.open("/matrix/publish/")
    lead.sign(lead.own_number(), note)
    lead.press("form:has(input[name=password]) button.btn-primary")
    assert lead.page.locator(".actionbar").count() == 0, "the draft is in force"
    lead.open("/matrix/versions/")
    assert lead.page.get_by_text(note).count() > 0
