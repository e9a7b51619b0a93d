"""The planner of October 2012, in a real Chromium: the printed programme opened, its clash seen, dragged away, undone,
solved, half of the proposal taken, released. Once with the mouse, once with the keyboard alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web import cop6
from tests.web.browsing import tab_to, window
from tests.web.serving import Server, served

pytestmark = pytest.mark.needs("chromium")
THURSDAY = "2012-10-18T10:00"
CLASH = f'.conflicts [data-rule="{cop6.CLASH}"]'
FILE = "Open a programme from a file"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with served(cop6.laid(tmp_path)) as found:
        yield found


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    with window(browser) as found:
        found.goto(f"{server.address}/board/{cop6.BOARD}?lang=en")
        found.wait_for_selector(".tray .card")
        yield found


def sees_the_clash(page: Page) -> None:
    """Item 4 of the plenary stands against the joint discussion, and the list of conflicts says so."""
    expect(page.locator(CLASH)).to_have_count(1)
    expect(page.locator(CLASH)).to_contain_text("item 4 of Conference of the Parties")
    expect(page.locator(CLASH)).to_contain_text("Joint discussion on cultural property")


def is_released(page: Page, server: Server) -> None:
    """The release is there, is what was taken, and goes against no rule."""
    expect(page.locator("h2", has_text="Release 1: proposed")).to_have_count(1)
    (only,) = cop6.ask(server, "GET", "/releases")
    assert (only["number"], only["conflicts"]) == (1, 0)
    status, told = server.ask("GET", f"{cop6.API}/releases/1/files/json")
    assert status == 200
    item = next(one for one in told["segments"] if one["id"] == "cop/4/1")
    assert item["start"][:16] == cop6.starts(server, "cop/4")[0] != THURSDAY


def test_with_the_mouse(page: Page, server: Server) -> None:
    page.get_by_label(FILE).set_input_files(cop6.PROGRAMME)
    page.get_by_role("button", name="Take all").click()
    sees_the_clash(page)

    page.locator(f"{CLASH} button").click()
    segment = page.locator('[data-segment="cop/4/1"]')
    expect(segment).to_be_in_viewport()
    here = segment.bounding_box()
    assert here is not None
    page.mouse.move(here["x"] + 20, here["y"] + 20)
    page.mouse.down()
    page.mouse.move(here["x"] + 20, here["y"] + 20 + 12 * 24, steps=8)  # three hours down
    page.mouse.up()
    expect(page.locator(CLASH)).to_have_count(0)
    assert cop6.starts(server, "cop/4") == ["2012-10-18T13:00"]

    page.get_by_role("button", name="Undo").click()
    sees_the_clash(page)
    assert cop6.starts(server, "cop/4") == [THURSDAY]

    page.get_by_role("button", name="Begin").click()
    ticks = page.locator('.differences input[type="checkbox"]')
    expect(ticks.first).to_be_visible()
    expect(ticks).to_have_count(2)  # item 4 and what it changes places with
    page.locator('[data-key="tick cop/4"]').check()
    ticks.and_(page.locator(':not([data-key="tick cop/4"])')).uncheck()
    page.get_by_role("button", name="Take the ticked ones").click()
    expect(page.locator(CLASH)).to_have_count(0)
    assert cop6.starts(server, "cop/4") != [THURSDAY]
    assert cop6.broken(server) != []  # half of an exchange: two items at once
    page.get_by_role("button", name="Take all 1").click()
    expect(page.get_by_text("No rule is broken.").first).to_be_visible()

    page.get_by_role("link", name="Releases").click()
    page.get_by_label("State").select_option("proposed")
    page.get_by_role("button", name="Release", exact=True).click()
    is_released(page, server)


def test_with_the_keyboard_alone(page: Page, server: Server) -> None:
    press = page.keyboard.press
    tab_to(page, '.proposals-part input[type="file"]')
    with page.expect_file_chooser() as chooser:
        press("Space")
    chooser.value.set_files(cop6.PROGRAMME)
    expect(page.locator('[data-key="all"]')).to_be_visible()
    tab_to(page, '[data-key="all"]', "Shift+Tab")
    press("Enter")
    sees_the_clash(page)

    tab_to(page, f"{CLASH} button", "Shift+Tab")
    press("Enter")
    expect(page.locator('[data-segment="cop/4/1"]')).to_be_focused()
    press("m")
    expect(page.locator("dialog select").first).to_be_focused()
    press("End")  # the last day
    press("Enter")
    expect(page.locator(CLASH)).to_have_count(0)
    assert cop6.starts(server, "cop/4")[0].startswith("2012-10-19")

    press("Control+z")
    sees_the_clash(page)
    assert cop6.starts(server, "cop/4") == [THURSDAY]

    tab_to(page, '.jobs-part button[type="submit"]')
    press("Enter")
    expect(page.locator('[data-key="some"]')).to_be_visible()
    tab_to(page, '.differences input:not([data-key="tick cop/4"])')
    press("Space")
    tab_to(page, '[data-key="some"]', "Shift+Tab")
    press("Enter")
    expect(page.locator(CLASH)).to_have_count(0)
    assert cop6.broken(server) != []
    tab_to(page, '[data-key="all"]', "Shift+Tab")
    press("Enter")
    expect(page.get_by_text("No rule is broken.").first).to_be_visible()

    tab_to(page, 'header a[href$="/releases"]', "Shift+Tab")
    press("Enter")
    page.wait_for_selector("form.fields")
    tab_to(page, 'select[name="state"]')
    press("p")
    tab_to(page, "form.fields button.first")
    press("Enter")
    is_released(page, server)
