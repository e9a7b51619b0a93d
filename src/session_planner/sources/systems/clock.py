"""The time zone of an export, and its moments as minutes, dates and clocks of that zone.

Under the readers of `systems`. Every moment is worked out once: a conference has a thousand events and a few hundred
different times.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple
from zoneinfo import ZoneInfo

from session_planner.sources.evidence import Evidence, Place, seen
from session_planner.sources.systems.wrong import cut, refused
from session_planner.words import N_, say

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_DURATION = re.compile(r"(?:(\d{1,3}) )?(\d{1,3}):(\d{2})(?::(\d{2}))?")
LONGEST = 24 * 60
"""Minutes of what can be held in one sitting."""


class Clock(NamedTuple):
    """A moment as clocks of the zone show it: `2026-01-31`, `09:30`, and ISO 8601 with the offset."""

    date: str
    time: str
    iso: str


class Clocks:
    """Moments of one zone."""

    def __init__(self, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        self._minutes: dict[str, int | None] = {}
        self._clocks: dict[int, Clock] = {}

    def minute(self, text: str) -> int | None:
        """Minutes since 1970 UTC of a moment in ISO 8601, local where it has no offset; None for what is none."""
        if text not in self._minutes:
            self._minutes[text] = self._read(text)
        return self._minutes[text]

    def _read(self, text: str) -> int | None:
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError:
            return None
        if len(text) < 16 or not 1900 < moment.year < 2200 or moment.second or moment.microsecond:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=self.zone)
        return int((moment - _EPOCH).total_seconds()) // 60

    def again(self, text: str) -> int | None:
        """The same of a local moment that clocks show for the second time, where they are set back; else as it is."""
        minute = self.minute(text)
        if minute is None:
            return None
        local = dt.datetime.fromtimestamp(minute * 60, self.zone)
        return int(local.replace(fold=1).timestamp()) // 60

    def clock(self, minute: int) -> Clock:
        """What clocks of the zone show at a minute."""
        found = self._clocks.get(minute)
        if found is None:
            local = dt.datetime.fromtimestamp(minute * 60, self.zone)
            text = local.isoformat()
            found = self._clocks[minute] = Clock(text[:10], text[11:16], text)
        return found


def minutes_of(text: str) -> int | None:
    """Minutes of a duration: `00:25`, `1:00:00`, `2 00:00` (days), `90`; None for what is none, or has seconds."""
    if text.isdecimal() and text.isascii() and len(text) < 6:
        return int(text)
    part = _DURATION.fullmatch(text)
    if part is None or int(part[3]) > 59 or int(part[4] or 0):
        return None
    return int(part[1] or 0) * 1440 + int(part[2]) * 60 + int(part[3])


def date_of(text: str) -> dt.date | None:
    """The date of `2026-01-31` or of a moment on it."""
    try:
        date = dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return date if 1900 < date.year < 2200 else None


def zone_of(said: str, asked: str | None, moment: str, place: Place) -> tuple[str, Evidence | None]:
    """The zone: what is asked for, else what the source says, else what the offset of one of its moments tells.

    Raises InputError where there is none of the name that is asked for. Without evidence where nothing tells it: UTC
    then stands for a zone that a planner must name.
    """
    if asked is not None:
        if not is_zone(asked):
            raise refused("", N_("there is no time zone `{found}`{hint}"), found=cut(asked), hint="")
        return asked, Evidence(inferred=say(N_("as it was asked for")))
    if said and is_zone(said):
        return said, seen(said, [place])
    offset = re.search(r"([+-])(\d{2}):00$", moment)
    if offset and int(offset[2]) <= 12:
        # Zones of this family have the sign that ships use: west is positive.
        name = f"Etc/GMT{'-' if offset[1] == '+' else '+'}{int(offset[2])}" if int(offset[2]) else "UTC"
        why = say(N_("only the offset {offset} is given, not the zone"), offset=offset[0])
        return name, seen(moment, [place], inferred=why, doubt=why)
    return "UTC", None


def is_zone(name: str) -> bool:
    """Whether there is a time zone of this name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
