"""The agenda's items, in their order and with what stands under each.

Third station of `agenda`. A number begins an item only where it is the next one of the list; after the list, only
where an item's own title follows it. So enumerations in paragraphs and numbered paragraphs of the annotations are text.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from session_planner.programme.names import plain
from session_planner.sources.agenda.paragraphs import Paragraph, Part
from session_planner.sources.agenda.parts import Section
from session_planner.sources.agenda.tables import agenda_rows
from session_planner.sources.evidence import Evidence
from session_planner.sources.paper import Line, Table
from session_planner.sources.phrases.marks import without_continued
from session_planner.sources.phrases.numbers import NumberPhrase
from session_planner.sources.phrases.symbols import SymbolPhrase, symbols_in

Number = tuple[str, ...]
_NUMBER = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_TAIL = re.compile(
    r"(?:\s*[;；؛,،]\s*(?:and|et|y|и|و|以及|和))?[\s.;:,。；：，؛،*¹²³⁴]+$|\s*[;；؛]\s*(?:and|et|y|и|و|以及|和)$"
)
_LEAP = 3
"""How many numbers a list may leave out, as programmes of some items of a longer agenda do."""
_LIKE = 0.82
_MOST_TITLE = 600


@dataclass(slots=True)
class Entry:
    """An item while it is being read: its heading, where it is annotated, and the paragraphs under it."""

    number: Number
    title: str
    evidence: Evidence
    papers: list[SymbolPhrase] = field(default_factory=list)
    notes: list[Part] = field(default_factory=list)
    annotated: bool = False
    lines: list[Line] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The number as facts have it: `1(a)`."""
        return written(self.number)


def written(number: Number) -> str:
    """A number as facts have it."""
    return number[0] + "".join(f"({part})" for part in number[1:])


@dataclass(slots=True)
class Listed:
    """All items in the agenda's order, and the parts that belong to none."""

    entries: list[Entry] = field(default_factory=list)
    before: list[Part] = field(default_factory=list)
    """What stands before the first item: the first page."""
    rest: list[Part] = field(default_factory=list)

    def find(self, number: Number) -> Entry | None:
        """The item of a number."""
        return next((entry for entry in self.entries if entry.number == number), None)


def items_in(sections: Sequence[Section], lang: str) -> Listed:
    """The items of the agenda's and the annotations' sections."""
    reader = _Reader(lang, worded=_are_worded(sections))
    for section in sections:
        if section.kind not in ("agenda", "annotations", "masthead"):
            continue
        if section.kind == "annotations" and reader.listed.entries:
            reader.annotating = True
        reader.strict = section.kind == "masthead"
        for part in _unrolled(section.parts, lang):
            reader.read(part)
        reader.current = []
    return reader.listed


def _are_worded(sections: Sequence[Section]) -> bool:
    """Whether the items say that they are (`Item 1`, `Tema 2`) and no list of bare numbers comes before them."""
    bare = worded = 0
    for section in sections:
        for part in section.parts if section.kind in ("agenda", "annotations", "masthead") else ():
            if isinstance(part, Paragraph) and part.label and not part.label.bare:
                worded += part.label.worded
                bare += not part.label.worded and not worded
    return worded >= 2 and bare < 2


def _unrolled(parts: Iterable[Part], lang: str) -> Iterator[Part]:
    """The parts, an agenda in a table row by row."""
    for part in parts:
        rows = agenda_rows(part, lang) if isinstance(part, Table) else []
        for head, papers in rows:
            yield head
            yield from papers
        if not rows:
            yield part


