"""The bureau's page and what is said there: agreed by all, a release is agreed; an objection stands with its note."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import session_planner as sp
from session_planner.web.app import create_app
from session_planner.web.settings import Settings
from session_planner.web.store.stands import Stands
from session_planner.web.who import Person, _person
from tests.web.people import guarded, logged_in, nobody, quick

SCENARIO = Path("scenarios/untoc-cop6-2012.yaml")
REAL = Path("tests/data/untoc-2012/programme-en.csv")
ADDRESS = "http://127.0.0.1:8000"
PAGE, RELEASES, JOINT = "/bureau/cop/", "/api/v1/boards/cop/releases", "/api/v1/boards/cop/joint"
JOINTS = [one.id for one in sp.load(SCENARIO).joint_sessions]
ANA, BEN, CARLA = (Person(name, role) for name, role in (("ana", "planner"), ("ben", "bureau"), ("carla", "bureau")))  # type: ignore[arg-type]
RITA = Person("rita", "reader")


@dataclass
class Bureau:
    """A server with the week of 2012, and whoever asks next."""

    client: TestClient

    def as_(self, person: Person) -> TestClient:
        """The client of a person."""
        self.client.app.dependency_overrides[_person] = lambda: person  # type: ignore[attr-defined]
        return self.client

    def release(self, state: str = "proposed") -> None:
        """The board as it stands, put before the bureau."""
        made = self.as_(ANA).post(RELEASES, json={"despite": True, "state": state})
        assert made.status_code == 201, made.text

    def says(self, person: Person, joint: str, stand: str, note: str = "", release: int = 1) -> Any:
        """What somebody says through the API."""
        what = {"release": release, "stand": stand, "note": note}
        return self.as_(person).post(f"{JOINT}/{joint}/stands", json=what)

    def state(self, number: int = 1) -> str:
        """The state of a release."""
        return str(self.as_(ANA).get(f"{RELEASES}/{number}").json()["state"])


@pytest.fixture
def bureau(tmp_path: Path, database: str) -> Iterator[Bureau]:
    app = create_app(Settings(tmp_path, database))
    programme = sp.read_programme(REAL, sp.load(SCENARIO)).programme
    app.state.context.boards.create("cop", "cop.yaml", SCENARIO.read_text("utf-8"), "ana", programme)
    with TestClient(app, base_url=ADDRESS, headers={"Origin": ADDRESS}) as client:
        yield Bureau(client)


def test_once_every_joint_session_is_agreed_the_release_is(bureau: Bureau) -> None:
    bureau.release()
    for joint in JOINTS[:-1]:
        assert bureau.says(BEN, joint, "agree").json()["release"]["state"] == "proposed"
    last = bureau.says(CARLA, JOINTS[-1], "agree", "with thanks")
    assert (last.status_code, last.json()["release"]["state"]) == (201, "agreed")
    state = bureau.as_(ANA).get(f"{RELEASES}/1").json()["states"][-1]
    assert set(state["by"].split(", ")) == ({"ben", "carla"} if len(JOINTS) > 1 else {"carla"})
    assert state["decision"]
    assert bureau.says(BEN, JOINTS[0], "object", "too late").status_code == 409


def test_an_objection_stands_until_whoever_made_it_agrees(bureau: Bureau) -> None:
    bureau.release()
    assert bureau.says(BEN, JOINTS[0], "object", "Item 4 runs against it").status_code == 201
    for joint in JOINTS:
        bureau.says(CARLA, joint, "agree")
    assert bureau.state() == "proposed"
    sessions = bureau.as_(RITA).get(JOINT).json()["sessions"]
    assert sessions[0]["verdict"] == "objected"
    assert [one["note"] for one in sessions[0]["stands"]] == ["Item 4 runs against it", ""]
    given = {"state": "agreed", "by": "the bureau", "decision": "x"}
    held = bureau.as_(ANA).post(f"{RELEASES}/1/state", json=given)
    assert (held.status_code, held.json()["type"]) == (409, "urn:session-planner:problem:objection")
    assert bureau.says(BEN, JOINTS[0], "agree").json()["release"]["state"] == "agreed"


def test_an_objection_needs_a_note_and_what_is_not_there_cannot_be_agreed(bureau: Bureau) -> None:
    bureau.release("draft")
    assert bureau.says(ANA, JOINTS[0], "agree").status_code == 409, "a draft is not before the bureau"
    assert bureau.says(BEN, JOINTS[0], "agree").status_code == 404, "nor seen by it"
    bureau.as_(ANA).post(f"{RELEASES}/1/state", json={"state": "proposed"})
    assert bureau.says(BEN, JOINTS[0], "object", "  ").status_code == 422
    assert bureau.says(BEN, "nowhere", "agree").status_code == 404
    assert bureau.says(RITA, JOINTS[0], "agree").status_code == 403
    context = bureau.client.app.state.context  # type: ignore[attr-defined]
    assert Stands(context.engine).of("cop", 1) == ()


def test_of_many_who_agree_at_once_each_is_kept_and_the_release_is_agreed_once(bureau: Bureau) -> None:
    bureau.release()
    bureau.as_(BEN)
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(lambda joint: bureau.client.post(
            f"{JOINT}/{joint}/stands", json={"release": 1, "stand": "agree"}), JOINTS))  # fmt: skip
    assert [one.status_code for one in said] == [201] * len(JOINTS)
    assert bureau.state() == "agreed"


def test_a_sheet_has_the_decision_the_programmes_what_is_against_it_slack_and_history(bureau: Bureau) -> None:
    before = bureau.as_(RITA).get(JOINT).json()
    assert (before["release"], before["open"]) == (None, False)
    bureau.release()
    found = bureau.as_(RITA).get(JOINT, params={"lang": "es"}).json()
    assert found["open"] is True
    assert [one["id"] for one in found["sessions"]] == JOINTS
    one = found["sessions"][0]
    assert one["decision"]["id"]
    assert one["programmes"]
    assert one["place"]["start"]
    assert one["against"] is not None
    assert one["slack"]["after"]
    assert [past["release"] for past in one["history"]] == [1]


def test_planners_who_listen_hear_what_the_bureau_says(bureau: Bureau) -> None:
    context = bureau.client.app.state.context  # type: ignore[attr-defined]
    bureau.release()
    last = Stands(context.engine).last("cop")
    bureau.says(BEN, JOINTS[0], "object", "no")
    heard = Stands(context.engine).since("cop", last)
    assert [(one.joint, one.stand, one.note, one.who) for one in heard] == [(JOINTS[0], "object", "no", "ben")]


def test_what_is_said_is_in_the_audit_log(bureau: Bureau) -> None:
    bureau.release()
    bureau.says(BEN, JOINTS[0], "object", "no")
    line = bureau.as_(ANA).get("/api/v1/audit").json()[0]
    assert (line["who"], line["action"], line["what"]["joint"]) == ("ben", "object", JOINTS[0])


# -- the page -------------------------------------------------------------------------------------------------------


class _Forms(HTMLParser):
    """The forms of a page: where they go, and what they hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.scripts = self.ids = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.scripts += tag in ("script", "style") or "style" in given
        if tag == "form":
            self.forms.append((given["action"], {}))
        elif self.forms and given.get("type") == "hidden":
            self.forms[-1][1][given["name"]] = given["value"]


