"""pretalx: answers of its API in their shapes of old and new, availabilities, and the schedule widget's data."""

from __future__ import annotations

import json
from typing import Any

from tests.sources.systems import conflicts, draft, made, refusal, rows

ZONE = "Europe/Berlin"


def submission(code: str, **more: Any) -> dict[str, Any]:
    """A submission as the old API gives it, with a slot at 10:00 UTC."""
    slot = {"start": "2026-05-01T10:00:00Z", "end": "2026-05-01T10:30:00Z", "room": {"en": "Hall", "de": "Saal"}}
    said = {
        "code": code,
        "title": f"Talk {code}",
        "speakers": [{"code": "ANN", "name": "Ann"}],
        "submission_type": "talk",
        "track": {"en": "Systems"},
        "state": "confirmed",
        "duration": 30,
        "slot_count": 1,
        "do_not_record": True,
        "content_locale": "en",
        "slot": slot,
        "answers": [],
    }
    return {**said, **more}


def page(*entries: Any) -> dict[str, Any]:
    return {"count": len(entries), "next": None, "previous": None, "results": list(entries)}


def written(value: Any) -> bytes:
    return json.dumps(value).encode()


def test_a_page_of_submissions_is_read_alone() -> None:
    later = {"start": "2026-05-01T11:00:00Z", "end": "2026-05-01T11:45:00Z", "room": {"en": "Hall"}}
    found = draft(written(page(submission("AAA"), submission("BBB", slot=later))), "s.json", ZONE)
    assert rows(found) == [
        ("systems", "2026-05-01T12:00:00+02:00", "2026-05-01T12:30:00+02:00", "hall", "Talk AAA"),
        ("systems", "2026-05-01T13:00:00+02:00", "2026-05-01T13:45:00+02:00", "hall", "Talk BBB"),
    ]
    assert found.data["officers"] == [{"id": "ann", "title": "Ann", "serves": ["systems/AAA", "systems/BBB"]}]
    assert found.evidence["bodies", 0, "agenda", 0].places[0].path == "submissions.results[0]"
    assert conflicts(found) == []


def several(**more: Any) -> dict[str, Any]:
    """Answers of the new API in one file: keys instead of objects, slots beside, availabilities."""
    talk = {"submission_type": 1, "track": 3, "state": "confirmed", "content_locale": "en", "speakers": ["ANN"]}
    return {
        "event": {
            "name": {"en": "Conf"},
            "slug": "conf",
            "date_from": "2026-05-01",
            "date_to": "2026-05-02",
            "timezone": ZONE,
        },
        "rooms": page(
            {
                "id": 7,
                "name": {"en": "Hall"},
                "capacity": 90,
                "availabilities": [
                    {"start": "2026-05-01T09:00:00+02:00", "end": "2026-05-01T18:00:00+02:00"},
                    {"start": "2026-05-02T09:00:00+02:00", "end": "2026-05-02T18:00:00+02:00"},
                ],
            }
        ),
        "tracks": page({"id": 3, "name": {"en": "Systems"}}),
        "speakers": page(
            {
                "code": "ANN",
                "name": "Ann",
                "availabilities": [
                    {"id": 1, "start": "2026-05-01T00:00:00+02:00", "end": "2026-05-02T00:00:00+02:00", "allDay": True}
                ],
            },
            {"code": "BO", "name": "Bo", "availabilities": []},
        ),
        "slots": page(
            {"id": 11, "room": 7, "start": "2026-05-01T10:00:00+02:00", "end": "2026-05-01T10:30:00+02:00"},
            {"id": 12, "room": None, "start": None, "end": None},
        ),
        "submissions": page(
            {**talk, "code": "AAA", "title": "One", "duration": None, "slots": [11]},
            {**talk, "code": "BBB", "title": "Two", "duration": 45, "slots": [12], "speakers": ["BO"]},
            {**talk, "code": "CCC", "title": "Three", "state": "rejected", "slots": []},
        ),
        **more,
    }


