"""The board in a real Chromium: dragged, undone, seen by two, taken in part; nothing that the page policy forbids."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.web.serving import Server, served

pytestmark = pytest.mark.needs("chromium")
TEXT = Path("scenarios/untoc-wg-ta-2012.yaml").read_text("utf-8")
PATIENCE = 30_000.0
"""Milliseconds that a busy machine may take to show something."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "wg.yaml").write_text(TEXT, "utf-8")
    with served(tmp_path) as found:
        yield found


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    with opened(browser, server)() as found:
        yield found


def opened(browser: Browser, server: Server) -> Callable[[], Any]:
    """A board opened in a window of its own; whatever the page's own policy forbids fails the test."""
    from contextlib import contextmanager

    @contextmanager
    def one() -> Iterator[Page]:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(PATIENCE)
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        page.goto(f"{server.address}/board/wg?lang=en")
        page.wait_for_selector(".card")
        yield page
        page.close()
        assert wrong == []

    return one


def board(server: Server) -> Any:
    return server.ask("GET", "/api/v1/boards/wg")[1]


def until(true: Callable[[], bool]) -> None:
    """Waits for what a server or a page does in its own time."""
    end = time.monotonic() + PATIENCE / 1000
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def drag_to_morning(page: Page, card: str) -> None:
    """A card of the tray into the first column of the grid, some way under its top."""
    entry = page.locator(f'[data-card="{card}"]').first
    entry.scroll_into_view_if_needed()
    here = entry.bounding_box()
    grid = page.locator(".ec-body, .ec-main").first.bounding_box()
    assert here is not None
    assert grid is not None
    page.mouse.move(here["x"] + 15, here["y"] + 8)
    page.mouse.down()
    page.mouse.move(grid["x"] + 130, grid["y"] + 250, steps=6)
    page.wait_for_timeout(200)
    page.mouse.up()


def test_a_card_is_dragged_onto_the_grid_and_the_drag_is_undone(page: Page, server: Server) -> None:
    drag_to_morning(page, "wg-ta/3")
    until(lambda: "wg-ta/3" in board(server)["cards"])
    placed = board(server)["cards"]["wg-ta/3"][0]
    assert placed["start"].startswith("2012-10-17T1")
    expect(page.locator('.ec-event:has-text("Development of national strategies")')).to_have_count(1)
    page.keyboard.press("Control+z")
    until(lambda: "wg-ta/3" not in board(server)["cards"])
    page.keyboard.press("Control+y")
    until(lambda: board(server)["cards"].get("wg-ta/3") == [placed])


def test_what_one_does_another_sees(browser: Browser, page: Page, server: Server) -> None:
    with opened(browser, server)() as other:
        drag_to_morning(page, "wg-ta/3")
        expect(other.locator('.ec-event:has-text("Development of national strategies")')).to_have_count(1)
        expect(other.locator('.tray [data-card="wg-ta/3"], aside [data-card="wg-ta/3"]')).to_have_count(0)


def test_a_solve_becomes_a_proposal_and_half_of_it_is_taken(page: Page, server: Server) -> None:
    job = server.ask("POST", "/api/v1/boards/wg/jobs", {"kind": "solve", "seconds": 60})[1]
    until(lambda: server.ask("GET", f"/api/v1/boards/wg/jobs/{job['id']}")[1]["state"] == "done")
    proposal = server.ask("GET", "/api/v1/boards/wg/proposals")[1][0]["id"]
    half = {"cards": ["wg-ta/1(a)", "wg-ta/1(b)", "wg-ta/2", "wg-ta/3"]}
    assert server.ask("POST", f"/api/v1/boards/wg/proposals/{proposal}/take", half)[0] == 200
    expect(page.locator('.ec-event:has-text("Opening of the meeting")')).to_have_count(1)
    assert set(board(server)["cards"]) == set(half["cards"])
