"""The reader of agenda documents: from a document as its file holds it to what it says, with the evidence.

Between `papers` and `drafting`, over the `phrases` of the six languages. Its way: `paragraphs` (lines put together) ->
`parts` (the document cut) -> `items` -> `masthead` -> `timetable` -> `annotations` -> `joint` -> `shares`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from session_planner.sources.agenda.annotations import Annotated, annotated
from session_planner.sources.agenda.items import Listed, all_lines, items_in
from session_planner.sources.agenda.joint import Known, hours_of, joint_in
from session_planner.sources.agenda.masthead import Masthead, first_page, opening
from session_planner.sources.agenda.paragraphs import Paragraph, Part, paragraphs, unnumbered
from session_planner.sources.agenda.parents import parent_of
from session_planner.sources.agenda.parts import Section, sections, timely
from session_planner.sources.agenda.shares import unread
from session_planner.sources.agenda.speakers import speaking_in
from session_planner.sources.agenda.tongue import language_of_paper
from session_planner.sources.evidence import Evidence, Found
from session_planner.sources.facts import Facts, FixedTime, Kept, Speaking
from session_planner.sources.paper import Block, Line, Paper, Table
from session_planner.sources.phrases.bodies import noun_of
from session_planner.sources.phrases.marks import place_in
from session_planner.sources.timetables.reading import Timetable, read_timetable

__all__ = ["read_agenda"]
_MOST_LEAD = 6


def read_agenda(paper: Paper, *, year: int | None = None) -> Facts:
    """Everything that a document says of a meeting, with what could not be placed; `year` for dates that have none."""
    lang = language_of_paper(paper)
    cut = sections(paragraphs(paper.blocks, lang), lang)
    listed = items_in(cut, lang)
    head = first_page(listed.before, _lead(cut, listed, lang), cut, lang)
    opening(listed.entries, head, lang)
    dates = head.dates.value if head.dates else None
    tables = _timetables(cut, listed, head, dates, lang, year)
    near = _near(head, tables)
    told = _annotated(listed, cut, head, near, lang)
    facts = Facts(lang, title=head.title, body=head.body, parent_body=_parent(head, told))
    facts.session, facts.symbol, facts.place = head.session, head.symbol, head.place
    facts.items, facts.documents, facts.fixed = told.items, told.documents, told.fixed
    facts.speaking = _speaking(cut, listed, lang)
    _take_timetables(facts, tables, cut)
    facts.dates = _dates(head, facts)
    facts.body_short = _short(facts.body, cut, lang)
    _take_opening(facts, head)
    body, parent = _name(facts.body), _name(facts.parent_body)
    known = Known(listed.entries, told.mandates, told.items, facts.sittings, body, parent, lang, _year(near), near)
    facts.joint = joint_in(known)
    # One that is an item's for want of a joint session stays, even where its sentence was taken for the opening's.
    facts.fixed += [
        one for one in hours_of(facts.joint) if one.evidence.doubt or (one.date, one.start) not in _moments(facts)
    ]
    _share(facts, paper, cut, listed, head, told, tables, lang)
    return facts


def _lead(cut: Sequence[Section], listed: Listed, lang: str) -> list[Part]:
    """Lines between the title of a programme and its first row, which belong to the first page too."""
    if listed.entries or not cut or (first := next((one for one in cut if one.kind == "timetable"), None)) is None:
        return []
    lead: list[Part] = []
    for part in first.parts[:_MOST_LEAD]:
        if isinstance(part, Table):
            break
        # A day by itself begins the rows; with the place it is the first page's last line.
        row = part.heading is not None or any(timely(line, lang) for line in part.lines)
        if row and place_in(part.text, lang) is None:
            break
        lead.append(part)
    return lead


def _timetables(
    cut: Sequence[Section],
    listed: Listed,
    head: Masthead,
    dates: tuple[dt.date, dt.date] | None,
    lang: str,
    year: int | None,
) -> list[Timetable]:
    """The timetables of the document, read with the days and the titles that are known so far."""
    titles = {entry.name: entry.title for entry in listed.entries}
    first = dates or ((head.opening[0].date, head.opening[0].date) if head.opening else None)
    year = first[0].year if first else year
    return [
        read_timetable(_blocks(section), lang, dates=dates, year=year, titles=titles)
        for section in cut
        if section.kind == "timetable"
    ]


def _blocks(section: Section) -> list[Block]:
    """The lines and tables of a section as the file has them."""
    blocks: list[Block] = []
    for part in section.parts:
        blocks += [part] if isinstance(part, Table) else part.lines
    return blocks


def _near(head: Masthead, tables: Iterable[Timetable]) -> tuple[dt.date, dt.date] | None:
    """The days of the meeting, as far as they are known."""
    if head.dates:
        return head.dates.value
    days = [sitting.date for table in tables for sitting in table.sittings]
    days += [head.opening[0].date] if head.opening else []
    return (min(days), max(days)) if days else None


def _year(near: tuple[dt.date, dt.date] | None) -> int | None:
    return near[0].year if near else None


def _annotated(
    listed: Listed, cut: Sequence[Section], head: Masthead, near: tuple[dt.date, dt.date] | None, lang: str
) -> Annotated:
    lists = [section.parts for section in cut if section.kind == "documents"]
    full = [found.value for found in reversed(head.bodies)]
    first = annotated(listed.entries, lists, lang, full=full, year=_year(near), near=near)
    # Without a first page the bureau's own name tells whose it is: `the Bureau of the Conference of the Parties …`.
    if not head.bodies and (parent := _parent(head, first)):
        return annotated(listed.entries, lists, lang, full=[parent.value], year=_year(near), near=near)
    return first


def _parent(head: Masthead, told: Annotated) -> Found[str] | None:
    """The body above: from the first page, else the one whose bureau agreed on the agenda."""
    if head.parent or head.bodies:
        return head.parent
    return parent_of(head.body, told.mandates)


def _speaking(cut: Sequence[Section], listed: Listed, lang: str) -> Speaking:
    """Limits and lists of speakers under no item: in an introduction, or beside the timetable."""
    taken = set(all_lines(listed.entries))
    parts = [part for section in cut if section.kind != "documents" for part in section.parts]
    return speaking_in([one for one in parts if isinstance(one, Paragraph) and not taken & set(one.lines)], lang)


def _take_timetables(facts: Facts, tables: Sequence[Timetable], cut: Sequence[Section]) -> None:
    for table in tables:
        facts.sittings += table.sittings
        facts.spreads += table.spreads
        facts.deadlines += table.deadlines
        facts.notes += table.notes
        facts.annex_title = facts.annex_title or table.annex_title
    for section in cut:
        headline = (section.head("organization") or _under_annex(section)) if section.kind == "timetable" else None
        title = facts.title
        if headline and not (title and title.evidence == headline.evidence()):
            facts.annex_title = Found(unnumbered(headline.text).strip(), headline.evidence())
            return


def _under_annex(section: Section) -> Paragraph | None:
    """The line right under `Annex`, whatever its words, where rows do not begin at once."""
    first = section.parts[0] if section.head("annex") and section.parts else None
    if not isinstance(first, Paragraph) or first.heading not in (None, "organization") or first.label:
        return None
    sentence = first.text.rstrip().endswith((".", "。", ":"))
    row = any(timely(line, first.lang) for line in first.lines)
    return None if sentence or row or len(first.text) > 120 else first


def _dates(head: Masthead, facts: Facts) -> Found[tuple[dt.date, dt.date]] | None:
    """The first and last day: as they are stated, else from the opening and the sittings."""
    if head.dates:
        return head.dates
    days: dict[dt.date, Evidence] = {}
    if head.opening:
        days[head.opening[0].date] = head.opening[1]
    for sitting in facts.sittings:
        days.setdefault(sitting.date, sitting.evidence)
    if not days:
        return None
    first, last = min(days), max(days)
    return Found((first, last), days[first] if first == last else days[first] + days[last])


def _short(body: Found[str] | None, cut: Sequence[Section], lang: str) -> Found[str] | None:
    """What the text calls the body for short: its noun, where that stands without the rest of the name."""
    short = noun_of(body.value, lang) if body else ""
    if not body or not short or short == body.value:
        return None
    for section in cut:
        for part in section.parts:
            at = part.text.find(short) if isinstance(part, Paragraph) else -1
            while isinstance(part, Paragraph) and at >= 0:
                if not part.text.startswith(body.value, at) and _alone(part.text, at + len(short)):
                    return Found(short, part.evidence(at, at + len(short)))
                at = part.text.find(short, at + 1)
    return None


def _alone(text: str, end: int) -> bool:
    """Whether a short name ends here, and is not the beginning of another body's long one."""
    rest = text[end : end + 14].lstrip()
    return not rest.startswith(
        ("sur ", "on ", "d’", "d'", "des ", "de la ", "of ", "for ", "para ", "sobre ", "по ", "المعني")
    )


