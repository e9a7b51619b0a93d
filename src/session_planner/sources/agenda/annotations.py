"""What stands under each item: documents, mandates, hours that the text fixes, limits and lists of speakers.

Fourth station of `agenda`: makes facts of the items' paragraphs. A paragraph that carries no value is read all the
same, since it is known whose annotation it is; a document without a symbol is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from session_planner.sources.agenda.documents import (
    Cited,
    before_it,
    listed_in,
    mentioned,
    no_documents,
    only_symbols,
)
from session_planner.sources.agenda.items import Entry
from session_planner.sources.agenda.mandates import cited, filled
from session_planner.sources.agenda.paragraphs import Paragraph, Part, heading
from session_planner.sources.agenda.sentences import moments, opens, sentences
from session_planner.sources.agenda.speakers import speaking_in
from session_planner.sources.agenda.words import DOCUMENT, JOINT
from session_planner.sources.facts import AgendaItem, FixedTime, Kept, Mandate, Paperwork, Speaking
from session_planner.sources.paper import Table
from session_planner.sources.phrases.quiet import pattern, quiet
from session_planner.sources.phrases.symbols import symbols_in
from session_planner.words import N_, say


@dataclass(slots=True)
class Annotated:
    """The items as facts, and what belongs to the document as a whole."""

    items: list[AgendaItem] = field(default_factory=list)
    documents: list[Paperwork] = field(default_factory=list)
    fixed: list[FixedTime] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    mandates: dict[int, tuple[Mandate, ...]] = field(default_factory=dict)


def annotated(
    entries: Sequence[Entry],
    lists: Sequence[Sequence[Part]],
    lang: str,
    *,
    full: Sequence[str] = (),
    year: int | None = None,
    near: tuple[dt.date, dt.date] | None = None,
) -> Annotated:
    """Facts of items. `lists` are lists of documents for the whole; `full` the full names of bodies."""
    result = Annotated()
    register = _Register()
    texts = [_documents(entry, register, result, lang) for entry in entries]
    _whole_lists(lists, register, result, lang)
    for entry, prose in zip(entries, texts, strict=True):
        for paragraph in prose:
            register.mentioned(mentioned(paragraph, register.symbols()), entry.name)
    result.mandates = filled({at: cited(prose) for at, prose in enumerate(texts)}, entries, full, lang)
    result.documents = register.all()
    result.fixed = [
        one for entry, prose in zip(entries, texts, strict=True) for one in _fixed(entry, prose, lang, year, near)
    ]
    speaking = [speaking_in(prose, lang) for prose in texts]
    result.items = _tree(entries, result.mandates, speaking, register)
    return result


class _Register:
    """The documents in the order in which they are first named, each with its items."""

    def __init__(self) -> None:
        self._known: dict[str, Cited] = {}
        self._items: dict[str, list[str]] = {}
        self._of: dict[str, list[str]] = {}

    def add(self, one: Cited, item: str | None) -> None:
        """A document, for an item or for none."""
        known = self._known.setdefault(one.symbol, one)
        if not known.title and one.title:
            self._known[one.symbol] = one
        items = self._items.setdefault(one.symbol, [])
        if item is not None and item not in items:
            items.append(item)
            self._of.setdefault(item, []).append(one.symbol)

    def mentioned(self, symbols: Iterable[str], item: str) -> None:
        """Documents of the list that an annotation speaks of."""
        for symbol in symbols:
            self.add(self._known[symbol], item)

    def symbols(self) -> frozenset[str]:
        """Those that are known."""
        return frozenset(self._known)

    def of(self, item: str) -> tuple[str, ...]:
        """The symbols of an item's documents, in the order of its own list."""
        return tuple(self._of.get(item, ()))

    def all(self) -> list[Paperwork]:
        """All of them as facts."""
        return [one.paperwork(self._items[symbol]) for symbol, one in self._known.items()]


def _documents(entry: Entry, register: _Register, result: Annotated, lang: str) -> list[Paragraph]:
    """Takes an item's documents, and gives the rest of its annotation: its prose."""
    for phrase in entry.papers:
        register.add(Cited(phrase.symbol, phrase.symbols, "", entry.evidence), entry.name)
    prose: list[Paragraph] = []
    listing: list[Part] = []
    under = False
    for part in entry.notes:
        head, rest = _documentation(part, lang)
        if head:
            under = True
            listing += [rest] if rest else []
        elif under or isinstance(part, Table):
            listing.append(part)
        else:
            prose.append(part)
    found, left = listed_in([part for part in listing if not no_documents(part, lang)], lang)
    for one in found:
        register.add(one, entry.name)
    for part in left:
        if isinstance(part, Paragraph):
            _leave(part, prose, result)
    for paragraph in prose:
        for one in before_it(paragraph):
            register.add(one, entry.name)
    return prose


