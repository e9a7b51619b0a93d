"""Weeks of group meetings as scenarios: what binds, what is wished, worked out by hand; the real week solved."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

import session_planner as sp
from session_planner.bench.tpac import first_fit, with_conflicts
from session_planner.errors import InputError
from tests.sources.conferences.tpac_small import MONDAY, REAL, body, event, monday, solved, week

ONE_ROOM = ("Red (20)",)


def scenario(of: sp.tpac.Event) -> sp.Scenario:
    return sp.Scenario.model_validate(sp.tpac.scenario_of(of))


def costs(of: sp.tpac.Event, programme: sp.Programme) -> dict[str, int]:
    report = sp.check(programme, scenario(of))
    return {cost.rule: cost.cost for cost in report.costs if cost.cost}


def test_each_meets_when_it_asks_to() -> None:
    asked = event({1: ("Media WG", body(monday(1, 3))), 2: ("Audio WG", body(monday(2)))}, rooms=ONE_ROOM)
    programme, solution = solved(asked)
    assert solution.held == {1: ((0, "Red (20)"), (2, "Red (20)")), 2: ((1, "Red (20)"),)}
    assert programme.status == "optimal"
    assert costs(asked, programme) == {}


def test_two_that_ask_for_the_one_room_cost_one() -> None:
    """Three ask for the first slot, one of them for the second too: of four wishes two can be met, four slots not."""
    titles = {number: (f"Group {number} WG", body(monday(1))) for number in (1, 2, 3)}
    asked = event(titles, rooms=ONE_ROOM)
    programme, solution = solved(asked)
    assert sorted(held[0][0] for held in solution.held.values()) == [0, 1, 2]
    assert costs(asked, programme) == {"preferred-windows": 2}
    assert sp.tpac.judge(asked, solution).met == 1


def test_a_joint_meeting_is_in_the_programme_of_each_group_and_none_is_elsewhere() -> None:
    """All ask for the first slot; Audio and Media must be at their joint meeting, so one wish of three is met."""
    asked = event(
        {
            1: ("Media WG", body(monday(1))),
            2: ("Audio WG", body(monday(1))),
            3: ("Media WG & Audio WG joint meeting", body(monday(1), people="21-40")),
        },
        rooms=("Red (20)", "Blue (40)", "Green (40)"),
    )
    programme, solution = solved(asked)
    joint = [one for one in programme.segments if one.joint == "3.1"]
    assert {one.body for one in joint} == {"media-wg", "audio-wg"}
    assert len({(one.start, one.end, one.room) for one in joint}) == 1
    slots = {number: held[0][0] for number, held in solution.held.items()}
    assert slots[3] not in (slots[1], slots[2])
    assert solution.held[3][0][1] != "Red (20)"
    # Both groups' own meetings in the first slot, in two rooms, and the joint one later: one wish is not met.
    assert costs(asked, programme) == {"preferred-windows": 1}
    assert (slots[1], slots[2]) == (0, 0)


def test_a_named_conflict_goes_before_what_is_asked_for() -> None:
    asked = event({1: ("Media WG", body(monday(1))), 2: ("Audio WG", body(monday(1), conflicts="#1"))})
    programme, solution = solved(asked)
    assert len({held[0][0] for held in solution.held.values()}) == 2
    assert costs(asked, programme) == {"preferred-windows": 1}
    free = event({1: ("Media WG", body(monday(1))), 2: ("Audio WG", body(monday(1)))})
    assert costs(free, solved(free)[0]) == {}


def test_an_indirect_conflict_keeps_joint_meetings_apart_too() -> None:
    """Timed Text keeps clear of Media, so of Media's joint meeting: three slots, and the four meetings of Timed Text,
    Media, and the two of Media's joint meetings with Audio and Math fill them as four can not: one conflict is left.
    """
    joint = {
        3: ("Media WG & Audio WG joint meeting", body(monday(2))),
        4: ("Media WG & Math WG joint meeting", body(monday(3))),
    }
    asked = event({1: ("Media WG", body(monday(1))), 2: ("Timed Text WG", body(monday(2), conflicts="#1"))} | joint)
    programme, solution = solved(asked)
    verdict = sp.tpac.judge(asked, solution)
    assert (verdict.direct + verdict.indirect, verdict.met) == (1, 4)
    assert costs(asked, programme) == {"kept-apart": 1}
    two = event({1: ("Media WG", body(monday(1))), 2: ("Timed Text WG", body(monday(2), conflicts="#1")), 3: joint[3]})
    programme, solution = solved(two)
    verdict = sp.tpac.judge(two, solution)
    assert (verdict.direct, verdict.indirect, verdict.met) == (0, 0, 2)
    assert costs(two, programme) == {"preferred-windows": 1}


def test_rooms_have_the_seats_for_those_who_come_at_least_and_better_for_all() -> None:
    asked = event(
        {
            1: ("Media WG", body(monday(1), people="21-30")),  # Blue or Green: 25 seats are few for 30
            2: ("Audio WG", body(monday(1), people="16-30")),  # any
            3: ("Math WG", body(monday(1), people="Less than 15")),
        },
        rooms=("Red (20)", "Blue (25)", "Green (40)"),
    )
    programme, solution = solved(asked)
    assert {held[0][0] for held in solution.held.values()} == {0}
    assert solution.held[3][0][1] != "Green (40)"
    assert solution.held[1][0][1] != "Red (20)"
    assert costs(asked, programme) == {"place-costs": 1}
    assert sp.tpac.judge(asked, solution).seats_short == 1


def test_a_slot_holds_one_meeting_of_a_group_though_two_would_go_in() -> None:
    """Three meetings of an hour and a half; the afternoon has four hours, but is one slot of another length."""
    slots = ["2023-09-11 09:00 - 10:30", "2023-09-11 11:00 - 12:30", "2023-09-11 14:00 - 18:00"]
    titles = {number: (f"Media WG: subject {number}", body(monday(1))) for number in (1, 2, 3)}
    asked = event(titles, rooms=ONE_ROOM, slots=slots)
    found = sp.solve(scenario(asked), sp.Control(seconds=20, workers=2))
    assert (found.programme, found.impossible) == (None, True)
    less = event({number: titles[number] for number in (1, 2)}, rooms=ONE_ROOM, slots=slots)
    _, solution = solved(less)
    assert sorted(held[0][0] for held in solution.held.values()) == [0, 1]


def test_a_meeting_without_a_wish_is_held_once() -> None:
    asked = event({1: ("Media WG", body()), 2: ("Audio WG & Media WG joint meeting", body(conflicts="#9"))})
    _, solution = solved(asked)
    assert {number: len(held) for number, held in solution.held.items()} == {1: 1, 2: 1}
    assert solution.held[1][0][0] != solution.held[2][0][0]


def test_the_draft_is_a_scenario_in_order(tmp_path: Path) -> None:
    """Of everything that a week can have: joint meetings, conflicts direct and not, words that nobody reads."""
    sessions = {
        1: ("Media WG", body(monday(1, 2), "16-30")),
        2: ("Media WG & Audio WG joint meeting", body(monday(2, 3))),
        3: ("Timed Text WG", body(monday(1, 3), conflicts="#1, #9", more="\n### Weather\nSunny.")),
    }
    path = tmp_path / "week.json"
    path.write_bytes(week(sessions))
    draft = sp.read_source(path)
    text = sp.draft_text(draft, "en")
    (tmp_path / "week.yaml").write_text(text, "utf-8")
    loaded = sp.load(tmp_path / "week.yaml")
    assert [entry.of for entry in loaded.kept_apart] == [
        ("media-wg/1.1", "media-wg/1.2", "timed-text-wg/3.1", "timed-text-wg/3.2"),
        ("joint:2.1", "joint:2.2", "timed-text-wg/3.1", "timed-text-wg/3.2"),
    ]
    assert ": no such meeting is among these: #9\n" in text
    assert ": #1, #9\n" in text
    assert ": Sunny.\n" in text
    assert draft.programme == ()


# -- the judge and the source's own form ---------------------------------------------------------------------------


def test_what_the_judge_counts() -> None:
    asked = event(
        {
            1: ("Media WG", body(monday(1, 2), people="21-30")),
            2: ("Audio WG", body(monday(1), conflicts="#1")),
            3: ("Media WG & Math WG joint meeting", body(monday(3))),
        }
    )
    verdict = sp.tpac.judge(
        asked,
        sp.tpac.Solution({1: ((0, "Red (20)"), (2, "Blue (40)")), 2: ((0, "Red (20)"),), 3: ((2, "Blue (40)"),)}),
    )
    assert verdict == sp.tpac.Verdict(
        rooms_twice=2, groups_twice=1, too_few_seats=1, lacking=0, direct=1, indirect=0, wanted=4, met=3, seats_short=1,
        rooms_more=1,
    )  # fmt: skip
    nothing = sp.tpac.judge(asked, sp.tpac.Solution({}))
    assert (nothing.lacking, nothing.met, nothing.hard) == (4, 0, 4)


def test_a_solution_is_written_into_the_fields_of_the_source_and_read_again() -> None:
    data = week(
        [
            {"number": 7, "title": "Media WG", "body": body(monday(1, 2)), "author": {"login": "ann"}, "slot": "old"},
            {"number": 8, "title": "Audio WG", "body": body(monday(1, 3))},
            {"number": 9, "title": "Math WG", "body": body()},
        ]
    )
    asked = sp.tpac.parse_event(data, "week.json")
    solution = sp.tpac.Solution({7: ((0, "Red (20)"), (1, "Red (20)")), 8: ((0, "Blue (40)"), (2, "Red (20)")), 9: ()})
    written = json.loads(sp.tpac.solution_bytes(asked, solution))
    assert written["rooms"] == json.loads(data)["rooms"]
    first, second, third = written["sessions"]
    assert (first["room"], first["meeting"]) == ("Red (20)", "Monday, 09:00; Monday, 11:00")
    assert first["author"] == {"login": "ann"}
    assert "slot" not in first
    assert "room" not in second
    assert second["meeting"] == "Monday, 09:00, Blue (40); Monday, 14:00, Red (20)"
    assert not {"room", "meeting"} & third.keys()
    again, unread = sp.tpac.held_in(sp.tpac.parse_event(json.dumps(written).encode(), "week.json"))
    assert (again, unread) == (solution, ())


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({"room": "red", "meeting": "Monday, 9:00 | monday, 11:00 - 12:30"}, ((0, "Red (20)"), (1, "Red (20)"))),
        ({"room": "Red (20)", "slot": "2023-09-11 9:00"}, ((0, "Red (20)"),)),
        ({"room": "Red (20)", "day": "Monday (2023-09-11)", "meeting": "09:00; 14:00, Blue"},
         ((0, "Red (20)"), (2, "Blue (40)"))),
        ({"meeting": "2023-09-11, 09:00, Blue"}, ((0, "Blue (40)"),)),
    ],
)  # fmt: skip
def test_forms_in_which_the_source_says_where_a_meeting_is(
    fields: dict[str, str], held: tuple[tuple[int, str], ...]
) -> None:
    data = week([{"number": 1, "title": "Media WG", "body": body()} | fields])
    assert sp.tpac.held_in(sp.tpac.parse_event(data, "week.json")) == (sp.tpac.Solution({1: held}), ())


@pytest.mark.parametrize(
    "meeting", ["Monday, 08:00, Red (20)", "Tuesday, 09:00, Red (20)", "Monday, 09:00", "Room 9, x"]
)
def test_places_that_there_are_not_are_told(meeting: str) -> None:
    data = week([{"number": 1, "title": "Media WG", "body": body(), "meeting": meeting}])
    solution, unread = sp.tpac.held_in(sp.tpac.parse_event(data, "week.json"))
    assert solution.held == {1: ()}
    assert [(one.path, one.text) for one in unread] == [("sessions[0].meeting", meeting)]


def test_days_are_told_by_their_dates_where_weekdays_come_twice() -> None:
    slots = [f"2023-09-{day} {MONDAY[0]}" for day in (11, 18)]
    asked = event({1: ("Media WG", body())}, slots=slots)
    solution = sp.tpac.Solution({1: ((1, "Red (20)"),)})
    written = sp.tpac.solution_bytes(asked, solution)
    assert json.loads(written)["sessions"][0]["meeting"] == "2023-09-18, 09:00"
    assert sp.tpac.held_in(sp.tpac.parse_event(written, "week.json"))[0] == solution
    either = written.replace(b"2023-09-18, 09:00", b"Monday, 09:00")
    again, unread = sp.tpac.held_in(sp.tpac.parse_event(either, "week.json"))
    assert (again.held, [one.text for one in unread]) == ({1: ()}, ["Monday, 09:00"])


def test_another_programme_is_refused() -> None:
    """One that has another room, and one whose group's meeting has another number."""
    asked = event({1: ("Media WG", body(monday(1)))})
    for other, says in (
        (event({1: ("Media WG", body())}, rooms=("Hall (50)",)), "this is in no slot, or in no room, of Small week"),
        (event({2: ("Media WG", body())}), "this is no meeting of Small week"),
    ):
        programme, _ = solved(other)
        with pytest.raises(InputError) as caught:
            sp.tpac.solution_of(programme, asked, "programme.json")
        ((mistake),) = caught.value.mistakes
        assert mistake.told("en").endswith(says)
        assert "programme.json" in mistake.told("en")


