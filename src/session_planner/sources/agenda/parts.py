"""A document cut into its parts: first page, agenda, annotations, timetables, lists of documents, and the rest.

Second station of `agenda`. Headings cut, and where there are none the look of the text does: a timetable begins where
lines begin with dates and hours again and again. Any part may be missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from session_planner.sources.agenda.paragraphs import Paragraph, Part
from session_planner.sources.agenda.tables import agenda_rows
from session_planner.sources.paper import Line, Table
from session_planner.sources.phrases.dates import dates_in
from session_planner.sources.phrases.hours import hours_in
from session_planner.sources.phrases.symbols import symbols_in

Kind = Literal["masthead", "agenda", "annotations", "timetable", "documents", "other"]
_NEAR = 12
"""How many lines after a heading a timetable's first date or hour may stand."""
_FAR = 30


@dataclass(slots=True)
class Section:
    """A stretch of the document under its headings."""

    kind: Kind
    heads: list[Paragraph] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def head(self, key: str) -> Paragraph | None:
        """Its heading of a kind."""
        return next((head for head in self.heads if head.heading == key), None)


def sections(parts: Sequence[Part], lang: str) -> list[Section]:
    """The document's sections in their order; the first is the first page, which may be empty."""
    found = [Section("masthead")]
    for at, part in enumerate(parts):
        if isinstance(part, Paragraph) and (kind := _cut(parts, at, found, lang)) is not None:
            if found[-1].parts or found[-1].kind == "masthead":
                found.append(Section(kind))
            found[-1].kind = kind
            found[-1].heads.append(part)
        elif _unheaded_timetable(parts, at, found, lang):
            found.append(Section("timetable", [], [part]))
        else:
            found[-1].parts.append(part)
    return [_item_first(_judged(section, found, lang), lang) for section in found]


def _cut(parts: Sequence[Part], at: int, found: Sequence[Section], lang: str) -> Kind | None:
    """What a heading begins, if it begins a section."""
    part = parts[at]
    assert isinstance(part, Paragraph)
    if part.heading is None or _numbered(part):
        return None
    under_annex = any(section.head("annex") for section in found) and not found[-1].parts
    if part.heading == "annex":
        return "other"
    if part.heading == "organization":
        return "timetable" if _timetable_follows(parts, at, lang) else None
    if part.heading == "documentation":
        return "documents" if under_annex else None
    if part.heading == "annotations":
        return "annotations"
    # `… de l’ordre` / `du jour`: the half of a column's head is no heading.
    if part.heading == "agenda" and found[-1].kind not in ("timetable", "annotations") and not part.text[0].islower():
        return "agenda"
    return None


def _numbered(part: Paragraph) -> bool:
    """Whether it is an item that has the words of a heading, such as `3. Organization of work`."""
    return part.label is not None and part.text[part.label.at : part.label.at + 1].isdigit()


def _judged(section: Section, found: Sequence[Section], lang: str) -> Section:
    """A section whose heading does not tell what it is (an annex) gets the kind that it looks like."""
    if section.kind != "other":
        return section
    texts = [part for part in section.parts if isinstance(part, Paragraph)]
    has_agenda = any(other.kind == "agenda" and other.parts for other in found)
    if any(_timely_part(part, lang) for part in section.parts) and _timetable_follows(
        [*section.heads, *section.parts], 0, lang
    ):
        section.kind = "timetable"
    elif sum(len(symbols_in(part.text)) for part in texts) >= 2 and not any(part.heading == "agenda" for part in texts):
        section.kind = "documents"
    elif not has_agenda and any(part.label and part.label.numbers[:1] == ("1",) for part in texts):
        section.kind = "agenda"
    return section


def _item_first(section: Section, lang: str) -> Section:
    """An agenda most items of which have their day beside them is a timetable by items, flattened."""
    if section.kind in ("agenda", "masthead"):
        items = [part for part in section.parts if isinstance(part, Paragraph) and part.label and not part.label.bare]
        dated = [part for part in items if any(phrase.weekday is not None for phrase in dates_in(part.text, lang))]
        if len(items) >= 3 and len(dated) * 2 >= len(items):
            section.kind = "timetable"
    return section


def timely(line: Line, lang: str) -> bool:
    """Whether a line begins as a row of a timetable does: with hours from-to, or it is a date and nothing else."""
    text = line.text
    if any(phrase.at <= 2 and phrase.end is not None for phrase in hours_in(text[:80], lang)):
        return True
    dates = [phrase for phrase in dates_in(text[:120], lang) if phrase.at <= 2 and not phrase.stretch]
    # `Monday, 15 October` heads a day, also where a row goes on after it; the middle of a sentence is in small letters.
    day = any(phrase.weekday is not None and not text[0].islower() for phrase in dates)
    return day or (len(text) < 60 and any(phrase.to >= len(text) * 0.6 for phrase in dates))


def _timely_part(part: Part, lang: str) -> bool:
    if isinstance(part, Paragraph):
        return any(timely(line, lang) for line in part.lines)
    texts = [cell.text for row in part.rows for cell in row if cell.text]
    when = sum(1 for text in texts if len(text) < 90 and (hours_in(text, lang) or dates_in(text, lang)))
    return when >= 2 and not agenda_rows(part, lang)


def _timetable_follows(parts: Sequence[Part], at: int, lang: str) -> bool:
    """Whether rows of a timetable stand soon after a heading, and more than one."""
    seen = count = 0
    for part in parts[at + 1 :]:
        if isinstance(part, Table):
            if _timely_part(part, lang):
                return True
            seen += 3
        elif part.heading == "annotations":
            break
        else:
            for line in part.lines:
                seen += 1
                count += timely(line, lang)
                if count >= 2 and seen <= _FAR:
                    return True
        if seen > _FAR or (seen > _NEAR and not count):
            break
    return False


def _unheaded_timetable(parts: Sequence[Part], at: int, found: Sequence[Section], lang: str) -> bool:
    """Whether a timetable begins here though no heading says so."""
    part = parts[at]
    columns = isinstance(part, Paragraph) and part.heading == "columns"
    if found[-1].kind in ("timetable", "documents", "other") or not (columns or _timely_part(part, lang)):
        return False
    if isinstance(part, Table):
        return True
    if part.heading == "columns":
        return _another_near(parts[at + 1 :], lang)
    if not timely(part.lines[0], lang) or (part.label is not None and not hours_in(part.text[:40], lang)):
        return False
    own = sum(timely(line, lang) for line in part.lines)
    return own >= 2 or _another_near(parts[at + 1 :], lang)


def _another_near(parts: Sequence[Part], lang: str) -> bool:
    seen = 0
    for part in parts:
        if isinstance(part, Table):
            return _timely_part(part, lang)
        for line in part.lines:
            seen += 1
            if timely(line, lang):
                return True
            if seen > _NEAR:
                return False
    return False
