"""Releases made from a board through the API: what stands on it goes out, in words where it cannot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

import session_planner as sp
from session_planner.web.app import create_app
from session_planner.web.settings import Settings

SCENARIO = Path("scenarios/untoc-cop6-2012.yaml")
REAL = Path("tests/data/untoc-2012/programme-en.csv")
ADDRESS = "http://127.0.0.1:8000"
RELEASES = "/api/v1/boards/cop/releases"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    """The real week of 2012 on a board."""
    app = create_app(Settings(folder))
    whole = sp.load(SCENARIO)
    programme = sp.read_programme(REAL, whole).programme
    app.state.context.boards.create("cop", "cop.yaml", SCENARIO.read_text("utf-8"), "ana", programme)
    with TestClient(app, base_url=ADDRESS, headers={"Origin": ADDRESS}) as found:
        yield found


def release(client: TestClient, **what: Any) -> Any:
    return client.post(RELEASES, json={"despite": True, **what})


def moved(client: TestClient, minutes: int = 5) -> None:
    """A segment of the board begins later."""
    card = next(iter(client.get("/api/v1/boards/cop").json()["cards"].values()))[0]
    later = dt.datetime.fromisoformat(card["start"]) + dt.timedelta(minutes=minutes)
    what = {"move": "move", "segment": card["id"], "start": later.isoformat(), "room": card["room"]}
    answer = client.post("/api/v1/boards/cop/moves", json=what)
    assert answer.status_code == 200, answer.text


def test_conflicts_are_told_in_words_and_nothing_is_released(client: TestClient) -> None:
    refused = client.post(RELEASES, json={}, params={"lang": "fr"})
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:session-planner:problem:conflicts")
    messages = [one["message"] for one in refused.json()["conflicts"]]
    english = client.post(RELEASES, json={}).json()["conflicts"]
    assert all(messages)
    assert messages != [one["message"] for one in english]
    assert client.get(RELEASES).json() == []


def test_a_board_in_spite_of_conflicts_is_a_draft_then_proposed_agreed_adopted(client: TestClient) -> None:
    made = release(client, note="First look")
    assert made.status_code == 201, made.text
    assert (made.json()["number"], made.json()["state"], made.json()["author"]) == (1, "draft", "planner")
    assert made.json()["conflicts"] > 0
    assert made.headers["Location"] == f"{RELEASES}/1"
    assert client.post(f"{RELEASES}/1/state", json={"state": "adopted"}).status_code == 422
    for new in (
        {"state": "proposed"},
        {"state": "agreed", "by": "the Extended Bureau", "when": "2030-10-12", "decision": "extended-bureau-2012"},
        {"state": "adopted", "by": "the Conference", "when": "2030-10-15", "note": "as amended"},
    ):
        given = client.post(f"{RELEASES}/1/state", json=new)
        assert given.status_code == 200, given.text
    states = client.get(f"{RELEASES}/1").json()["states"]
    assert [one["state"] for one in states] == ["draft", "proposed", "agreed", "adopted"]
    assert states[3]["note"] == "as amended"
    assert states[3]["said"] == "adopted by the Conference"


def test_what_is_released_is_what_stands_on_the_board(client: TestClient, folder: Path) -> None:
    release(client, state="proposed")
    stored = sp.Store(folder / "releases" / "cop").release(1)
    cards = client.get("/api/v1/boards/cop").json()["cards"]
    assert {one.id: one.start.isoformat() for one in stored.programme().segments} == {
        part["id"]: part["start"] for parts in cards.values() for part in parts
    }
    assert stored.file("scenario.yaml").decode() == SCENARIO.read_text("utf-8")


def test_the_same_twice_and_a_board_that_was_changed_meanwhile_are_refused(client: TestClient) -> None:
    seen = client.get("/api/v1/boards/cop").json()["number"]
    assert release(client, number=seen).status_code == 201
    again = release(client)
    assert (again.status_code, again.json()["type"]) == (409, "urn:session-planner:problem:unchanged")
    moved(client)
    late = release(client, number=seen)
    assert (late.status_code, late.json()["type"]) == (409, "urn:session-planner:problem:changed")
    assert len(client.get(RELEASES).json()) == 1


def test_of_two_planners_who_release_at_once_one_is_told(client: TestClient) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: release(client), range(4)))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]
    assert [one["number"] for one in client.get(RELEASES).json()] == [1]


def test_every_format_is_there_to_download(client: TestClient) -> None:
    release(client, state="proposed")
    for form in ("csv", "docx", "frab-json", "frab-xml", "html", "ics", "jcal", "json", "md", "svg", "xcal"):
        answer = client.get(f"{RELEASES}/1/files/{form}", params={"lang": "es"})
        assert answer.status_code == 200, (form, answer.text)
        assert answer.content
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        assert answer.headers["content-type"] == sp.FORMATS[form].media_type
    assert client.get(f"{RELEASES}/1/files/exe").status_code == 404
    assert client.get(f"{RELEASES}/2/files/csv").status_code == 404


def test_a_calendar_of_one_body_goes_on_in_the_next_release(client: TestClient) -> None:
    release(client, state="proposed")
    moved(client)
    assert release(client, state="proposed").status_code == 201
    before, now = (
        {
            str(entry["UID"]): int(entry["SEQUENCE"])
            for entry in Calendar.from_ical(client.get(f"{RELEASES}/{number}/files/ics").content).walk("VEVENT")
        }
        for number in (1, 2)
    )
    assert set(before) == set(now)
    assert sum(now[uid] > before[uid] for uid in now) >= 1
    body = client.get("/api/v1/boards/cop/joint").json()["sessions"][0]["programmes"][0]["body"]
    some = client.get(f"{RELEASES}/2/files/ics", params={"body": body}).content
    assert 0 < len(Calendar.from_ical(some).walk("VEVENT")) < len(now)


@pytest.mark.parametrize("lang", ["ar", "en", "es", "fr", "ru", "zh"])
def test_the_change_notice_says_what_moved_in_every_language(client: TestClient, lang: str) -> None:
    release(client, state="proposed")
    moved(client)
    release(client, state="proposed")
    answer = client.get(f"{RELEASES}/2/notice", params={"lang": lang})
    assert answer.status_code == 200
    assert answer.content.decode() == sp.Store(
        client.app.state.context.settings.releases("cop")  # type: ignore[attr-defined]
    ).release(2).notice(lang)


def test_where_the_server_keeps_its_releases_is_told_to_nobody(client: TestClient, folder: Path) -> None:
    release(client)
    for answer in (
        client.post(f"{RELEASES}/1/state", json={"state": "adopted"}),
        client.post(RELEASES, json={"despite": True}),
        client.get(f"{RELEASES}/7"),
        release(client, state="revised"),
        client.get(f"{RELEASES}/1/notice", params={"since": 1}),
        client.get(f"{RELEASES}/1/files/ics", params={"body": "nobody"}),
    ):
        assert 400 <= answer.status_code < 500
        assert str(folder) not in answer.text


def test_releases_are_in_the_audit_log(client: TestClient) -> None:
    release(client)
    client.post(f"{RELEASES}/1/state", json={"state": "proposed"})
    lines = client.get("/api/v1/audit").json()
    assert [one["action"] for one in lines if one["action"].startswith("release")][:2] == ["release-state", "released"]
