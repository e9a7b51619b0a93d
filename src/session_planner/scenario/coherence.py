"""What names rightly and still makes no sense: hours that overlap, moments that no clock shows, circles of order.

Beside `references`: each check says what was found and what would be right. What only a whole programme could
show to be impossible is the business of `contradictions`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from session_planner.scenario.cycles import check_order
from session_planner.scenario.draft import Draft, items_of
from session_planner.scenario.model import Body, Item, JointSession, SittingHours, SittingPattern
from session_planner.scenario.outline import sittings_on
from session_planner.scenario.places import PathTo
from session_planner.scenario.references import is_zone
from session_planner.scenario.speaking import by_speakers, planned, untimed
from session_planner.scenario.values import Window
from session_planner.words import N_, Span, say

_OF_LEAVES = ("duration", "speakers", "splittable", "least_part", "most_parts", "start", "place", "drafting_time")
_SPLITTING = ("least_part", "most_parts")
_MOST_DAYS = 400
_MOST_BODY_DAYS = 50_000
_Stretch = tuple[dt.datetime, dt.datetime, PathTo]


def check_coherence(draft: Draft) -> None:
    """Notes everything in `draft` that does not fit together."""
    days = len(draft.scenario.days)
    if days > _MOST_DAYS or days * len(draft.scenario.bodies) > _MOST_BODY_DAYS:
        draft.say(
            ("days",),
            N_("{days} days of {bodies} bodies are more than can be planned at once"),
            at_key=True,
            days=days,
            bodies=len(draft.scenario.bodies),
        )
        return
    for check in (_dates, _pattern_dates, _open_ends, _overlaps, _items, _joints, check_order):
        check(draft)
    if is_zone(draft.scenario.timezone):
        _moments(draft)
        if "days" not in draft.spoilt:
            _grain(draft)


# -- days and sittings -----------------------------------------------------------------------------


def _dates(draft: Draft) -> None:
    first: dict[dt.date, PathTo] = {}
    for index, day in enumerate(draft.scenario.days):
        path: PathTo = ("days", index, "date")
        if day.date in first:
            line, _column = draft.source.place(first[day.date])
            draft.say(path, N_("{date} stands here twice, first in line {line}"), date=day.date, line=line)
        first.setdefault(day.date, path)


def _pattern_dates(draft: Draft) -> None:
    """A body sits on days of the session."""
    dates = {day.date for day in draft.scenario.days}
    for path, pattern in _patterns(draft):
        for index, date in enumerate(pattern.dates):
            if date not in dates and "days" not in draft.spoilt:
                draft.say(
                    (*path, "dates", index),
                    N_("{date} is no day of the session; its days are {days}"),
                    date=date,
                    days=[str(day) for day in sorted(dates)[:31]],
                )


def _patterns(draft: Draft) -> Iterator[tuple[PathTo, SittingPattern]]:
    for index, body in enumerate(draft.scenario.bodies):
        for number, pattern in enumerate(body.sittings or ()):
            yield ("bodies", index, "sittings", number), pattern


def _open_ends(draft: Draft) -> None:
    """A sitting may go on until some time after its end."""
    hours: list[tuple[PathTo, SittingHours]] = [
        (("days", index, "sittings", number), sitting)
        for index, day in enumerate(draft.scenario.days)
        for number, sitting in enumerate(day.sittings)
    ]
    hours += [
        ((*path, "hours", number), sitting)
        for path, pattern in _patterns(draft)
        for number, sitting in enumerate(pattern.hours)
    ]
    for path, sitting in hours:
        if sitting.open_until is not None and _until(sitting) <= sitting.hours.end:
            draft.say((*path, "open_until"), N_("this is not after the end of the sitting"))


def _until(sitting: SittingHours) -> int:
    """Until when it may go on, in minutes after the midnight before it; an hour before its start is of the next day."""
    until = sitting.open_until if sitting.open_until is not None else sitting.hours.end
    return until + 1440 if until <= sitting.hours.start else until


def _overlaps(draft: Draft) -> None:
    """Sittings of one body lie one after the other, over midnight too; each pair in the file is told once."""
    told: set[tuple[PathTo, PathTo]] = set()
    for index, body in enumerate([None, *draft.scenario.bodies]):
        if body is not None and body.sittings is None:
            continue  # the usual sittings, looked at first
        stretches = sorted(_sittings(draft, body, ("bodies", index - 1)), key=lambda one: one[:2])
        latest: _Stretch | None = None
        for one in stretches:
            if latest is not None and one[0] < latest[1] and (latest[2], one[2]) not in told:
                told.add((latest[2], one[2]))
                draft.say(
                    one[2],
                    N_("the sitting {sitting} overlaps the one at {other}"),
                    sitting=_shown(one),
                    other=_shown(latest),
                )
            if latest is None or one[1] > latest[1]:
                latest = one


def _shown(stretch: _Stretch) -> str:
    return f"{stretch[0]:%Y-%m-%d %H:%M}-{stretch[1]:%H:%M}"


def _sittings(draft: Draft, body: Body | None, path: PathTo) -> Iterator[_Stretch]:
    """The sittings of a body (None: those that bodies have unless they say otherwise), as wall clocks show them."""
    for index, day in enumerate(draft.scenario.days):
        where: PathTo = ("days", index, "sittings")
        hours = day.sittings
        if body is not None and body.sittings is not None:
            hours = sittings_on(body, day.date, day.sittings)
            number = next((at for at, pattern in enumerate(body.sittings) if pattern.hours is hours), 0)
            where = (*path, "sittings", number, "hours")
        for place, sitting in enumerate(hours):
            window = sitting.hours.on(day.date)
            assert window.start is not None
            assert window.end is not None
            yield window.start, window.end, (*where, place)


# -- items and joint sessions ----------------------------------------------------------------------


def _items(draft: Draft) -> None:
    joint = {
        f"{body}/{number}"
        for one in draft.scenario.joint_sessions
        for body, numbers in one.items.items()
        for number in numbers
    }
    for index, body in enumerate(draft.scenario.bodies):
        for path, item, _above in items_of(body.agenda, ("bodies", index, "agenda")):
            if item.items:
                _heading(draft, path, item)
            else:
                _leaf(draft, path, item, f"{body.id}/{item.number}" in joint)
                _speakers(draft, path, item, body)
                if item.splittable and body.chambers > 1:
                    draft.say(
                        (*path, "splittable"),
                        N_("a body of several chambers takes up each item as a whole; item {number} cannot be split"),
                        number=item.number,
                    )


def _heading(draft: Draft, path: PathTo, item: Item) -> None:
    for key in _OF_LEAVES:
        if key in item.model_fields_set:
            draft.say(
                (*path, key),
                N_("item {number} is a heading and takes no time itself; `{key}` belongs to its sub-items"),
                at_key=True,
                number=item.number,
                key=key,
            )


def _leaf(draft: Draft, path: PathTo, item: Item, joint: bool) -> None:
    if item.duration is None and item.speakers is None and "bodies" not in draft.spoilt:
        draft.say(path, N_("item {number} takes time and has no `duration`"), number=item.number)
    if joint and item.splittable:
        draft.say(
            (*path, "splittable"),
            N_("item {number} is taken up in a joint session and cannot be split"),
            number=item.number,
        )
    for key in _SPLITTING:
        if key in item.model_fields_set and not item.splittable and "bodies" not in draft.spoilt:
            draft.say(
                (*path, key),
                N_("item {number} is not `splittable`, so `{key}` says nothing"),
                at_key=True,
                number=item.number,
                key=key,
            )
    if item.splittable and item.most_parts == 1:
        draft.say((*path, "most_parts"), N_("item {number} is `splittable` into one part at most"), number=item.number)
    if item.splittable and item.least_part is not None and item.duration and item.least_part > item.duration.expected:
        draft.say(
            (*path, "least_part"),
            N_("the shortest part of item {number} is {part}, longer than the item itself: {whole}"),
            number=item.number,
            part=Span(item.least_part),
            whole=Span(item.duration.expected),
        )


def _speakers(draft: Draft, path: PathTo, item: Item, body: Body) -> None:
    """How long each speaks is said, and an item that only its speakers make last does last."""
    if "bodies" in draft.spoilt:
        return
    untold = list(untimed(item, body))
    for key in untold:
        message = N_("item {number} has speakers and no `{key}`, and its body no limit for them")
        draft.say((*path, "speakers"), message, at_key=True, number=item.number, key=key)
    if item.speakers and not item.duration and not untold and not by_speakers(item, body):
        draft.say((*path, "speakers"), N_("nobody is expected to speak on item {number}, and it has no `duration`"),
                  at_key=True, number=item.number)  # fmt: skip


def _joints(draft: Draft) -> None:
    """How long a joint session lasts is said by its items, the same for each body, or by itself."""
    if draft.spoilt & {"bodies", "joint_sessions"}:
        return
    minutes = {
        f"{body.id}/{item.number}": minutes
        for body in draft.scenario.bodies
        for _path, item, _above in items_of(body.agenda, ())
        if (minutes := planned(item, body, draft.scenario.grain))
    }
    for index, joint in enumerate(draft.scenario.joint_sessions):
        _shares(draft, ("joint_sessions", index), joint, minutes)


def _shares(draft: Draft, path: PathTo, joint: JointSession, minutes: dict[str, int]) -> None:
    refs = {body: [f"{body}/{number}" for number in numbers] for body, numbers in joint.items.items() if numbers}
    if any(ref not in minutes for own in refs.values() for ref in own):
        return  # told as unknown, or as lacking a duration
    shares = {body: sum(minutes[ref] for ref in own) for body, own in refs.items()}
    told = [say(N_("{body} {span}"), body=body, span=Span(share)) for body, share in shares.items()]
    if joint.duration is None and len(set(shares.values())) > 1:
        draft.say(
            (*path, "items"),
            N_("its items last differently for its bodies ({shares}); give it a `duration`"),
            at_key=True,
            shares=told,
        )
    if joint.duration is None and not shares:
        draft.say(path, N_("the joint session `{id}` has neither items nor a `duration`"), id=joint.id)
    if joint.duration is not None and max(shares.values(), default=0) > joint.duration:
        draft.say(
            (*path, "duration"),
            N_("its items last longer than {span}: {shares}"),
            span=Span(joint.duration),
            shares=told,
        )


# -- moments ---------------------------------------------------------------------------------------


def _moments(draft: Draft) -> None:
    """Moments that clocks leap over when summer time begins."""
    zone = ZoneInfo(draft.scenario.timezone)
    said = [*_moments_in(draft.scenario, (), draft.source.data)]
    for start, end, path in _all_sittings(draft):
        # Ending at midnight is ending with the day, whatever clocks do then.
        said += [(path, start)] if end.time() == dt.time() else [(path, start), (path, end)]
    told: set[tuple[PathTo, dt.datetime]] = set()
    for path, moment in said:
        if moment.tzinfo is None and (path, moment) not in told and not _exists(moment, zone):
            told.add((path, moment))
            draft.say(
                path,
                N_("{moment} does not exist in {zone}: clocks are put forward over it"),
                moment=f"{moment:%Y-%m-%dT%H:%M}",
                zone=draft.scenario.timezone,
            )


def _exists(moment: dt.datetime, zone: ZoneInfo) -> bool:
    # What a clock shows exists if it shows the same again after the way there and back.
    there = moment.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone)
    return there.replace(tzinfo=None, fold=0) == moment


def _all_sittings(draft: Draft) -> Iterator[_Stretch]:
    yield from _sittings(draft, None, ())
    for index, body in enumerate(draft.scenario.bodies):
        if body.sittings is not None:
            yield from _sittings(draft, body, ("bodies", index))


def _edge(path: PathTo, key: str, data: Any) -> PathTo:
    """The path of a window's start or end: its own where the window is written as a map."""
    return (*path, key) if isinstance(data, dict) else path


