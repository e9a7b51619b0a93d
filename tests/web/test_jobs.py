"""Jobs: each kind comes to what it is for, and whatever ends one is told."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from session_planner.web.api.news import News
from session_planner.web.jobs import _Turns
from session_planner.web.store.engine import open_database
from session_planner.web.store.jobs import Jobs
from session_planner.web.store.schema import jobs as table
from tests.web.planner import BOARD, TEXT, done, ended, move, planner, start
from tests.web.serving import served

LATE = "second-group-late"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with planner(tmp_path) as found:
        yield found


def test_a_solve_becomes_a_proposal_that_is_taken(client: TestClient) -> None:
    result = done(client, "solve", title="First")
    assert result["objective"] == result["bound"]
    proposal = client.get(f"{BOARD}/proposals/{result['proposal']}").json()
    assert (proposal["title"], proposal["base"], proposal["text"]) == ("First", 0, False)
    client.post(f"{BOARD}/proposals/{result['proposal']}/take", json={})
    board = client.get(BOARD).json()
    assert (board["waiting"], [one for one in board["conflicts"] if one["severity"] == "error"]) == ([], [])


def test_an_explanation_has_ways_that_can_be_tried(client: TestClient) -> None:
    """Each way's changes, laid on the scenario as a variant, do allow a programme."""
    explanation = done(client, "explain", LATE)["explanation"]
    assert explanation["possible"] is False
    assert [way["sets"] for way in explanation["repairs"]] == [["-rule:joint-together"], ["-joint:cultural-property"]]
    for way in explanation["repairs"]:
        made = client.post(
            f"{BOARD}/variants", json={"title": {"en": way["steps"][0]}, "on": LATE, "sets": way["sets"]}
        )
        assert made.status_code == 201, made.text
        assert done(client, "solve", made.json()["id"])["impossible"] is False


def test_replanning_brings_its_events_into_the_text(client: TestClient) -> None:
    first = done(client, "solve")
    client.post(f"{BOARD}/proposals/{first['proposal']}/take", json={})
    result = done(client, "replan", events=['new item 9 "Rules" of wg-ta 15 min'], seconds=40)
    assert result["edits"]
    assert result["notice"].startswith("#")
    assert client.get(f"{BOARD}/proposals/{result['proposal']}").json()["text"] is True
    taken = client.post(f"{BOARD}/proposals/{result['proposal']}/take", json={})
    assert taken.status_code == 200, taken.text
    assert taken.json()["step"]["text"] is True
    board = client.get(BOARD).json()
    assert {item["ref"]: item["minutes"] for item in board["items"]}["wg-ta/9"] == 15
    assert (board["waiting"], len(board["cards"]["wg-ta/9"])) == ([], 1)


def test_a_changed_text_is_not_written_over(client: TestClient) -> None:
    """A proposal of another text is refused whole once somebody else has changed the text; its cards can be taken."""
    first = done(client, "solve")
    client.post(f"{BOARD}/proposals/{first['proposal']}/take", json={})
    result = done(client, "replan", events=['new item 9 "Rules" of wg-ta 15 min'], seconds=40)
    move(client, {"move": "edit", "edits": [{"action": "set", "path": ["note"], "value": "by Ana"}]})
    taken = client.post(f"{BOARD}/proposals/{result['proposal']}/take", json={})
    assert (taken.status_code, taken.json()["text"]) == (409, True)
    assert "by Ana" in client.get(f"{BOARD}/text").text


def test_what_happened_makes_no_sense_is_told(client: TestClient) -> None:
    found = ended(client, start(client, "replan", events=["the moon is full"]))
    assert (found["state"], "moon" in found["result"]["message"]) == ("refused", True)


def test_sides_are_compared(client: TestClient) -> None:
    proposal = done(client, "solve")["proposal"]
    client.post(f"{BOARD}/proposals/{proposal}/take", json={"cards": ["wg-ta/3"]})
    sides = [
        {"of": "proposal", "name": proposal}, {"of": "variant", "name": "item-5-longer"}, {"of": "variant"},
        {"of": "board"},
    ]  # fmt: skip
    job = start(client, "compare", sides=sides, seconds=60)
    found = ended(client, job)
    assert found["state"] == "done", found
    comparison = found["result"]["comparison"]
    assert comparison["first"] == 0
    assert [side["programme"] for side in comparison["sides"]] == [True, False, False, True]
    assert [side["verdict"] for side in comparison["sides"]][::2] == ["same", "same"]
    page = client.get(f"{BOARD}/jobs/{job}/document")
    assert "sandbox" in page.headers["Content-Security-Policy"]
    assert "<table" in page.text
    assert "/tmp" not in page.text, "no path of the server is shown"
    assert "programme.json" not in page.text
    assert "Solved anew, Item 5 takes an hour longer" in page.text


def test_prices_and_sweeps(client: TestClient) -> None:
    prices = done(client, "prices", only=["lock", "decision"], seconds=30)
    assert prices["prices"]
    sweep = done(client, "sweep", variants=["no-joint", LATE], each=20)
    assert (sweep["trials"], sweep["done"]) == (2, 2)
    assert [row["status"] for row in sweep["rows"]] == ["optimal", "impossible"]


