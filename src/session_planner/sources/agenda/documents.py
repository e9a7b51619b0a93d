"""Documents: their symbols and titles, under `Documentation`, in sentences of an annotation, and in lists.

Used by `annotations` for an item's own, and by the reader of whole lists (annexes of documents). A title stands before
its symbol in brackets, or after a symbol that begins the line; in a sentence, only what the body has before it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from session_planner.sources.agenda.paragraphs import Paragraph, Part, paragraph
from session_planner.sources.agenda.words import BEFORE_IT, NO_DOCUMENTS
from session_planner.sources.evidence import Evidence, Place
from session_planner.sources.facts import Paperwork
from session_planner.sources.paper import Line, Table
from session_planner.sources.phrases.quiet import pattern, quiet
from session_planner.sources.phrases.symbols import SymbolPhrase, symbols_in

_OPEN, _CLOSE = "(（[", ")）]"
_BULLET = re.compile(r"^\s*(?:[-–—•●▪*·]|\(?[a-zа-яأ-ي]\)|\(?[ivx]{1,4}\)|\d{1,2}[.)])\s+")
_EDGE = " \t.,;:–—-•·*。，；：،؛()（）[]"
_JOINERS = ("", "and", "et", "y", "и", "和", "及", "与", "و")
_SENTENCE = re.compile(r"(?<=[.;:。；：!?؟])\s+|(?<=[。；])")


@dataclass(frozen=True, slots=True)
class Cited:
    """A document where it is named."""

    symbol: str
    symbols: tuple[str, ...]
    title: str
    evidence: Evidence

    def paperwork(self, items: Sequence[str]) -> Paperwork:
        """It as a fact, with the items that it is for."""
        return Paperwork(self.symbols, self.symbol, self.evidence, self.title, tuple(items))


def no_documents(part: Part, lang: str) -> bool:
    """Whether a paragraph says that there are none."""
    return isinstance(part, Paragraph) and pattern(NO_DOCUMENTS[lang]).match(quiet(part.text)) is not None


def listed_in(parts: Iterable[Part], lang: str) -> tuple[list[Cited], list[Part]]:
    """The documents of a list, and the parts in it that name none."""
    found: list[Cited] = []
    left: list[Part] = []
    waiting: list[Line] = []
    for part in parts:
        for entry in _entries(part, lang):
            # A title that is broken by a page's end comes in two paragraphs, the second with the symbol.
            whole = paragraph((*waiting, *entry.lines), lang) if waiting and _ends_with_symbol(entry) else entry
            cited = cited_in(whole)
            waiting = []
            if cited:
                found += cited
            elif _unfinished(entry):
                waiting = list(entry.lines)
                left.append(entry)
            else:
                left.append(entry)
    told = {line for one in found for line in one.evidence.places}
    return found, [part for part in left if isinstance(part, Table) or not _all_in(part, told)]


def _all_in(part: Paragraph, told: set[Place]) -> bool:
    return all(line.place in told for line in part.lines)


def _entries(part: Part, lang: str) -> Iterator[Paragraph]:
    """A part as entries of a list: rows of a table, and lines that begin with a symbol."""
    if isinstance(part, Table):
        for row in part.rows:
            cells = list(dict.fromkeys(cell for cell in row if cell.text))
            yield paragraph([line for cell in cells for line in cell.lines], lang)
        return
    begins = [0]
    for at, line in enumerate(part.lines):
        if (at and _starts_with_symbol(line.text) and _complete(part.lines[begins[-1] : at])) or (
            at and _ends_with_symbol_text(part.lines[at - 1].text) and line.text[:1] and not line.text[0].islower()
        ):
            begins.append(at)
    for first, after in zip(begins, (*begins[1:], len(part.lines)), strict=True):
        lines = part.lines[first:after]
        # Text that was cut out of a longer line (a heading's) is not in the lines as it is in the paragraph.
        yield part if len(begins) == 1 else paragraph(lines, lang)


def _complete(lines: Sequence[Line]) -> bool:
    return any(symbols_in(line.text) for line in lines)


def _starts_with_symbol(text: str) -> bool:
    bare = _BULLET.sub("", text)
    found = symbols_in(bare)
    return bool(found) and found[0].at <= 1


def _ends_with_symbol_text(text: str) -> bool:
    found = symbols_in(text)
    return bool(found) and not text[found[-1].to :].strip(_EDGE)


def _ends_with_symbol(part: Paragraph) -> bool:
    return _ends_with_symbol_text(part.text)


def _unfinished(part: Paragraph) -> bool:
    return not part.text.rstrip().endswith((".", "。", ";", ":")) and len(part.text) > 20


def cited_in(part: Paragraph) -> list[Cited]:
    """The documents of one entry, or of several that have grown together."""
    symbols = symbols_in(part.text)
    if not symbols:
        return []
    if _starts_with_symbol(part.text):
        return _symbol_first(part, symbols)
    return _title_first(part, symbols)


def _symbol_first(part: Paragraph, symbols: Sequence[SymbolPhrase]) -> list[Cited]:
    head = [symbols[0]]
    for one in symbols[1:]:
        between = part.text[head[-1].to : one.at].strip(_EDGE)
        if between.casefold() not in _JOINERS:
            break
        head.append(one)
    title = _trimmed(part.text, head[-1].to, len(part.text))
    return [Cited(one.symbol, one.symbols, part.text[slice(*title)], part.evidence()) for one in head]


def _title_first(part: Paragraph, symbols: Sequence[SymbolPhrase]) -> list[Cited]:
    found: list[Cited] = []
    begin = 0
    title = (0, 0)
    for one in symbols:
        opened = part.text.rfind(_opener(part.text, one), begin, one.at) if _opener(part.text, one) else one.at
        bounds = _trimmed(part.text, begin, max(begin, opened))
        if bounds[1] - bounds[0] > 8:
            title = bounds
        text = part.text[slice(*title)]
        if found or text:
            found.append(Cited(one.symbol, one.symbols, text, part.evidence(title[0], min(one.to + 1, len(part.text)))))
        begin = one.to
    return found


def only_symbols(part: Paragraph, symbols: Sequence[SymbolPhrase]) -> bool:
    """Whether nothing but symbols and what joins them follows the first one: `A/1/2, A/1/3 and A/1/4`."""
    ends = [one.at for one in symbols[1:]] + [len(part.text)]
    between = (part.text[one.to : end].strip(_EDGE).casefold() for one, end in zip(symbols, ends, strict=True))
    return all(words in _JOINERS for words in between)


def _opener(text: str, symbol: SymbolPhrase) -> str:
    """The bracket that a symbol stands in, if it does."""
    for at in range(symbol.at - 1, max(-1, symbol.at - 80), -1):
        if text[at] in _OPEN:
            return text[at]
        if text[at] in _CLOSE:
            return ""
    return ""


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    """A stretch without bullets, dashes and marks around it; brackets that are closed in it stay."""
    if bullet := _BULLET.match(text[begin:end]):
        begin += bullet.end()
    while begin < end and text[begin] in _EDGE and text[begin] not in _OPEN:
        begin += 1
    while begin < end and text[end - 1] in _EDGE and not (text[end - 1] in _CLOSE and _balanced(text[begin:end])):
        end -= 1
    return begin, end


def _balanced(text: str) -> bool:
    return sum(text.count(mark) for mark in _OPEN) == sum(text.count(mark) for mark in _CLOSE)


def before_it(part: Paragraph) -> list[Cited]:
    """The documents that a sentence of an annotation says the body has before it."""
    found: list[Cited] = []
    begin = 0
    for sentence in (*_SENTENCE.finditer(part.text), None):
        end = sentence.start() if sentence else len(part.text)
        if hit := pattern(BEFORE_IT[part.lang]).search(quiet(part.text[begin:end])):
            found += _in_sentence(part, begin, begin + hit.end(), end)
        begin = sentence.end() if sentence else end
    return found


def _in_sentence(part: Paragraph, begin: int, after: int, end: int) -> list[Cited]:
    found = []
    start = after
    for one in symbols_in(part.text[:end]):
        if one.at < begin:
            continue
        opened = part.text.rfind(_opener(part.text, one) or " ", start, one.at)
        at, to = _trimmed(part.text, min(start, one.at), max(start, opened))
        title = _ARTICLE.sub("", part.text[at:to])
        title = title[:1].upper() + title[1:] if 12 < len(title) < 400 else ""
        found.append(Cited(one.symbol, one.symbols, title, part.evidence(at, min(one.to + 1, end))))
        start = one.to
    return found


_ARTICLE = re.compile(
    r"^(?:(?:and|et|y|и|以及|和|d'un|d’un|du|de la|des|el|la|le|les|los|un|une|una|the|a|an|of|following|также|و)\s+)+"
)


def mentioned(part: Paragraph, known: frozenset[str]) -> list[str]:
    """The documents, known from elsewhere in the paper, that a paragraph speaks of."""
    return [one.symbol for one in symbols_in(part.text) if one.symbol in known]