def _moments_in(value: Any, path: PathTo, data: Any) -> Iterator[tuple[PathTo, dt.datetime]]:
    """Every moment that a part of the scenario says, with its path; `data` is what stands there in the file."""
    if isinstance(value, dt.datetime):
        yield path, value
    elif isinstance(value, Window):
        # A whole day begins with the first moment it has, whatever clocks do at midnight.
        if not (isinstance(data, str) and len(data.strip()) == 10):
            yield from (
                (_edge(path, key, data), moment) for key, moment in value._asdict().items() if moment is not None
            )
    elif isinstance(value, BaseModel):
        for key in value.model_fields_set:
            below = data.get(key) if isinstance(data, dict) else data
            yield from _moments_in(getattr(value, key), (*path, key), below)
    elif isinstance(value, tuple) and not hasattr(value, "_fields"):
        for index, entry in enumerate(value):
            below = data[index] if isinstance(data, list) and index < len(data) else None
            yield from _moments_in(entry, (*path, index), below)


# -- the grain -------------------------------------------------------------------------------------


def _grain(draft: Draft) -> None:
    """Sittings, durations and fixed starts stand on the grain, counted from the session's first sitting."""
    grain, zone = draft.scenario.grain, ZoneInfo(draft.scenario.timezone)

    def minute(moment: dt.datetime) -> int:
        return int((moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp()) // 60

    sittings = [(minute(start), minute(end), path) for start, end, path in _all_sittings(draft)]
    if not sittings:
        return
    first = min(start for start, _end, _path in sittings)
    off = {path: None for start, end, path in sittings if (start - first) % grain or (end - first) % grain}
    off |= {path: None for path, start in _fixed_starts(draft) if (minute(start) - first) % grain}
    for path in off:
        draft.say(
            path,
            N_("this does not stand on the grain of {grain} min, counted from the first sitting ({first})"),
            grain=grain,
            first=f"{dt.datetime.fromtimestamp(first * 60, zone):%Y-%m-%d %H:%M}",
        )
    for path, minutes in _durations(draft):
        if minutes % grain:
            draft.say(path, N_("{span} is no multiple of the grain of {grain} min"), span=Span(minutes), grain=grain)


def _fixed_starts(draft: Draft) -> Iterator[tuple[PathTo, dt.datetime]]:
    scenario = draft.scenario
    for index, body in enumerate(scenario.bodies):
        for path, item, _above in items_of(body.agenda, ("bodies", index, "agenda")):
            if item.start is not None:
                yield (*path, "start"), item.start
    for index, joint in enumerate(scenario.joint_sessions):
        if joint.start is not None:
            yield ("joint_sessions", index, "start"), joint.start
    for index, lock in enumerate(scenario.locks):
        if lock.start is not None:
            yield ("locks", index, "start"), lock.start


def _durations(draft: Draft) -> Iterator[tuple[PathTo, int]]:
    for index, body in enumerate(draft.scenario.bodies):
        for path, item, _above in items_of(body.agenda, ("bodies", index, "agenda")):
            if item.duration is not None:
                for key in ("expected", "least", "most"):
                    if (minutes := getattr(item.duration, key)) is not None:
                        yield (*path, "duration", key), minutes
            if item.least_part is not None:
                yield (*path, "least_part"), item.least_part
    for index, joint in enumerate(draft.scenario.joint_sessions):
        if joint.duration is not None:
            yield ("joint_sessions", index, "duration"), joint.duration
