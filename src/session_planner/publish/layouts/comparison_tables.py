"""The tables of a comparison: a column a side, a row a figure; and what sides and figures are called.

Under `comparison`, which puts them in their places.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from session_planner import words
from session_planner.publish import dates
from session_planner.publish.document import Cell, Column, Line, Row, Table, line
from session_planner.publish.layouts.moved import Moved, Names
from session_planner.publish.pictures.charts import Mark
from session_planner.publish.pictures.scales import number, percent
from session_planner.publish.titles import Titles, Told
from session_planner.publish.view import FALLBACK_MARK
from session_planner.releases.changes import Changes, Move
from session_planner.scenario.values import Text
from session_planner.words import N_, Span

if TYPE_CHECKING:
    from session_planner.studies.compare import Comparison, Side
    from session_planner.studies.measures import Measures, Tier

_MOST_NAMED = 8
_MARKS = {"same": "", "less": "", "more": "", "gap": " ≈", "none": ""}


class Tables:
    """Makes the tables in one language; `fell_back` says whether a title had to be told in another one."""

    def __init__(self, found: Comparison, lang: str) -> None:
        self.found, self.lang = found, lang
        self.titles = [Titles(side.scenario, lang) for side in found.sides]
        self.fell_back = False

    # -- names -----------------------------------------------------------------------------------------------------

    def letter(self, place: int) -> str:
        """A, B, C …; after Z, AA."""
        high, low = divmod(place, 26)
        return (self.letter(high - 1) if high else "") + chr(ord("A") + low)

    @cached_property
    def session(self) -> Told | None:
        """The session that all sides are of; None where they are of several."""
        told = {(one := titles.of(titles.outline.scenario.title)).text: one for titles in self.titles}
        return next(iter(told.values())) if len(told) == 1 else None

    @cached_property
    def _files(self) -> list[str]:
        """What tells the files apart: what they are called, their names, else their paths; nothing for only one."""
        if any(side.subject.called for side in self.found.sides):
            return [side.subject.called for side in self.found.sides]
        files = [side.subject.file for side in self.found.sides]
        if len(set(files)) < 2:
            return [""] * len(files)
        short = {file: Path(file).name for file in files}
        return [short[file] if len(set(short.values())) == len(short) else file for file in files]

    def what(self, place: int) -> Line:
        """What a side is: its file where there are several, its variant, its changes."""
        side = self.found.sides[place]
        parts: list[Line] = [line(self._files[place])] if self._files[place] else []
        if side.variant is not None:
            parts.append(self._named(self.titles[place].of(side.variant)))
        parts += [line(one) for one in side.changed]
        if not side.subject.programme and not side.subject.trial.variant and not side.changed:
            parts.append(line(words.text(N_("the scenario as it stands"), self.lang)))
        comma = words.comma(self.lang)
        return tuple(run for at, part in enumerate(parts) for run in (*(line(comma) if at else ()), *part))

    def legend(self, place: int) -> str:
        """A side in a chart's legend."""
        return f"{self.letter(place)}: {''.join(run.text for run in self.what(place))}"

    def _named(self, told: Told) -> Line:
        self.fell_back |= told.fallback
        return line(told, FALLBACK_MARK if told.fallback else "")

    def _text(self, msgid: str, **fields: object) -> str:
        return words.text(msgid, self.lang, **fields)

    # -- sides and costs -------------------------------------------------------------------------------------------

    def sides(self) -> Table:
        """Which is which, and how far it is known."""
        heads = (Column((), 0.3), Column(line(self._text(N_("What"))), 3), Column(line(self._text(N_("Answer"))), 1.6))
        rows = [
            (line(self.letter(place)), self.what(place), line(self._answer(side)))
            for place, side in enumerate(self.found.sides)
        ]
        made = tuple(
            Row(tuple(Cell((one,) if one else (), heads="" if at else "row") for at, one in enumerate(row)))
            for row in rows
        )
        return Table(self._text(N_("What is compared")), heads, (made,))

    def _answer(self, side: Side) -> str:
        result = side.result
        if result.measures is None:
            unknown = N_("not known: interrupted") if result.interrupted else N_("not known: the time was up")
            return self._text(N_("no programme") if result.status == "impossible" else unknown)
        if result.measures.conflicts:
            return self._text(N_("breaks rules: {number}"), number=str(result.measures.conflicts))
        if result.status == "optimal":
            return self._text(N_("proved best"))
        if any(tier.bound is not None and tier.cost for tier in result.measures.tiers):
            return self._text(N_("found; better is not ruled out"))
        return self._text(N_("as it stands; nothing is proved of it"))

    def tier(self, side: Side, tier: str) -> Tier | None:
        """What a tier costs a side; None where it has no programme."""
        found = side.result.measures
        return next((one for one in found.tiers if one.id == tier), None) if found else None

    def cost(self, side: Side, rule: str) -> int | None:
        """What a rule costs a side; None where it has no programme or no such rule."""
        found = side.result.measures
        return next((one.cost for one in found.costs if one.rule == rule), None) if found else None

    def rules_of(self, tier: str) -> list[str]:
        """The rules that any side has in a tier."""
        found = (cost for side in self.found.sides if side.result.measures for cost in side.result.measures.costs)
        return list(dict.fromkeys(cost.rule for cost in found if cost.tier == tier))

    def missing(self, place: int) -> Mark:
        """What stands in a chart where a side has no figure."""
        found = self.found.sides[place].result
        return Mark(None, told="" if found.measures else self._answer(self.found.sides[place]))

    def interval(self, side: Side, tier: str) -> str:
        """What a tier costs; from what to what where it is not proved."""
        one = self.tier(side, tier)
        if one is None:
            return number(self.lang, 0)
        told = number(self.lang, one.cost)
        return told if one.bound in (None, one.cost) else f"{number(self.lang, one.bound or 0)}–{told}"

    def costs(self) -> Table:
        """Tier by tier, and in each the rules that cost something."""
        groups = []
        for tier, told in self.found.tiers.items():
            cells = [self._cost_of_tier(place, tier) for place in range(len(self.found.sides))]
            rules = [(rule, [self.cost(side, rule) for side in self.found.sides]) for rule in self.rules_of(tier)]
            rows = [self._row(line(told.told(self.lang), look="strong"), cells, group=True)]
            rows += [self._row(line(self.found.rules[rule].told(self.lang)), self._shown(amounts))
                     for rule, amounts in rules if any(amounts)]  # fmt: skip
            if len(rows) > 1 or any(self._tier_counts(side, tier) for side in self.found.sides):
                groups.append(tuple(rows))
        return self._table(N_("What each costs"), N_("Class of rules, and rule"), groups)

    def _tier_counts(self, side: Side, tier: str) -> bool:
        one = self.tier(side, tier)
        return one is not None and one.cost > 0

    def _cost_of_tier(self, place: int, tier: str) -> str:
        side = self.found.sides[place]
        if side.result.measures is None:
            return "–"
        mark = _MARKS[dict(self.found.against[place].tiers).get(tier, "same")]
        return self.interval(side, tier) + mark

    def _shown(self, amounts: Iterable[int | None]) -> list[str]:
        return ["–" if one is None else number(self.lang, one) for one in amounts]

    def marks(self) -> Iterable[str]:
        """What the marks of the costs mean, where they stand."""
        measured = [side.result.measures for side in self.found.sides if side.result.measures]
        if any(tier.bound is not None and not tier.proved for one in measured for tier in one.tiers):
            yield self._text(N_("3–5: a programme that costs 5 was found, and none costs less than 3."))
        if any(found == "gap" for one in self.found.against for _, found in one.tiers):
            said = N_("≈: not distinguishable from {first}: within the gap of the solver.")
            yield self._text(said, first=self.letter(self.found.first or 0))

    # -- figures ---------------------------------------------------------------------------------------------------

    def figures(self) -> Table:
        """Sittings, parts, and time that is not used."""
        counts: tuple[tuple[str, Callable[[Measures], int]], ...] = (
            (N_("Sittings held"), lambda one: one.sittings),
            (N_("Sittings handed back"), lambda one: one.handed_back),
            (N_("Parts of items and joint sessions"), lambda one: one.segments),
            (N_("Parts more than one"), lambda one: one.splits),
            (N_("Items not taken up"), lambda one: len(one.unscheduled)),
            (N_("Interpreted sittings"), lambda one: one.interpreted),
            (N_("Interpreted sittings at a time, at most"), lambda one: one.interpreted_peak),
        )
        minutes: tuple[tuple[str, Callable[[Measures], int]], ...] = (
            (N_("Waiting inside sittings"), lambda one: one.idle),
            (N_("Left at the end of sittings"), lambda one: one.unused),
        )
        rows = [(head, self._each(of, partial(number, self.lang)), of) for head, of in counts]
        rows += [(head, self._each(of, self._span), of) for head, of in minutes]
        shown = [
            self._row(line(self._text(head)), cells)
            for head, cells, of in rows
            if head in ("Sittings held", "Sittings handed back") or any(of(one) for one in self._measured)
        ]
        return self._table(N_("Use of time"), N_("Figure"), [tuple(shown)])

    @property
    def _measured(self) -> list[Measures]:
        return [side.result.measures for side in self.found.sides if side.result.measures]

    def _each(self, of: Callable[[Measures], int], told: Callable[[int], str]) -> list[str]:
        """A cell for each side; a dash where it has no programme."""
        return [told(of(side.result.measures)) if side.result.measures else "–" for side in self.found.sides]

    def _span(self, minutes: int) -> str:
        return Span(minutes).told(self.lang)

    def teams(self) -> Table | None:
        """Sittings that each kind of team can serve, and at most how many at a time, of how many teams."""
        said = N_("sittings: {sittings}; at a time: {peak} of {count}")

        def told(found: Measures, id: str) -> str:
            one = next((team for team in found.teams if team.id == id), None)
            if one is None:
                return "–"
            return self._text(said, sittings=str(one.possible), peak=str(one.peak), count=str(one.count))

        ids = dict.fromkeys(team.id for one in self._measured for team in one.teams)
        return self._by_id(N_("Interpreters"), N_("Team"), ids, lambda titles, id: titles.of(_team(titles, id)), told)

    def rooms(self) -> Table | None:
        """Hours for which each room is used."""

        def told(found: Measures, id: str) -> str:
            one = next((room for room in found.rooms if room.id == id), None)
            if one is None:
                return "–"
            used, opened = Span(one.used).told(self.lang), Span(one.open).told(self.lang)
            share = percent(self.lang, round(one.share, 2))
            return self._text(N_("{used} of {open} ({share})"), used=used, open=opened, share=share)

        ids = dict.fromkeys(room.id for one in self._measured for room in one.rooms)
        return self._by_id(N_("Rooms"), N_("Room"), ids, Titles.room, told)

    def delegations(self) -> Table | None:
        """The delegations that any side serves worst, and how each side serves them."""

        def told(found: Measures, id: str) -> str:
            one = next((served for served in found.delegations if served.id == id), None)
            if one is None:
                return self._text(N_("never in two rooms at once"))
            peak, size, split = str(one.peak), str(one.size), Span(one.split).told(self.lang)
            if one.beyond:
                said = N_("rooms at once: {peak}, people: {size}; too few for {short}")
                return self._text(said, peak=peak, size=size, short=Span(one.short).told(self.lang))
            said = N_("rooms at once: {peak}, people: {size}; in several for {split}")
            return self._text(said, peak=peak, size=size, split=split)

        ids = dict.fromkeys(served.id for one in self._measured for served in one.worst)
        head = N_("Delegation")
        return self._by_id(
            N_("Delegations worst served"), head, ids, lambda titles, id: titles.of(titles.outline.title(id)), told
        )

    def joints(self) -> Table | None:
        """Where each side has each joint session."""

        rooms = {id: titles for titles in reversed(self.titles) for id in titles.outline.rooms}

        def told(found: Measures, id: str) -> str:
            one = next((joint for joint in found.joints if joint.id == id), None)
            if one is None or one.start is None or one.end is None:
                return "–"
            start, end = dt.datetime.fromisoformat(one.start), dt.datetime.fromisoformat(one.end)
            room = rooms[one.room].room(one.room).text if one.room in rooms else one.room or ""
            when = (dates.day(start.date(), self.lang), f"{start:%H:%M}–{end:%H:%M}", room)
            return words.comma(self.lang).join(filter(None, when))

        ids = dict.fromkeys(joint.id for one in self._measured for joint in one.joints)
        return self._by_id(N_("Joint sessions"), N_("Joint session"), ids, Titles.joint, told)

    def _by_id(
        self,
        caption: str,
        head: str,
        ids: Iterable[str],
        called: Callable[[Titles, str], Told],
        told: Callable[[Measures, str], str],
    ) -> Table | None:
        """A row for each id; None without any."""
        rows = [
            self._row(
                self._named(called(self._knowing(id), id)),
                [told(side.result.measures, id) if side.result.measures else "–" for side in self.found.sides],
            )
            for id in ids
        ]
        return self._table(caption, head, [tuple(rows)]) if rows else None

    def _knowing(self, id: str) -> Titles:
        """The titles of the first side that knows an id: another may have been made without it."""
        known = (one for one in self.titles if id in _ids(one))
        return next(known, self.titles[0])

    # -- changes ---------------------------------------------------------------------------------------------------

    def concerned(self, moved: Changes) -> list[str]:
        """How many changes there are, then whom they concern, by kind, the most concerned first."""
        names = Names(moved, self.lang)
        audiences = moved.audiences()
        kinds: tuple[tuple[str, str, Callable[[str], Told]], ...] = (
            (N_("bodies: {names}"), "bodies", names.body),
            (N_("delegations: {names}"), "delegations", names.person),
            (N_("officers: {names}"), "officers", names.person),
        )
        told = [self._text(N_("Changes: {number}. They concern:"), number=str(len(moved.moves)))]
        for said, kind, named in kinds:
            found = sorted(audiences[kind].items(), key=lambda one: -one[1])
            counted = [f"{named(id)} ({count})" for id, count in found[:_MOST_NAMED]]
            if left := len(found) - len(counted):
                counted.append(self._text(N_("and {number} more"), number=str(left)))
            told += [self._text(said, names=counted)] if counted else []
        return told

    def moved(self, moved: Changes, told: Sequence[Move]) -> Table:
        """A row for each change: what, until now, from now on."""
        names = Names(moved, self.lang)
        years = {one.start.year for move in moved.moves for one in (*move.old, *move.new)}
        rows = []
        for move in told:
            one = Moved(move, names, year=len(years) > 1)
            rows.append(Row((Cell(one.thing, heads="row"), Cell(one.was), Cell((*one.now, *one.partners)))))
        heads = ((N_("Agenda item"), 1.7), (N_("Until now"), 1.0), (N_("From now on"), 1.0))
        columns = tuple(Column(line(self._text(head)), share) for head, share in heads)
        return Table(self._text(N_("What moved")), columns, (tuple(rows),))

    # -- how tables are made ---------------------------------------------------------------------------------------

    def _table(self, caption: str, head: str, groups: Sequence[tuple[Row, ...]]) -> Table:
        letters = [Column(line(self.letter(place))) for place in range(len(self.found.sides))]
        return Table(self._text(caption), (Column(line(self._text(head)), 1.8), *letters), tuple(groups))

    def _row(self, head: Line, cells: Iterable[str], *, group: bool = False) -> Row:
        told = (line(cell, look="strong" if group else "") for cell in cells)
        return Row((Cell((head,), heads="row"), *(Cell((one,)) for one in told)))


def _team(titles: Titles, id: str) -> Text:
    return next(team.called for team in titles.outline.scenario.interpretation.teams if team.id == id)


def _ids(titles: Titles) -> set[str]:
    scenario = titles.outline.scenario
    kinds = (scenario.rooms, scenario.delegations, scenario.joint_sessions, scenario.interpretation.teams)
    return {one.id for kind in kinds for one in kind}
