"""The events of a calendar one by one: the newest version of each, those that repeat as often as they take place.

Between `components` and everything that reads events. Series are expanded by `recurring-ical-events` (overrides,
exceptions, added dates), within the days that are asked for, and never for longer than an import may take.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, field
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.programme.components import called, said_in
from session_planner.words import N_

MOST_OCCURRENCES = 50_000
"""Of all series together on the days that are asked for."""
MOST_STEPS = 3_000_000
"""The same from their beginnings."""
MOST_OVERRIDES = 5_000
"""Occurrences of all series that a calendar words anew: each is compared with the others."""
MOST_SECONDS = 10
_DAYS = {"HOURLY": 1 / 24, "MINUTELY": 1 / 1440, "SECONDLY": 1 / 86400, "DAILY": 1.0, "WEEKLY": 7.0, "MONTHLY": 28.0,
         "YEARLY": 365.0}  # fmt: skip
_SERIES = ("RRULE", "RDATE")
_TIMES = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(slots=True)
class Expanded:
    """The events of a calendar, and what cannot be read of them."""

    events: list[Any] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)


def days_of(event: Any) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of an event by its own clock; None where it has no times."""
    try:
        start, end = event.start, event.end
    except Exception:  # icalendar has an error of its own for each way in which times can be missing
        return None
    return tuple(one.date() if isinstance(one, dt.datetime) else one for one in (start, end))  # type: ignore[return-value]


def expanded(file: str, calendar: Any, days: tuple[dt.date, dt.date] | None, *, lenient: bool = False) -> Expanded:
    """The events, series only as far as they fall on `days` (first and last).

    Without `days`, those that the calendar itself gives: an endless series then ends with the last of all other
    events. `lenient` lets clocks of a zone that nobody knows stand without one.
    """
    found = Expanded()
    newest = _newest(calendar.walk("VEVENT"))
    repeats = {said_in(event, "UID") for event in newest if any(name in event for name in _SERIES)}
    series: dict[str, list[Any]] = {}
    for event in newest:
        mistake = _broken(file, event) or (None if lenient else _zoneless(file, event))
        if mistake is not None:
            found.mistakes.append(mistake)
        elif said_in(event, "UID") in repeats:
            series.setdefault(said_in(event, "UID"), []).append(event)
        else:
            found.events.append(event)
    if series and not found.mistakes:
        _Expansion(file, found, days or _own_days(newest)).all(series)
    return found


def _newest(events: list[Any]) -> list[Any]:
    """The events without older versions of the same ones, in the order of the file."""
    latest: dict[tuple[str, str], int] = {}
    for event in events:
        key = said_in(event, "UID"), _occurrence(event)
        latest[key] = max(latest.get(key, 0), _sequence(event))
    return [one for one in events
            if not said_in(one, "UID") or _sequence(one) == latest[said_in(one, "UID"), _occurrence(one)]]  # fmt: skip


def _occurrence(event: Any) -> str:
    found = event.get("RECURRENCE-ID")
    return str(getattr(found, "dt", found)) if found is not None else ""


def _sequence(event: Any) -> int:
    said = said_in(event, "SEQUENCE")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0


def _mistake(file: str, event: Any, message: str, **fields: Any) -> Mistake:
    return Mistake(file, 0, 0, said_in(event, "UID")[:120], message, {"title": called(event), **fields})


def _broken(file: str, event: Any) -> Mistake | None:
    """The first of its times that is none."""
    for name, reason in event.errors:
        if name in _TIMES:
            message = N_("event “{title}”: {name} cannot be read: {reason}")
            return _mistake(file, event, message, name=name, reason=str(reason)[:120])
    return None


def _zoneless(file: str, event: Any) -> Mistake | None:
    """Its times stand in a zone that neither the calendar nor anybody else knows."""
    for name in ("DTSTART", "DTEND"):
        value = event.get(name)
        zone = getattr(value, "params", {}).get("TZID")
        moment = getattr(value, "dt", None)
        if zone and isinstance(moment, dt.datetime) and moment.tzinfo is None:
            message = N_("event “{title}”: there is no time zone `{found}`, and the calendar does not define it")
            return _mistake(file, event, message, found=str(zone)[:80])
    return None


def _own_days(events: list[Any]) -> tuple[dt.date, dt.date]:
    """From the first to the last day of a calendar; endless series count by their first day."""
    stretches = [days for event in events if (days := days_of(event))]
    ends = [end for _start, end in stretches]
    for event in events:
        for rule in _rules(event):
            ends += [one.date() if isinstance(one, dt.datetime) else one for one in rule.get("UNTIL", ())
                     if isinstance(one, dt.date)]  # fmt: skip
            days = days_of(event)
            if days and rule.get("COUNT"):
                ends.append(_after(days[1], _step(rule) * rule["COUNT"][0]))
    starts = [start for start, _end in stretches]
    return min(starts, default=dt.date.min), max(ends, default=dt.date.min)


