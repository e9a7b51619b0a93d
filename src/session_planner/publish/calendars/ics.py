"""Calendar files (RFC 5545, RFC 7986): one event for each segment or each sitting.

A format of `publish`. What stands in a calendar, and under which UID and SEQUENCE, is the ledger's to say (see
`releases`), and `events` puts it into words; here events become files. The same release gives the same bytes: no
clock is read, and an event that did not change keeps its bytes from release to release, and from feed to feed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone
from icalendar.prop import vDuration, vText, vUri

from session_planner import words
from session_planner.errors import InputError, Mistake
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish.calendars.events import Events
from session_planner.publish.calendars.vtimezone import changes_for, vtimezone
from session_planner.publish.colours import colours
from session_planner.publish.document import address, clean
from session_planner.publish.titles import Told
from session_planner.releases.entries import Granularity
from session_planner.releases.ledger import AUDIENCES, FeedEntry, Ledger
from session_planner.scenario.model import Named, Scenario
from session_planner.words import N_

PRODID = "-//session-planner//programme of work//EN"
LONGEST_ALARM = 4 * 7 * 24 * 60
_UTC = dt.UTC
_END = b"END:VCALENDAR\r\n"


def calendar(
    programme: Programme,
    scenario: Scenario,
    lang: str,
    keep: Filter = EVERYTHING,
    granularity: Granularity = "item",
    ledger: Ledger | None = None,
    alarm: int | None = None,
) -> bytes:
    """The calendar file of a programme, or of the part that `keep` leaves.

    `ledger` is that of the release which the programme is; without one this is the programme's first edition, of
    00:00 UTC on the session's first day. `alarm` is how many minutes before each entry programs are to ring.
    """
    found = feed(programme, scenario, keep, granularity, ledger)
    return Files(scenario, lang, alarm).written(found, keep)


def feed(
    programme: Programme, scenario: Scenario, keep: Filter, granularity: Granularity, ledger: Ledger | None
) -> tuple[FeedEntry, ...]:
    """The entries of a programme, or of the part that `keep` leaves; raises InputError for ids that nobody ever had."""
    known = ledger or Ledger().advance(programme, scenario, 1, _first_day(scenario))
    refuse_unknown(keep, scenario, known)
    return known.feed(keep, granularity)


def _first_day(scenario: Scenario) -> dt.datetime:
    return dt.datetime.combine(min(day.date for day in scenario.days), dt.time(), _UTC)


def refuse_unknown(keep: Filter, scenario: Scenario, ledger: Ledger) -> None:
    """Raises InputError for ids that neither the scenario knows nor any release had: who is gone has a calendar."""
    asked = {kind: ids for kind in AUDIENCES if (ids := getattr(keep, kind))}
    never = {kind: tuple(one for one in ids if one not in ledger.ever(kind)) for kind, ids in asked.items()}
    Filter(**never).refuse_unknown(scenario)


class Files:
    """The calendar files of one scenario in one language: any number of feeds, and single entries.

    Events are written once and used again in every file in which they have the same numbers.
    """

    def __init__(self, scenario: Scenario, lang: str, alarm: int | None = None) -> None:
        _allowed("alarm", alarm)
        self.scenario, self.lang = scenario, lang
        self.events = Events(scenario, lang, alarm)
        self.titles = self.events.titles
        self.zone = ZoneInfo(scenario.timezone)
        self._events: dict[tuple[object, ...], bytes] = {}
        self._zones: dict[tuple[tuple[dt.datetime, ...], bool], bytes] = {}

    def written(
        self,
        found: Iterable[FeedEntry],
        keep: Filter = EVERYTHING,
        *,
        refresh: int | None = None,
        source: str | None = None,
    ) -> bytes:
        """The bytes of `calendar`, quicker."""
        entries = tuple(found)
        head: bytes = self._head(keep, refresh, source, entries).to_ical()
        zone = self._zone(entries) if self._has_zone(entries) else b""
        return b"".join((head.removesuffix(_END), zone, *map(self._event, entries), _END))

    def calendar(
        self,
        found: Iterable[FeedEntry],
        keep: Filter = EVERYTHING,
        *,
        refresh: int | None = None,
        source: str | None = None,
    ) -> Calendar:
        """The whole calendar of those that `keep` leaves.

        `refresh` (minutes) and `source` (its address) are for feeds: how often to fetch it again, and from where.
        """
        entries = tuple(found)
        made = self._head(keep, refresh, source, entries)
        if self._has_zone(entries):
            made.add_component(self._timezone(entries))
        for entry in entries:
            made.add_component(self.events.event(entry))
        return made

    def single(self, entry: FeedEntry, method: str | None = None) -> Calendar:
        """A calendar object of one entry: a message of `method`, or what a CalDAV server keeps, which has none."""
        made = self._bare(method)
        if self._has_zone((entry,)):
            made.add_component(self._timezone((entry,)))
        made.add_component(self.events.event(entry))
        return made

    # -- the calendar's own properties ---------------------------------------------------------------------------

    def _bare(self, method: str | None) -> Calendar:
        made = Calendar()
        made["PRODID"], made["VERSION"], made["CALSCALE"] = vText(PRODID), vText("2.0"), vText("GREGORIAN")
        if method:
            made["METHOD"] = vText(method)
        return made

    def _head(self, keep: Filter, refresh: int | None, source: str | None, found: tuple[FeedEntry, ...]) -> Calendar:
        _allowed("refresh", refresh, least=1)
        made, name = self._bare("PUBLISH"), self._name(keep)
        made["NAME"] = vText(clean(name.text), params={"LANGUAGE": name.lang})
        made["X-WR-CALNAME"] = vText(clean(name.text))
        if self._has_zone(found):
            made["X-WR-TIMEZONE"] = vText(self.scenario.timezone)
        if len(keep.bodies) == 1 and (colour := colours(self.scenario).get(keep.bodies[0])):
            made["COLOR"] = vText(colour)
        if page := address(self.scenario.link or ""):
            made["URL"] = vUri(page)
        if source:
            made["SOURCE"] = vUri(_feed_address(source), params={"VALUE": "URI"})
        if refresh:
            every = dt.timedelta(minutes=refresh)
            made["REFRESH-INTERVAL"] = vDuration(every, params={"VALUE": "DURATION"})
            made["X-PUBLISHED-TTL"] = vDuration(every)
        return made

    def _name(self, keep: Filter) -> Told:
        """The session's title, and whose calendar this is."""
        session, scenario = self.titles.of(self.scenario.title), self.scenario
        asked: tuple[tuple[tuple[str, ...], Iterable[Named]], ...] = (
            (keep.bodies, scenario.bodies),
            (keep.delegations, scenario.delegations),
            (keep.officers, scenario.officers),
            (keep.rooms, scenario.rooms),
        )
        whose = [self._called(one, kind) for ids, kind in asked for one in ids]
        if not whose:
            return session
        told = words.text(N_("{session} – {whose}"), self.lang, session=session.text, whose=whose)
        return Told(told, session.lang)

    def _called(self, name: str, kind: Iterable[Named]) -> str:
        known = next((one for one in kind if one.id == name), None)
        return self.titles.of(known.called).text if known else name

    # -- parts that files share ----------------------------------------------------------------------------------

    def _has_zone(self, found: tuple[FeedEntry, ...]) -> bool:
        """Times in UTC need none; a calendar without entries has one, since it must hold something (RFC 5545, 3.6)."""
        return not found or self.scenario.timezone != "UTC"

    def _timezone(self, found: tuple[FeedEntry, ...]) -> Timezone:
        return vtimezone(self.zone, *self._reach(found))

    def _reach(self, found: tuple[FeedEntry, ...]) -> tuple[dt.datetime, dt.datetime]:
        """The first and the last moment of some entries; where there are none, the session's days."""
        if not found:
            days = [dt.datetime.combine(day.date, dt.time(), self.zone) for day in self.scenario.days]
            return min(days), max(days) + dt.timedelta(days=1)
        by_time = dt.datetime.timestamp
        return min((one.start for one in found), key=by_time), max((one.end for one in found), key=by_time)

    def _zone(self, found: tuple[FeedEntry, ...]) -> bytes:
        first, last = self._reach(found)
        changes = changes_for(self.zone, first, last)
        # The same changes are told otherwise to those who also have to know what was before the first.
        key = (changes, bool(changes) and changes[0] <= first)
        if key not in self._zones:
            self._zones[key] = self._timezone(found).to_ical()
        return self._zones[key]

    def _event(self, entry: FeedEntry) -> bytes:
        # The segments too: feeds that were left at different releases remember a sitting with other items in it.
        key = (
            entry.uid, entry.whole_sitting, entry.sequence, entry.created, entry.modified, entry.cancelled,
            entry.start, entry.end, entry.rooms, entry.bodies, entry.segments,
        )  # fmt: skip
        if key not in self._events:
            self._events[key] = self.events.event(entry).to_ical()
        return self._events[key]


def _feed_address(source: str) -> str:
    if link := address(source):
        return link
    said = N_("`{found}` is not an address of the web, such as `https://example.org/all.ics`")
    raise InputError([Mistake("", 0, 0, "source", said, {"found": source})])


def _allowed(what: str, minutes: int | None, least: int = 0) -> None:
    if minutes is not None and not least <= minutes <= LONGEST_ALARM:
        said = N_("`{found}` is not a number of minutes that is allowed: {least} to {most}")
        told = {"found": str(minutes), "least": str(least), "most": str(LONGEST_ALARM)}
        raise InputError([Mistake("", 0, 0, what, said, told)])
