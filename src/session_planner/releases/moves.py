"""What became of one thing of a programme, an item or a joint session, from one programme to the next.

Under `changes`. A programme names an item part by part and a joint session body by body; readers hear of each thing
once. `paired` lays two programmes on each other thing by thing, `kinds` says in the words of the field what happened.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from session_planner.programme.differences import Kind
from session_planner.programme.model import Segment, ordered

JOINT = "joint:"

Segments = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time at which a thing is taken up without a pause, and the segments that say so."""

    segments: Segments

    @property
    def first(self) -> Segment:
        """The segment that begins it."""
        return self.segments[0]

    @property
    def last(self) -> Segment:
        """The segment that ends it."""
        return max(self.segments, key=lambda one: one.end.timestamp())

    @property
    def rooms(self) -> tuple[str, ...]:
        """Where: one room, unless the programme has bodies of a joint session in several."""
        return tuple(sorted({one.room for one in self.segments if one.room}))

    @property
    def moments(self) -> tuple[float, float]:
        """From when to when. Moments, not clocks: these may be set back or forward in between."""
        return self.first.start.timestamp(), self.last.end.timestamp()

    @property
    def seconds(self) -> float:
        """How long."""
        begins, ends = self.moments
        return ends - begins


def stretches(name: str, segments: Segments) -> tuple[Stretch, ...]:
    """When a thing is taken up: an item in its parts; a joint session whenever any of its bodies meets in it."""
    if not name.startswith(JOINT):
        return tuple(Stretch((one,)) for one in ordered(segments))
    found: list[Stretch] = []
    for one in ordered(segments):
        if found and one.start.timestamp() <= found[-1].moments[1]:
            found[-1] = Stretch((*found[-1].segments, one))
        else:
            found.append(Stretch((one,)))
    return tuple(found)


def bodies(segments: Iterable[Segment]) -> frozenset[str]:
    """Who takes part in any of these."""
    return frozenset(body for one in segments for body in (one.body, *one.bodies))


def partners(old: Segments, new: Segments) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The bodies that came to a thing and those that left it, by id.

    Where the same are named, those that have come to hold it in a programme of their own, or no longer do.
    """
    was, now = bodies(old), bodies(new)
    if was == now:
        was, now = frozenset(one.body for one in old), frozenset(one.body for one in new)
    return tuple(sorted(now - was)), tuple(sorted(was - now))


def changed(old: Segments, new: Segments) -> tuple[Segments, Segments]:
    """The segments of either side that the other has not as they are."""
    was, now = Counter(map(_held, old)), Counter(map(_held, new))
    gone, come = was - now, now - was
    return tuple(one for one in old if _held(one) in gone), tuple(one for one in new if _held(one) in come)


def _held(one: Segment) -> tuple[object, ...]:
    """All of a segment that a reader would notice; the number of a part is none of it, nor a joint session's id."""
    return one.body, one.item, one.start.timestamp(), one.end.timestamp(), one.room, bodies([one])


def kinds(name: str, old: Segments, new: Segments) -> tuple[Kind, ...]:
    """What happened to a thing; nothing where a reader would notice nothing."""
    if not any(changed(old, new)):
        return ()
    if not old or not new:
        return ("new",) if new else ("dropped",)
    found = [*_in_time(stretches(name, old), stretches(name, new))]
    found += ["partners"] if any(partners(old, new)) else []
    return tuple(found) or _within(old, new)


def _within(old: Segments, new: Segments) -> tuple[Kind, ...]:
    """A joint session that is as it was, but not what is taken up in it: what happened to its items."""
    items = {(one.body, one.item): None for one in (*old, *new)}
    pairs = ((_of(item, old), _of(item, new)) for item in items)
    found = [kind for was, now in pairs if was and now for kind in _in_time(stretches("", was), stretches("", now))]
    return tuple(dict.fromkeys(found)) or ("partners",)


def _of(item: tuple[str, str | None], segments: Segments) -> Segments:
    return tuple(one for one in segments if (one.body, one.item) == item)


def _in_time(old: tuple[Stretch, ...], new: tuple[Stretch, ...]) -> Iterator[Kind]:
    """What happened to times and rooms. In another number of parts, those that stayed where they were did not move."""
    if len(old) == len(new):
        pairs = list(zip(old, new, strict=True))
        moved = any(was.moments[0] != now.moments[0] for was, now in pairs)
        elsewhere = any(was.rooms != now.rooms for was, now in pairs)
        more = [now.seconds - was.seconds for was, now in pairs]
    else:
        fewer, starts = sorted(({one.moments[0] for one in side} for side in (old, new)), key=len)
        moved = not fewer <= starts
        elsewhere = {one.rooms for one in old} != {one.rooms for one in new}
        more = [sum(one.seconds for one in new) - sum(one.seconds for one in old)]
    said: Mapping[Kind, bool] = {
        "moved": moved,
        "room": elsewhere,
        "longer": any(seconds > 0 for seconds in more),
        "shorter": any(seconds < 0 for seconds in more),
        "split": len(new) > len(old),
        "merged": len(new) < len(old),
    }
    yield from (kind for kind, so in said.items() if so)


def paired(old: Segments, new: Segments) -> dict[str, tuple[Segments, Segments]]:
    """By thing, `body/number` or `joint:id`: its segments of then and of now. Every item is in it, once.

    Left out is a body's mere attendance of a joint session that stays as it was, where it came to have items of its own
    in it or has them no longer: the items are told, and it takes part as before.
    """
    names = _names(old, new)
    found: dict[str, tuple[list[Segment], list[Segment]]] = defaultdict(lambda: ([], []))
    for side, segments in enumerate((old, new)):
        for one in segments:
            if one.ref in names:
                found[names[one.ref]][side].append(one)
    return {name: (ordered(was), ordered(now)) for name, (was, now) in found.items()}


def _names(old: Segments, new: Segments) -> dict[str, str]:
    """What each item counts as: itself, or the joint session it is part of.

    A joint session is one thing for all that is in it before and after, and for all that it was made of or fell into.
    What comes to a session that goes on, or leaves it, is a thing of its own. Where a session as such stays as it was,
    the things are the items in it.
    """
    was, now = _sessions_of(old), _sessions_of(new)
    held, kept = {joint for joint in was.values() if joint}, {joint for joint in now.values() if joint}
    goes_on = {joint for joint in held & kept if _same(joint, old, new)}
    attended = {one.ref for one in (*old, *new) if not one.item and one.joint in goes_on}
    renamed: dict[str, str] = {}
    names = {}
    for ref in sorted({**was, **now}.keys() - (attended & (was.keys() ^ now.keys()))):
        before, after = was.get(ref), now.get(ref)
        if ref in was and ref in now and before != after:
            formed = after if after not in held else None
            ended = before if before not in kept else None
            joint = formed or ended
            if formed and ended:
                renamed.setdefault(ended, formed)
        else:
            joint = after or before
        names[ref] = JOINT + joint if joint and joint not in goes_on else ref
    names_now = {JOINT + before: JOINT + after for before, after in renamed.items()}
    return {ref: names_now.get(name, name) for ref, name in names.items()}


def _sessions_of(segments: Segments) -> dict[str, str | None]:
    return {one.ref: one.joint for one in segments}


def _same(joint: str, old: Segments, new: Segments) -> bool:
    """Whether a joint session is held at the same times, in the same rooms, by the same bodies."""
    was, now = (tuple(one for one in side if one.joint == joint) for side in (old, new))
    if any(partners(was, now)):
        return False
    places = [[(one.moments, one.rooms) for one in stretches(JOINT + joint, side)] for side in (was, now)]
    return places[0] == places[1]
