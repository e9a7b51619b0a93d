"""`even-load`: a body's days are about as full as each other.

The amount, for a body, is the number of sittings it holds on its fullest day less the number on its emptiest, among the
days on which it can hold any. A sitting in which it is a guest of another body counts: its people sit there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Lit, Rule
from session_planner.words import N_, Date, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body that can sit on several days: a figure not below any day's load, less one not above any."""
    problem = b.problem
    for body in problem.bodies:
        days: dict[int, list[Lit]] = defaultdict(list)
        for sitting in problem.sittings_of[body]:
            days[sitting.day].append(b.held(sitting.index))
        if len(days) < 2:
            continue
        most = max(map(len, days.values()))
        fullest, emptiest = b.new_int(0, most, f"fullest {body}"), b.new_int(0, most, f"emptiest {body}")
        for held in days.values():
            b.add(fullest >= sum(held))
            b.add(emptiest <= sum(held))
        words = say(N_("{body} sits about as much on each of its days"), body=problem.outline.title(body))
        b.charge(rule, (body,), words, fullest - emptiest, most)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Counts the sittings of each day."""
    for body, sittings in t.held_of.items():
        held = Counter(one.slot.date for one in sittings if one.slot)
        load = {slot.date: held[slot.date] for slot in t.outline.slots.get(body, ())}
        if not load:
            continue
        fullest, emptiest = max(load, key=load.__getitem__), min(load, key=load.__getitem__)
        amount = load[fullest] - load[emptiest]
        if amount:
            words = say(
                N_("sittings of {body} on {fullest}: {many}, on {emptiest}: {few}"),
                body=t.outline.title(body),
                fullest=Date(fullest),
                emptiest=Date(emptiest),
                many=str(load[fullest]),
                few=str(load[emptiest]),
            )
            rows = [row for one in sittings if one.slot and one.slot.date == fullest for row in one.rows]
            yield Breach((body,), words, rows, (body,), min(row.start for row in rows), amount=amount)


RULE = Rule(
    id="even-load",
    title=N_("Even load"),
    says=N_("A body sits about as much on each of its days."),
    post=post,
    check=check,
    kind="soft",
    weight=1,
    tier="house",
    charges=True,
    unit=N_("sittings between its fullest and its emptiest day"),
)