# -- what is charged is what the judge counts --------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(16))
def test_the_checker_charges_what_the_judge_counts(seed: int, tmp_path: Path) -> None:
    """Meetings anywhere, in each other's way too: the draft of such a JSON has them as a programme to be checked."""
    chance = Random(seed)
    names = ["Media WG", "Audio WG", "Math WG", "Solid CG", "Media WG & Audio WG joint meeting",
             "Math WG & Solid CG joint meeting"]  # fmt: skip
    sessions = []
    for number, title in enumerate(names, 1):
        named = " ".join(f"#{other}" for other in chance.sample(range(1, 7), 2))
        wanted = chance.sample((1, 2, 3), chance.randint(1, 3))
        people = chance.choice(["Less than 15", "16-30", "31-50"])
        held = [f"Monday, {MONDAY[at - 1][:5]}, {chance.choice(['Red', 'Blue'])}"
                for at in chance.sample((1, 2, 3), len(wanted))]  # fmt: skip
        text = body(monday(*wanted), people, named)
        sessions.append({"number": number, "title": title, "body": text, "meeting": "; ".join(held)})
    path = tmp_path / "week.json"
    path.write_bytes(week(sessions))
    draft = sp.read_source(path)
    of, programme = sp.scenario_of(draft), sp.programme_of(draft)
    asked = sp.tpac.read_event(path)
    verdict = sp.tpac.judge(asked, sp.tpac.held_in(asked)[0])
    report = sp.check(programme, of)
    charged = {cost.rule: cost.cost for cost in report.costs}
    assert charged["preferred-windows"] == verdict.wanted - verdict.met
    assert charged["kept-apart"] == verdict.direct + verdict.indirect
    assert charged["place-costs"] == verdict.seats_short
    assert sp.tpac.solution_of(programme, asked) == sp.tpac.held_in(asked)[0]
    rules = {conflict.rule for conflict in report.errors}
    if not verdict.groups_twice:  # a sitting that holds two things has the seats of the joint one
        assert ("room-fits" in rules) == bool(verdict.too_few_seats)
    assert ("body-one-at-a-time" in rules) == bool(verdict.groups_twice)
    assert ("room-one-at-a-time" in rules) == bool(verdict.rooms_twice)


