"""How long an item is expected to last, by its duration or by its list of speakers and the limits of its body.

Beside the model, for whoever plans or draws durations. A limit cuts what each speaker is said to take: least, expected
and most. No limit and no time is ever made up: an item that gives neither is a mistake of its scenario.
"""

from __future__ import annotations

from collections.abc import Iterator

from session_planner.scenario.lasting import Count, Estimate
from session_planner.scenario.model import Body, Item

Turn = tuple[Count, Estimate]
"""How many speak, and how long each of them."""


def turns(item: Item, body: Body) -> Iterator[Turn]:
    """The speakers of an item by what they speak for: delegations, then groups."""
    said, limits = item.speakers, body.speaking_limits
    if said is None:
        return
    for count, minutes, limit in (
        (said.number, said.minutes, limits.delegation if limits else None),
        (said.groups, said.group_minutes, limits.group if limits else None),
    ):
        each = within(minutes, limit)
        if each is not None and most(count):
            yield count, each


def within(minutes: Estimate | None, limit: int | None) -> Estimate | None:
    """What each takes, cut at the limit; just the limit where it is not said; None where neither is."""
    if limit is None:
        return minutes
    if minutes is None or minutes.expected >= limit:
        return Estimate.model_construct(expected=limit, least=limit, most=limit)
    most = None if minutes.most is None else min(minutes.most, limit)
    return minutes.model_copy(update={"most": most})


def most(count: Count) -> int:
    """The greatest number there may be."""
    return count.expected if count.most is None else count.most


def untimed(item: Item, body: Body) -> Iterator[str]:
    """The keys of speakers whose time neither the item nor a limit of its body says."""
    said, limits = item.speakers, body.speaking_limits
    if said is not None:
        if most(said.number) and said.minutes is None and not (limits and limits.delegation):
            yield "minutes"
        if most(said.groups) and said.group_minutes is None and not (limits and limits.group):
            yield "group_minutes"


def by_speakers(item: Item, body: Body) -> int:
    """What an item is expected to take by its list of speakers, in minutes; 0 where it has none."""
    besides = item.speakers.besides if item.speakers else None
    spoken = sum(count.expected * each.expected for count, each in turns(item, body))
    return spoken + (besides.expected if besides else 0)


def planned(item: Item, body: Body, grain: int) -> int:
    """The minutes that a programme gives an item: its duration as expected, else what its speakers are to take.

    The latter rounded up to the grain; 0 for a heading.
    """
    if item.duration is not None:
        return item.duration.expected
    return -(-by_speakers(item, body) // grain) * grain
