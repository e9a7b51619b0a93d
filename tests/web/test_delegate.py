"""The delegate's pages as a phone without scripts sees them: from the public release alone, in six languages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

import session_planner as sp
from session_planner.web.app import create_app
from session_planner.web.settings import Settings
from session_planner.words import LANGUAGES
from tests.web.released import BOARD, Session

ROOT = f"/s/{BOARD}"
PAGES = ("/", "/week", "/bodies", "/body/wg-ta", "/item/wg-ta/1(a)", "/rooms", "/documents", "/search?q=ordre",
         "/follow", "/mine?body=wg-ic&item=wg-ta/3")  # fmt: skip


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Session:
    session = Session(tmp_path_factory.mktemp("first"))
    session.release()
    return session


@pytest.fixture
def session(first: Session, tmp_path: Path) -> Session:
    """A session of one release, of one's own."""
    shutil.copytree(first.folder, tmp_path, dirs_exist_ok=True)
    made = Session.__new__(Session)
    made.folder, made.store = tmp_path, sp.Store(tmp_path / "releases" / BOARD)
    made.scenario, made.programme = first.scenario, first.programme
    return made


@pytest.fixture
def client(session: Session) -> Iterator[TestClient]:
    app = create_app(Settings(session.folder, local=False, address="https://programme.example.org"))
    app.state.released._lately = 0
    with TestClient(app, base_url="https://programme.example.org") as client:
        yield client