class _Reader:
    """Walks through the parts and knows which item they belong to."""

    def __init__(self, lang: str, *, worded: bool) -> None:
        self.lang = lang
        self.worded = worded
        """Whether only labels with a word (`Tema 1.`) begin items, and bare figures number paragraphs."""
        self.listed = Listed()
        self.current: list[Entry] = []
        self.annotating = False
        self.strict = True
        """Whether no heading has said that an agenda begins, so that only the number 1 can be its first."""
        self.at: Number = ()
        """The number that the last heading had, from which bare letters are understood."""

    def read(self, part: Part) -> None:
        if isinstance(part, Paragraph) and self._heading(part):
            return
        if not self.current:
            (self.listed.rest if self.listed.entries else self.listed.before).append(part)
            return
        for entry in self.current:
            entry.notes.append(part)
            entry.annotated = True

    def _heading(self, part: Paragraph) -> bool:
        if part.label is None:
            return self.annotating and self._titled(part)
        if self.worded and not (part.label.worded or part.label.bare):
            return False
        numbers = [number for number in (self._number(raw, part.label) for raw in part.label.numbers) if number]
        if not numbers:
            return False
        if not self.annotating and self._begins_again(numbers[0], part):
            self.annotating = True
        return self._annotated(numbers, part) if self.annotating else self._next(numbers[0], part)

    def _number(self, raw: str, label: NumberPhrase) -> Number:
        """A printed number whole: a bare letter or Roman figure under the item where it stands."""
        pieces = tuple(_NUMBER.findall(raw))
        if not label.bare or not pieces:
            return pieces if pieces and pieces[0][0].isdigit() and int(pieces[0].split(".")[0]) < 400 else ()
        if not self.at:
            return ()
        sub = pieces[-1].casefold()
        if sub in _ROMAN and len(self.at) >= 2 and self._roman(sub):
            return (*self.at[:2], sub)
        return (self.at[0], sub)

    def _roman(self, sub: str) -> bool:
        """Whether `i`, `v` or `x` is a Roman figure under a sub-item, not the letter after `h`, `u` or `w`."""
        return len(sub) > 1 or len(self.at) == 3 or ord(sub) != ord(self.at[1][0]) + 1 or len(self.at[1]) > 1

    def _begins_again(self, number: Number, part: Paragraph) -> bool:
        """Whether the first item comes a second time, so that the annotations begin without a heading."""
        known = self.listed.find(number)
        first = self.listed.entries[:2]
        return known is not None and known in first and len(self.listed.entries) > 2 and _alike(known, part)

    def _annotated(self, numbers: Sequence[Number], part: Paragraph) -> bool:
        """The heading of an item's annotation, if its number and title are those of one."""
        known = [entry for number in numbers if (entry := self.listed.find(number))]
        fits = [entry for entry in known if _alike(entry, part)]
        if not fits and not (len(known) == len(numbers) > 1):
            return self._new_sub_item(numbers[0], part)
        self.current = known if len(numbers) > 1 else fits
        self.at = self.current[0].number
        for entry in self.current:
            entry.annotated = True
            entry.lines += part.lines
            _run_in(entry, part)
        return True

    def _new_sub_item(self, number: Number, part: Paragraph) -> bool:
        """A sub-item that only the annotations have: the next letter under its item, and as short as a title."""
        above = self.listed.find(number[:-1])
        title = _title(part)[0]
        if above is None or above not in self.current or number[-1] != "a" or self.listed.find(number):
            return False
        return len(number) == 2 and len(title) < 120 and part.level > 0 and self._add(number, part)

    def _titled(self, part: Paragraph) -> bool:
        """A heading of an annotation that has lost its number: an item's whole title and nothing else."""
        text = plain(_TAIL.sub("", part.text))
        fits = [entry for entry in self.listed.entries if len(text) > 8 and plain(entry.title) == text]
        if len(fits) != 1 or part.heading == "documentation":
            return False
        self.current, self.at = fits, fits[0].number
        fits[0].annotated = True
        fits[0].lines += part.lines
        return True

    def _next(self, number: Number, part: Paragraph) -> bool:
        """The next item of the list, if the number is the next one."""
        last = next((entry.number for entry in reversed(self.listed.entries) if len(entry.number) == 1), ())
        if self.listed.find(number) is not None or not _follows(number, last, self.at):
            return False
        title = _title(part)[0]
        if not self.listed.entries and (title[:1].islower() or (self.strict and number[0] not in ("1", "1.1"))):
            return False
        if not title or len(title) > _MOST_TITLE or not any(mark.isalpha() for mark in title):
            return False
        return self._add(number, part)

    def _add(self, number: Number, part: Paragraph) -> bool:
        title, papers, at, to = _title(part)
        entry = Entry(number, title, part.evidence(at, to), papers, lines=list(part.lines))
        self.listed.entries.insert(self._place(number), entry)
        self.current, self.at = [entry], number
        return True

    def _place(self, number: Number) -> int:
        """Where a new item goes in the list: at its end, or in the annotations after its sisters."""
        entries, above = self.listed.entries, number[:-1]
        if not self.annotating:
            return len(entries)
        return max(at for at, other in enumerate(entries) if other.number[: len(above)] == above) + 1