def test_the_cheapest_of_all_solutions_is_found() -> None:
    """Every way to give three meetings places is counted by the judge: none has fewer conflicts, then wishes unmet."""
    asked = event(
        {
            1: ("Media WG", body(monday(1), people="21-30")),
            2: ("Audio WG", body(monday(1), conflicts="#1")),
            3: ("Math WG", body(monday(1, 2), people="21-30", conflicts="#2")),
        }
    )
    programme, solution = solved(asked)
    places = [(slot, room.name) for slot in range(3) for room in asked.rooms]
    every = [
        sp.tpac.Solution({1: (one,), 2: (two,), 3: (three, four)})
        for one in places
        for two in places
        for three, four in combinations(places, 2)
        if three[0] != four[0]
    ]
    least = min(
        (v.direct + v.indirect, v.wanted - v.met, v.seats_short + v.rooms_more)
        for v in (sp.tpac.judge(asked, one) for one in every)
        if not v.hard
    )
    found = sp.tpac.judge(asked, solution)
    assert (found.direct + found.indirect, found.wanted - found.met, found.seats_short + found.rooms_more) == least
    assert programme.status == "optimal"


# -- the real week ----------------------------------------------------------------------------------------------------


def test_the_real_week_as_it_was_asked_for() -> None:
    asked = sp.tpac.read_event(REAL)
    floor = sp.tpac.judge(asked, first_fit(asked))
    programme, solution = solved(asked, 60)
    found = sp.tpac.judge(asked, solution)
    assert (found.hard, found.direct, found.indirect) == (0, 0, 0)
    assert found.met == 223 > floor.met
    requests = next(tier for tier in programme.tiers if tier.id == "requests")
    assert requests.objective == requests.bound == 0
    written = sp.tpac.parse_event(sp.tpac.solution_bytes(asked, solution), "tpac.json")
    assert sp.tpac.held_in(written) == (solution, ())


def test_conflicts_made_up_bind_joint_meetings_too() -> None:
    asked = with_conflicts(sp.tpac.read_event(REAL))
    found = sp.tpac.clashes(asked)
    assert any(one.indirect for one in found)
    assert any(not one.indirect for one in found)
    floor = sp.tpac.judge(asked, first_fit(asked))
    assert (floor.direct, floor.indirect, floor.groups_twice, floor.rooms_twice) == (0, 0, 0, 0)
