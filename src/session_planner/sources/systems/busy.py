"""Busy times out of calendars, written into a scenario as `unavailable` of a room, a person or a body.

Beside the readers of drafts in `systems`: what comes in is a calendar, what goes out is the text of a scenario with
only those entries changed. Each entry has an id made of the calendar's name and its beginning, so that the same
calendar read again changes nothing, and a newer one takes the place of the older.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.programme.components import calendars_of, is_calendar, is_cancelled, said_in
from session_planner.programme.recurring import expanded
from session_planner.scenario.edit import Change, edit
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Outline, Span, outline
from session_planner.scenario.text import parse
from session_planner.words import N_, Words, say

KINDS = {"room": "rooms", "officer": "officers", "body": "bodies"}
_FREE = ("FREE", "WORKINGELSEWHERE")


@dataclass(frozen=True, slots=True)
class Busy:
    """Whose busy times a calendar has: a room, an officer or a body by id."""

    kind: str
    id: str

    @property
    def ref(self) -> str:
        """As `--busy` takes it."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class BusyTimes:
    """What a calendar made of a scenario: its new text, and how many entries came, stayed and went."""

    text: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    outside: int
    """Busy stretches that are on no day of the scenario."""
    notes: tuple[Words, ...]


def busy_of(said: str) -> Busy:
    """What `--busy` names: `room:ID`, `officer:ID` or `body:ID`. Raises InputError for anything else."""
    kind, colon, name = said.partition(":")
    if not colon or kind not in KINDS or not name.strip():
        message = N_("`{found}` names nothing that can be busy; write it like `room:ID`, `officer:ID` or `body:ID`")
        raise InputError([Mistake("", 0, 0, "", message, {"found": said[:80]})])
    return Busy(kind, name.strip())


def with_busy_times(text: str, file: str, scenario: Scenario, calendar: tuple[str, bytes], busy: Busy) -> BusyTimes:
    """The text of a scenario with the busy times of a calendar (its name and bytes) for a thing in it.

    `scenario` is what the text holds. Raises InputError for a calendar that cannot be read, and for an id that is
    not in the scenario.
    """
    held = parse(text, file).data
    list_of, name = KINDS[busy.kind], calendar[0]
    entries = [one for one in held.get(list_of) or () if isinstance(one, dict) and str(one.get("id")) == busy.id]
    if not entries:
        known = ", ".join(one.id for one in getattr(scenario, list_of))
        message = N_("`{found}` is not in the scenario; known are: {allowed}")
        raise InputError([Mistake(file, 0, 0, list_of, message, {"found": busy.ref, "allowed": known})])
    notes: list[Words] = []
    out = outline(scenario)
    spans, outside = _on_days(out, _spans(name, calendar[1], out, notes))
    wanted = {f"{_prefix(name)}{_stamp(out, span)}": _window(out, span) for span in _merged(spans, out, scenario.grain)}
    absences = entries[0].get("unavailable") or []
    ours = re.compile(re.escape(_prefix(name)) + r"\d{8}T\d{4}")
    own = {one["id"]: one.get("when") for one in absences
           if isinstance(one, dict) and ours.fullmatch(str(one.get("id", "")))}  # fmt: skip
    changes = list(_changes((list_of, f"[{busy.id}]"), own, wanted, bool(absences)))
    added = tuple(wanted[one] for one in wanted if own.get(one) != wanted[one])
    removed = tuple(str(own[one]) for one in own if wanted.get(one) != own[one])
    return BusyTimes(edit(text, changes, file), added, removed, len(wanted) - len(added), outside, tuple(notes))


def _changes(path: tuple[str, ...], own: dict[str, Any], wanted: dict[str, str], any_there: bool) -> Iterator[Change]:
    at = (*path, "unavailable")
    for one in own:
        if one not in wanted:
            yield "remove", (*at, f"[{one}]")
    for one, when in wanted.items():
        if one not in own:
            yield ("add", at, {"id": one, "when": when}) if any_there else ("set", at, [{"id": one, "when": when}])
            any_there = True
        elif own[one] != when:
            yield "set", (*at, f"[{one}]", "when"), when


def _prefix(file: str) -> str:
    """What the ids of a calendar's entries begin with."""
    stem = unicodedata.normalize("NFKD", Path(file).stem).encode("ascii", "ignore").decode().lower()
    return f"busy-{re.sub('[^a-z0-9]+', '-', stem).strip('-')[:40] or 'calendar'}-"


# -- what the calendar holds ------------------------------------------------------------------------------------------


