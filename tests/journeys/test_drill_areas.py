"""One drill of each area at a browser: begun, looked around in, a command sent, handed in; every page accessible and fitting."""

from collections.abc import Callable

import pytest

from tests.journeys.conftest import DESK, PHONE, Visitor

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]

AREAS = {
    "DM-01": ("zh-hans", DESK),
    "O2C-01": ("en", DESK),
    "PLN-01": ("zh-hans", PHONE),
    "MFG-01": ("en", PHONE),
    "QA-01": ("zh-hans", DESK),
    "APR-01": ("en", DESK),
    "RPT-01": ("zh-hans", PHONE),
    "SYS-02": ("en", PHONE),
    "CUT-01": ("zh-hans", DESK),
}
"""Each area once; between them both languages on both widths."""
MOST_LISTS = 3
MOST_REPORTS = 3


def addresses(visitor: Visitor, selector: str) -> list[str]:
    """Where the links lead that a selector finds, each once."""
    links = visitor.page.locator(selector).evaluate_all("found => found.map(link => link.getAttribute('href'))")
    return list(dict.fromkeys(link for link in links if link))


@pytest.mark.parametrize("code", AREAS)
def test_a_drill_of_each_area_is_worked_in_by_hand(visit: Visit, code: str) -> None:
    language, width = AREAS[code]
    learner = visit(language, width=width)
    learner.sign_in_as("周婷")
    learner.open(f"/drills/{code}/")
    learner.page.locator("input[name=mode][value=guided]").check()
    learner.press("form:has(input[name=mode]) button")
    desk = learner.page.url.removeprefix(learner.site)
    look_around(learner)
    stop_and_report(learner, desk)
    learner.open(f"{desk}hand-in/")
    learner.press("main form button.btn-primary.btn-l")
    assert learner.page.url.endswith("/result/")
    learner.open(f"{desk}compare/")


def look_around(learner: Visitor) -> None:
    """Some lists of the menu with the first thing in each, and some reports."""
    desk = learner.page.url.removeprefix(learner.site)
    lists = addresses(learner, f".erp-side a[href^='{desk}lists/']")
    reports = addresses(learner, f".erp-side a[href^='{desk}reports/']")
    works = addresses(learner, f".erp-side a[href^='{desk}work/']")
    assert lists
    for place in (*lists[:MOST_LISTS], *works[:1]):
        learner.open(place)
        first = addresses(learner, f".erp-main td a[href^='{desk}lists/']")
        if first:
            learner.open(first[0])
    for place in reports[:MOST_REPORTS]:
        learner.open(place)


def stop_and_report(learner: Visitor, desk: str) -> None:
    """The command that every hat may always give."""
    learner.open(f"{desk}commands/stop.report/")
    learner.page.locator("textarea[name=reason]").fill("Something does not look right here; please stop and look.")
    about = learner.page.locator("input[name=about]")
    if about.count() and not about.input_value():
        about.fill("ITEM:FG-30010")
    learner.press("form[action$='/commands/stop.report/'] button[value=post]")
    assert "/lists/DEV/" in learner.page.url