def _take_opening(facts: Facts, head: Masthead) -> None:
    """An opening hour on the first page is a fixed time as one in an annotation is."""
    if head.opening is None or (head.opening[0].date, head.opening[0].start) in _moments(facts):
        return
    moment, evidence = head.opening
    facts.fixed.insert(0, FixedTime(_name(facts.title), moment.date, moment.start, evidence, "", moment.end))


def _moments(facts: Facts) -> set[tuple[dt.date, int]]:
    return {(one.date, one.start) for one in facts.fixed}


def _name(found: Found[str] | None) -> str:
    return found.value if found else ""


def _share(
    facts: Facts,
    paper: Paper,
    cut: Sequence[Section],
    listed: Listed,
    head: Masthead,
    told: Annotated,
    tables: Sequence[Timetable],
    lang: str,
) -> None:
    """Counts the lines that were read, and keeps the rest."""
    kept: list[Kept] = [*told.kept, *(one for table in tables for one in table.kept)]
    left = {line for one in kept for line in one.lines}
    read: set[Line] = {*head.read, *all_lines(listed.entries), *(line for table in tables for line in table.read)}
    for section in cut:
        read.update(line for paragraph in section.heads for line in paragraph.lines)
        if section.kind == "documents":
            read.update(_lines(section.parts))
    said = [one.evidence for one in (facts.speaking.delegation, facts.speaking.group, facts.speaking.speakers) if one]
    spoken = {place for evidence in said for place in evidence.places}
    read.update(line for line in paper.lines() if line.place in spoken)
    read = (read & set(paper.lines())) - left
    first = listed.entries[0].lines[0] if listed.entries else None
    kept += unread(paper, read, kept, first, _name(head.symbol), lang)
    facts.kept, facts.read = kept, frozenset(read)


def _lines(parts: Iterable[Part]) -> Iterable[Line]:
    for part in parts:
        yield from part.lines() if isinstance(part, Table) else part.lines