def _spans(file: str, data: bytes, out: Outline, notes: list[Words]) -> list[Span]:
    """Every stretch that the calendar says is busy, in minutes since 1970 UTC."""
    if not is_calendar(data):
        raise InputError([Mistake(file, 0, 0, "", N_("busy times are read from calendars (.ics); this is none"))])
    days = min(out.dates), max(out.dates)
    found: list[Span] = []
    mistakes: list[Mistake] = []
    free = 0
    for calendar in calendars_of(file, data):
        events = expanded(file, calendar, days)
        mistakes += events.mistakes
        if said_in(calendar, "METHOD").upper() == "CANCEL":
            continue
        for event in events.events:
            if is_cancelled(event) or _is_free(event):
                free += 1
            elif (span := _span(file, event, out, mistakes)) is not None:
                found.append(span)
        for component in calendar.walk("VFREEBUSY"):
            found += _free_busy(component, out)
    if mistakes:
        raise InputError(mistakes)
    if free:
        notes.append(say(N_("events that are cancelled or leave the time free: {count}"), count=str(free)))
    return found


def _is_free(event: Any) -> bool:
    return (
        said_in(event, "TRANSP").upper() == "TRANSPARENT"
        or said_in(event, "X-MICROSOFT-CDO-BUSYSTATUS").upper() in _FREE
    )


def _span(file: str, event: Any, out: Outline, mistakes: list[Mistake]) -> Span | None:
    try:
        return _minutes(event.start, event.end, out)
    except Exception as error:  # icalendar has an error of its own for each way in which times can be missing
        message = N_("event “{title}” has no start or end: {reason}")
        fields = {"title": said_in(event, "SUMMARY")[:200], "reason": str(error)[:200]}
        mistakes.append(Mistake(file, 0, 0, said_in(event, "UID")[:120], message, fields))
        return None


def _minutes(start: dt.date, end: dt.date, out: Outline) -> Span:
    """A stretch in whole minutes. Days, and clocks without a zone, are those of the scenario's zone."""
    moments = [
        out.local(one if isinstance(one, dt.datetime) else dt.datetime.combine(one, dt.time())).timestamp()
        for one in (start, end)
    ]
    return int(moments[0] // 60), int(-(-moments[1] // 60))


def _free_busy(component: Any, out: Outline) -> Iterator[Span]:
    """The busy periods of free-busy information; all but those of the type FREE are."""
    given = component.get("FREEBUSY") or []
    for one in given if isinstance(given, list) else [given]:
        for period in getattr(one, "dts", [one]):
            value = getattr(period, "dt", period)
            if str(getattr(one, "params", {}).get("FBTYPE", "BUSY")).upper() != "FREE" and isinstance(value, tuple):
                start, end = value[0], value[1]
                yield _minutes(start, start + end if isinstance(end, dt.timedelta) else end, out)


# -- what of it the scenario takes ------------------------------------------------------------------------------------


def _on_days(out: Outline, spans: Iterable[Span]) -> tuple[list[Span], int]:
    """The stretches cut to the days of the scenario, and how many are on none of them."""
    midnights = [
        (out.minute(dt.datetime.combine(date, dt.time())),
         out.minute(dt.datetime.combine(date + dt.timedelta(1), dt.time())))
        for date in out.dates
    ]  # fmt: skip
    inside: list[Span] = []
    outside = 0
    for start, end in spans:
        parts = [(max(start, low), min(end, high)) for low, high in midnights if start < high and end > low]
        inside += [part for part in parts if part[0] < part[1]]
        outside += not parts
    return inside, outside


def _merged(spans: Sequence[Span], out: Outline, grain: int) -> list[Span]:
    """The stretches in order, rounded outwards to the scenario's grain, those that touch put together."""
    found: list[Span] = []
    for start, end in sorted((_down(out, start, grain), _up(out, end, grain)) for start, end in spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _down(out: Outline, minute: int, grain: int) -> int:
    clock = out.clock(minute)
    return minute - (clock.hour * 60 + clock.minute) % grain


def _up(out: Outline, minute: int, grain: int) -> int:
    down = _down(out, minute, grain)
    return down if down == minute else down + grain


def _stamp(out: Outline, span: Span) -> str:
    return out.clock(span[0]).strftime("%Y%m%dT%H%M")


def _window(out: Outline, span: Span) -> str:
    """The stretch as people write it: `2012-10-17 15:00-18:00`, or from moment to moment where it is longer."""
    start, end = out.clock(span[0]), out.clock(span[1])
    if start.date() == end.date():
        return f"{start:%Y-%m-%d %H:%M}-{end:%H:%M}"
    return f"{start:%Y-%m-%dT%H:%M}/{end:%Y-%m-%dT%H:%M}"