def _documentation(part: Part, lang: str) -> tuple[bool, Paragraph | None]:
    """Whether a part is the heading `Documentation`, and the text that stands behind it in the same paragraph."""
    if isinstance(part, Table):
        return False, None
    if part.heading == "documentation":
        return True, None
    for mark in ":：":
        head, _, rest = part.text.partition(mark)
        if rest.strip() and _names_documents(head, lang):
            return True, _after(part, part.text.index(mark) + 1, lang)
    symbols = symbols_in(part.text)
    if symbols and symbols[0].at and _names_documents(part.text[: symbols[0].at], lang) and only_symbols(part, symbols):
        return True, _after(part, symbols[0].at, lang)
    return False, None


def _names_documents(head: str, lang: str) -> bool:
    """Whether the words before a symbol or a colon are `Document` or a heading of documents."""
    bare = head.strip(" :：\u00a0\u202f")
    return 0 < len(bare) < 40 and (heading(bare, lang) == "documentation" or quiet(bare) in DOCUMENT)


def _after(part: Paragraph, at: int, lang: str) -> Paragraph:
    """The rest of a paragraph from a place on."""
    text = part.text[at:]
    begin = at + len(text) - len(text.lstrip())
    lines = part.lines_of(begin, len(part.text))
    starts = tuple(max(0, start - begin) for start in part.starts[-len(lines) :])
    return Paragraph(part.text[begin:], lines, starts, None, lang)


def _leave(part: Paragraph, prose: list[Paragraph], result: Annotated) -> None:
    """A paragraph under `Documentation` that names no symbol: a sentence, or a document that has none yet."""
    if (
        len(part.text) > 160
        or len(list(sentences(part.text))) > 1
        or part.text.rstrip().endswith((".", "。", ":", "："))
    ):
        prose.append(part)
    else:
        result.kept.append(Kept(part.lines, say(N_("looks like a document without a symbol"))))


def _whole_lists(lists: Sequence[Sequence[Part]], register: _Register, result: Annotated, lang: str) -> None:
    for parts in lists:
        found, left = listed_in(parts, lang)
        for one in found:
            register.add(one, None)
        for part in left:
            if isinstance(part, Paragraph) and part.heading is None:
                result.kept.append(Kept(part.lines, say(N_("stands in a list of documents, but names no symbol"))))


def _fixed(
    entry: Entry, prose: Iterable[Paragraph], lang: str, year: int | None, near: tuple[dt.date, dt.date] | None
) -> list[FixedTime]:
    """The hours that sentences of an annotation fix for its item."""
    found = []
    for paragraph in prose:
        for sentence in sentences(paragraph.text):
            # The hour of a joint discussion is that discussion's (`joint`), not the item's under which it is told.
            if not opens(sentence.text, lang) or pattern(JOINT[lang]).search(quiet(sentence.text)):
                continue
            for moment in moments(sentence.text, lang, year, near):
                if near and not near[0] <= moment.date <= near[1]:
                    continue
                evidence = paragraph.evidence(sentence.at, sentence.to)
                found.append(FixedTime(entry.title, moment.date, moment.start, evidence, entry.name, moment.end))
    return found


def _tree(
    entries: Sequence[Entry],
    mandates: dict[int, tuple[Mandate, ...]],
    speaking: Sequence[Speaking],
    register: _Register,
) -> list[AgendaItem]:
    """The items under their headings. A sub-item whose heading is not printed stands by itself."""
    made: dict[tuple[str, ...], list[AgendaItem]] = {(): []}
    heads: dict[tuple[str, ...], list[AgendaItem]] = {}
    for entry in reversed(entries):
        at = next(index for index, one in enumerate(entries) if one is entry)
        item = AgendaItem(
            entry.name,
            entry.title,
            entry.evidence,
            register.of(entry.name),
            mandates.get(at, ()),
            tuple(reversed(heads.pop(entry.number, []))),
            entry.annotated,
            speaking[at],
        )
        above = next((one.number for one in entries if _heads(one.number, entry.number)), ())
        (heads.setdefault(above, []) if above else made[()]).append(item)
    return list(reversed(made[()]))


def _heads(above: tuple[str, ...], number: tuple[str, ...]) -> bool:
    """Whether an item is the heading right over another: `1` over `1(a)`, `16` over `16.1`."""
    if len(number) > 1:
        return above == number[:-1]
    head, dot, _ = number[0].rpartition(".")
    return bool(dot) and above == (head,)
