"""An explanation as a planner reads it, sentence by sentence, and on the command line."""

from __future__ import annotations

import subprocess
import sys

from session_planner.planning import Explanation, explain
from session_planner.rules.room_fits import RULE as ROOM_FITS
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.words import text
from tests.rules.harness import tiny
from tests.scenarios.shipped import SCENARIOS
from tests.scenarios.shipped import scenario as shipped


def told(found: Explanation) -> list[list[str]]:
    return [[sentence.words.told() for sentence in sentences] for sentences in found.told]


def steps(found: Explanation) -> list[list[str]]:
    return [[step.told() for step in way.steps] for way in found.ways]


def test_who_decided_and_who_has_no_sitting_then_come_first_and_the_obvious_last() -> None:
    found = explain(shipped("impossible/bureau-against-sittings"), Control(workers=1))
    assert told(found)[0] == [
        "Extended Bureau, on 11 February 2026, set Joint discussion on asset recovery at Thursday 11 June, 10:00; "
        "Working Group on Financial Investigations has no sitting after Wednesday 10 June, 18:00",
        "Joint discussion on asset recovery must be taken up, for 2 h, in sittings of Working Group on Financial "
        "Investigations that may hold it: Wednesday 10 June, 10:00–13:00; Wednesday 10 June, 15:00–18:00 (6 h in all)",
        "Joint discussion on asset recovery is one session of Working Group on Legal Assistance and Working Group on "
        "Financial Investigations",
    ]
    assert steps(found)[:2] == [
        [
            "hold Joint discussion on asset recovery at another time (reopens a decision: Extended Bureau, "
            "11 February 2026)"
        ],
        [
            "hold Joint discussion on asset recovery apart for Working Group on Financial Investigations (reopens a "
            "decision: Extended Bureau, 11 February 2026)"
        ],
    ]


def test_a_body_with_too_much_to_do_is_told_with_sums() -> None:
    found = explain(shipped("impossible/third-sitting-of-the-day"), Control(workers=1))
    assert told(found) == [
        [
            "on 7 October 2026 at most 2 of the sittings that only the team of Vienna can interpret",
            "Industrial Development Board must take up items 1, 2, 3: 7 h 30 min in all; its sittings: Wednesday 7 "
            "October, 10:00–13:00; Wednesday 7 October, 15:00–18:00; Wednesday 7 October, 19:00–21:00 (8 h in all)",
            "Industrial Development Board takes up one thing at a time",
        ]
    ]
    assert steps(found)[1] == [
        "leave out item 1 of Industrial Development Board (Annual report of the Director General)"
    ]


def test_an_item_longer_than_every_sitting_and_many_sittings() -> None:
    days = [{"date": f"2012-10-{day}", "sittings": ["10:00-12:00"]} for day in range(15, 20)]
    long = {"number": "1", "duration": "180 min"}
    late = {"number": "2", "duration": "60 min", "earliest": "2012-10-20T10:00"}
    whole = Scenario.model_validate(tiny(days=days, bodies=[{"id": "a", "title": "Group A", "agenda": [long, late]}]))
    first, second = told(explain(whole, Control(workers=1)))
    assert first == ["item 1 of Group A must be taken up, for 3 h, in sittings of Group A that may hold it: none"]
    assert second[-1] == (
        "item 2 of Group A must be taken up, for 1 h, in sittings of Group A that may hold it: 5 from Monday 15 "
        "October, 10:00 to Friday 19 October, 10:00, 10 h in all"
    )


def test_many_instances_of_one_rule_are_one_sentence() -> None:
    """A committee of 300 and four rooms, none of which is large enough."""
    rooms = [{"id": f"room-{name}", "title": f"Room {name}", "capacity": 100} for name in "ABCD"]
    item = {"number": "1", "duration": "60 min"}
    body = {"id": "a", "title": "Committee", "size": 300, "agenda": [item]}
    found = explain(Scenario.model_validate(tiny(bodies=[body], rooms=rooms)), Control(workers=1))
    (sentences,) = found.told
    assert [len(sentence.instances) for sentence in sentences] == [4, 1]
    assert sentences[0].words.told() == f"{text(ROOM_FITS.says)} Here: Room A, Room B, Room C, Room D"


def test_the_command_tells_all_of_it() -> None:
    file = str(SCENARIOS / "impossible" / "chair-away.yaml")
    call = [sys.executable, "-m", "session_planner", "explain", file, "--lang", "en"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "1. proved: with any one of them left out, the others can hold" in done.stdout
    assert "[officers[chair, capital]]" in done.stdout
    assert (
        "   - do without this: Chair of the joint session is away from Thursday 5 March, 08:00 until Thursday 5 March, "
        "14:00 – the programme then costs " in done.stdout
    )
