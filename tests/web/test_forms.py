"""Forms: fields for all of a scenario, in every language, and drafts that are read and not kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import session_planner as sp
from session_planner.web import form_words
from session_planner.web.form_fields import REFERS, fields
from tests.web.planner import BOARD, TEXT, planner

SCHEMA = sp.schema()
FREE = {
    "Absence.id", "Body.equipment", "Body.id", "Decision.id", "Decision.symbol", "Delegation.id", "Document.symbol",
    "Document.symbols", "Holiday.id", "Item.number", "JointSession.id", "KeptApart.id", "PlaceCost.id", "Lock.id",
    "Officer.id", "ParallelLimit.id", "Precedence.id",
    "Room.equipment", "Room.id", "Scenario.id", "Team.id", "Tier.id", "Variant.id", "Venue.id",
}  # fmt: skip
"""Names that name something new, or anything."""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with planner(tmp_path) as found:
        yield found


def all_fields() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field with the part that it is in."""
    found = fields(SCHEMA, "en")
    todo = [("Scenario", one) for one in found["top"]]
    todo += [(part, one) for part, inside in found["parts"].items() for one in inside]
    while todo:
        part, one = todo.pop()
        yield part, one
        ways = [one, *one.get("ways", ())]
        todo += [
            ("RuleSetting" if part == "rules" else one["name"], each) for way in ways for each in way.get("fields", ())
        ]


def draft(client: TestClient, **written: Any) -> Any:
    answer = client.post(f"{BOARD}/draft", json=written)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_every_field_of_the_schema_has_a_label_and_is_filled_in_by_something_the_page_knows() -> None:
    kinds = {"text", "texts", "name", "number", "flag", "choice", "duration", "moment", "date", "hours", "clock",
             "window", "list", "map", "part", "either", "any"}  # fmt: skip
    seen = set()
    for part, one in all_fields():
        seen.add(one["name"])
        if part != "rules":
            assert f"{part}.{one['name']}" in form_words.LABELS or one["name"] in form_words.LABELS, (part, one["name"])
        assert one["kind"] in kinds
        assert all(way["kind"] in kinds for way in one.get("ways", ()))
    assert set(SCHEMA["properties"]) | set(SCHEMA["properties"]["rules"]["properties"]) <= seen
    used = {name for name in form_words.LABELS if "." not in name}
    assert used <= seen, f"words for fields that there are not: {used - seen}"


def test_every_name_refers_to_something_or_is_known_to_be_free() -> None:
    names = set()
    for part, one in all_fields():
        inner = one.get("each", one) if one["kind"] == "list" else one
        if inner["kind"] == "name" and not inner.get("refers"):
            names.add(f"{part}.{one['name']}")
    assert names == FREE


def test_what_fields_refer_to_are_fields() -> None:
    there = {name for part, one in all_fields() for name in (one["name"], f"{part}.{one['name']}")}
    assert set(REFERS) <= there


def test_every_choice_has_a_word() -> None:
    written = json.dumps(fields(SCHEMA, "en"))
    for value in form_words.CHOICES:
        assert f'["{value}", ' in written, value
    for _part, one in all_fields():
        inner = one.get("each", one)
        assert all(value in form_words.CHOICES for value, _words in inner.get("options", ()))


def test_rules_are_told_in_the_readers_language(client: TestClient) -> None:
    def said(lang: str) -> str:
        top = client.get(f"/api/v1/form?lang={lang}").json()["top"]
        rules = next(one for one in top if one["name"] == "rules")
        return str(next(one["label"] for one in rules["fields"] if one["name"] == "agenda-order"))

    assert said("en") == "Items are taken up in the order of the agenda."
    assert said("fr") != said("en")


def test_a_draft_is_read_with_its_edits_and_nothing_is_kept(client: TestClient) -> None:
    found = draft(client, edits=[{"action": "set", "path": ["bodies", 0, "size"], "value": 41}])
    assert found["valid"]
    assert found["data"]["bodies"][0]["size"] == 41
    assert {one["ref"] for one in found["refs"]} >= {"wg-ta/1", "wg-ta/1(a)", "wg-ta/8"}
    assert client.get(f"{BOARD}/text").text == TEXT
    assert client.get(f"{BOARD}/history").json() == []


def test_what_is_wrong_in_a_draft_is_told_by_path_and_line(client: TestClient) -> None:
    edits = [
        {"action": "set", "path": ["bodies", 0, "size"], "value": "many"},
        {"action": "set", "path": ["bodies", 0, "agenda", 0, "duration"], "value": "x"},
    ]
    found = draft(client, edits=edits)
    assert not found["valid"]
    assert [one["path"] for one in found["mistakes"]] == ["bodies[0].agenda[0].duration", "bodies[0].size"]
    lines = found["text"].splitlines()
    assert [lines[one["line"] - 1].strip() for one in found["mistakes"]] == ["duration: x", "size: many"]


def test_a_draft_that_is_no_yaml_has_no_data(client: TestClient) -> None:
    found = draft(client, text="bodies: [\n")
    assert (found["data"], found["valid"]) == (None, False)
    assert found["mistakes"][0]["line"] == 2


def test_what_shows_that_no_programme_can_exist_is_told_of_a_draft(client: TestClient) -> None:
    found = draft(client, edits=[{"action": "set", "path": ["bodies", 0, "agenda", 1, "duration"], "value": "20 h"}])
    assert found["valid"]
    assert found["contradictions"]


def test_an_edit_that_leads_nowhere_is_refused_with_its_place(client: TestClient) -> None:
    answer = client.post(f"{BOARD}/draft", json={"edits": [{"action": "remove", "path": ["bodies", "[none]"]}]})
    assert answer.status_code == 422
    assert answer.json()["mistakes"][0]["path"] == "bodies"


def test_a_number_that_json_would_write_otherwise_stays_as_it_is_written(client: TestClient) -> None:
    text = TEXT.replace("number: 2\n", "number: 2.10\n", 1)
    assert text != TEXT
    assert "2.10" in [item["number"] for item in draft(client, text=text)["data"]["bodies"][0]["agenda"]]


def test_entries_of_a_list_change_places_with_the_comments_over_them(client: TestClient) -> None:
    text = "rooms:\n  # the large one\n  - {id: hall}\n\n  # the small one\n  - id: nook\n    note: x  # why\n" + TEXT
    edits = [{"action": "move", "path": ["rooms", "[nook]"], "value": 0}]
    found = draft(client, text=text, edits=edits)
    assert found["text"].startswith(
        "rooms:\n\n  # the small one\n  - id: nook\n    note: x  # why\n  # the large one\n  - {id: hall}\n"
    )


@pytest.mark.parametrize("to", [-1, 2, "0", None, True])
def test_an_entry_is_moved_to_a_place_of_the_list_alone(client: TestClient, to: Any) -> None:
    edits = [{"action": "move", "path": ["days", 0], "value": to}]
    assert client.post(f"{BOARD}/draft", json={"edits": edits}).status_code == 422


def test_edits_are_kept_by_a_move_and_refused_over_anothers_text(client: TestClient) -> None:
    def edit(name: str, number: int) -> Any:
        edits = [{"action": "set", "path": ["note"], "value": name}]
        return client.post(f"{BOARD}/moves", json={"move": "edit", "edits": edits}, headers={"If-Match": f'"{number}"'})

    number = draft(client)["number"]
    assert edit("first", number).status_code == 200
    assert edit("second", number).json()["text"] is True
    assert draft(client)["data"]["note"] == "first"
