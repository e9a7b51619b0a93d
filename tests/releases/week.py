"""A week of three bodies for the tests of changes, and the programmes that chance makes of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from session_planner.programme.model import Programme, Segment, ordered
from session_planner.scenario.model import Scenario
from tests.publish.cases import WEEK, at

SESSIONS: dict[str, Any] = {
    "property": (("a", "b", "c"), ("a/3", "b/6", "c/joint")),
    "crime": (("a", "b"), ("a/2", "a/3", "b/5")),
}
SCENARIO = Scenario.model_validate(
    {
        **WEEK,
        "joint_sessions": [
            *WEEK["joint_sessions"],  # type: ignore[misc]
            {"id": "crime", "title": {"en": "Talk on crime"}, "bodies": ["a", "b"], "items": {}},
        ],
        "officers": [*WEEK["officers"], {"id": "expert", "serves": ["joint:property", "b/5"]}],  # type: ignore[misc]
    }
)
HOUR = dt.timedelta(hours=1)
_ALONE = ("a/1(a)", "a/1(b)", "a/2", "a/3", "b/5", "b/6")


def friday(hour: int, minute: int = 0) -> dt.datetime:
    """A moment of Friday, 26 October 2012."""
    return at(f"2012-10-26T{hour:02}:{minute:02}")


def monday(hour: int, minute: int = 0) -> dt.datetime:
    """A moment of Monday, 29 October 2012, when clocks have been set back."""
    return at(f"2012-10-29T{hour:02}:{minute:02}")


def later(one: Segment, by: dt.timedelta = HOUR) -> Segment:
    """A segment moved in time."""
    return replace(one, start=one.start + by, end=one.end + by)


_starts = st.builds(lambda day, hour: day(hour), st.sampled_from((friday, monday)), st.integers(9, 20))
_rooms = st.sampled_from(("m1", "m2", None))


@st.composite
def _times(draw: st.DrawFn, most: int = 3) -> list[tuple[dt.datetime, dt.datetime, str | None]]:
    starts = draw(st.lists(_starts, min_size=1, max_size=most, unique=True))
    return [(start, start + HOUR * draw(st.integers(1, 3)), draw(_rooms)) for start in sorted(starts)]


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Items left out, taken up alone in parts, or in a joint session with the bodies that chance sends there."""
    segments: list[Segment] = []
    taken: set[str] = set()
    for joint, (bodies, refs) in SESSIONS.items():
        there = draw(st.lists(st.sampled_from(bodies), unique=True, max_size=len(bodies)))
        items = [ref for ref in refs if ref.split("/")[0] in there and ref not in taken and draw(st.booleans())]
        if len(there) > 1 and items:
            segments += draw(_session(joint, tuple(sorted(there)), items))
            taken.update(items)
    for ref in _ALONE:
        if ref not in taken and draw(st.booleans()):
            body, _, item = ref.partition("/")
            times = draw(_times())
            segments += [
                Segment(body, item, start, end, room, part=part, parts=len(times))
                for part, (start, end, room) in enumerate(times, 1)
            ]
    return Programme(ordered(segments), scenario_id="week")


@st.composite
def _session(draw: st.DrawFn, joint: str, bodies: tuple[str, ...], refs: list[str]) -> list[Segment]:
    """A session whose bodies take up their items one after the other, or all at once."""
    found: list[Segment] = []
    times = draw(_times(2))
    for part, (start, end, room) in enumerate(times, 1):
        for body in bodies:
            own = draw(st.permutations([ref for ref in refs if ref.startswith(body + "/")]))
            share = (end - start) / max(len(own), 1)
            for place, ref in enumerate(own or [f"{body}/joint"]):
                item = ref.partition("/")[2]
                begins = start + share * place
                found.append(
                    Segment(
                        body, None if item == "joint" else item, begins, begins + share, room, part=part,
                        parts=len(times), joint=joint, bodies=bodies,
                    )
                )  # fmt: skip
    return found


@st.composite
def revised(draw: st.DrawFn) -> tuple[Programme, Programme]:
    """Two programmes: of chance each, or the second made from the first as secretariats do, by a few changes."""
    old = draw(programmes())
    if draw(st.booleans()):
        return old, draw(programmes())
    made = {
        "same": lambda one: one,
        "later": later,
        "longer": lambda one: replace(one, end=one.end + HOUR),
        "room": lambda one: replace(one, room="m2" if one.room == "m1" else "m1"),
        "gone": lambda one: None,
    }
    ways = st.sampled_from(("same", "same", "same", *made))
    new = tuple(changed for one in old.segments if (changed := made[draw(ways)](one)))
    return old, Programme(ordered(new), scenario_id="week")
