"""What several layouts say in the same words: whose programme it is, who sits, what an item is called, what is left.

Between the view and the layouts; nothing here knows where on a page it will stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from session_planner import words
from session_planner.programme.sittings import bodies_in_order
from session_planner.publish.document import Block, Bullets, Heading, Line, Look, Paragraph, Table, line
from session_planner.publish.titles import Titles, Told
from session_planner.publish.view import FALLBACK_MARK, Row, Sitting, View
from session_planner.words import N_


def opening(seen: View, title: str) -> Iterator[Block]:
    """The title; whose programme it is where one body's, and where it sits where that is one room."""
    yield Heading(line(words.text(title, seen.lang)))
    yield Paragraph(marked(seen.title), "whose")
    if not seen.names_bodies:
        yield from (Paragraph(marked(name), "whose") for name in seen.bodies if name.text not in seen.title.text)
        yield from (Paragraph(marked(room), "where") for room in seen.rooms if all(one.room for one in seen.sittings))


def closing(seen: View, blocks: Iterable[Block]) -> Iterator[Block]:
    """What the mark behind a title means, where one stands in the blocks; and the items that found no place."""
    if any(run.text == FALLBACK_MARK for block in blocks for told in _lines(block) for run in told):
        yield Paragraph(line(mark_note(seen.lang)), "note")
    if seen.unscheduled:
        yield Heading(line(words.text(N_("Items without a place in the programme"), seen.lang)), 2)
        yield Bullets(tuple(line(item) for item in seen.unscheduled))


def _lines(block: Block) -> Iterator[Line]:
    """The lines of a block in which titles stand."""
    if isinstance(block, Heading | Paragraph):
        yield block.words
    elif isinstance(block, Table):
        yield from (column.head for column in block.columns)
        yield from (told for row in block.rows for cell in row.cells for told in cell.lines)


def mark_note(lang: str) -> str:
    """What the mark behind a title means."""
    return f"{FALLBACK_MARK} {words.text(N_('Title given in another language, as there is none in this one.'), lang)}"


def marked(told: Told, look: Look = "") -> Line:
    """A text of the scenario, and a mark where its language is another than the reader's."""
    return line(told, FALLBACK_MARK if told.fallback else "", look=look)


def in_a_list(texts: Iterable[Told], lang: str, look: Look = "") -> Line:
    """Several texts of the scenario as one list, each marked where it must be."""
    made: Line = ()
    for told in texts:
        made += line(words.comma(lang) if made else "", *marked(told, look))
    return made


def named(title: Told, lang: str, *, continued: bool = False) -> Line:
    """A title, whether it goes on from an earlier sitting, a mark where its language is another."""
    mark = FALLBACK_MARK if title.fallback else ""
    more = words.text(N_("(continued)"), lang) if continued else ""
    return line(title, f" {more}" if more and title.text else more, mark)


def item(row: Row, lang: str) -> Line:
    """An item in one line: its number, its title."""
    title = named(row.title, lang, continued=row.continued)
    return line(row.label, " " if row.label and title else "", *title)


def items(sitting: Sitting, lang: str) -> tuple[Line, ...]:
    """The items of a sitting, a line each; in one line where no title is known."""
    if not any(row.title.text for row in sitting.rows):
        numbers = [row.label for row in sitting.rows if row.label]
        return (line(words.comma(lang).join(numbers)),) if numbers else ()
    return tuple(told for row in sitting.rows if (told := item(row, lang)))


def attending(sitting: Sitting, titles: Titles) -> tuple[str, ...]:
    """The bodies that sit: in a joint session all of them, whichever were asked for."""
    together = {body for segment in sitting.segments if segment.joint for body in segment.bodies}
    return bodies_in_order({*sitting.bodies, *together}, titles.outline)


def who(sitting: Sitting, titles: Titles, *, short: bool = False, continued: bool = False) -> Line:
    """The bodies that sit, in strong letters."""
    name = titles.short if short else titles.body
    names = in_a_list([name(body) for body in attending(sitting, titles)], titles.lang, "strong")
    return line(*names, f" {words.text(N_('(continued)'), titles.lang)}" if continued else "")


def quiet(told: Line) -> Line:
    """A line that stands back behind the others."""
    return tuple(replace(run, look="quiet") for run in told)


def joint(sitting: Sitting) -> tuple[Line, ...]:
    """What the sitting is a joint session on."""
    return tuple(marked(title, "em") for title in sitting.joint)


def room(sitting: Sitting) -> tuple[Line, ...]:
    """Where it is held, if that is known."""
    return (marked(sitting.room, "quiet"),) if sitting.room else ()


def hours_share(lang: str) -> float:
    """How wide the column of hours is beside those of sittings: some languages take more words for them."""
    return 0.9 if lang in ("ar", "ru", "es") else 0.65


def by_start(sittings: Iterable[Sitting]) -> list[tuple[Sitting, ...]]:
    """Sittings that begin at the same moment, in order of time."""
    found: dict[float, list[Sitting]] = {}
    for sitting in sittings:
        found.setdefault(sitting.start.timestamp(), []).append(sitting)
    return [tuple(found[moment]) for moment in sorted(found)]


def usual_hours(sittings: Iterable[Sitting]) -> str:
    """The hours that most of them have; of those had as often, the first."""
    counted: dict[str, int] = {}
    for sitting in sittings:
        counted[sitting.hours] = counted.get(sitting.hours, 0) + 1
    return max(counted, key=lambda hours: counted[hours])


def other_hours(sitting: Sitting, usual: str) -> tuple[Line, ...]:
    """The sitting's own hours, where its row gives others."""
    return () if sitting.hours == usual else (line(sitting.hours),)
