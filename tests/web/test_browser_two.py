"""Two planners at one board, each in a browser: live, a clash shown, nothing lost; nor where the server is killed in
the midst of it and started again. On SQLite and on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web import cop6
from tests.web.browsing import until, window
from tests.web.serving import Server, served

pytestmark = pytest.mark.needs("chromium")
CARD, SEGMENT = "cop/6", "cop/6/1"


@pytest.fixture
def server(tmp_path: Path, database: str) -> Iterator[Server]:
    with served(cop6.laid(tmp_path), database) as found:
        cop6.printed(found)
        yield found


@pytest.fixture
def pages(browser: Browser, server: Server) -> Iterator[tuple[Page, Page]]:
    with window(browser) as one, window(browser) as other:
        for page in (one, other):
            page.goto(f"{server.address}/board/{cop6.BOARD}?lang=en")
            page.wait_for_selector(".ec-event")
        yield one, other


def stretch(page: Page, start: str, end: str) -> None:
    """Sets the hours of the segment from the keyboard."""
    page.locator(f'article[data-segment="{SEGMENT}"]').focus()
    page.keyboard.press("h")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Start").fill(start)
    dialog.get_by_label("End").fill(end)
    dialog.locator("button.first").click()


def shows(page: Page, hours: str) -> None:
    expect(page.locator(f'article[data-segment="{SEGMENT}"]')).to_contain_text(hours)


def test_what_both_change_is_told_to_the_second(pages: tuple[Page, Page], server: Server) -> None:
    one, other = pages
    stretch(one, "2012-10-19T15:00", "2012-10-19T16:15")
    shows(one, "15:00–16:15")
    shows(other, "15:00–16:15")  # live

    # From here on the other does not hear of what comes.
    other.add_init_script("window.EventSource = class { addEventListener() {} }")
    other.reload()
    other.wait_for_selector(".ec-event")
    stretch(one, "2012-10-19T15:00", "2012-10-19T16:00")
    shows(one, "15:00–16:00")
    stretch(other, "2012-10-19T15:30", "2012-10-19T16:30")
    alarm = other.get_by_role("alert")
    expect(alarm).to_contain_text("has changed the same meanwhile")
    shows(other, "15:00–16:00")  # as the first left it
    assert cop6.starts(server, CARD) == ["2012-10-19T15:00"]

    alarm.get_by_role("button", name="Make my change all the same").click()
    shows(other, "15:30–16:30")
    shows(one, "15:30–16:30")
    kinds = [step["kind"] for step in cop6.ask(server, "GET", "/history")]
    assert kinds[:3] == ["stretch"] * 3  # each of them can be looked up, and taken back


def test_a_killed_server_loses_nothing_that_was_shown(pages: tuple[Page, Page], server: Server) -> None:
    one, other = pages
    stretch(one, "2012-10-19T15:00", "2012-10-19T16:15")
    shows(one, "15:00–16:15")
    shows(other, "15:00–16:15")
    server.kill()
    stretch(other, "2012-10-19T15:15", "2012-10-19T16:30")  # into the dark: it is tried until there is an answer
    expect(other.get_by_role("alert")).to_contain_text("The server does not answer")
    server.start()
    until(lambda: cop6.starts(server, CARD) == ["2012-10-19T15:15"])
    shows(other, "15:15–16:30")
    shows(one, "15:15–16:30")
    steps = cop6.ask(server, "GET", "/history")
    assert [step["kind"] for step in steps[:2]] == ["stretch", "stretch"]  # each once
    assert len(steps) == 3
