"""Indico: exports with contributions, with sessions, and of a timetable."""

from __future__ import annotations

import json
from typing import Any

from tests.sources.systems import conflicts, draft, refusal, rows

ZONE = "Europe/Zurich"


def moment(said: str, zone: str = ZONE) -> dict[str, str]:
    date, time = said.split(" ")
    return {"date": date, "tz": zone, "time": f"{time}:00"}


def contribution(number: str, start: str | None, end: str | None, **more: Any) -> dict[str, Any]:
    """A contribution as the export has it; `start` and `end` such as `2011-06-23 08:20`."""
    times = {"startDate": moment(start) if start else None, "endDate": moment(end) if end else None}
    said = {
        "_type": "Contribution",
        "_fossil": "contributionMetadata",
        "title": f"C{number}",
        "track": None,
        "duration": 20,
        "session": None,
        "location": "CERN",
        "type": None,
        "id": number,
        "room": None,
    }
    return {**said, **times, **more}


def exported(**more: Any) -> bytes:
    said = {
        "_type": "Conference",
        "title": "Export Test",
        "timezone": ZONE,
        "url": "https://indico.example/event/1/",
        "id": "1",
        "startDate": moment("2011-06-23 08:00"),
        "endDate": moment("2011-06-24 18:00"),
        "room": None,
    }
    return json.dumps({"count": 1, "_type": "HTTPAPIResult", "complete": True, "results": [{**said, **more}]}).encode()


def test_contributions_of_sessions_and_alone() -> None:
    speaker = {"_type": "ContributionParticipation", "first_name": "Ann", "last_name": "Lee", "fullName": "Lee, Ann"}
    session = {
        "_type": "Session",
        "title": "Physics",
        "id": "0",
        "room": "Hall",
        "startDate": moment("2011-06-24 14:00"),
        "endDate": moment("2011-06-24 16:00"),
        "sessionConveners": [],
        "contributions": [
            contribution("3", "2011-06-24 14:00", "2011-06-24 14:20", session="Physics", speakers=[speaker])
        ],
    }
    alone = [contribution("1", "2011-06-23 08:20", "2011-06-23 08:40", room="4-3-006"), contribution("2", None, None)]
    found = draft(exported(contributions=alone, sessions=[session]), "event.json")
    assert rows(found) == [
        ("export-test", "2011-06-23T08:20:00+02:00", "2011-06-23T08:40:00+02:00", "4-3-006", "C1"),
        ("physics", "2011-06-24T14:00:00+02:00", "2011-06-24T14:20:00+02:00", "hall", "C3"),
    ]
    assert found.data["link"] == "https://indico.example/event/1/"
    assert found.data["days"] == [{"date": "2011-06-23"}, {"date": "2011-06-24"}]
    assert found.data["officers"] == [{"id": "ann-lee", "title": "Ann Lee", "serves": ["physics/3"]}]
    assert [str(one.words) for one in conflicts(found)] == ["item 2 of Export Test (C2) is not taken up"]


def test_a_timetable_with_blocks_of_sessions_and_breaks() -> None:
    inside = {
        "c3": contribution(
            "c3", "2013-04-29 10:00", "2013-04-29 10:30", contributionId="3", presenters=[{"name": "Ann"}]
        )
    }
    block = {
        "entryType": "Session",
        "_type": "LinkedTimeSchEntry",
        "title": "Physics",
        "room": "Hall",
        "id": "s1",
        "startDate": moment("2013-04-29 10:00"),
        "endDate": moment("2013-04-29 12:00"),
        "entries": inside,
    }
    pause = {
        "entryType": "Break",
        "title": "Coffee",
        "id": "b1",
        "startDate": moment("2013-04-29 10:30"),
        "endDate": moment("2013-04-29 11:00"),
    }
    talk = contribution(
        "c0",
        "2013-04-29 16:00",
        "2013-04-29 16:30",
        contributionId="0",
        room="160-1-009",
        entryType="Contribution",
        presenters=[{"name": "Ann"}],
    )
    days = {"20130429": {"s1": block, "b1": pause, "c0": talk}}
    data = json.dumps({"count": 1, "_type": "HTTPAPIResult", "results": {"137346": days}}).encode()
    found = draft(data, "timetable.json")
    assert found.data["timezone"] == ZONE
    assert [(one.item, one.start, one.room) for one in found.programme] == [
        ("3", "2013-04-29T10:00:00+02:00", "hall"),
        ("0", "2013-04-29T16:00:00+02:00", "160-1-009"),
    ]
    assert [one.lines[0].text for one in found.kept] == ["Coffee"]
    assert len(found.data["officers"]) == 1
    assert conflicts(found) == []


def test_moments_of_another_zone_are_told_in_that_of_the_event() -> None:
    other = contribution(
        "1", None, None, startDate=moment("2011-06-23 06:20", "UTC"), endDate=moment("2011-06-23 06:40", "UTC")
    )
    assert draft(exported(contributions=[other]), "e.json").programme[0].start == "2011-06-23T08:20:00+02:00"


def test_all_mistakes_are_told_with_their_paths() -> None:
    wrong = [
        contribution("1", "2011-06-23 08:40", "2011-06-23 08:20"),
        contribution("2", "2011-06-31 08:40", "2011-06-23 08:20"),
        contribution("3", None, None, duration="20"),
        "x",
        contribution("3", "2011-06-23 10:00", "2011-06-23 10:20"),
        contribution("3", "2011-06-23 11:00", "2011-06-23 11:20", speakers={}),
    ]
    told = [
        one.path.removeprefix("results[0].contributions")
        for one in refusal(exported(contributions=wrong), "e.json").mistakes
    ]
    assert told == ["[3]", "[0].endDate", "[1].startDate", "[2].duration", "[5].id", "[5].speakers"]