def test_answers_together_give_rooms_people_and_their_absences() -> None:
    found = draft(written(several()), "s.json")
    assert found.data["title"] == "Conf"
    assert found.data["timezone"] == ZONE
    assert found.data["days"] == [{"date": "2026-05-01"}, {"date": "2026-05-02"}]
    assert found.data["rooms"] == [
        {
            "id": "hall",
            "title": "Hall",
            "capacity": 90,
            "unavailable": [
                "2026-05-01T00:00/2026-05-01T09:00",
                "2026-05-01T18:00/2026-05-02T09:00",
                "2026-05-02T18:00/2026-05-03T00:00",
            ],
        }
    ]
    ann, bo = found.data["officers"]
    assert ann == {
        "id": "ann",
        "title": "Ann",
        "serves": ["systems/AAA"],
        "unavailable": ["2026-05-02T00:00/2026-05-03T00:00"],
    }
    assert bo == {"id": "bo", "title": "Bo", "serves": ["systems/BBB"]}


def test_what_has_no_slot_is_an_item_without_a_place_and_what_was_rejected_is_kept() -> None:
    found = draft(written(several()), "s.json")
    items = [(item["number"], item["duration"]) for item in found.data["bodies"][0]["agenda"]]
    assert items == [("AAA", "30 min"), ("BBB", "45 min")]
    assert [one.item for one in found.programme] == ["AAA"]
    assert [one.lines[0].text for one in found.kept] == ["Three"]
    assert ("bodies", 0, "sittings") in found.open
    assert [(one.rule, str(one.words)) for one in conflicts(found)] == [
        ("within-sitting", "item BBB of Systems (Two) is not taken up")
    ]


def test_who_speaks_while_away_is_told() -> None:
    slots = page({"id": 11, "room": 7, "start": "2026-05-02T10:00:00+02:00", "end": "2026-05-02T10:30:00+02:00"})
    found = draft(written(several(slots=slots)), "s.json")
    assert {one.rule for one in conflicts(found)} == {"officers", "within-sitting"}


def test_submissions_alone_with_days_get_hours_to_be_planned_in() -> None:
    answers = {**several(), "slots": page(), "rooms": page()}
    found = draft(written(answers), "s.json")
    assert found.data["days"] == [{"date": day, "sittings": ["09:00-18:00"]} for day in ("2026-05-01", "2026-05-02")]
    assert ("days",) in found.open
    assert made(found)[1].segments == ()


def test_the_widget_with_its_breaks() -> None:
    widget = {
        "talks": [
            {
                "code": "AAA",
                "id": 1,
                "title": "One",
                "abstract": "",
                "speakers": ["ANN"],
                "track": 3,
                "room": 7,
                "start": "2026-05-01T10:00:00+02:00",
                "end": "2026-05-01T10:30:00+02:00",
                "duration": 30,
            },
            {
                "id": 2,
                "title": {"en": "Lunch"},
                "room": 7,
                "speakers": [],
                "start": "2026-05-01T12:00:00+02:00",
                "end": "2026-05-01T13:00:00+02:00",
            },
        ],
        "version": "1.0",
        "timezone": ZONE,
        "event_start": "2026-05-01",
        "event_end": "2026-05-02",
        "tracks": [{"id": 3, "name": {"en": "Systems"}, "color": "#000"}],
        "rooms": [{"id": 7, "name": {"en": "Hall"}}],
        "speakers": [{"code": "ANN", "name": "Ann", "avatar": None}],
    }
    found = draft(written(widget), "s.json")
    assert rows(found) == [("systems", "2026-05-01T10:00:00+02:00", "2026-05-01T10:30:00+02:00", "hall", "One")]
    assert [one.lines[0].text for one in found.kept] == ["Lunch"]
    assert conflicts(found) == []


def test_all_mistakes_are_told_with_their_paths() -> None:
    entries = [
        submission("AAA"),
        submission("AAA"),
        submission("B B"),
        submission("CCC", duration="long", slot=None),
        submission("DDD", slot={"start": "soon", "end": None}),
        5,
        submission("EEE", title=7),
        submission("FFF", slot={"start": "2026-05-01T10:00:00Z", "end": "2026-05-01T09:00:00Z"}),
    ]
    told = [one.path.removeprefix("submissions.results") for one in refusal(written(page(*entries)), "s.json").mistakes]
    assert told == ["[5]", "[1].code", "[2].code", "[3].duration", "[4].slot.start", "[6].title", "[7].slot.end"]
