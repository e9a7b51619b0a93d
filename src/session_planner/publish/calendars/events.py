"""One entry of a calendar in words: what it is called, where it is, who sits, what is read for it, how to take part.

Under `ics.py`, which makes the files. When an entry is, under which numbers and whether it is still held is
the ledger's to say (see `releases`); here that becomes an event of RFC 5545 and RFC 7986, in one language.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from html import escape
from zoneinfo import ZoneInfo

from icalendar import Alarm, Event
from icalendar.prop import vCategory, vDDDTypes, vDuration, vInt, vText, vUri

from session_planner import words
from session_planner.programme.model import Segment
from session_planner.programme.sittings import bodies_in_order
from session_planner.publish import dates
from session_planner.publish.calendars.remote import features, ways
from session_planner.publish.calendars.vtimezone import changes_in
from session_planner.publish.colours import colours
from session_planner.publish.document import address, clean
from session_planner.publish.titles import Titles, Told
from session_planner.releases.ledger import FeedEntry
from session_planner.scenario.model import Document, JointSession, Scenario
from session_planner.scenario.outline import outline
from session_planner.words import N_, RIGHT_TO_LEFT

_UTC = dt.UTC
_OURS = "@session-planner"
# An item by hand may say that it has any number of parts.
_MOST_PARTS = 100
_AROUND = dt.timedelta(hours=3)
# What fits into the 32 bits of seconds that old tables of zones count in.
_LAST_OF_TABLES = 2037


class Events:
    """Entries as events, in one language. `alarm` is how many minutes before each a program is to ring."""

    def __init__(self, scenario: Scenario, lang: str, alarm: int | None = None) -> None:
        self.scenario, self.lang, self.alarm = scenario, lang, alarm
        self.outline = outline(scenario)
        self.titles = Titles(scenario, lang)
        self.zone = ZoneInfo(scenario.timezone)
        self._colours = colours(scenario)
        self._page = address(scenario.link or "")
        # What many entries say is put into words once.
        self._title, self._short, self._line = cache(self.titles.body), cache(self._short_of), cache(self._line_of)
        self._reference, self._room = cache(self.titles.reference), cache(self._room_of)

    def event(self, entry: FeedEntry) -> Event:
        """The event of an entry; that of a cancelled one says no more than what was to be, when and where.

        DTSTAMP is the release in which this entry last changed in this feed: what did not change keeps its bytes.
        """
        event = Event()
        modified = vDDDTypes(entry.modified.astimezone(_UTC))
        event["UID"] = vText(entry.uid)
        event["DTSTAMP"], event["LAST-MODIFIED"] = modified, modified
        event["CREATED"] = vDDDTypes(entry.created.astimezone(_UTC))
        event["DTSTART"], event["DTEND"] = vDDDTypes(self._moment(entry.start)), vDDDTypes(self._moment(entry.end))
        event["SEQUENCE"] = vInt(entry.sequence)
        event["STATUS"] = vText("CANCELLED" if entry.cancelled else "CONFIRMED")
        event["TRANSP"] = vText("TRANSPARENT" if entry.cancelled else "OPAQUE")
        bodies = self._bodies(entry)
        summary = self._summary(entry, bodies)
        event["SUMMARY"] = _text(summary.text, summary.lang)
        if place := self._place(entry):
            event["LOCATION"] = _text(place.text, place.lang)
        if self._page:
            event["URL"] = vUri(self._page)
        if colour := self._colours.get(entry.segments[0].body):
            event["COLOR"] = vText(colour)
        event["CATEGORIES"] = vCategory([clean(self._short(body).text) for body in bodies])
        if entry.cancelled:
            self._describe(event, [self._title(body).text for body in bodies])
        else:
            self._invite(event, entry, bodies, summary)
        self._mark(event, entry)
        return event

    def _invite(self, event: Event, entry: FeedEntry, bodies: tuple[str, ...], summary: Told) -> None:
        """What only an entry that is held says: the particulars, how to take part, its other parts, the alarm."""
        addresses = ways(entry.segments[0].joint, bodies, entry.rooms, self.outline)
        self._describe(event, self._particulars(entry, bodies), self._documents(entry), addresses)
        if conferences := [found for way in addresses if (found := self._conference(way))]:
            event["CONFERENCE"] = conferences
        if siblings := _siblings(entry):
            event["RELATED-TO"] = [vText(uid, params={"RELTYPE": "SIBLING"}) for uid in siblings]
        if self.alarm is not None:
            alarm = Alarm()
            alarm["ACTION"] = vText("DISPLAY")
            alarm["TRIGGER"] = vDuration(-dt.timedelta(minutes=self.alarm))
            alarm["DESCRIPTION"] = _text(summary.text, summary.lang)
            event.add_component(alarm)

    # -- when, who, where ----------------------------------------------------------------------------------------

    def _moment(self, moment: dt.datetime) -> dt.datetime:
        """Local to the session; in UTC where programs read local times each in their own way.

        That is in the hours around a change of the clocks, one of which is shown twice, and in years for which the
        tables have ended from which some take a zone's summers, whatever the VTIMEZONE says.
        """
        utc = moment.astimezone(_UTC).replace(microsecond=0)
        changes = changes_in(self.zone.key, utc.year)
        doubtful = (changes and utc.year > _LAST_OF_TABLES) or any(abs(utc - change) < _AROUND for change in changes)
        return utc if doubtful or self.scenario.timezone == "UTC" else utc.astimezone(self.zone)

    def _bodies(self, entry: FeedEntry) -> tuple[str, ...]:
        """Who sits, or sat when the entry was last held here."""
        return bodies_in_order({body for one in entry.segments for body in one.bodies or (one.body,)}, self.outline)

    def _short_of(self, body: str) -> Told:
        return self.titles.short(body)

    def _room_of(self, room: str) -> tuple[Told, Told | None]:
        """A room's title, and that of the house it is in."""
        known = self.outline.rooms.get(room)
        venue = self.outline.venues.get(known.venue or "") if known else None
        title = self.titles.of(known.called) if known else Told(room, self.lang)
        return title, self.titles.of(venue.title) if venue and venue.title else None

    def _place(self, entry: FeedEntry) -> Told | None:
        """The rooms, and the houses they are in."""
        rooms = [self._room(room) for room in entry.rooms]
        houses = dict.fromkeys(house for _room, house in rooms if house)
        return self.titles.joined([*(room for room, _house in rooms), *houses]) if rooms else None

    # -- what ----------------------------------------------------------------------------------------------------

    def _summary(self, entry: FeedEntry, bodies: tuple[str, ...]) -> Told:
        """What, and before it who, where there are several bodies or they have short names; and if it is cancelled.

        That it is cancelled is said in words for the programs that show such an entry as any other.
        """
        what = self._subject(entry, bodies)
        known = [self.outline.bodies.get(body) for body in bodies]
        named = len(self.outline.bodies) > 1 or all(body and body.short for body in known)
        if named and (not entry.whole_sitting or len(bodies) != 1):
            names = [self._short(body).text for body in bodies]
            what = Told(words.text(N_("{bodies}: {title}"), self.lang, bodies=names, title=what.text), what.lang)
        if entry.cancelled:
            what = Told(words.text(N_("Cancelled: {title}"), self.lang, title=what.text), what.lang)
        return what

    def _subject(self, entry: FeedEntry, bodies: tuple[str, ...]) -> Told:
        """An item's title, a joint session's, a body's; where the scenario knows it no more, the last it had."""
        one = entry.segments[0]
        last = self.titles.of(entry.title)
        if entry.whole_sitting and len(bodies) == 1:
            return self._sitting(entry, bodies[0]) if bodies[0] in self.outline.bodies or not last.text else last
        what = self._line(one.body, one.item, one.part, one.joint, label=len(bodies) == 1, title=last.text)
        if one.joint and (entry.whole_sitting or not what.text):
            return self.titles.joint(one.joint) if one.joint in self.outline.joints or not last.text else last
        return what

    def _sitting(self, entry: FeedEntry, body: str) -> Told:
        """A body's sitting: its title, and the numbers of what it takes up."""
        title = self._title(body)
        labels = dict.fromkeys(dates.label(one.item, self.lang) for one in entry.segments if one.item)
        return Told(f"{title.text} ({words.comma(self.lang).join(labels)})", title.lang) if labels else title

    def _line_of(self, body: str, item: str | None, part: int, joint: str | None, *, label: bool, title: str) -> Told:
        """An item: its number, its title, whether it is gone on with. `title` is for one that nobody knows any more."""
        known = self.titles.segment(Segment(body, item, _NEVER, _NEVER, part=part, joint=joint))
        parts = [
            dates.label(item, self.lang) if item and label else "",
            known.text or title,
            words.text(N_("(continued)"), self.lang) if part > 1 else "",
        ]
        return Told(" ".join(filter(None, parts)), known.lang)

    def _particulars(self, entry: FeedEntry, bodies: tuple[str, ...]) -> list[str]:
        """Who sits, and what is taken up where that is more than the summary says."""
        said = [self._title(body).text for body in bodies]
        if session := self._session(entry):
            said += [self.titles.of(session.title).text] if session.title else []
            return said + [self._reference(ref) for ref in _refs(session)]
        if entry.whole_sitting:
            lines = (
                self._line(one.body, one.item, one.part, one.joint, label=True, title="") for one in entry.segments
            )
            said += [line.text for line in lines]
        return said

    def _session(self, entry: FeedEntry) -> JointSession | None:
        return self.outline.joints.get(entry.segments[0].joint or "")

    def _documents(self, entry: FeedEntry) -> list[Document]:
        session = self._session(entry)
        refs = [*(one.ref for one in entry.segments), *(_refs(session) if session else ())]
        found = {document.name: document for ref in refs for document in self.outline.documents_of.get(ref, ())}
        return list(found.values())

    # -- the long description, as text and as HTML ---------------------------------------------------------------

    def _describe(
        self, event: Event, said: list[str], documents: list[Document] | None = None, addresses: tuple[str, ...] = ()
    ) -> None:
        lines, marked = list(said), [f"<p>{'<br>'.join(escape(line) for line in said)}</p>"]
        if documents:
            named = [_with_link(one) for one in documents]
            lines.append(words.text(N_("Documents: {symbols}"), self.lang, symbols=named))
            heading = words.text(N_("Documents: {symbols}"), self.lang, symbols="").strip()
            marked.append(f"<p>{escape(heading)}</p><ul>{''.join(map(self._listed, documents))}</ul>")
        for way in addresses:
            lines.append(words.text(N_("To take part from afar: {address}"), self.lang, address=way))
            link = _anchor(way, escape(way)) if features(way) is not None else escape(way)
            marked.append(f"<p>{words.text(N_('To take part from afar: {address}'), self.lang, address=link)}</p>")
        direction = "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"
        html = f'<!DOCTYPE html><html lang="{self.lang}" dir="{direction}"><body>{"".join(marked)}</body></html>'
        event["DESCRIPTION"] = _text("\n".join(lines), self.lang)
        event["X-ALT-DESC"] = vText(_printable(html), params={"FMTTYPE": "text/html"})

    def _listed(self, document: Document) -> str:
        """A document as a line of a list: its symbol, which leads to it, and its title."""
        name, link = escape(document.name), address(document.link or "")
        title = self.titles.of(document.title)
        told = f' <span lang="{title.lang}">{escape(title.text)}</span>' if title.text else ""
        return f"<li>{_anchor(link, name) if link else name}{told}</li>"

    def _conference(self, way: str) -> vUri | None:
        """An address for taking part from afar as RFC 7986 has it, where it is one."""
        carries = features(way)
        if carries is None:
            return None
        label = words.text(N_("Take part from afar"), self.lang)
        params: dict[str, str | list[str]] = {"VALUE": "URI", "LABEL": label, "LANGUAGE": self.lang}
        return vUri(way, params={**params, "FEATURE": list(carries)} if carries else params)

    def _mark(self, event: Event, entry: FeedEntry) -> None:
        """What our own reader needs to know the segments again."""
        one = entry.segments[0]
        marks = {"BODY": one.body, "ITEM": one.item, "PART": str(one.part), "JOINT": one.joint, "ROOM": one.room}
        if entry.whole_sitting:
            marks |= {"ITEM": None, "PART": None}
        for name, value in marks.items():
            if value:
                event[f"X-SESSION-PLANNER-{name}"] = vText(_printable(value))


_NEVER = dt.datetime(1970, 1, 1, tzinfo=_UTC)


def _refs(joint: JointSession) -> list[str]:
    return [f"{body}/{number}" for body, numbers in joint.items.items() for number in numbers]


def _siblings(entry: FeedEntry) -> list[str]:
    """The UIDs of the other parts of a split item, whoever's calendar they are in."""
    one = entry.segments[0]
    ending = f"/{one.part}{_OURS}"
    if entry.whole_sitting or not 1 < one.parts <= _MOST_PARTS or not entry.uid.endswith(ending):
        return []
    stem = entry.uid.removesuffix(ending)
    return [f"{stem}/{part}{_OURS}" for part in range(1, one.parts + 1) if part != one.part]


def _with_link(document: Document) -> str:
    link = address(document.link or "")
    return f"{document.name} ({link})" if link else document.name


def _anchor(link: str, shown: str) -> str:
    return f'<a href="{escape(link)}">{shown}</a>'


def _text(text: str, lang: str) -> vText:
    return vText(_printable(text), params={"LANGUAGE": lang})


def _printable(text: str) -> str:
    """The text without what no calendar may hold; its lines stay lines."""
    return "\n".join(map(clean, text.split("\n")))
