"""Events: each kind of sentence, what it changes of the scenario, what it says of the past, how it is refused."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from session_planner.errors import InputError
from session_planner.scenario.outline import outline
from session_planner.studies.replanning.events import FORMS, Course, follow, read
from session_planner.studies.replanning.happened import placed
from tests.studies.session import DAY, NEXT, PLAN, SESSION, programme, scenario


def course(*events: str, now: str | None = f"{DAY}T11:20", plan: tuple[str, ...] = PLAN, **more: Any) -> Course:
    """The course of the small session after events."""
    whole = scenario(**more)
    moment = outline(whole).local(dt.datetime.fromisoformat(now)) if now else None
    return follow(whole, placed(programme(whole, *plan), outline(whole)), events, moment)


def edits(*events: str, **more: Any) -> list[tuple[str, str, Any]]:
    return [(one.action, one.path, one.value) for one in course(*events, **more).edits]


def refused(*events: str, **more: Any) -> list[str]:
    with pytest.raises(InputError) as wrong:
        course(*events, **more)
    return [str(one) for one in wrong.value.mistakes]


def began(of: Course) -> dict[str, tuple[str, str]]:
    clock = of.outline.clock
    return {
        f"{ref}#{part}": (f"{clock(one.start):%H:%M}", f"{clock(one.end):%H:%M}")
        for (ref, part), one in of.begun.items()
    }


# -- what took longer, or less ---------------------------------------------------------------------------------------


def test_an_item_under_way_is_longer_and_pushes_what_follows() -> None:
    # Item 2 was planned until 12:00 and takes 20 minutes more; item 3 was to begin at 12:00 and has not.
    found = course("item 2 of x overran 20 min")
    assert [(one.path, one.value) for one in found.edits] == [("bodies[x].agenda[2].duration", "1 h 20 min")]
    assert began(found) == {"x/1#1": ("10:00", "11:00"), "x/2#1": ("11:00", "12:20"), "y/1#1": ("10:00", "12:00")}


@pytest.mark.parametrize(
    "said", ["x/2 overran 20 min", "item x/2 ran over by 20 minutes", 'item "2" of "Group X" overran 20 min.']
)
def test_an_item_may_be_named_in_several_ways(said: str) -> None:
    assert edits(said) == edits("item 2 of x overran 20 min")


def test_what_follows_an_overrun_begins_late_and_what_no_longer_fits_is_left() -> None:
    # At 12:40 item 2 is over: 11:00 to 12:20. Item 3 began then, and its last 20 minutes are behind 13:00.
    found = course("item 2 of x overran 20 min", now=f"{DAY}T12:40")
    assert began(found)["x/3#1"] == ("12:20", "13:00")
    assert [(one.path, one.value) for one in found.edits] == [
        ("bodies[x].agenda[2].duration", "1 h 20 min"),
        ("bodies[x].agenda[3].splittable", True),
    ]


def test_all_that_follows_an_overrun_in_its_sitting_is_late() -> None:
    late = began(course("item 1 of x overran 20 min", now=f"{DAY}T12:30"))
    assert (late["x/2#1"], late["x/3#1"]) == (("11:20", "12:20"), ("12:20", "13:00"))
    assert began(course("item 2 of x finished at 12:10", now=f"{DAY}T12:30"))["x/3#1"] == ("12:10", "13:00")


def test_an_open_end_is_used_before_anything_is_carried_over() -> None:
    open_end = [
        {"date": DAY, "sittings": [{"hours": "10:00-13:00", "open_until": "13:30"}, "15:00-18:00"]},
        SESSION["days"][1],
    ]
    assert edits("item 3 overran 30 min", now=f"{DAY}T12:30", days=open_end) == [
        ("set", "bodies[x].agenda[3].duration", "1 h 30 min")
    ]
    assert edits("item 3 overran 40 min", now=f"{DAY}T12:30", days=open_end) == [
        ("set", "bodies[x].agenda[3].duration", "1 h 40 min"),
        ("set", "bodies[x].agenda[3].splittable", True),
    ]


def test_terms_of_splitting_give_way_to_what_happened() -> None:
    split = {"number": "3", "duration": "1 h", "splittable": True, "most_parts": 2, "least_part": "30 min"}
    x = SESSION["bodies"][0]
    bodies = [{**x, "agenda": [*x["agenda"][:2], split, *x["agenda"][3:]]}, SESSION["bodies"][1]]
    plan = ("x/3#1 17 12:30-13:00 A", "x/3#2 17 16:00-16:30 A", *(one for one in PLAN if not one.startswith("x/3")))
    # Of 10 minutes more nothing fits before 13:00: a third part, of 10 minutes.
    assert edits("item 3 overran 10 min", now=f"{DAY}T12:45", bodies=bodies, plan=plan) == [
        ("set", "bodies[x].agenda[3].duration", "1 h 10 min"),
        ("set", "bodies[x].agenda[3].most_parts", 3),
        ("set", "bodies[x].agenda[3].least_part", "10 min"),
    ]


def test_an_item_that_finished_early_took_what_it_took() -> None:
    assert edits("item 2 of x finished early", now=f"{DAY}T11:40") == [
        ("set", "bodies[x].agenda[2].duration", "40 min")
    ]
    assert edits("item 2 of x finished early at 11:15") == [("set", "bodies[x].agenda[2].duration", "15 min")]
    assert edits("item 2 of x finished 45 min early") == [("set", "bodies[x].agenda[2].duration", "15 min")]
    assert edits("item 2 of x finished early by 45 min") == [("set", "bodies[x].agenda[2].duration", "15 min")]
    assert edits("item 2 of x finished at 12:10", now=f"{DAY}T12:10") == [
        ("set", "bodies[x].agenda[2].duration", "1 h 10 min")
    ]


def test_times_off_the_grain_are_rounded_outwards() -> None:
    assert edits("item 2 of x overran 12 min") == [("set", "bodies[x].agenda[2].duration", "1 h 15 min")]
    assert edits("item 2 of x finished early at 11:13") == [("set", "bodies[x].agenda[2].duration", "15 min")]


def test_an_item_of_a_joint_session_makes_that_longer() -> None:
    assert edits("item 5 overran 20 min", now=f"{NEXT}T10:30") == [
        ("set", "joint_sessions[j].duration", "1 h 20 min"),
        ("set", "bodies[x].agenda[5].duration", "1 h 20 min"),
    ]
    assert edits("joint session j finished early at 10:40", now=f"{NEXT}T10:45") == [
        ("set", "joint_sessions[j].duration", "40 min"),
        ("set", "bodies[x].agenda[5].duration", "40 min"),
    ]


def test_a_joint_session_that_goes_on_as_planned_changes_nothing() -> None:
    assert edits(now=f"{NEXT}T10:30") == []


def test_a_joint_session_that_a_body_is_late_for_has_not_begun() -> None:
    joint = ("x/4 18 10:00-11:00 A", "x/5 18 11:00-12:00 A j", "y/- 18 11:00-12:00 A j")
    plan = (*PLAN[:3], *PLAN[4:6], *joint)
    assert "joint:j#1" in began(course(now=f"{NEXT}T11:10", plan=plan))
    assert "joint:j#1" not in began(course("item 4 overran 20 min", now=f"{NEXT}T11:10", plan=plan))


def test_without_now_it_is_when_the_events_can_be_known() -> None:
    assert f"{course('item 2 of x overran 20 min', now=None).now:%d %H:%M}" == "17 12:20"
    assert f"{course('item 3 overran 20 min', now=None).now:%d %H:%M}" == "17 13:00"  # the sitting ends
    assert f"{course('item 2 of x finished early at 11:15', now=None).now:%d %H:%M}" == "17 11:15"
    assert course("document D/1 late by two days", now=None).now is None


# -- what changes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("room D lost from 15:00", [("add", "rooms[D].unavailable", f"{DAY}T15:00/..")]),
        ("room D lost from 15:00 until 16:30", [("add", "rooms[D].unavailable", f"{DAY}T15:00/{DAY}T16:30")]),
        ("room D lost", [("add", "rooms[D].unavailable", f"{DAY}T11:20/..")]),
        (
            'room "Room D" is lost until the end of Thursday',
            [("add", "rooms[D].unavailable", f"{DAY}T11:20/2012-10-19T00:00")],
        ),
        (
            "Ben ill until Thursday",
            [
                ("add", "officers[ben].unavailable", f"{DAY}T11:20/{NEXT}T00:00"),
                ("set", "bodies[y].agenda[1].splittable", True),  # under way with Ben until 12:00
            ],
        ),
        (
            "officer ben away from Thursday until Thursday 13:00",
            [("add", "officers[ben].unavailable", f"{NEXT}T00:00/{NEXT}T13:00")],
        ),
        ("document D/1 late by two days", [("set", "documents[D/1].out", "2012-10-19")]),
        ("document D/2 out on 18 October", [("set", "documents[D/2].out", NEXT)]),
        (
            "interpretation team lost from 15:00",
            [
                ("set", "interpretation.teams[booth].count", 1),
                ("add", "interpretation.teams", {"id": "booth-lost", "count": 1, "unavailable": [f"{DAY}T15:00/.."]}),
            ],
        ),
        (
            "joint session j moved by the bureau to 18 October 11:00",
            [
                (
                    "add",
                    "decisions",
                    {
                        "id": "j-moved",
                        "by": "Bureau",
                        "on": DAY,
                        "text": "joint session j moved by the bureau to 18 October 11:00",
                    },
                ),
                ("set", "joint_sessions[j].start", f"{NEXT}T11:00"),
                ("set", "joint_sessions[j].source", "j-moved"),
            ],
        ),
        (
            'new item 9 "Elections" of y 45 min',
            [("add", "bodies[y].agenda", {"number": "9", "title": "Elections", "duration": "45 min"})],
        ),
        ("sitting added 17 October 18:30-20:30", [("add", f"days[{DAY}].sittings", "18:30-20:30")]),
        ("sitting cancelled 18 October 15:00", [("set", f"days[{NEXT}].sittings", ["10:00-13:00"])]),
        (
            "sitting cancelled 18 October 15:00 of y",
            [
                (
                    "set",
                    "bodies[y].sittings",
                    [
                        {"dates": [DAY], "hours": ["10:00-13:00", "15:00-18:00"]},
                        {"dates": [NEXT], "hours": ["10:00-13:00"]},
                    ],
                )
            ],
        ),
        (
            "sitting added Friday 19 October 10:00-13:00 of y",
            [
                ("add", "days", {"date": "2012-10-19", "sittings": []}),
                (
                    "set",
                    "bodies[y].sittings",
                    [
                        {"dates": [DAY, NEXT], "hours": ["10:00-13:00", "15:00-18:00"]},
                        {"dates": ["2012-10-19"], "hours": ["10:00-13:00"]},
                    ],
                ),
            ],
        ),
    ],
)  # fmt: skip
def test_what_an_event_changes(said: str, expected: list[tuple[str, str, Any]]) -> None:
    assert edits(said) == expected


def test_one_team_of_a_kind_is_absent_itself() -> None:
    alone = {"teams": [{"id": "booth"}]}
    assert edits("interpretation team booth lost from 15:00", interpretation=alone) == [
        ("add", "interpretation.teams[booth].unavailable", f"{DAY}T15:00/..")
    ]
    assert edits("interpretation team lost", now=None) == [("set", "interpretation.teams[booth].count", 1)]


def test_dates_of_a_document_in_several_languages_are_all_later() -> None:
    papers = [{"symbol": "D/1", "items": ["x/4"], "out": {"en": DAY, "fr": NEXT}}]
    assert edits("document D/1 late by a day", documents=papers) == [
        ("set", "documents[D/1].out", {"en": NEXT, "fr": "2012-10-19"})
    ]


def test_a_document_late_by_hours_is_out_on_a_later_day() -> None:
    assert edits("document D/1 late by 36 h") == [("set", "documents[D/1].out", "2012-10-19")]


def test_a_day_more_for_one_body_is_none_for_the_others() -> None:
    x, y = SESSION["bodies"]
    bodies = [{**x, "sittings": [{"hours": ["10:00-13:00", "15:00-18:00"]}]}, y]
    found = course("sitting added 19 October 10:00-13:00 of y", bodies=bodies)
    assert [slot.key for slot in found.outline.slots["y"]][-1] == "2012-10-19T10:00"
    assert [slot.key for slot in found.outline.slots["x"]][-1] == f"{NEXT}T15:00"


def test_a_new_decision_takes_the_place_of_what_the_old_one_said() -> None:
    joint = {**SESSION["joint_sessions"][0], "latest": f"{NEXT}T11:00"}
    locks = [{"id": "here", "item": "joint:j", "start": f"{NEXT}T10:00"}]
    found = course("joint session j moved to 18 October 15:00", joint_sessions=[joint], locks=locks)
    assert found.scenario.joint_sessions[0].latest is None
    assert found.scenario.locks[0].start == dt.datetime(2012, 10, 18, 15)
    assert found.scenario.decisions[-1].by is None


def test_a_room_that_is_lost_during_a_sitting_cuts_it_and_interrupts_what_is_under_way() -> None:
    found = course("room A lost")
    assert [(one.path, one.value) for one in found.edits[1:]] == [
        (
            "bodies[x].sittings",
            [
                {"dates": [NEXT], "hours": ["10:00-13:00", "15:00-18:00"]},
                {
                    "dates": [DAY],
                    "hours": [{"hours": "10:00-11:20", "interpreted": False}, "11:20-13:00", "15:00-18:00"],
                },
            ],
        ),
        ("bodies[x].agenda[2].splittable", True),
    ]


def test_the_open_end_of_a_sitting_that_is_cut_is_that_of_its_second_half() -> None:
    days = [{"date": DAY, "sittings": [{"hours": "10:00-13:00", "open_until": "13:30"}]}, SESSION["days"][1]]
    plan = tuple(one for one in PLAN if " 17 15" not in one)
    assert edits("room A lost", days=days, plan=plan)[1][2][-1] == {
        "dates": [DAY],
        "hours": [{"hours": "10:00-11:20", "interpreted": False}, {"hours": "11:20-13:00", "open_until": "13:30"}],
    }


def test_an_officer_who_leaves_interrupts_what_is_under_way_with_them() -> None:
    assert edits("Ada ill")[1:] == [("set", "bodies[x].agenda[2].splittable", True)]


def test_events_follow_one_another() -> None:
    found = edits(
        "sitting added 19 October 10:00-13:00",
        "sitting added 19 October 15:00-18:00 of x",
        "sitting cancelled 19 October 10:00 of x",
    )
    assert found[-1] == ("add", "bodies[x].sittings", {"dates": ["2012-10-19"], "hours": ["15:00-18:00"]})


def test_a_sitting_over_midnight_is_of_the_day_on_which_it_begins() -> None:
    late = course("sitting added 17 October 22:00-01:00")
    slot = late.outline.slots["x"][2]
    assert (slot.key, slot.end - slot.start) == (f"{DAY}T22:00", 180)


def test_the_examples_that_are_told_can_be_read() -> None:
    for kind, (_form, example) in FORMS.items():
        for said in (re.sub(r"[\[\]]", "", example), re.sub(r" \[[^\]]*\]", "", example)):
            assert read(said).kind == kind


# -- how they are refused --------------------------------------------------------------------------------------------


def test_all_mistakes_are_told_at_once_each_with_its_sentence() -> None:
    found = refused(
        "item 2 overran 20 min", "room E lost", "it rains", "item 1 of x overran soon", "document D/2 late by a day"
    )
    assert [one.partition(": ")[0] for one in found] == [
        '--event "document D/2 late by a day"',
        '--event "it rains"',
        '--event "item 1 of x overran soon"',
        '--event "item 2 overran 20 min"',
        '--event "room E lost"',
    ]
    assert found[3].endswith("several bodies have an item 2; say of which: `item 2 of x` (x, y)")
    assert "events are written like: item 3 overran 40 min; " in found[1]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("room Room-D lost", "did you mean `D`?"),
        ("chair ill", "`chair` may be any of ada, ben"),
        ("item 8 overran 5 min", "item: there is no `8`; there are"),
        ("item 4 overran 5 min", "it has not begun by then: it is planned for Wednesday 17 October, 15:00"),
        ("item 2 of x finished early at 11:30", "is after --now"),
        ("item 2 of x finished early at 10:30", "it began at Wednesday 17 October, 11:00"),
        ("sitting cancelled 18 October 14:00", "no such sitting begins at Thursday 18 October, 14:00"),
        ("sitting added 18 October", "has no hours"),
        ("sitting added 17 October 17:00-19:00", "overlaps"),
        ("room D lost from Friday", "is no day of the session"),
        ("room D lost from Friday 18 October", "2012-10-18 is no Friday"),
        ("room D lost from 25:00", "is no time"),
        ('new item 2 "Again" of y 45 min', "has an item 2 already"),
        ("new item 9 of z 45 min", "body: there is no `z`; there are x, y"),
        ("joint session k moved to 11:00", "joint session: there is no `k`"),
        ("interpretation team sign lost", "interpretation team: there is no `sign`"),
    ],
)
def test_what_is_wrong_is_told_in_words(said: str, why: str) -> None:
    (found,) = refused(said)
    assert found.startswith(f'--event "{said}": ')
    assert why in found


def test_a_time_without_a_date_needs_a_day() -> None:
    (found,) = refused("room D lost from 15:00", now=None)
    assert "does not say of which day" in found


def test_the_chair_of_a_body_is_one() -> None:
    assert edits("chair of y ill until 15:00")[0] == ("add", "officers[ben].unavailable", f"{DAY}T11:20/{DAY}T15:00")
