"""Delegates and the bureau in a real Chromium: what is followed on a phone without scripts, in Arabic and French, and
the calendar subscribed to, after the next release; an objection, and then agreement.
"""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import Browser, Page, expect

from tests.web import cop6
from tests.web.browsing import PHONE, until, window
from tests.web.serving import Server, served

pytestmark = pytest.mark.needs("chromium")
PASSWORD = "Room XIX, 10 o'clock"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with served(cop6.laid(tmp_path)) as found:
        cop6.printed(found)
        cop6.release(found)
        yield found


def entries(address: str) -> dict[str, Event]:
    """The entries of a calendar as another program reads them, by their ids."""
    with urllib.request.urlopen(address) as answer:
        found = Calendar.from_ical(answer.read())
    return {str(one["UID"]): one for one in found.walk("VEVENT")}


def fits(page: Page) -> bool:
    """Whether nothing of a page is wider than the screen."""
    return bool(page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_a_delegate_follows_two_bodies_on_a_phone(browser: Browser, server: Server, lang: str) -> None:
    with window(browser, PHONE, java_script_enabled=False, is_mobile=True, has_touch=True, locale=lang) as page:
        page.goto(f"{server.address}/s/{cop6.BOARD}/")
        html = page.locator("html")
        assert (html.get_attribute("lang"), html.get_attribute("dir")) == (lang, "rtl" if lang == "ar" else "ltr")
        assert fits(page)
        page.locator('nav.places a[href$="/follow"]').tap()
        for body in ("wg-ta", "cop"):
            page.locator(f'input[name="body"][value="{body}"]').check()
        assert fits(page)
        page.locator("main button.first").tap()
        assert fits(page)
        feed = page.locator("#feed").input_value()
        webcal = page.locator('a[href^="webcal:"]').get_attribute("href")
        assert webcal == feed.replace("http:", "webcal:")
        mine = page.url

        before = entries(feed)
        assert len(before) > 10
        cop6.move(server, "cop/4/1", "2012-10-17T15:00")
        cop6.move(server, "cop/3/1", "2012-10-18T10:00")
        cop6.ask(server, "POST", "/moves", {"move": "drop", "segment": "wg-ta/8/1"})
        assert cop6.release(server) == 2

        news = page.locator("section.changes")
        until(lambda: page.goto(mine) is not None and news.is_visible())  # a release is out within a second
        assert fits(page)
        assert news.bounding_box()["y"] < page.locator("h1").bounding_box()["y"]  # type: ignore[index]
        after = entries(feed)
    assert before.keys() == after.keys()
    changed = {
        uid
        for uid, one in after.items()
        if (one["DTSTART"].dt, str(one["STATUS"])) != (before[uid]["DTSTART"].dt, str(before[uid]["STATUS"]))
    }
    assert all(after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"] for uid in changed)
    assert all(after[uid]["DTSTAMP"].dt > before[uid]["DTSTAMP"].dt for uid in changed)
    (cancelled,) = (uid for uid in changed if str(after[uid]["STATUS"]) == "CANCELLED")
    assert f"{before[cancelled]['DTSTART'].dt:%d %H}" == "17 17"  # item 8 was the last of Wednesday
    moved = {f"{after[uid]['DTSTART'].dt:%d %H:%M}" for uid in changed - {cancelled}}
    assert moved == {"17 15:00", "18 10:00"}


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Server]:
    """The same with a login, and a planner's release before the bureau."""
    folder = cop6.laid(tmp_path)
    with served(folder) as server:
        cop6.printed(server)
        cop6.release(server)
    call = [sys.executable, "-m", "session_planner", "accounts", "add", "chair", "--role", "bureau"]
    subprocess.run([*call, "--folder", str(folder)], input=f"{PASSWORD}\n".encode(), check=True)
    with served(folder, "", "--login") as server:
        yield server


def test_the_bureau_objects_and_then_agrees(browser: Browser, guarded: Server) -> None:
    with window(browser) as page:
        page.goto(f"{guarded.address}/bureau/{cop6.BOARD}/?lang=en")
        page.get_by_label("Name").fill("chair")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.locator("p.state")).to_contain_text("Release 1")
        expect(page.locator("p.state")).to_contain_text("proposed")

        page.get_by_role("button", name="Object").click()
        expect(page.get_by_role("alert")).to_be_visible()  # an objection says why
        page.get_by_label("Note (an objection needs one)").fill("The experts cannot be at item 4 as well.")
        page.get_by_role("button", name="Object").click()
        expect(page.locator(".stands .verdict")).to_have_text("an objection stands")
        expect(page.locator(".stands")).to_contain_text("The experts cannot be at item 4 as well.")
        expect(page.locator("p.state")).to_contain_text("proposed")

        page.get_by_label("Note (an objection needs one)").fill("")
        page.get_by_role("button", name="Agree").click()
        expect(page.locator(".stands .verdict")).to_have_text("agreed")
        expect(page.locator("p.state")).to_contain_text("agreed")
