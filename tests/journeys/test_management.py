"""Management decides: a snapshot, the gates, the report, and the signature; and a certificate anybody can verify."""

from collections.abc import Callable

import pytest

from tests.journeys.conftest import Visitor
from tests.journeys.test_lead import _number_of

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]
LANGUAGES = ["zh-hans", "en"]


@pytest.mark.requirement("A80", "A146")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_read_and_no_go_is_signed(visit: Visit, language: str) -> None:
    boss = visit(language)
    boss.sign_in_as("顾远航" if language == "en" else "林慧")
    boss.open("/readiness/")
    assert boss.page.locator("[data-state=stop]").count() > 0
    boss.open("/cover/")
    boss.press("td a")
    boss.open("/snapshots/")
    boss.press("table a")
    number = boss.page.url.rstrip("/").split("/")[-1]
    boss.open(f"/snapshots/{number}/sign/")
    no_go = boss.page.locator("input[type=radio][value*=no]")
    if no_go.count():
        no_go.first.check()
    else:
        boss.page.locator("select[name=verdict], select[name=meaning]").first.select_option(index=1)
    boss.sign(_number_of(boss), "Cover on nights is missing")
    boss.press("form:has(input[name=password]) button.btn-primary")
    boss.open("/readiness/")


@pytest.mark.requirement("B14")
def test_a_certificates_code_leads_strangers_to_its_verification(visit: Visit) -> None:
    lead = visit("en")
    lead.sign_in_as("吴岚")
    lead.open("/qualifications/?state=valid")
    lead.press("table tbody a[href^='/qualifications/Q-']")
    link = lead.page.locator("a[href*='/certificate-verify/']").first.get_attribute("href")
    assert link is not None
    stranger = visit("zh-hans")
    stranger.open("/" + link.split("/", 3)[-1] if link.startswith("http") else link)
    assert stranger.page.locator("main").inner_text().strip() != ""