def test_the_page_works_by_its_forms_alone(bureau: Bureau) -> None:
    bureau.release()
    page = bureau.as_(BEN).get(PAGE, params={"lang": "fr"})
    action, fields = next(one for one in _Forms(page.text).forms if one[1].get("joint") == JOINTS[0])
    sent = bureau.client.post(action, data={**fields, "stand": "object", "note": "<b>Non</b>"})
    assert sent.status_code == 200
    assert sent.url.fragment == f"joint-{JOINTS[0]}"
    assert "&lt;b&gt;Non&lt;/b&gt;" in sent.text
    assert "<b>Non" not in sent.text
    assert "verdict-objected" in sent.text


def test_a_form_that_is_refused_comes_back_with_why_and_with_what_was_written(bureau: Bureau) -> None:
    bureau.release()
    sent = bureau.as_(BEN).post(PAGE, data={"release": 1, "joint": JOINTS[0], "stand": "object", "note": " "})
    assert sent.status_code == 422
    assert 'role="alert"' in sent.text
    assert 'class="session"' in sent.text


def test_who_may_only_read_has_no_forms(bureau: Bureau) -> None:
    bureau.release()
    assert "<textarea" in bureau.as_(BEN).get(PAGE).text
    assert "<textarea" not in bureau.as_(RITA).get(PAGE).text
    assert bureau.client.post(PAGE, data={"release": 1, "joint": JOINTS[0], "stand": "agree"}).status_code == 403


