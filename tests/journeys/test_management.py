"""Management decides: a snapshot, the gates, the report, and the signature; and a certificate anybody can verify."""

from collections.abc import Callable

import pytest

from tests.journeys.conftest import LANGUAGES, Visitor

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_read_and_no_go_is_signed(visit: Visit, language: str) -> None:
    lead = visit(language)
    lead.sign_in_as("吴岚")
    lead.open("/readiness/")
    lead.press("form[action*='/snapshots/take/'] button")
    taken = lead.follow_job()

    boss = visit(language)
    boss.sign_in_as({"zh-hans": "林慧", "en": "顾远航"}[language])
    boss.open("/readiness/")
    assert boss.page.locator("main [data-state=stop]").count() > 0
    boss.open("/cover/")
    boss.press("td a[data-state=stop], td a")
    assert boss.page.locator("#people dl").count() == 1
    boss.open(taken)
    snapshot = boss.page.url
    boss.press("a[href$='/sign/']")
    boss.page.locator("input[name=verdict][value=no_go]").check()
    reason = f"Cover on nights is missing ({language})"
    boss.sign(boss.own_number(), reason)
    boss.press("form:has(input[name=password]) button.btn-primary")
    assert boss.page.url == snapshot
    assert boss.page.get_by_text(reason).count() == 1

    boss.press("a[href$='/report/']")
    report = boss.page.request.get(boss.site + boss.follow_job())
    assert report.headers["content-type"] == "application/pdf"
    assert report.body().startswith(b"%PDF-")


@pytest.mark.requirement("B14")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_certificates_code_leads_strangers_to_its_verification(visit: Visit, language: str) -> None:
    lead = visit(language)
    lead.sign_in_as("吴岚")
    lead.open("/qualifications/")
    lead.press("table tbody a[href^='/qualifications/']")
    number = lead.page.url.rstrip("/").split("/")[-1]
    link = lead.page.locator("a[href*='/certificate-verify/']").first.get_attribute("href")
    assert link is not None
    stranger = visit(language)
    stranger.open(link.removeprefix(stranger.site))
    assert number in stranger.page.locator("h1").inner_text()
    assert stranger.page.request.get(f"{stranger.site}/certificate-verify/nobody/").status == 404