def _follows(number: Number, last: Number, at: Number) -> bool:
    """Whether a number may come next: the first, the next within a few, or a part of the item where we are."""
    if len(number) == 1:
        return _steps(number[0], last[0] if last else "0")
    if not at or number[0] != at[0]:
        # `1 (a)` may stand without a line for item 1 itself.
        return number[1] == "a" and len(number) == 2 and _steps(number[0], last[0] if last else at[0] if at else "0")
    if len(number) == 2:
        before = at[1] if len(at) > 1 else "`"
        return len(number[1]) == 1 and 0 < ord(number[1]) - ord(before[0]) <= _LEAP
    before = at[2] if len(at) > 2 else ""
    return number[2] in _ROMAN and (before == "" or _ROMAN.index(number[2]) > _ROMAN.index(before))


def _steps(number: str, last: str) -> bool:
    """Whether a figure (`3`, `16.1`) is the next after another."""
    here, there = [tuple(int(part) for part in text.split(".")) for text in (number, last)]
    if here <= there or here[0] - there[0] > _LEAP:
        return there == (0,) and len(here) > 1 and here[-1] == 1
    return len(here) == 1 or here[0] > there[0] or here[-1] - (there[-1] if len(there) == len(here) else 0) <= _LEAP


def _title(part: Paragraph) -> tuple[str, list[SymbolPhrase], int, int]:
    """An item's title without number, marks at its end, and the symbols of documents in brackets behind it."""
    label = part.label
    begin = label.to if label else 0
    while begin < len(part.text) and part.text[begin] in " .:：、):—–-\t":
        begin += 1
    text = part.text[begin:]
    text, _ = without_continued(text, part.lang)
    end = begin + len(text)
    papers = []
    if bracket := re.search(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]\s*[.;:；。]?\s*$", text):
        inside = symbols_in(bracket[1])
        if inside and sum(len(found.symbol) for found in inside) >= 0.5 * len(bracket[1]):
            papers, text = inside, text[: bracket.start()]
            end = begin + bracket.start()
    return _TAIL.sub("", text).strip(), papers, begin, end


def _alike(entry: Entry, part: Paragraph) -> bool:
    """Whether a paragraph has an item's title, or begins with it."""
    ours, theirs = plain(entry.title), plain(_title(part)[0])
    if theirs == ours or (len(ours) > 8 and theirs.startswith(ours)):
        return True
    if not ours or len(theirs) > 2 * len(ours) + 20:
        return False
    return difflib.SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= _LIKE


def _run_in(entry: Entry, part: Paragraph) -> None:
    """Text that stands in the same paragraph as the heading belongs to the annotation."""
    at = part.text.find(entry.title)
    if at < 0:
        return
    to = at + len(entry.title)
    while to < len(part.text) and not part.text[to].isalnum():
        to += 1
    if len(part.text) - to > 30:
        lines = part.lines_of(to, len(part.text))
        entry.notes.append(Paragraph(part.text[to:], lines, _rebased(part, to, len(lines)), None, part.lang))


def _rebased(part: Paragraph, to: int, count: int) -> tuple[int, ...]:
    return tuple(max(0, start - to) for start in part.starts[-count:])


def all_lines(entries: Iterable[Entry]) -> Iterator[Line]:
    """Every line that belongs to an item: its headings and its annotation."""
    for entry in entries:
        yield from entry.lines
        for part in entry.notes:
            yield from part.lines() if isinstance(part, Table) else part.lines
