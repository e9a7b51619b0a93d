"""The change notice of a release: what moved, from when to when, for those who have the release before in hand.

A layout of `publish`, made from what `releases.changes` found. Moves in time stand first and moves of the room alone
last, apart; what did not change does not stand in it. Each thing stands in it once, with the old struck out beside the
new, both with their days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from session_planner import words
from session_planner.programme.differences import Kind
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.publish import dates
from session_planner.publish.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Table,
    line,
    listed,
    plain,
    sentence,
)
from session_planner.publish.layouts.moved import Lines, Moved, Names
from session_planner.publish.titles import Titles
from session_planner.publish.view import FALLBACK_MARK
from session_planner.releases.changes import Changes
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.words import N_


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of the notice: its heading, the kinds of change it is for, and its columns after the first."""

    head: str
    kinds: frozenset[Kind]
    columns: tuple[tuple[str, Callable[[Moved], Lines]], ...]


_WHEN, _WAS, _NOW = N_("Date and time"), N_("Until now"), N_("From now on")
_OLD_AND_NEW: tuple[tuple[str, Callable[[Moved], Lines]], ...] = (
    (_WAS, lambda one: one.was),
    (_NOW, lambda one: one.now),
)

# In the order in which they stand; a change of several kinds stands in the first that is for one of them.
_SECTIONS = (
    _Section(N_("Moved in time"), frozenset({"moved"}), _OLD_AND_NEW),
    _Section(
        N_("New in this programme"),
        frozenset({"new"}),
        ((_WHEN, lambda one: one.times), (N_("Room"), lambda one: one.rooms_now)),
    ),
    _Section(N_("No longer in this programme"), frozenset({"dropped"}), ((_WAS, lambda one: one.was),)),
    _Section(N_("Longer, shorter, split or merged"), frozenset({"longer", "shorter", "split", "merged"}), _OLD_AND_NEW),
    _Section(
        N_("Joint sessions: who takes part"),
        frozenset({"partners"}),
        ((_WHEN, lambda one: one.now), (N_("Who takes part"), lambda one: one.partners)),
    ),
    _Section(
        N_("In another room at the same time"),
        frozenset({"room"}),
        (
            (_WHEN, lambda one: one.times),
            (N_("Room until now"), lambda one: one.rooms_was),
            (N_("Room from now on"), lambda one: one.rooms_now),
        ),
    ),
)


def notice(
    found: Changes,
    scenario: Scenario,
    lang: str,
    *,
    number: int | None,
    time: dt.datetime | None,
    since: int | None,
    keep: Filter = EVERYTHING,
) -> Document:
    """The notice of release `number`, made at `time`, for those who have release `since`; of what `keep` leaves.

    Without a number it is that of a programme which is no release yet, for those who have the programme before. Raises
    InputError for an id in `keep` that neither of the two scenarios knows.
    """
    seen = found.concerning(keep)
    names = Names(seen, lang)
    heading = sentence(N_("Change notice"), lang)
    if number is not None:
        heading = sentence(N_("Change notice: release {number}"), lang, number=str(number))
    session = Titles(scenario, lang).of(scenario.title)
    blocks = [
        Heading(heading),
        Paragraph(line(session), "whose"),
        *_for_whom(names, keep),
        *_made(scenario, lang, time),
        *_told(seen, names, None if number is None else since, number is not None),
    ]
    return Document(lang, f"{plain(heading)} – {session}", tuple(blocks))


def _made(scenario: Scenario, lang: str, time: dt.datetime | None) -> Iterator[Block]:
    """When it was made, by the clock of the session's place; nothing where that is not known."""
    if time is not None:
        made = outline(scenario).local(time)
        day = dates.day(made.date(), lang, year=True)
        yield Paragraph(line(words.text(N_("{day}, {hours}"), lang, day=day, hours=f"{made:%H:%M}")), "where")


def _for_whom(names: Names, keep: Filter) -> Iterator[Block]:
    """The audience by its names, where the notice is not for all."""
    people = (*keep.delegations, *keep.officers)
    told = [*map(names.body, keep.bodies), *map(names.person, people), *map(names.room, keep.rooms)]
    if told:
        yield Paragraph(sentence(N_("For: {names}"), names.lang, names=listed(told, names.lang)), "whose")


def _told(seen: Changes, names: Names, since: int | None, released: bool) -> Iterator[Block]:
    """What changed, under a line that says since when; or the line that says all."""
    yield from (Paragraph(line(one)) for one in _at_once(seen, names.lang, since, released))
    if not seen.first and not seen.empty:
        yield from _sections(seen, names)


def _at_once(seen: Changes, lang: str, since: int | None, released: bool) -> Iterator[str]:
    """The line that says what there is to say of all."""
    if seen.first and seen.empty:
        yield words.text(N_("Nothing is in this programme."), lang)
    elif seen.first:
        said = N_(
            "This is the first release: all of this programme is new (agenda items and joint sessions: {number})."
        )
        yield words.text(said, lang, number=str(len(seen.moves)))
    elif since is not None:
        same, other = (
            N_("Nothing moved, came or went since release {number}."),
            N_("What changed since release {number}."),
        )
        yield words.text(same if seen.empty else other, lang, number=str(since))
    elif not released:
        same, other = N_("Nothing moved, came or went."), N_("What changed since the programme that was published.")
        yield words.text(same if seen.empty else other, lang)


def _sections(seen: Changes, names: Names) -> Iterator[Block]:
    """A summary in numbers, then a table for each kind of change, and what the mark of a title means."""
    lang = names.lang
    years = {outline(seen.new_scenario).local(one.start).year for move in seen.moves for one in (*move.old, *move.new)}
    by_section: dict[str, list[Moved]] = {section.head: [] for section in _SECTIONS}
    for move in seen.moves:
        section = next(section for section in _SECTIONS if section.kinds.intersection(move.kinds))
        by_section[section.head].append(Moved(move, names, year=len(years) > 1))
    there = [section for section in _SECTIONS if by_section[section.head]]
    if len(there) > 1:
        counted = [
            words.text(N_("{what}: {told}"), lang, what=words.Words(one.head), told=str(len(by_section[one.head])))
            for one in there
        ]
        yield Paragraph(line(words.semicolon(lang).join(counted)))
    tables = [(section.head, _table(section, by_section[section.head], lang)) for section in there]
    for head, table in tables:
        yield Heading(line(words.text(head, lang)), 2)
        yield table
    if any(run.text == FALLBACK_MARK for _, table in tables for row in table.rows for run in row.cells[0].lines[0]):
        said = words.text("Title given in another language, as there is none in this one.", lang)
        yield Paragraph(line(FALLBACK_MARK, f" {said}"), "note")


def _table(section: _Section, told: list[Moved], lang: str) -> Table:
    """A row for each change, those of a day together; the item or session heads its row. No column stays empty."""
    told = sorted(told, key=lambda one: one.start.timestamp())
    cells = [[Cell(lines(one)) for _, lines in section.columns] for one in told]
    shown = [place for place, _ in enumerate(section.columns) if any(row[place].lines for row in cells)]
    heads = (N_("Agenda item"), *(section.columns[place][0] for place in shown))
    columns = tuple(Column(line(words.text(head, lang)), 1.0 if place else 1.7) for place, head in enumerate(heads))
    rows = [
        Row((Cell(one.thing, heads="row"), *(row[place] for place in shown)))
        for one, row in zip(told, cells, strict=True)
    ]
    groups = groupby(zip(told, rows, strict=True), key=lambda pair: pair[0].start.date())
    return Table(words.text(section.head, lang), columns, tuple(tuple(row for _, row in day) for _, day in groups))