def shown(text: str) -> str:
    """What is read of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.partition("<main")[2]))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_for_nobody_in_particular(client: TestClient, path: str, lang: str) -> None:
    told = client.get(f"{ROOT}{path}{'&' if '?' in path else '?'}lang={lang}")
    assert told.status_code == 200
    direction = "rtl" if lang == "ar" else "ltr"
    assert f'<html lang="{lang}" dir="{direction}">' in told.text
    assert "<script" not in told.text
    assert " style=" not in told.text
    assert told.headers["content-language"] == lang


def test_the_day_that_is_asked_for(client: TestClient) -> None:
    wednesday = shown(client.get(f"{ROOT}/?day=2012-10-17&lang=en").text)
    thursday = shown(client.get(f"{ROOT}/?day=2012-10-18&lang=en").text)
    assert "10 a.m.-1 p.m." in wednesday
    assert "Opening of the meeting" in wednesday
    assert "Joint session" not in wednesday
    assert "Joint session" in thursday
    # Before the session its first day, and long after it its last.
    assert "Opening of the meeting" in shown(client.get(f"{ROOT}/?day=2012-01-01&lang=en").text)
    assert "Joint session" in shown(client.get(f"{ROOT}/?day=no&lang=en").text)


def test_a_draft_is_never_shown(client: TestClient, session: Session) -> None:
    before = shown(client.get(f"{ROOT}/week?lang=en").text)
    session.drop("wg-ta/8")
    draft = session.release("draft")
    assert shown(client.get(f"{ROOT}/week?lang=en").text) == before
    assert shown(client.get(f"{ROOT}/week?lang=en&seen={draft}").text) == before
    sp.set_state(session.store, draft, "proposed", when=session.store.release(draft).time)
    after = shown(client.get(f"{ROOT}/week?lang=en").text)
    assert "8 Other matters" in before.partition("Release")[0]
    assert f"Release {draft}" in after


def test_what_changed_stands_on_top_until_it_was_seen(client: TestClient, session: Session) -> None:
    assert "What changed" not in shown(client.get(f"{ROOT}/?lang=en").text)
    session.drop("wg-ta/8")
    session.release()
    told = client.get(f"{ROOT}/").text
    assert shown(told).startswith(' id="main" tabindex="-1"> What changed') or "What changed" in shown(told)[:60]
    assert "No longer in this programme" in shown(told)
    assert "Other matters" in shown(told)
    again = client.get(f"{ROOT}/week").text
    assert "No longer in this programme" in shown(again)
    (seen,) = re.findall(r'href="([^"]*seen=2[^"]*)"', told)
    assert "What changed" not in shown(client.get(seen.replace("&amp;", "&")).text)
    assert "What changed" not in shown(client.get(f"{ROOT}/").text)
    # Who asks for it reads it again.
    assert "No longer in this programme" in shown(client.get(f"{ROOT}/?seen=1").text)


def test_who_follows_sees_only_their_own_changes(client: TestClient, session: Session) -> None:
    session.drop("wg-ta/8")
    session.release()
    mine = shown(client.get(f"{ROOT}/mine?item=wg-ta/8&seen=1&lang=en").text)
    other = shown(client.get(f"{ROOT}/mine?item=wg-ta/3&seen=1&lang=en").text)
    assert "No longer in this programme" in mine
    assert "No longer in this programme" not in other
    assert "Nothing moved, came or went since release 1." in other


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_what_is_ticked_becomes_one_link_that_stays(client: TestClient, session: Session, lang: str) -> None:
    form = client.get(f"{ROOT}/follow?lang={lang}").text
    assert 'type="checkbox" name="body" value="wg-ic"' in form
    told = client.get(f"{ROOT}/mine?item=wg-ta/8&body=wg-ic&lang={lang}").text
    (feed,) = re.findall(r'readonly value="([^"]+)"', told)
    (webcal,) = re.findall(r'href="(webcal:[^"]+)"', told)
    assert webcal.removeprefix("webcal:") == feed.removeprefix("https:")
    (google,) = re.findall(r'href="(https://calendar.google.com[^"]+)"', told)
    assert parse_qs(urlsplit(google.replace("&amp;", "&")).query)["cid"] == [webcal]
    (outlook,) = re.findall(r'href="(https://outlook[^"]+)"', told)
    assert parse_qs(urlsplit(outlook.replace("&amp;", "&")).query)["url"] == [feed]
    before = Calendar.from_ical(client.get(feed).content).walk("VEVENT")
    session.drop("wg-ta/8")
    session.release()
    after = Calendar.from_ical(client.get(feed).content).walk("VEVENT")
    assert [str(one["UID"]) for one in before] == [str(one["UID"]) for one in after]
    assert sorted({str(one["STATUS"]) for one in after}) == ["CANCELLED", "CONFIRMED"]


def test_a_release_at_work_is_read_whole(client: TestClient, session: Session) -> None:
    body = shown(client.get(f"{ROOT}/body/wg-ta?lang=en").text)
    assert re.search(r"1\(a\) Opening of the meeting Wednesday, 17 October 10:00–", body)
    item = shown(client.get(f"{ROOT}/item/wg-ta/6?lang=en").text)
    assert "Joint session" in item
    documents = client.get(f"{ROOT}/documents?lang=en").text
    for one in session.scenario.documents:
        assert one.name in documents


@pytest.mark.parametrize("path", ["/body/nix", "/item/wg-ta/99", "/room/nix", "/mine?body=nix", "/body/../../etc"])
def test_what_is_not_there_is_said_on_a_page(client: TestClient, path: str) -> None:
    told = client.get(f"{ROOT}{path}", headers={"Accept-Language": "en"})
    assert told.status_code == 404


@pytest.mark.parametrize("board", ["other", "..", "a%2fb"])
def test_boards_without_a_release_say_nothing_of_themselves(client: TestClient, board: str) -> None:
    assert client.get(f"/s/{board}/week").status_code == 404


def test_nothing_of_a_title_is_markup(session: Session, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    text = Path("scenarios/untoc-wg-ta-2012.yaml").read_text("utf-8").replace("Opening of the meeting", evil)
    (tmp_path / "evil.yaml").write_text(text, "utf-8")
    other = Session(tmp_path / "site", tmp_path / "evil.yaml")
    other.release()
    app = create_app(Settings(other.folder, local=False, address="https://programme.example.org"))
    with TestClient(app, base_url="https://programme.example.org") as client:
        for path in (*PAGES, "/search?q=<script>"):
            told = client.get(f"{ROOT}{path}", params=None)
            assert "<script" not in told.text
            assert told.status_code == 200
