"""The tables of the bureau's joint-session sheet, and how it says times, rooms and people in them.

Under `joint`, which puts them in their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from session_planner import words
from session_planner.bureau.calendars import Shown
from session_planner.bureau.clashes import Clash
from session_planner.bureau.given import Stretch
from session_planner.bureau.history import Past
from session_planner.bureau.sheet import Sheet
from session_planner.bureau.slack import Kind, Limit, Slack
from session_planner.publish import dates
from session_planner.publish.document import Cell, Column, Line, Look, Row, Run, Table, line, listed, sentence
from session_planner.publish.titles import Titles, Told
from session_planner.publish.view import FALLBACK_MARK
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import FOREVER, Span
from session_planner.words import N_

_CHANGES: Mapping[str, str] = {
    "new": N_("new"),
    "dropped": N_("dropped"),
    "moved": N_("moved"),
    "longer": N_("longer"),
    "shorter": N_("shorter"),
    "room": N_("other room"),
    "bodies": N_("other bodies"),
}


def table(
    caption: str, heads: Sequence[tuple[str, float]], rows: Iterable[Sequence[Sequence[Line]]], lang: str
) -> Table:
    """A table of cells of lines; the first of each row is its heading."""
    columns = tuple(Column(line(words.text(head, lang)), share) for head, share in heads)
    made = tuple(
        Row(tuple(Cell(tuple(one for one in cell if one), heads="" if at else "row") for at, cell in enumerate(row)))
        for row in rows
    )
    return Table(words.text(caption, lang), columns, (made,))


def by_finding(shown: Iterable[Shown], lang: str) -> dict[str, list[str]]:
    """The files of calendars that show a session otherwise than the programme, by what is said of them."""
    found: dict[str, list[str]] = {}
    for one in shown:
        if one.status != "right":
            found.setdefault(one.said.told(lang), []).append(one.file)
    return found


def _short(files: Sequence[str]) -> dict[str, str]:
    """Files by the names that tell them apart."""
    different = set(files)
    named = {file: Path(file).name for file in different}
    return named if len(set(named.values())) == len(different) else {file: file for file in different}


def _meetings(clashes: Iterable[Clash]) -> Iterable[list[Clash]]:
    """What one body takes up one after the other, where the same people are wanted at all of it."""
    for _, found in groupby(clashes, key=lambda one: (one.segment.body, one.delegations, one.officers, one.torn)):
        yield list(found)


def _all(meeting: Sequence[Clash]) -> Stretch:
    """From the first to the last of what a body takes up."""
    rooms = dict.fromkeys(room for one in meeting for room in one.found.rooms)
    return Stretch(min(one.found.start for one in meeting), max(one.found.end for one in meeting), tuple(rooms))


class Tables:
    """Makes the tables in one language; `fell_back` says whether a title had to be told in another one."""

    def __init__(self, scenario: Scenario, lang: str) -> None:
        self.lang = lang
        self.titles = Titles(scenario, lang)
        self.out = self.titles.outline
        self.fell_back = False

    # -- the tables ----------------------------------------------------------------------------------------------

    def asked(self, sheet: Sheet) -> Table:
        """What is asked, and what the programme has."""
        what, place = sheet.asked, sheet.place
        there = tuple(one.body for one in sheet.stands if one.found)
        taken = {
            body: next(one.items for one in sheet.stands if one.body == body and one.found)
            for body in dict.fromkeys(there)
        }
        rows = [
            (N_("Date and time"), self._asked_times(sheet), self.times(place)),
            (N_("Duration"), self._asked_minutes(sheet), self._span(place.minutes) if place else ()),
            (N_("Room"), (), self.rooms(place)),
            (N_("Bodies"), self._bodies(sheet.joint.bodies), self._bodies(dict.fromkeys(there))),
            (N_("Agenda items"), self._items(sheet.joint.items), self._items(taken)),
            (N_("After"), tuple(line(self.titles.joint(other)) for other in what.after), ()),
        ]
        shown = [((self.text(head),), wanted, found) for head, wanted, found in rows if wanted or found]
        heads = ((N_("What"), 0.7), (N_("Asked"), 1.6), (N_("In the programme"), 1.6))
        return table(N_("What is asked of it, and what the programme has"), heads, shown, self.lang)

    def stands(self, sheet: Sheet) -> Table:
        """Each body's programme, by the files that were given."""
        rows = []
        files = _short([one.file for one in sheet.stands if one.file])
        for one in sheet.stands:
            look: Look = "" if one.status == "as asked" else "strong"
            said = line(one.said.told(self.lang), look=look)
            rows.append(
                (
                    (self.named(self.titles.body(one.body)),),
                    (line(files[one.file] if one.file else "–"),),
                    (*self.times(one.found), *self.rooms(one.found)),
                    (said,),
                )
            )
        heads = ((N_("Body"), 1.4), (N_("Programme"), 1.0), (N_("Date and time"), 1.3), (N_("Finding"), 1.5))
        return table(N_("In the programme of each body"), heads, rows, self.lang)

    def calendars(self, shown: Mapping[str, Sequence[str]]) -> Table:
        """Calendars by what was found in them."""
        rows = [((line(said, look="strong"),), tuple(line(file) for file in files)) for said, files in shown.items()]
        return table(N_("In the calendars"), ((N_("Finding"), 1.0), (N_("Calendars"), 1.6)), rows, self.lang)

    def clashes(self, clashes: Sequence[Clash]) -> Table:
        """What is taken up at the same time, and who is wanted at both."""
        rows = [
            (
                tuple(self._thing(self._reference(one)) for one in meeting),
                (*self.times(found := _all(meeting)), *self.rooms(found)),
                self._people(meeting[0].delegations, meeting[0].torn),
                self._people(meeting[0].officers, ()),
            )
            for meeting in _meetings(clashes)
        ]
        heads = [
            (N_("Taken up"), 1.6),
            (N_("Date and time"), 1.1),
            (N_("Delegations that follow both"), 1.5),
            (N_("Officers needed at both"), 1.0),
        ]
        if not any(one.officers for one in clashes):
            heads, rows = heads[:3], [row[:3] for row in rows]  # type: ignore[misc]
        return table(N_("At the same time"), heads, rows, self.lang)

    def limits(self, slack: Slack, sheet: Sheet) -> Table:
        """What comes before and after for each of its bodies, its room, its officers, and its sitting."""
        sides = [{(one.kind, one.who): one for one in side} for side in (slack.before, slack.after)]
        order = ("body", "room", "officer", "sitting", "open end")
        place = sheet.place
        always: list[tuple[Kind, tuple[str, ...]]] = [("body", (body,)) for body in sheet.joint.bodies]
        always += [("room", (room,)) for room in (place.rooms if place else ())]
        keys = sorted(dict.fromkeys([*always, *sides[0], *sides[1]]), key=lambda key: order.index(key[0]))
        rows = [
            ((self._whose(*key),), self._limit(sides[0].get(key), place), self._limit(sides[1].get(key), place))
            for key in keys
        ]
        heads = ((N_("Whose"), 1.2), (N_("Free before"), 1.5), (N_("Free after"), 1.5))
        return table(N_("Slack before and after"), heads, rows, self.lang)

    def past(self, past: Sequence[Past]) -> Table:
        """The releases."""
        rows = []
        for one in past:
            time = self.out.local(one.time)
            made = line(
                f"{one.release.number}: {dates.day(time.date(), self.lang)}{words.comma(self.lang)}{time:%H:%M}"
            )
            changes = [words.text(_CHANGES[change], self.lang) for change in one.changes]
            rows.append(
                (
                    (made,),
                    (line(one.release.state.words().told(self.lang)),),
                    (*self.times(one.found), *self.rooms(one.found)) or (line("–"),),
                    (line(words.comma(self.lang).join(changes), look="strong"),),
                    self._bodies(one.bodies) if "bodies" in one.changes else (),
                )
            )
        heads = [
            (N_("Release"), 1.2),
            (N_("State"), 0.9),
            (N_("Date and time"), 1.5),
            (N_("Changes"), 0.8),
            (N_("Bodies"), 1.2),
        ]
        if not any("bodies" in one.changes for one in past):
            heads, rows = heads[:4], [row[:4] for row in rows]  # type: ignore[misc]
        return table(N_("Over the releases"), heads, rows, self.lang)

    # -- sentences -----------------------------------------------------------------------------------------------

    def onto(self, one: Limit) -> Line:
        """What the session would run onto."""
        hour = f"{self.out.clock(one.at):%H:%M}"
        if one.kind in ("sitting", "open end"):
            return sentence(N_("the sitting ends at {hour}"), self.lang, hour=hour)
        said = N_("{whose}: {what} at {hour}")
        if not one.what:
            said = N_("{whose}: not available from {hour} on")
        what = self._thing(one.what) if one.what else ()
        told = sentence(said, self.lang, hour=hour, what=what, whose=self._whose(one.kind, one.who))
        return (*told, *self._gap(one))

    # -- what stands in cells ------------------------------------------------------------------------------------

    def text(self, msgid: str) -> Line:
        """A word of ours."""
        return line(words.text(msgid, self.lang))

    def named(self, told: Told, look: Look = "") -> Line:
        """A title, with the mark of one in another language."""
        self.fell_back = self.fell_back or told.fallback
        return line(told, FALLBACK_MARK if told.fallback else "", look=look)

    def times(self, found: Stretch | None) -> tuple[Line, ...]:
        """A day and its hours."""
        if found is None:
            return ()
        start, end = self.out.clock(found.start), self.out.clock(found.end)
        if start.date() == end.date():
            return line(dates.day(start.date(), self.lang)), line(dates.hours(start, end, self.lang))
        return tuple(line(words.When(moment).told(self.lang)) for moment in (start, end))

    def rooms(self, found: Stretch | None) -> tuple[Line, ...]:
        """The rooms, where they are known."""
        rooms = [self.titles.room(room) for room in found.rooms] if found else []
        return (listed(rooms, self.lang),) if rooms else ()

    def _asked_times(self, sheet: Sheet) -> tuple[Line, ...]:
        what = sheet.asked
        said: list[Line] = []
        if what.start is not None:
            said.append(line(words.When(self.out.clock(what.start)).told(self.lang)))
        if what.earliest is not None:
            said.append(self._window((what.earliest, FOREVER)))
        if what.latest is not None:
            said.append(self._window((-FOREVER, what.latest)))
        return (*said, *map(self._window, what.windows))

    def _window(self, span: Span) -> Line:
        low, high = span
        fields = {
            name: words.When(self.out.clock(at)).told(self.lang)
            for name, at in (("start", low), ("end", high))
            if abs(at) != FOREVER
        }
        said = {2: N_("from {start} to {end}"), 1: N_("from {start} on") if "start" in fields else N_("until {end}")}
        return sentence(said[len(fields)], self.lang, **fields)

    def _span(self, minutes: int) -> tuple[Line, ...]:
        return (line(words.Span(minutes).told(self.lang)),)

    def _asked_minutes(self, sheet: Sheet) -> tuple[Line, ...]:
        """How long it is to last; as its items are expected to take, where nothing is said of the session itself."""
        what = sheet.asked
        if not what.minutes or what.stated:
            return self._span(what.minutes) if what.minutes else ()
        expected = words.Span(what.minutes).told(self.lang)
        return (sentence(N_("{minutes}, by its items"), self.lang, minutes=expected),)

    def _bodies(self, bodies: Iterable[str]) -> tuple[Line, ...]:
        return tuple(self.named(self.titles.body(body)) for body in bodies)

    def _items(self, items: Mapping[str, Sequence[str]]) -> tuple[Line, ...]:
        """The numbers, a line a body."""
        made = []
        for body, numbers in items.items():
            if numbers:
                told = words.comma(self.lang).join(dates.label(number, self.lang) for number in numbers)
                made.append(line(self.titles.short(body), f" {told}"))
        return tuple(made)

    def _people(self, ids: Sequence[str], torn: Sequence[str]) -> tuple[Line, ...]:
        """How many, and who; those with too few people in strong letters."""
        if not ids:
            return (line("–"),)
        named = [self.titles.of(self.out.title(one)) for one in ids]
        runs = [
            Run(told.text, told.lang, "strong" if one in torn else "") for one, told in zip(ids, named, strict=True)
        ]
        short = [sentence(N_("too few people: {number}"), self.lang, number=str(len(torn)))] if torn else []
        return (line(str(len(ids)), ": ", *listed(runs, self.lang)), *short)

    def _reference(self, one: Clash) -> str:
        return f"joint:{one.segment.joint}" if one.segment.joint else one.segment.ref

    def _thing(self, ref: str) -> Line:
        """An item with whose it is, a joint session, or a body that sits."""
        if ref.startswith("joint:"):
            return self.named(self.titles.joint(ref.removeprefix("joint:")))
        leaf = self.out.leaves.get(ref)
        if leaf is None:
            return self.named(self.titles.body(ref.partition("/")[0]))
        title = self.titles.of(leaf.item.programme_title, leaf.item.title)
        label = f" {dates.label(leaf.item.number, self.lang)} "
        return line(self.titles.short(leaf.body), label, *self.named(title))

    def _whose(self, kind: str, who: Sequence[str]) -> Line:
        if kind == "room":
            return line(self.titles.room(who[0]))
        if kind == "officer":
            return line(self.titles.of(self.out.title(who[0])))
        bodies = listed([self.titles.short(body) for body in who], self.lang)
        if kind == "body":
            return bodies
        said = N_("Sitting ({bodies})")
        if kind == "open end":
            said = N_("Sitting with its open end ({bodies})")
        return sentence(said, self.lang, bodies=bodies)

    def _limit(self, one: Limit | None, place: Stretch | None) -> tuple[Line, ...]:
        """How long it is free, and what then comes; on another day it does not matter to a minute."""
        nothing = (line(words.text(N_("nothing else on that day"), self.lang), look="quiet"),)
        if one is None or place is None:
            return nothing
        if self.out.date(place.start) != self.out.date(one.at):
            return nothing
        hour = f"{self.out.clock(one.at):%H:%M}"
        what = self._thing(one.what) if one.what else line()
        said = N_("{hour}: {what}") if what else N_("{hour}")
        if not what and one.kind not in ("sitting", "open end"):
            said = N_("{hour}: not available")
        told = sentence(said, self.lang, hour=hour, what=what)
        return line(words.Span(one.minutes).told(self.lang), look="strong"), (*told, *self._gap(one))

    def _gap(self, one: Limit) -> Line:
        """The time that must stay free between the two, and is not counted."""
        if not one.gap:
            return ()
        told = words.Span(one.gap).told(self.lang)
        return (Run(" "), *sentence(N_("(without {minutes} of turnover)"), self.lang, minutes=told))
