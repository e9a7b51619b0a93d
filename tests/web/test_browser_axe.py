"""axe-core on every page in every language: nothing serious, in any state in which a page is met."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from session_planner.words import LANGUAGES
from tests.web import cop6
from tests.web.browsing import PHONE, grave_faults, window
from tests.web.serving import Server, served

pytestmark = pytest.mark.needs("chromium", "axe-core")
DELEGATE = f"/s/{cop6.BOARD}"
PAGES = (
    "/",
    f"/board/{cop6.BOARD}",
    f"/bureau/{cop6.BOARD}/",
    f"/bureau/{cop6.BOARD}/releases",
    "/accounts",
    "/audit",
    f"/links/{cop6.BOARD}",
    f"{DELEGATE}/?seen=1",
    f"{DELEGATE}/week",
    f"{DELEGATE}/bodies",
    f"{DELEGATE}/body/wg-ta",
    f"{DELEGATE}/item/wg-ta/6",
    f"{DELEGATE}/rooms",
    f"{DELEGATE}/documents",
    f"{DELEGATE}/search?q=crim",
    f"{DELEGATE}/follow?body=cop",
    f"{DELEGATE}/mine?body=cop&body=wg-ta",
    f"{DELEGATE}/item/none",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The week of 2012 with two releases, a proposal that is open and a conflict that stands."""
    with served(cop6.laid(tmp_path_factory.mktemp("axe"))) as found:
        cop6.printed(found)
        cop6.release(found)
        cop6.move(found, "cop/4/1", "2012-10-19T10:00")
        cop6.ask(found, "POST", "/moves", {"move": "drop", "segment": "wg-ta/8/1"})
        cop6.release(found)
        yield found


def looked_at(page: Page, server: Server, path: str, lang: str) -> None:
    page.goto(f"{server.address}{path}{'&' if '?' in path else '?'}lang={lang}")
    if path.startswith("/board"):
        page.wait_for_selector(".ec-event")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_has_a_serious_fault(browser: Browser, server: Server, lang: str) -> None:
    faults = {}
    with window(browser) as page:
        for path in PAGES:
            looked_at(page, server, path, lang)
            faults[path] = grave_faults(page)
    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_part_of_the_board_has_a_serious_fault(browser: Browser, server: Server, lang: str) -> None:
    faults = {}
    with window(browser) as page:
        looked_at(page, server, f"/board/{cop6.BOARD}", lang)
        for tab in page.get_by_role("tab").all():
            tab.click()
            expect(page.locator('[role="tabpanel"]:visible')).to_have_count(1)
            page.wait_for_timeout(1_000)  # what a view asks the server for
            faults[tab.get_attribute("id")] = grave_faults(page)
        page.get_by_role("tab").first.click()
        page.locator(".side summary").last.click()
        page.locator('article[data-segment="cop/4/1"]').focus()
        faults["chosen"] = grave_faults(page)
        page.keyboard.press("h")
        page.wait_for_selector("dialog")
        faults["dialog"] = grave_faults(page)
    assert {where: found for where, found in faults.items() if found} == {}


def test_nor_on_a_phone(browser: Browser, server: Server) -> None:
    faults = {}
    with window(browser, PHONE, is_mobile=True) as page:
        for path in PAGES:
            looked_at(page, server, path, "fr")
            faults[path] = grave_faults(page)
    assert {path: found for path, found in faults.items() if found} == {}


def test_nor_has_the_page_of_the_login(browser: Browser, tmp_path: Path) -> None:
    with served(cop6.laid(tmp_path), "", "--login") as guarded, window(browser) as page:
        for lang in LANGUAGES:
            page.goto(f"{guarded.address}/login?lang={lang}")
            assert grave_faults(page) == []
        page.goto(f"{guarded.address}/login?lang=en")
        page.get_by_label("Name").fill("nobody")
        page.get_by_label("Password").fill("not a word")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("alert")).to_be_visible()
        assert grave_faults(page) == []


def test_a_serious_fault_is_seen(browser: Browser) -> None:
    with window(browser) as page:
        page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><input><img src="data:,"></main>')
        assert {fault.partition(":")[0] for fault in grave_faults(page)} == {"label", "image-alt"}
