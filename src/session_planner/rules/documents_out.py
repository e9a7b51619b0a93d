"""`documents-out`: an item is not taken up before its documents are out in all languages and their notice is over.

A document counts as out at the start (local midnight) of the date on which the last of its languages is out that the
body works in; of all its languages, where the body names none or none of them. Its notice is counted on the calendar
from there: six weeks end at midnight, whatever clocks did between. A document without a date sets no limit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, decided, name_of
from session_planner.rules.earliest_latest import keep_inside, places
from session_planner.scenario.model import Document
from session_planner.scenario.outline import FOREVER, Leaf, Outline
from session_planner.words import N_, Date, Span, When, Words, say


@dataclass(frozen=True, slots=True)
class Language:
    """A language in a sentence, by its name there."""

    code: str

    def told(self, lang: str = "en") -> str:
        """Its name in `lang`."""
        from babel import Locale

        return str(Locale.parse(lang).languages.get(self.code, self.code))


def _out(document: Document, leaf: Leaf, outline: Outline) -> tuple[dt.date, str | None] | None:
    """The date a document is out for an item's body, and the language that is last where dates are by language."""
    if not isinstance(document.out, dict):
        return None if document.out is None else (document.out, None)
    spoken = outline.bodies[leaf.body].languages
    needed = {lang: date for lang, date in document.out.items() if lang in spoken} or document.out
    return max(((date, lang) for lang, date in needed.items()), default=None)


def _name(document: Document) -> str:
    """What its instances are called by: documents without a symbol may have one name."""
    return document.name or (document.title.told("en") if document.title else "")


def _words(document: Document, leaf: Leaf, outline: Outline) -> Words:
    date, language = _out(document, leaf, outline) or (dt.date.min, None)
    fields = {
        "decided": decided(document.source, outline),
        "document": document.name or document.title or "",
        "date": Date(date),
        "item": name_of(leaf.ref, outline),
        "notice": Span(document.notice),
        "language": Language(language or ""),
    }
    if language is None and not document.notice:
        return say(N_("{decided}{document} is out on {date}, {item} needs it"), **fields)
    if language is None:
        return say(N_("{decided}{document} is out on {date} and needs {notice} of notice, {item} needs it"), **fields)
    if not document.notice:
        return say(N_("{decided}{document} is out in {language} on {date}, {item} needs it"), **fields)
    return say(
        N_("{decided}{document} is out in {language} on {date} and needs {notice} of notice, {item} needs it"), **fields
    )


def post(rule: Active, b: Builder) -> None:
    """One instance a document and item that a sitting of its body comes too early for; of one name the last is told."""
    outline = b.problem.outline
    for ref, documents in outline.documents_of.items():
        leaf, where = outline.leaves[ref], places(b.problem, [ref])
        first = min(
            (b.problem.sittings[index].start for place in where for index in b.problem.pieces[place.piece].sittings),
            default=FOREVER,
        )
        latest: dict[str, tuple[int, Document]] = {}
        for document in documents:
            if out := _out(document, leaf, outline):
                usable = dt.datetime.combine(out[0], dt.time()) + dt.timedelta(minutes=document.notice)
                known = latest.get(_name(document))
                if known is None or outline.minute(usable) > known[0]:
                    latest[_name(document)] = outline.minute(usable), document
        for name, (minute, document) in latest.items():
            tick = b.problem.up(minute)
            if tick > first:
                enforce = b.require(rule, (name, ref), _words(document, leaf, outline), document.source)
                keep_inside(b, where, [(tick, FOREVER)], enforce)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Items taken up before one of their documents may be used."""
    outline = t.outline
    usable: dict[tuple[dt.date, int], int] = {}
    for ref, documents in outline.documents_of.items():
        rows = t.by_ref.get(ref)
        leaf = outline.leaves[ref]
        for document in documents if rows else ():
            out = _out(document, leaf, outline)
            if not rows or out is None:
                continue
            terms = out[0], document.notice
            if terms not in usable:
                usable[terms] = _usable(*terms, outline)
            if rows[0].start < usable[terms]:
                words = say(
                    N_("{rule}; the programme has it at {found}"),
                    rule=_words(document, leaf, outline),
                    found=When(outline.clock(rows[0].start)),
                )
                yield Breach((_name(document), ref), words, rows, (leaf.body,), rows[0].start, source=document.source)


def _usable(date: dt.date, notice: int, outline: Outline) -> int:
    days, minutes = divmod(notice, 1440)
    day = date + dt.timedelta(days=days)
    return outline.minute(dt.datetime(day.year, day.month, day.day, minutes // 60, minutes % 60))


RULE = Rule(
    id="documents-out",
    title=N_("Documents out in time"),
    says=N_("An item is not taken up before its documents are out in all their languages and their notice is over."),
    post=post,
    check=check,
)
