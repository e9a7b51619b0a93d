"""Every way in which a body's programme can lack a joint session or have it elsewhere is told, to the minute."""

from __future__ import annotations

from typing import Any

import pytest

from session_planner.bureau.sheet import joint_sheets
from session_planner.errors import InputError
from session_planner.programme.model import Programme
from tests.bureau.session import at, faults, of_body, programme, scenario, segment, sheet, with_another

LATER = {"start": at("10:45"), "end": at("11:45")}
B = "1.json: Joint discussion on rivers, Committee B: "
A = "1.json: Joint discussion on rivers, Committee A: "


def test_a_programme_that_has_it_as_decided() -> None:
    made = sheet(programme())
    assert made.agrees
    assert faults(made) == []
    assert [(one.body, one.status) for one in made.stands] == [("a", "as asked"), ("b", "as asked")]
    assert made.place is not None
    assert made.place.minutes == 60


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (LATER, "begins 15 min later than decided"),
        ({"start": at("10:29"), "end": at("11:29")}, "begins 1 min earlier than decided"),
        ({"end": at("11:35")}, "is 5 min longer than for Committee A"),
        ({"end": at("11:10")}, "is 20 min shorter than for Committee A"),
        ({"room": "m2"}, "is in Room M2, and in Room M1 for Committee A"),
        ({"bodies": ("b", "c")}, "is held by: Committee B, Committee C"),
        ({"bodies": ("b",)}, "is held by: Committee B"),
        ({"joint": None}, "is not called a joint session"),
        ({**LATER, "room": "m3"}, "begins 15 min later than decided, is in Room M3, and in Room M1 for Committee A"),
    ],
)
def test_one_body_has_it_elsewhere(change: dict[str, Any], said: str) -> None:
    assert faults(sheet(programme(("b/2/1", change)))) == [B + said]


def test_the_body_that_keeps_to_the_decision_is_not_blamed_for_the_host_that_does_not() -> None:
    assert faults(sheet(programme(("a/2/1", LATER)))) == [A + "begins 15 min later than decided"]


def test_without_a_time_decided_the_bodies_are_compared_with_each_other() -> None:
    free = scenario(start=None)
    assert faults(sheet(programme(("b/2/1", LATER)), of=free)) == [B + "begins 15 min later than for Committee A"]
    assert sheet(programme(("a/2/1", LATER), ("b/2/1", LATER)), of=free).agrees


def test_all_bodies_together_against_the_decision() -> None:
    moved = programme(("a/2/1", LATER), ("b/2/1", LATER))
    said = "begins 15 min later than decided"
    assert faults(sheet(moved)) == [A + said, B + said]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"earliest": "2026-03-10T10:35"}, "begins before Tuesday 10 March, 10:35"),
        ({"latest": "2026-03-10T11:25"}, "is not over by Tuesday 10 March, 11:25"),
        ({"windows": ["2026-03-10 15:00-18:00"]}, "is outside the time set for it"),
        ({"duration": "1 h 10 min"}, "is 10 min shorter than decided"),
        ({"duration": "50 min"}, "is 10 min longer than decided"),
    ],
)
def test_other_things_that_are_asked(asked: dict[str, Any], said: str) -> None:
    assert faults(sheet(programme(), of=scenario(start=None, **asked))) == [A + said, B + said]


def test_what_its_items_are_expected_to_take_is_not_decided() -> None:
    longer = {"end": at("11:40")}
    assert sheet(programme(("a/2/1", longer), ("b/2/1", longer))).agrees


def test_a_body_whose_programme_lacks_it() -> None:
    made = sheet(programme(drop=["b/2/1"]))
    assert faults(made) == [B + "the joint session is missing"]
    assert [one.status for one in made.stands] == ["as asked", "missing"]


def test_a_body_without_any_row_is_not_given() -> None:
    made = sheet(of_body("a"))
    said = "Joint discussion on rivers, Committee B: its programme is not given: no file has a row of this body"
    assert faults(made) == [said]
    assert made.stands[1].file is None


def test_it_is_in_no_programme_at_all() -> None:
    made = sheet(programme(drop=["a/2/1", "b/2/1"]))
    assert len(faults(made)) == 2
    assert (made.place, made.around, made.slack) == (None, None, None)


def test_each_body_by_a_file_of_its_own() -> None:
    assert sheet(of_body("a"), of_body("b")).agrees
    late = of_body("b", programme(("b/2/1", LATER)))
    assert faults(sheet(of_body("a"), late)) == [B.replace("1", "2", 1) + "begins 15 min later than decided"]


def test_a_file_of_one_body_is_not_blamed_for_the_others_and_each_file_is_looked_into() -> None:
    late = of_body("b", programme(("b/2/1", LATER)))
    made = sheet(programme(), ("own.csv", late))
    assert faults(made) == ["own.csv: Joint discussion on rivers, Committee B: begins 15 min later than decided"]
    assert [(one.body, one.file) for one in made.stands] == [("a", "1.json"), ("b", "1.json"), ("b", "own.csv")]


def test_the_first_file_that_speaks_for_a_body_counts() -> None:
    """What runs against it is asked of the first file: there, committee C does not meet at that time."""
    early = {"start": at("15:00"), "end": at("16:00")}
    first = of_body("c", programme(("c/1/1", early)))
    made = sheet(first, programme())
    assert made.around is not None
    assert [one.segment.id for one in made.around.clashes] == []


def test_a_table_does_not_say_with_whom() -> None:
    """Whoever has a table of one body alone: its rows name that body, as its reader does for the checker."""
    own = of_body("b", programme(("b/2/1", {"bodies": ("b",)})))
    assert sheet(("a.csv", of_body("a")), ("b.csv", own)).agrees
    assert not sheet(("a.csv", of_body("a")), ("b.json", own)).agrees


def test_rooms_that_are_not_said_are_not_elsewhere() -> None:
    assert sheet(programme(("b/2/1", {"room": None}))).agrees


def test_an_item_that_is_not_in_it() -> None:
    of = scenario(items={"a": ["2", "3"], "b": ["2"]})
    assert faults(sheet(programme(("a/3/1", {"joint": None, "bodies": ()}), drop=["a/3/1"]), of=of)) == [
        A + "does not take up: 3"
    ]


def test_it_stands_twice() -> None:
    again = segment("b", "2", "15:00", "16:00", "m1", part=2, parts=2, joint="rivers", bodies=("a", "b"))
    twice = Programme((*programme().segments, again), scenario_id="day")
    assert faults(sheet(twice)) == [B + "stands in 2 places, is 4 h 30 min longer than for Committee A"]


def test_one_after_another() -> None:
    both = with_another(id="next", bodies=["a", "b"], after=["rivers"])
    rows = tuple(segment(body, None, "11:15", "11:30", "m1", joint="next", bodies=("a", "b")) for body in ("a", "b"))
    segments = (*programme().segments, *rows)
    made = joint_sheets(both, [("1.json", Programme(segments))], session="next")[0]
    assert [fault.rpartition(": ")[2] for fault in faults(made)] == [
        "begins before the end of Joint discussion on rivers"
    ] * 2


def test_a_session_that_there_is_not() -> None:
    with pytest.raises(InputError, match="did you mean `rivers`"):
        joint_sheets(scenario(), [("1.json", programme())], session="river")


def test_no_joint_session_at_all() -> None:
    none = scenario({"joint_sessions": [], "delegations": [], "officers": []})
    assert joint_sheets(none, [("1.json", programme())]) == ()