def _after(day: dt.date, days: float) -> dt.date:
    return day + dt.timedelta(min(days + 1, (dt.date.max - day).days))


def _rules(event: Any) -> list[Any]:
    found = event.get("RRULE") or []
    return found if isinstance(found, list) else [found]


def _step(rule: Any) -> float:
    """Days from one repetition to the next."""
    return float(_DAYS[rule["FREQ"][0]] * max(1, (rule.get("INTERVAL") or [1])[0]))


class _Expansion:
    """Expands series after series, as long as there is time."""

    def __init__(self, file: str, found: Expanded, days: tuple[dt.date, dt.date]) -> None:
        self.file, self.found = file, found
        self.first, self.last = days
        self.steps = self.occurrences = 0.0
        self.until = time.monotonic() + MOST_SECONDS

    def all(self, series: dict[str, list[Any]]) -> None:
        """Every series, in the order of the file. Raises InputError where one cannot be, or would take too long."""
        try:
            from recurring_ical_events import of  # type: ignore[import-untyped]
        except ImportError as error:
            message = N_("events that repeat need recurring-ical-events: install `session-planner[import]`")
            raise InputError([Mistake(self.file, 0, 0, "", message)]) from error
        from icalendar import Calendar

        overrides = sum(map(len, series.values())) - len(series)
        if overrides > MOST_OVERRIDES:
            message = N_("the calendar changes {count} occurrences of events that repeat; at most {most} are read")
            fields = {"count": overrides, "most": MOST_OVERRIDES}
            raise InputError([Mistake(self.file, 0, 0, "", message, fields)])
        for events in series.values():
            for event in events:
                self._allow(event)
            calendar = Calendar()
            calendar.subcomponents = events
            try:
                beyond = min(self.last, dt.date.max - dt.timedelta(1)) + dt.timedelta(1)
                taken = of(calendar, skip_bad_series=False).between(self.first, beyond)
            except Exception as error:  # whatever a rule that makes no sense lets dateutil stumble over
                message = N_("event “{title}”: {name} cannot be read: {reason}")
                reason = str(error)[:120] or type(error).__name__
                raise InputError([_mistake(self.file, events[0], message, name="RRULE", reason=reason)]) from error
            self.found.events += sorted(taken, key=lambda one: str(one.start))
            if len(self.found.events) > 2 * MOST_OCCURRENCES or time.monotonic() > self.until:
                raise InputError([self._too_often(events[0])])

    def _allow(self, event: Any) -> None:
        """Raises InputError for a rule that makes no sense, or repeats too often."""
        days = days_of(event)
        for rule in _rules(event):
            wrong = _nonsense(rule)
            if wrong or days is None:
                message = N_("event “{title}”: {name} cannot be read: {reason}")
                reason = wrong or "DTSTART"
                raise InputError([_mistake(self.file, event, message, name="RRULE", reason=reason)])
            times = 1
            for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
                times *= max(1, len(rule.get(name, ())))
            often = times / _step(rule)
            self.steps += max(0, (self.last - days[0]).days + 1) * often
            self.occurrences += max(0, (self.last - max(self.first, days[0])).days + 1) * often
            if self.steps > MOST_STEPS or self.occurrences > MOST_OCCURRENCES:
                raise InputError([self._too_often(event)])

    def _too_often(self, event: Any) -> Mistake:
        message = N_("event “{title}” repeats too often to be read as far as {date}")
        return _mistake(self.file, event, message, date=str(self.last))


def _nonsense(rule: Any) -> str:
    """Why a rule cannot be followed: what would be looked for until the end of time, and never come."""
    if str((rule.get("FREQ") or [""])[0]) not in _DAYS:
        return "FREQ"
    if int((rule.get("INTERVAL") or [1])[0]) < 1:
        return "INTERVAL"
    months = [int(one) for one in rule.get("BYMONTH", ())] or list(range(1, 13))
    if not all(1 <= month <= 12 for month in months):
        return "BYMONTH"
    days = [abs(int(one)) for one in rule.get("BYMONTHDAY", ())]
    if days and not any(1 <= day <= _LONGEST_MONTHS[(month - 1) % 12] for month in months for day in days):
        return "BYMONTHDAY"
    return "BYSETPOS" if _DAYS[rule["FREQ"][0]] < 1 and rule.keys() & {"BYSETPOS", "BYYEARDAY", "BYWEEKNO"} else ""
