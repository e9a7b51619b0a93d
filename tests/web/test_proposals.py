"""Proposals laid over a board, variants beside it, and how it stood before."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from session_planner.board.state import opened
from tests.web.planner import BOARD, TEXT, move, place, planner

HALF = """body,item,start,end,room
wg-ta,3,2012-10-17T11:00,2012-10-17T11:45,
wg-ta,8,2012-10-17T16:00,2012-10-17T16:15,
"""


@pytest.fixture
def client(tmp_path: Path, database: str) -> Iterator[TestClient]:
    with planner(tmp_path, database) as found:
        yield found


def propose(client: TestClient, data: str = HALF, file: str = "half.csv") -> Any:
    asked = {"file": file, "data": base64.b64encode(data.encode()).decode()}
    return client.post(f"{BOARD}/proposals", json=asked)


def take(client: TestClient, proposal: str, *cards: str, **headers: str) -> Any:
    asked = {"cards": list(cards)} if cards else {}
    return client.post(f"{BOARD}/proposals/{proposal}/take", json=asked, headers=headers)


def starts(client: TestClient, variant: str = "") -> dict[str, str]:
    cards = client.get(BOARD, params={"variant": variant}).json()["cards"]
    return {card: parts[0]["start"][11:16] for card, parts in cards.items()}


def test_a_programme_by_hand_is_opened_as_a_proposal(client: TestClient) -> None:
    made = propose(client)
    assert made.status_code == 201, made.text
    found = made.json()
    assert (found["title"], found["base"], found["variant"]) == ("half.csv", 0, "")
    assert [(one["card"], one["now"], one["changed"]) for one in found["differences"]] == [
        ("wg-ta/3", [], False),
        ("wg-ta/8", [], False),
    ]
    assert [one["id"] for one in client.get(f"{BOARD}/proposals").json()] == [found["id"]]
    assert starts(client) == {}


def test_it_is_taken_in_part_then_whole(client: TestClient) -> None:
    proposal = propose(client).json()["id"]
    first = take(client, proposal, "wg-ta/8")
    assert (first.status_code, first.json()["step"]["kind"], first.json()["step"]["note"]) == (200, "taken", proposal)
    assert starts(client) == {"wg-ta/8": "16:00"}
    left = client.get(f"{BOARD}/proposals/{proposal}").json()["differences"]
    assert [one["card"] for one in left] == ["wg-ta/3"]
    assert take(client, proposal).status_code == 200
    assert starts(client) == {"wg-ta/3": "11:00", "wg-ta/8": "16:00"}
    client.post(f"{BOARD}/undo")
    assert starts(client) == {"wg-ta/8": "16:00"}


def test_what_was_moved_since_is_told_and_can_be_taken_by_name(client: TestClient) -> None:
    proposal = propose(client).json()["id"]
    place(client, "wg-ta/3", "2012-10-17T10:00")
    changed = {one["card"]: one["changed"] for one in client.get(f"{BOARD}/proposals/{proposal}").json()["differences"]}
    assert changed == {"wg-ta/3": True, "wg-ta/8": False}
    refused = take(client, proposal)
    assert (refused.status_code, list(refused.json()["cards"])) == (409, ["wg-ta/3"])
    assert starts(client) == {"wg-ta/3": "10:00"}, "nothing of it"
    assert take(client, proposal, "wg-ta/8", "wg-ta/3", **{"If-Match": '"0"'}).status_code == 409
    assert take(client, proposal, "wg-ta/8", "wg-ta/3", **{"If-Match": '"1"'}).status_code == 200
    assert starts(client) == {"wg-ta/3": "11:00", "wg-ta/8": "16:00"}


def test_one_put_away_is_not_listed(client: TestClient) -> None:
    proposal = propose(client).json()["id"]
    assert client.post(f"{BOARD}/proposals/{proposal}/close").status_code == 204
    assert client.get(f"{BOARD}/proposals").json() == []


def test_a_programme_of_ours_is_opened_too(client: TestClient) -> None:
    place(client, "wg-ta/3", "2012-10-17T10:00")
    state = client.app.state.context.boards.state("wg")[1]  # type: ignore[attr-defined]
    client.post(f"{BOARD}/undo")
    made = propose(client, json.dumps(state.programme.as_dict()), "programme.json")
    assert [one["card"] for one in made.json()["differences"]] == ["wg-ta/3"]


@pytest.mark.parametrize(
    ("file", "data"),
    [("x.csv", "not;a\nprogramme"), ("x.json", "{"), ("x.ics", "BEGIN:"), ("../x.csv", HALF), ("x.exe", HALF)],
)
def test_what_is_no_programme_is_refused(client: TestClient, file: str, data: str) -> None:
    assert propose(client, data, file).status_code == 422
    assert client.get(f"{BOARD}/proposals").json() == []


def test_data_that_is_not_in_base_64_is_refused(client: TestClient) -> None:
    answer = client.post(f"{BOARD}/proposals", json={"file": "x.csv", "data": "ä"})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:session-planner:problem:base64")


# -- variants ----------------------------------------------------------------------------------------------------------


def test_a_variant_is_made_with_the_cards_of_what_it_builds_on(client: TestClient) -> None:
    place(client, "wg-ta/3", "2012-10-17T10:00")
    sets = ["bodies.wg-ta.agenda.8.duration=25 min", "-joint:cultural-property"]
    made = client.post(f"{BOARD}/variants", json={"title": {"en": "Longer, alone!"}, "sets": sets})
    assert (made.status_code, made.json()["id"]) == (201, "longer-alone")
    again = client.post(f"{BOARD}/variants", json={"title": {"en": "Longer, alone"}, "cards": False})
    assert again.json()["id"] == "longer-alone-2"
    board = client.get(BOARD, params={"variant": "longer-alone"}).json()
    assert {item["ref"]: item["minutes"] for item in board["items"]}["wg-ta/8"] == 25
    assert board["joint_sessions"] == []
    assert starts(client, "longer-alone") == {"wg-ta/3": "10:00"}
    assert starts(client, "longer-alone-2") == {}
    place(client, "wg-ta/8", "2012-10-17T16:00", "longer-alone")
    assert starts(client) == {"wg-ta/3": "10:00"}, "each tab has cards of its own"
    assert "# it is not what the bureau decided" in client.get(f"{BOARD}/text").text


def test_a_variant_of_wrong_changes_is_refused(client: TestClient) -> None:
    for sets in (["bodies.nix.size=3"], ["rules"], ["-joint:nix"], ["bodies.wg-ta.agenda.8.duration=long"]):
        answer = client.post(f"{BOARD}/variants", json={"title": {"en": "Wrong"}, "sets": sets})
        assert (answer.status_code, sets) == (422, sets)
    assert client.get(f"{BOARD}/text").text == TEXT
    taken = client.post(f"{BOARD}/variants", json={"id": "no-joint", "title": {"en": "Again"}})
    assert (taken.status_code, taken.json()["type"]) == (409, "urn:session-planner:problem:taken")


def test_a_variant_goes_and_comes_back(client: TestClient) -> None:
    place(client, "wg-ta/3", "2012-10-17T10:00", "no-joint")
    assert client.delete(f"{BOARD}/variants/no-joint").status_code == 200
    assert client.get(BOARD, params={"variant": "no-joint"}).status_code == 422
    assert len(client.get(f"{BOARD}/history").json()) == 2
    assert client.delete(f"{BOARD}/variants/no-joint").status_code == 404
    client.post(f"{BOARD}/undo")
    assert starts(client, "no-joint") == {"wg-ta/3": "10:00"}


def test_changes_of_a_way_out_are_written_into_the_scenario(client: TestClient) -> None:
    answer = client.post(
        f"{BOARD}/tries", json={"sets": ["-rule:joint-together", "bodies.wg-ta.agenda.8.duration=25 min"]}
    )
    assert answer.status_code == 200, answer.text
    text = client.get(f"{BOARD}/text").text
    assert "joint-together: 'off'" in text
    assert "# it is not what the bureau decided" in text
    assert {item["ref"]: item["minutes"] for item in client.get(BOARD).json()["items"]}["wg-ta/8"] == 25
    client.post(f"{BOARD}/undo")
    assert client.get(f"{BOARD}/text").text == TEXT


# -- the scenario, and how all stood -----------------------------------------------------------------------------------


def test_the_board_as_it_stood(client: TestClient) -> None:
    place(client, "wg-ta/3", "2012-10-17T10:00")
    move(client, {"move": "edit", "edits": [{"action": "set", "path": ["note"], "value": "later"}]})
    place(client, "wg-ta/8", "2012-10-17T16:00", "no-joint")
    place(client, "wg-ta/8", "2012-10-17T16:30")
    move(client, {"move": "drop", "segment": client.get(BOARD).json()["cards"]["wg-ta/3"][0]["id"]})

    def then(number: int, variant: str = "") -> list[str]:
        answer = client.get(f"{BOARD}/history/{number}", params={"variant": variant})
        assert answer.status_code == 200, answer.text
        assert answer.json()["number"] == number
        return sorted(answer.json()["cards"])

    assert [then(number) for number in range(6)] == [
        [], ["wg-ta/3"], ["wg-ta/3"], ["wg-ta/3"], ["wg-ta/3", "wg-ta/8"], ["wg-ta/8"],
    ]  # fmt: skip
    assert [then(number, "no-joint") for number in (2, 3, 5)] == [[], ["wg-ta/8"], ["wg-ta/8"]]
    assert client.get(f"{BOARD}/history/1/text").text == TEXT
    assert "later" in client.get(f"{BOARD}/history/2/text").text
    assert client.get(f"{BOARD}/history/6").status_code == 404


def test_a_text_is_judged_before_it_is_kept(client: TestClient) -> None:
    def judged(text: str, variant: str = "") -> Any:
        answer = client.post(f"{BOARD}/validate", json={"text": text}, params={"variant": variant})
        assert answer.status_code == 200, answer.text
        return answer.json()

    assert judged(TEXT) == {"valid": True, "mistakes": [], "contradictions": []}
    wrong = judged(TEXT.replace("timezone:", "timezoen:"))
    assert wrong["valid"] is False
    assert any(one["line"] and "timezoen" in one["message"] for one in wrong["mistakes"])
    assert judged("a: &a [*a]")["valid"] is False
    assert judged(TEXT, "second-group-late")["contradictions"] or judged(TEXT, "second-group-late")["valid"]
    assert client.get(f"{BOARD}/history").json() == []
    assert opened(TEXT, "wg.yaml").text == client.get(f"{BOARD}/text").text


def test_the_schema_is_that_of_a_scenario(client: TestClient) -> None:
    schema = client.get("/api/v1/schema").json()
    assert {"bodies", "days", "rules"} <= set(schema["properties"])
