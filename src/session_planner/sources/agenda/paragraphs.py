"""Lines put together to paragraphs, each character of which still knows the line it stands on.

First station of `agenda`: a text file's lines are joined over line ends and page breaks, so that titles and sentences
are whole for the rules; formats that mark paragraphs give them as they are. Tables stay between the paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from session_planner.sources.evidence import Evidence, seen
from session_planner.sources.paper import Block, Line, Table
from session_planner.sources.phrases.marks import heading_of
from session_planner.sources.phrases.numbers import NumberPhrase, number_at
from session_planner.words import Words

_ENDED = re.compile(r"[.;:!?。；：！？؛؟]\s*[”\"»’)\]]*$")
_HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_ROMAN = re.compile(r"^\s*[IVX]{1,5}\s?[.)]\s+(?=\S)")
_HALF_SYMBOL = re.compile(r"(?<![^\s(（\[])[A-Z][A-Z0-9]*/[A-Z0-9./-]*\.?$")
_OTHER_HALF = re.compile(r"/\w|\d+/")
_REMARK = re.compile(r"\s*[(（][^()（）]{3,60}[)）]\s*$")
_FULL = 0.72
"""The part of the usual width from which on a line counts as full, so that its paragraph may go on after it."""


@dataclass(frozen=True)
class Paragraph:
    """Some lines that are one text; `starts` are the places in `text` where each of the lines begins."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...] = (0,)
    heading: str | None = None
    """What kind of heading it is, where its words are those of one (`phrases.marks.heading_of`)."""
    lang: str = field(default="en", repr=False)

    @cached_property
    def label(self) -> NumberPhrase | None:
        """The item number that it begins with."""
        return number_at(self.text, self.lang)

    @property
    def level(self) -> int:
        """The level of a heading that the format itself marks; 0 for text."""
        return self.lines[0].level

    def lines_of(self, at: int, to: int) -> tuple[Line, ...]:
        """The lines that a stretch of the text stands on."""
        ends = (*self.starts[1:], len(self.text) + 1)
        return tuple(
            line for line, begin, end in zip(self.lines, self.starts, ends, strict=True) if begin < to and at < end
        )

    def evidence(
        self, at: int = 0, to: int | None = None, *, inferred: Words | None = None, doubt: Words | None = None
    ) -> Evidence:
        """Evidence from a stretch of it: the words there, and the places of their lines."""
        end = len(self.text) if to is None else to
        places = [line.place for line in self.lines_of(at, end)]
        return seen(self.text[at:end], places, inferred=inferred, doubt=doubt)


Part: TypeAlias = Paragraph | Table


def usual_width(lines: Sequence[Line]) -> int:
    """How wide the lines of running text are: nine in ten are not wider."""
    widths = sorted(len(line.text) for line in lines if not line.whole and line.text)
    return widths[len(widths) * 9 // 10] if widths else 0


def joined(lines: Sequence[Line]) -> tuple[str, tuple[int, ...]]:
    """The text of lines on one line, and where in it each begins; symbols and Han text go on without a space."""
    text, starts = "", []
    for line in lines:
        more = " ".join(line.text.split())
        if text and more and not _grown_together(text, more):
            text += " "
        starts.append(len(text))
        text += more
    return text, tuple(starts)


def _grown_together(text: str, more: str) -> bool:
    if _HAN.match(text[-1]) and _HAN.match(more[0]):
        return True
    # A symbol or a compound that is broken at the end of its line; a dash with a space before it is punctuation.
    if text[-1] in "/-‐":
        return len(text) > 1 and text[-2] != " "
    return _HALF_SYMBOL.search(text) is not None and _OTHER_HALF.match(more) is not None


def paragraph(lines: Sequence[Line], lang: str) -> Paragraph:
    """Lines that are known to belong together."""
    text, starts = joined(lines)
    return Paragraph(text, tuple(lines), starts, heading(text, lang), lang)


def heading(text: str, lang: str) -> str | None:
    """What kind of heading a line is, whether or not a Roman number stands before it or a remark in brackets behind."""
    return heading_of(_REMARK.sub("", unnumbered(text)), lang) if text else None


def unnumbered(text: str) -> str:
    """A heading without the Roman number before it."""
    return _ROMAN.sub("", text)


def paragraphs(blocks: Iterable[Block], lang: str) -> list[Part]:
    """The blocks of a document with their lines put together."""
    blocks = list(blocks)
    width = usual_width([block for block in blocks if isinstance(block, Line)])
    parts: list[Part] = []
    run: list[Line] = []
    for block in blocks:
        if isinstance(block, Table):
            parts += _flushed(run, lang)
            parts.append(block)
        elif not block.text:
            continue
        elif run and _begins(run, block, width, lang):
            parts += _flushed(run, lang)
            run.append(block)
        else:
            run.append(block)
    return parts + _flushed(run, lang)


def _flushed(run: list[Line], lang: str) -> list[Part]:
    found: list[Part] = [paragraph(run, lang)] if run else []
    run.clear()
    return found


def _begins(run: Sequence[Line], line: Line, width: int, lang: str) -> bool:
    """Whether a line begins a paragraph of its own after these."""
    before = run[-1]
    if line.whole or before.whole or line.level or before.level:
        return True
    if kind := heading(joined(run)[0], lang):
        # A heading may go on: `Provisional agenda and annotations of the` / `fifty-second session`.
        numbered = _labelled(line.text, lang, gap=False) == "surely"
        return line.gap or numbered or kind == "columns" or heading(joined([*run, line])[0], lang) != kind
    if heading(line.text, lang):
        return True
    ended = _ENDED.search(before.text) is not None
    if labelled := _labelled(line.text, lang, gap=line.gap):
        return line.gap or ended or labelled == "surely" or not _goes_on(line.text)
    if line.gap:
        return ended or not _goes_on_over_gap(before.text, line.text, width)
    short = len(before.text) < _FULL * width
    return (ended and (short or line.indent > before.indent)) or (short and line.indent < before.indent - 8)


def _labelled(text: str, lang: str, *, gap: bool) -> str:
    """Whether a line begins with an item's number: `surely` by its marks, `perhaps` as a bare figure after a gap."""
    label = number_at(text, lang)
    if label is None or not text[label.to :].strip():
        return ""
    if label.marked:
        return "surely"
    return "perhaps" if gap else ""


def _goes_on(text: str) -> bool:
    """Whether a line looks like the middle of a sentence."""
    return text[:1].islower()


def _goes_on_over_gap(before: str, text: str, width: int) -> bool:
    """Whether a sentence runs on over a page break, which looks like empty space."""
    if _goes_on(text):
        return True
    caseless = not any(mark.islower() or mark.isupper() for mark in text[:40] + before[-40:])
    return caseless and len(before) > 0.9 * width and width > 0
