"""Least change is least: on 200 small seeded cases, what is found equals full enumeration, count after count.

The enumeration is of every assignment there is, judged by the checker alone; the counts of segments and minutes moved
are counted here again, from the two programmes, where no item is split.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from session_planner.checker import check
from session_planner.problem.model import Problem
from session_planner.programme.model import Programme, ordered
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.solver.control import Control
from session_planner.solver.extract import Placement, programme_of
from session_planner.studies.replanning.replan import Replanned, prepared, replan
from tests.rules.harness import assignments
from tests.studies.session import scenario

DAY, NEXT = "2012-10-17", "2012-10-18"
COUNTS = ("affected-delegates", "moved-segments", "moved-minutes", "moved-rooms")
CASES, BATCHES = 200, 10

HOURS = [
    [{"date": DAY, "sittings": ["10:00-13:00", "15:00-17:00"]}],
    [{"date": DAY, "sittings": ["10:00-12:00", "15:00-17:00"]}, {"date": NEXT, "sittings": ["10:00-11:00"]}],
    [
        {"date": DAY, "sittings": [{"hours": "10:00-12:00", "open_until": "13:00"}]},
        {"date": NEXT, "sittings": ["10:00-12:00"]},
    ],
]


def world(dice: Random) -> dict[str, Any]:
    """A session of one-hour ticks: three items of one body or of two, or two and a joint session; sometimes rooms."""
    kind = dice.choice(["one", "one", "two", "joint", "rooms"])
    lengths = [dice.choice(["1 h", "1 h", "2 h"]) for _ in range(3)]
    items = [{"number": str(number), "duration": length} for number, length in enumerate(lengths, 1)]
    data: dict[str, Any] = {
        "format": 1, "id": "tiny", "title": "Tiny", "timezone": "Europe/Vienna", "grain": 60,
        "days": dice.choice(HOURS),
        "bodies": [{"id": "x", "agenda": items if kind == "one" else items[:2]}],
    }  # fmt: skip
    if kind == "two":
        data["bodies"].append({"id": "y", "agenda": [{"number": "1", "duration": "1 h"}]})
    if kind == "joint":
        data["bodies"].append({"id": "y", "agenda": []})
        data["joint_sessions"] = [{"id": "j", "bodies": ["x", "y"], "items": {"x": ["2"]}}]
    if kind == "rooms":
        data["rooms"] = [{"id": "A"}, {"id": "B"}]
    refs = [f"{body['id']}/{item['number']}" for body in data["bodies"] for item in body["agenda"]]
    data["officers"] = [{"id": "ada", "role": "chair", "serves": [dice.choice(refs)]}]
    data["documents"] = [{"symbol": "D/1", "items": [dice.choice(refs)], "out": DAY}]
    data["delegations"] = [
        {"id": f"d{number}", "size": dice.randint(1, 3), "follows": [dice.choice([*refs, "x"])]} for number in range(2)
    ]
    return data


def events(dice: Random, whole: Scenario, out: Programme) -> tuple[list[str], str | None]:
    """What happened, and when it is; sometimes nothing but time has passed."""
    own = [one for one in out.segments if one.body == "x" and not one.joint]
    one = dice.choice(own)
    during = one.start + dt.timedelta(minutes=dice.choice([10, 30, 40]))
    now = during.isoformat()
    sitting = next(slot for slot in outline(whole).slots["x"] if slot.key == one.sitting)
    known: list[tuple[list[str], str | None]] = [
        ([f"sitting cancelled {sitting.key} of x", f"sitting added {NEXT} 15:00-17:00"], None),
        ([f"sitting cancelled {sitting.key}"], None),
        ([f"chair ill until {one.end.isoformat()}"], dice.choice([None, f"{DAY}T10:00"])),
        ([f"chair ill from {one.start.isoformat()}", f"sitting added {NEXT} 15:00-17:00"], None),
        ([f"document D/1 late by {dice.choice(['one day', 'two days'])}"], None),
        (["document D/1 late by one day", f"sitting added {NEXT} 15:00-17:00"], None),
        ([f"item {one.item} of x overran {dice.choice(['20 min', '1 h', '2 h'])}"], now),
        ([f"item {one.item} of x overran 1 h", f"sitting added {NEXT} 15:00-17:00"], now),
        ([f"item {one.item} of x finished early"], now),
        (['new item 9 "New" of x 1 h'], dice.choice([None, now])),
        ([], now),
    ]
    if whole.rooms:
        known += [([f"room {one.room} lost from {dice.choice([sitting.key, now])}"], dice.choice([None, now]))] * 8
    if whole.joint_sessions:
        times = [f"{slot.key[:10]} {hour}:00" for slot in outline(whole).slots["x"] for hour in (10, 11, 15, 16)]
        known += [([f"joint session j moved by the bureau to {dice.choice(times)}"], None)] * 8
    return dice.choice(known)


def every(whole: Scenario) -> Iterator[Programme]:
    """Every programme for a scenario, good or bad, in which all is taken up and nobody does two things at a time."""
    problem = Problem(whole)
    for count, found in enumerate(assignments(problem)):
        assert count < 400_000
        if _sound(problem, found):
            yield Programme(ordered(programme_of(problem, found)), whole.id or "")


def _sound(problem: Problem, found: list[Placement]) -> bool:
    """What holds in each programme, so that the checker need not be asked of the many others."""
    taken: dict[int, int] = {}
    free: dict[str, int] = {}
    for one in found:
        task = problem.pieces[one.piece].task
        taken[task] = taken.get(task, 0) + one.length
    if any(taken.get(task.index, 0) != task.length for task in problem.tasks):
        return False
    for one in sorted(found, key=lambda one: one.start):
        body = problem.sittings[one.sitting].body
        if one.start < free.get(body, 0):
            return False
        free[body] = one.start + one.length
    return True


def least(whole: Scenario) -> tuple[int, ...] | None:
    """By full enumeration: the least amounts, in their order; None where nothing is free of conflict."""
    found: tuple[int, ...] | None = None
    for programme in every(whole):
        report = check(programme, whole)
        if report.clean:
            cost = tuple(one.cost for name in COUNTS for one in report.costs if one.rule == name)
            found = cost if found is None else min(found, cost)
    return found


def case(seed: int) -> tuple[Scenario, Programme, Programme | None, list[str], dt.datetime | None] | None:
    """A scenario, what was published of it and before that, what happened; None where the dice give nothing to plan."""
    dice = Random(seed)
    whole = scenario(world(dice))
    good = [one for one in every(whole) if check(one, whole).clean]
    if not good:
        return None
    before, out = dice.choice(good) if dice.random() < 0.5 else None, dice.choice(good)
    said, moment = events(dice, whole, out)
    return whole, out, before, said, dt.datetime.fromisoformat(moment) if moment else None


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_least_change_found_is_the_least_there_is(batch: int) -> None:
    seeds = range(1 + 1000 * batch, 1000 * (batch + 1))
    cases = (found for seed in seeds if (found := case(seed)) is not None)
    for number, one in enumerate(cases):
        if number == CASES // BATCHES:
            break
        _least_is_found(*one)


def _least_is_found(
    whole: Scenario, out: Programme, before: Programme | None, said: list[str], now: dt.datetime | None
) -> None:
    _course, asked = prepared(whole, out, said, now, before)
    wanted = least(asked)
    found = replan(whole, out, said, now, before, Control(30, 1))
    if wanted is None:
        assert found.outcome.impossible, said
        return
    assert found.programme is not None, said
    costs = tuple(cost.cost for name in COUNTS for cost in found.programme.costs if cost.rule == name)
    assert costs == wanted, said
    assert all(count.proved for count in found.counts)
    _counted_again(found, out)


def _counted_again(found: Replanned, out: Programme) -> None:
    """Segments, minutes and delegates, from the two programmes alone."""
    asked, new = outline(found.plain), found.programme
    assert new is not None
    if any(leaf.item.splittable for leaf in asked.leaves.values()):
        return
    starts = {one.ref: (one.start, one.end) for one in new.segments}
    old = {one.ref: (one.start, one.end) for one in out.segments if one.ref in asked.leaves}
    moved = {ref for ref, times in old.items() if starts[ref][0] != times[0]}
    minutes = sum(abs((starts[ref][0] - old[ref][0]).total_seconds()) for ref in moved) / 60
    following = [
        one.size
        for one in found.plain.delegations
        if moved & {leaf.ref for ref in one.follows for leaf in asked.under(ref)}
    ]
    assert [count.amount for count in found.counts][:3] == [sum(following), len(moved), minutes]


def test_the_cases_are_of_every_sort() -> None:
    sorts = set()
    for seed in range(1, 60):
        one = case(seed)
        if one is not None:
            wanted = least(prepared(one[0], one[1], one[3], one[4], one[2])[1])
            sorts.add("none" if wanted is None else "still" if not any(wanted) else "moved" if wanted[1] else "rooms")
    assert sorts == {"none", "still", "moved", "rooms"}
