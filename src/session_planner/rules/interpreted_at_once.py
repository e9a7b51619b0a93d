"""`interpreted-at-once`: few interpreted sittings are held at one time, at the worst moment.

Off unless a scenario asks for it, or a front is to be between it and another wish. The one amount, of all bodies
together, is the most interpreted sittings that are ever held at once, each from its start to its last end. A joint
session is one sitting, its host's.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Held, Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, cliques
from session_planner.words import N_, When, say

_KEY = ("most",)


def post(rule: Active, b: Builder) -> None:
    """One instance: no fewer than are held of any that share a moment."""
    sittings = [sitting for sitting in b.problem.sittings if sitting.slot.interpreted]
    together = list(cliques([(sitting.slot.start, sitting.slot.last) for sitting in sittings]))
    if not together:
        return
    largest = max(map(len, together))
    most = b.new_int(0, largest, "interpreted at once")
    for clique in together:
        b.add(most >= sum(b.counted(sittings[at].index) for at in clique))
    b.charge(rule, _KEY, say(N_("few interpreted sittings are held at one time")), most, largest)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Looks at each moment at which an interpreted sitting starts."""
    running: list[Held] = []
    worst: list[Held] = []
    for held in t.held:
        if held.interpreted and not held.guest:
            running = [*(other for other in running if other.last > held.start), held]
            worst = max(worst, running, key=len)
    if worst:
        words = say(
            N_("interpreted sittings at {when}: {number} ({bodies}), the most at one time"),
            when=When(t.outline.clock(worst[-1].start)),
            number=str(len(worst)),
            bodies=[t.outline.title(held.body) for held in worst],
        )
        rows = [row for held in worst for row in held.rows]
        who = tuple(held.body for held in worst)
        yield Breach(_KEY, words, rows, who, worst[-1].start, amount=len(worst))


RULE = Rule(
    id="interpreted-at-once",
    title=N_("Few interpreted sittings at a time"),
    says=N_("Few interpreted sittings are held at one time."),
    post=post,
    check=check,
    kind="off",
    tier="house",
    charges=True,
    unit=N_("interpreted sittings at one time, at the worst"),
)
