"""Limits of speaking time and lists of speakers in a draft: the body's limits, and what a list makes an item last.

Beside `agendas`. A limit that the document states once is the body's, wherever it stands; an item whose own limit is
another one keeps that with its list.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from session_planner.sources.drafting.plan import Organ, Point
from session_planner.sources.evidence import Evidence, Found
from session_planner.sources.facts import Facts
from session_planner.words import N_, say

_OF_THE_MEETING = ("opening", "agenda", "organizational", "election", "other")


def give_limits(facts: Facts, organ: Organ) -> None:
    """Gives an organ its limits, and each item with a list what its speakers may take."""
    points = [point for top in organ.agenda for point in top.all()]
    organ.delegation = facts.speaking.delegation or _usual(points, "delegation")
    organ.group = facts.speaking.group or _usual(points, "group")
    for point in points:
        own = point.speaking.delegation or (organ.delegation if point.speaking.speakers else None)
        point.minutes_each = own.value if own else None


def _usual(points: list[Point], kind: str) -> Found[int] | None:
    """The limit that most items state, of those the first; told as doubtful where one item of substance states it."""
    said: list[tuple[Point, Found[int]]] = [
        (point, found) for point in points if (found := getattr(point.speaking, kind)) is not None
    ]
    if not said:
        return None
    usual = Counter(found.value for _point, found in said).most_common(1)[0][0]
    point, found = next(one for one in said if one[1].value == usual)
    role = point.role.value if point.role else ""
    if len(said) > 1 or role in _OF_THE_MEETING:
        return found
    doubt = say(N_("stated under item {number}: taken for all lists of speakers of the body"), number=point.number)
    return Found(usual, Evidence(found.evidence.places, found.evidence.words, doubt=doubt))


def limits_data(organ: Organ) -> dict[str, Found[int]]:
    """The limits of an organ by their keys in a scenario."""
    both = {"delegation": organ.delegation, "group": organ.group}
    return {key: found for key, found in both.items() if found is not None}


def speakers_data(point: Point, organ: Organ, spell: Any) -> tuple[dict[str, Any], dict[str, Evidence]]:
    """An item's list of speakers and its evidence; empty where no number or no limit is known."""
    said = point.speaking
    if said.speakers is None or point.minutes_each is None:
        return {}, {}
    made: dict[str, Any] = {"number": said.speakers.value}
    why = {"number": said.speakers.evidence}
    if said.delegation is not None and (organ.delegation is None or said.delegation.value != organ.delegation.value):
        made["minutes"], why["minutes"] = spell(said.delegation.value), said.delegation.evidence
    return made, why
