"""The programme in a terminal: days, sittings, items with their times, and what the solver says of them.

A format of `publish`. Colours tell the bodies apart where the terminal has any; a pipe gets plain text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from session_planner import words
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.programme.sittings import slot_of
from session_planner.publish.titles import Titles
from session_planner.publish.view import Sitting, View, heading, row_text, view
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Outline, outline
from session_planner.words import N_

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_COLOURS = ("cyan", "green", "magenta", "yellow", "blue", "red", "bright_cyan", "bright_green", "bright_magenta")
_STATUS: Mapping[str, str] = {
    "optimal": N_("Proved: there is no better programme (it costs {cost})."),
    "feasible": N_("The best found so far: it costs {cost}, and none can cost less than {bound} (gap {gap} %)."),
}


def show(programme: Programme, scenario: Scenario, lang: str, console: Console, keep: Filter = EVERYTHING) -> None:
    """Prints the programme, or the part that `keep` leaves, and under it a few lines that sum it up."""
    from rich.text import Text

    console.print(_table(view(programme, scenario, lang, keep), scenario))
    for line in summary(programme, scenario, lang):
        console.print(Text(line))


def _table(seen: View, scenario: Scenario) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    said = [
        words.text(head, seen.lang) for head in (N_("Date and time"), N_("Agenda item"), N_("Title or description"))
    ]
    made = Table(*said, box=SIMPLE_HEAD, title=Text(seen.title.text), title_style="bold", title_justify="left")
    made.columns[0].no_wrap = made.columns[1].no_wrap = True
    colours = {body.id: _COLOURS[place % len(_COLOURS)] for place, body in enumerate(scenario.bodies)}
    for day in seen.days:
        made.add_row(Text(day.label, "bold"))
        for sitting in day.sittings:
            style = colours.get(sitting.bodies[0], "")
            for line, cells in enumerate(_lines(sitting, seen)):
                made.add_row(*(Text(cell, f"bold {style}" if line == 0 else style) for cell in cells))
        made.add_section()
    return made


def _lines(sitting: Sitting, seen: View) -> Iterator[tuple[str, str, str]]:
    """A line for the sitting (when, who, where), and one for each item with its own times.

    An item's cell is its plain number; only where items of several bodies meet does it say whose it is.
    """
    told = heading(sitting)
    yield sitting.hours, "", " · ".join(told if seen.names_bodies else told[1:])
    several = len({row.segment.body for row in sitting.rows if row.number}) > 1
    for row in sitting.rows:
        zone = sitting.start.tzinfo
        start, end = row.segment.start.astimezone(zone), row.segment.end.astimezone(zone)
        yield f"  {start:%H:%M}-{end:%H:%M}", row.label if several else row.number, row_text(row, seen.lang)


def summary(programme: Programme, scenario: Scenario, lang: str) -> Iterator[str]:
    """How good the programme is, what it pays for, what it leaves out, and how many sittings it needs."""
    if programme.status in _STATUS:
        cost, bound = programme.objective, programme.bound
        gap = f"{100 * (cost - bound) / cost:.1f}" if cost else "0"
        yield words.text(_STATUS[programme.status], lang, cost=cost, bound=bound, gap=gap)
    for one in programme.costs:
        if one.cost:
            said = N_("{rule} costs {cost} (weight {weight})")
            yield words.text(said, lang, rule=one.rule, cost=one.cost, weight=one.weight)
    titles = Titles(scenario, lang)
    for ref in programme.unscheduled:
        yield words.text("Without a place in the programme: {item}", lang, item=titles.reference(ref))
    held, there_are = _sittings(programme, outline(scenario))
    said = N_("Sittings held: {held} of {all}; handed back: {free}")
    yield words.text(said, lang, held=held, all=there_are, free=there_are - held)


def _sittings(programme: Programme, out: Outline) -> tuple[int, int]:
    """The sittings that bodies hold, and all that they could hold."""
    slots = (slot_of(segment, out) for segment in programme.segments)
    held = {(slot.body, slot.start) for slot in slots if slot}
    return len(held), sum(map(len, out.slots.values()))