def test_what_is_not_there_is_said_at_once(client: TestClient) -> None:
    for asked in (
        {"kind": "compare", "sides": [{"of": "proposal", "name": "x"}, {"of": "board"}]},
        {"kind": "compare", "sides": [{"of": "release", "name": "7"}, {"of": "board"}]},
        {"kind": "compare", "sides": [{"of": "variant", "name": "nix"}, {"of": "board"}]},
        {"kind": "replan", "release": 3},
    ):
        assert client.post(f"{BOARD}/jobs", json=asked).status_code in (404, 422), asked
    assert client.get(f"{BOARD}/jobs").json() == []
    assert client.get(f"{BOARD}/jobs/nix").status_code == 404


def test_a_process_that_dies_is_a_lost_job(client: TestClient) -> None:
    job = start(client, "solve", seconds=None)
    until = threading.Event()
    while not (children := multiprocessing.active_children()):
        until.wait(0.01)
    os.kill(children[0].pid or 0, signal.SIGKILL)
    found = ended(client, job)
    assert (found["state"], found["result"]["message"]) == ("lost", "the process of this job ended by itself")
    assert done(client, "solve")["impossible"] is False, "the next one runs"


def test_a_job_that_waits_never_begins_once_stopped(client: TestClient) -> None:
    first, second = start(client, "solve"), start(client, "solve")
    client.post(f"{BOARD}/jobs/{second}/stop")
    assert ended(client, second)["state"] == "stopped"
    assert ended(client, first)["state"] == "done"


def test_queues_take_turns() -> None:
    turns = _Turns()
    for who, name in (("ana", "a1"), ("ana", "a2"), ("ana", "a3"), ("ben", "b1")):
        turns.put(who, (name, {}))
    following = [turns.get() for _ in range(4)]
    assert [one[0] for one in following if one] == ["a1", "b1", "a2", "a3"]


def test_what_a_server_left_open_is_lost_when_it_is_gone(client: TestClient, tmp_path: Path) -> None:
    """Of this machine at once, of another machine when nothing was heard of it for a while."""
    engine = client.app.state.context.engine  # type: ignore[attr-defined]
    gone, far = Jobs(engine), Jobs(engine)
    host = gone.server.split(":")[0]
    gone.server, far.server = f"{host}:999999999:aa", "elsewhere:1:bb"
    names = [one.add("wg", "", "solve", {}, "ana", 0) for one in (gone, far)]
    mine = client.app.state.context.runner.jobs  # type: ignore[attr-defined]
    mine.beat()
    states = [client.get(f"{BOARD}/jobs/{name}").json()["state"] for name in names]
    assert states == ["lost", "waiting"]
    with engine.begin() as connection:
        long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
        connection.execute(update(table).where(table.c.id == names[1]).values(beat=long_ago))
    assert mine.beat() == ["wg"]
    assert client.get(f"{BOARD}/jobs/{names[1]}").json()["state"] == "lost"


def test_each_state_is_told_once(client: TestClient) -> None:
    context = client.app.state.context  # type: ignore[attr-defined]
    store, news = context.runner.jobs, News(context, "wg", "en")

    def states(one: News) -> list[str]:
        return [told["state"] for _, told in one.fresh()]

    assert states(news) == []
    name = store.add("wg", "", "solve", {}, "ana", 0)
    assert states(news) == ["waiting"]
    assert states(news) == []
    store.update(name, state="running")
    assert states(news) == ["running"]
    assert states(News(context, "wg", "en")) == ["running"], "who comes later is told what is open"
    store.update(name, state="done")
    assert states(news) == ["done"]
    assert states(News(context, "wg", "en")) == []


def test_whoever_listens_sees_a_job_from_its_beginning_to_its_end(tmp_path: Path) -> None:
    """Against a real server, as a browser reads it; a stopped job keeps what it has found."""
    (tmp_path / "wg.yaml").write_text(TEXT, "utf-8")
    with served(tmp_path) as server:
        listening = urllib.request.urlopen(f"{server.address}{BOARD}/events", timeout=60)
        with contextlib.closing(listening):
            assert listening.readline() == b": listening\n"
            headers = {"Origin": server.address}
            status, job = server.ask("POST", f"{BOARD}/jobs", {"kind": "solve", "seconds": None}, **headers)
            assert status == 202, job
            told = []
            for line in listening:
                if line.startswith(b"data: "):
                    told.append(json.loads(line.removeprefix(b"data: ")))
                    if told[-1].get("ended"):
                        break
    states = list(dict.fromkeys(one["state"] for one in told if one["id"] == job["id"]))
    assert states[-2:] == ["running", "done"]
    assert told[-1]["result"]["proposal"]


def test_the_server_never_loads_the_solver(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from session_planner.web.app import create_app;"
        "from session_planner.web.settings import Settings; create_app(Settings(Path(sys.argv[1])));"
        "assert 'ortools' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)


def test_a_job_ends_only_once(tmp_path: Path) -> None:
    with planner(tmp_path):
        store = Jobs(open_database(f"sqlite:///{tmp_path / '.session-planner' / 'board.sqlite'}"))
        name = store.add("wg", "", "solve", {}, "ana", 0)
        store.update(name, state="lost")
        store.update(name, state="done")
        assert store.job("wg", name).state == "lost"


def test_too_many_jobs_are_refused(client: TestClient) -> None:
    store = client.app.state.context.runner.jobs  # type: ignore[attr-defined]
    for _ in range(50):
        store.add("wg", "", "solve", {}, "ana", 0)
    answer = client.post(f"{BOARD}/jobs", json={"kind": "solve"})
    assert (answer.status_code, answer.json()["type"]) == (429, "urn:session-planner:problem:busy")
