"""The training lead's day: people in from a file, the matrix changed, previewed and published with a signature."""

from collections.abc import Callable

import pytest

from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]
LANGUAGES = ["zh-hans", "en"]

HEADS = {
    "zh-hans": "工号,姓名,部门,工厂,岗位,班次,邮箱,开始,到\n",
    "en": "number,name,department,site,job_roles,shift,email,from,to\n",
}


def _file(language: str, number: str, **changes: str) -> dict[str, object]:
    row = {"role": "RECV", "to": "", **changes}
    head = HEADS[language].replace(",到\n", ",结束\n")
    line = f"{number},欧阳新,WHS,SZ,{row['role']},day,{number.lower()}@example.com,2026-11-16,{row['to']}\n"
    return {"name": "people.csv", "mimeType": "text/csv", "buffer": (head + line).encode("utf-8-sig")}


@pytest.mark.requirement("B39", "B116")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_is_checked_applied_and_undone(visit: Visit, language: str) -> None:
    number = f"YF2026{9000 + LANGUAGES.index(language)}"
    lead = visit(language)
    lead.sign_in_as("吴岚")
    lead.open("/people/import/")
    lead.page.set_input_files("input[type=file]", _file(language, number, role="NOBODY"))  # type: ignore[arg-type]
    lead.press("form[enctype] button.btn-primary")
    assert lead.page.get_by_text("NOBODY").count() > 0
    assert lead.page.locator("form[action$='/apply/']").count() == 0

    lead.open("/people/import/")
    lead.page.set_input_files("input[type=file]", _file(language, number))  # type: ignore[arg-type]
    lead.press("form[enctype] button.btn-primary")
    lead.press("form[action$='/apply/'] button")
    file_page = lead.page.url
    lead.open(f"/people/{number}/")
    assert lead.page.get_by_text("欧阳新").count() > 0
    lead.page.goto(file_page)
    lead.press("a[href$='/undo/']")
    lead.page.locator("form textarea, form input[type=text]").last.fill("Sent too early")
    lead.press("form:has(.btn-danger) .btn-danger, form button.btn-danger")
    assert lead.page.locator("form[action$='/apply/']").count() == 0


@pytest.mark.requirement("A34", "A45", "A46", "A47")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_is_changed_in_a_draft_and_published_with_a_signature(visit: Visit, language: str) -> None:
    lead = visit(language)
    lead.sign_in_as("吴岚")
    activity = ["ACT-P2P-05", "ACT-P2P-03"][LANGUAGES.index(language)]
    lead.open(f"/matrix/RECV/{activity}/?cell=new")
    form = lead.page.locator("form:has(input[name=edit_count])")
    form.locator("select[name=method]").select_option("drill")
    form.locator("textarea[name=reason]").fill("CAPA 2026-017")
    lead.press("button[value=save]")
    lead.open("/matrix/")
    assert lead.page.locator(".actionbar").count() == 1
    lead.open("/matrix/preview/")
    assert lead.page.locator("tbody tr").count() > 1
    lead.open("/matrix/publish/")
    number = lead.page.evaluate("document.querySelector('a[href*=\"/people/\"]')?.textContent || ''")
    assert number is not None
    lead.sign(_number_of(lead), "CAPA 2026-017")
    lead.press("form:has(input[name=password]) button.btn-primary")
    lead.open("/matrix/versions/")
    assert lead.page.get_by_text("CAPA 2026-017").count() > 0


def _number_of(visitor: Visitor) -> str:
    """The staff number of whoever is signed in, as the own account shows it."""
    other = visitor.page.context.new_page()
    other.goto(f"{visitor.site}/my-account/")
    text = other.locator("main").inner_text()
    other.close()
    return next(word for word in text.replace("\n", " ").split(" ") if word.startswith("YF20"))