@pytest.mark.parametrize("lang", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_session_and_every_body_around_it_in_each_language(bureau: Bureau, lang: str) -> None:
    bureau.release()
    page = bureau.as_(BEN).get(PAGE, params={"lang": lang}).text
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in page
    assert _Forms(page).scripts == 0
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert [one[6:] for one in ids if one.startswith("joint-")] == JOINTS
    assert page.count('class="wide around"') == len(JOINTS)
    assert 'class="who"' in page


def test_what_a_body_takes_up_at_the_same_time_is_in_the_hours_around(bureau: Bureau) -> None:
    """The plenary's item 4 ran against the joint discussion, which is what the bureau must see."""
    whole = sp.load(SCENARIO)
    programme = sp.read_programme(REAL, whole).programme
    sheet = sp.joint_sheets(whole, [("programme.csv", programme)])[0]
    table = sp.joint_around(sheet, programme, "en")
    assert table is not None
    assert sheet.place is not None
    assert sheet.around is not None
    told = ["".join(run.text for run in line) for row in table.rows for cell in row.cells for line in cell.lines]
    for clash in sheet.around.clashes:
        start, end = clash.segment.start, clash.segment.end
        assert any(f"{start:%H:%M}" in one or f"{end:%H:%M}" in one for one in told), clash
    for row in table.rows:
        assert sum(cell.columns for cell in row.cells) in (len(table.columns), len(table.columns) - 1)


def test_the_page_of_releases_makes_one_and_gives_its_states(bureau: Bureau) -> None:
    place = "/bureau/cop/releases"
    refused = bureau.as_(ANA).post(place, data={"state": "draft"})
    assert refused.status_code == 409
    assert refused.text.count("<li>") > 3
    made = bureau.client.post(place, data={"state": "draft", "despite": "true", "note": "First"})
    assert made.status_code == 200
    assert 'id="release-1"' in made.text
    assert "First" in made.text
    assert 'id="release-1"' not in bureau.as_(BEN).get(place).text, "a draft is the planners' own"
    bureau.as_(ANA).post(f"{place}/1/state", data={"state": "proposed"})
    assert bureau.state() == "proposed"
    assert 'id="release-1"' in bureau.as_(BEN).get(place).text
    assert bureau.as_(ANA).post(f"{place}/1/state", data={"state": "adopted"}).status_code == 422
    assert bureau.as_(BEN).post(place, data={"state": "draft"}).status_code == 403


def test_with_a_login_a_form_carries_its_token_and_is_refused_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch)
    app = guarded(tmp_path)
    programme = sp.read_programme(REAL, sp.load(SCENARIO)).programme
    app.state.context.boards.create("cop", "cop.yaml", SCENARIO.read_text("utf-8"), "planner", programme)
    made = logged_in(app, "planner").post(RELEASES, json={"despite": True, "state": "proposed"})
    assert made.status_code == 201, made.text
    assert nobody(app).get(PAGE).status_code == 401
    member = logged_in(app, "bureau")
    del member.headers["X-CSRF-Token"]
    action, fields = next(one for one in _Forms(member.get(PAGE).text).forms if "joint" in one[1])
    said = {**fields, "stand": "agree"}
    without = {name: value for name, value in said.items() if name != "csrf"}
    assert member.post(action, data=without).status_code == 403
    assert Stands(app.state.context.engine).of("cop", 1) == ()
    assert member.post(action, data=said).status_code == 200
    assert [one.who for one in Stands(app.state.context.engine).of("cop", 1)] == ["bureau"]
    assert logged_in(app, "bureau").post(RELEASES, json={}).status_code == 403


def test_a_body_that_takes_up_two_things_at_once_has_two_rows_around_the_session() -> None:
    whole = sp.load(SCENARIO)
    programme = sp.read_programme(REAL, whole).programme
    sheet = sp.joint_sheets(whole, [("programme.csv", programme)])[0]
    assert sheet.around is not None
    one = sheet.around.clashes[0].segment
    twice = replace(one, item=None, start=one.start + dt.timedelta(minutes=30))
    before = sp.joint_around(sheet, programme, "en")
    after = sp.joint_around(sheet, replace(programme, segments=(*programme.segments, twice)), "en")
    assert before is not None
    assert after is not None
    assert len(after.rows) == len(before.rows) + 1
    assert [len(group) for group in after.groups] == [1, 1, 2]
