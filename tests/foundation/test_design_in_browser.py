"""The catalogue in a real browser: accessible in both languages, themes and widths; what the script adds works."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.fixture
def browser(live_server: Any) -> Iterator[Browser]:
    """The system's Chromium, closed before the database is flushed."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()


def catalogue(browser: Browser, server: Any, *, language: str = "en", theme: Any = "light", width: int = 1440) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    context.add_cookies([{"name": "django_language", "value": language, "url": server.url}])
    page = context.new_page()
    page.goto(f"{server.url}/design/")
    return page


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_no_violation_and_no_sideways_scrolling(browser: Browser, live_server: Any, language: str) -> None:
    for theme in ("light", "dark"):
        for width in (1440, 375):
            page = catalogue(browser, live_server, language=language, theme=theme, width=width)
            found = Axe().run(page, options=RULES).response["violations"]
            assert [rule["id"] for rule in found] == [], (theme, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.context.close()


def test_the_list_narrows_and_sorts_in_place_and_back_restores_the_page(browser: Browser, live_server: Any) -> None:
    page = catalogue(browser, live_server)
    page.locator("#listing-q").press_sequentially("Stock")
    page.get_by_text("10 rows match the filter").wait_for()
    assert page.evaluate("document.activeElement.id") == "listing-q"
    page.select_option("#filter-kind", "risk")
    page.get_by_text("2 rows match the filter").wait_for()
    page.get_by_role("link", name="Difference").click()
    page.wait_for_selector("th[aria-sort=ascending]:has-text('Difference')")
    assert "sort=difference" in page.url
    page.go_back()
    page.wait_for_selector("th[aria-sort=ascending]:has-text('Object')")
    assert page.locator(".topbar").count() == 1


def test_without_scripts_the_list_is_filtered_by_its_button(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/design/")
    page.fill("#listing-q", "Stock")
    page.get_by_role("button", name="Apply").click()
    assert page.get_by_text("10 rows match the filter").count() == 1


def test_the_signature_opens_as_a_dialog_and_leaves_by_escape(browser: Browser, live_server: Any) -> None:
    page = catalogue(browser, live_server)
    page.locator("#dialogs button[data-open]").click()
    assert page.get_by_role("dialog", name="Sign the readiness decision").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()


def test_the_timer_runs(browser: Browser, live_server: Any) -> None:
    page = catalogue(browser, live_server)
    expect(page.locator("[data-timer]")).to_have_text(re.compile("21:4[0-6]"))


def test_nothing_breaks_the_content_policy(browser: Browser, live_server: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/design/")
    page.wait_for_load_state("networkidle")
    assert complaints == []


@pytest.mark.parametrize("width", [1440, 375])
def test_one_endless_word_breaks_instead_of_widening_the_page(browser: Browser, live_server: Any, width: int) -> None:
    page = catalogue(browser, live_server, width=width)
    replaced = page.evaluate(
        """() => ["h1", "h2", "h3", ".eyebrow", ".sub", "main p", "main li", "main dd", ".note > div", ".empty h3",
                  ".listing-table tbody td:last-child"]
            .map(selector => document.querySelector(selector)).filter(Boolean)
            .map(found => { found.textContent = "endless".repeat(40); return found.tagName; }).length"""
    )
    assert replaced >= 8
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_a_row_is_a_card_that_needs_no_swiping(browser: Browser, live_server: Any) -> None:
    page = catalogue(browser, live_server, width=375)
    row = page.evaluate(
        """() => {
            const frame = document.querySelector(".listing-frame"), cell = frame.querySelector("tbody td[data-label]");
            return {swipes: frame.scrollWidth > frame.clientWidth, sorts: frame.querySelector("thead .sort").offsetHeight > 0,
                    name: getComputedStyle(cell, "::before").content, label: cell.dataset.label};
        }"""
    )
    assert row == {"swipes": False, "sorts": True, "name": f'"{row["label"]}"', "label": row["label"]}
    assert row["label"]


def test_a_day_in_a_filter_is_as_wide_as_its_column(browser: Browser, live_server: Any) -> None:
    page = catalogue(browser, live_server, width=375)
    wider = page.evaluate(
        """() => {
            const form = document.querySelector(".listing-form"), field = form.querySelector(".field:last-of-type");
            const days = ["from", "to"].map(name => {
                const copy = field.cloneNode(false);
                copy.innerHTML = `<label for="${name}">Day</label><input class="input" type="date" id="${name}">`;
                form.append(copy);
                return copy;
            });
            return days.map(day => day.querySelector("input").offsetWidth > day.offsetWidth);
        }"""
    )
    assert wider == [False, False]
