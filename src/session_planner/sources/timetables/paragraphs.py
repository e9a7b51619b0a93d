"""Where the entries of a cell or of a sitting's lines begin: a title goes on over lines, another begins a new one.

Used by `entries`. Labels, hours and marks prove a beginning; else the room that was left on the line before.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from session_planner.programme.names import DIGITS, plain
from session_planner.sources.paper import Line
from session_planner.sources.phrases.dates import dates_in
from session_planner.sources.phrases.hours import hours_in
from session_planner.sources.phrases.marks import without_continued
from session_planner.sources.phrases.numbers import NumberPhrase, number_at
from session_planner.sources.phrases.quiet import quiet
from session_planner.sources.phrases.symbols import symbols_in
from session_planner.sources.timetables import words
from session_planner.sources.timetables.when import leading

BULLET = re.compile(r"^\s*(?:[•●▪■·*◦‣\uf0b7]|[-–—]\s)\s*")
_END = re.compile(r"(?:[;；؛]|[.。](?!\w)|[)）\]])\s*$")
_FIRST_WORD = re.compile(r"\S+")
_HAN = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
BRACKETS = re.compile(r"\s*[(（\[]([^()（）\[\]]*(?:[(（][^()（）]*[)）][^()（）\[\]]*)*)[)）\]]\s*[.;:。；،,]?\s*$")
ITEM_WORD = re.compile(
    r"\bitems?\b|\bpoints?\b|\btemas?\b|\bпункт|议程?项目|议题|项目|第\s?\d+\s?项|البند|البنود|بند", re.IGNORECASE
)
_BARE = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)(?:\s+|(?=[\u4e00-\u9fff]))(?=[^\W\d_]|[(“«\"])")


@dataclass(slots=True)
class Numbering:
    """Which item a bare letter belongs to: that of the last number before it."""

    titles: Mapping[str, str]
    parent: str = ""

    def resolve(self, phrase: NumberPhrase) -> tuple[tuple[str, ...], bool]:
        """The items of a label, and whether a letter found no parent."""
        if not phrase.bare:
            self.parent = re.split(r"\(", phrase.numbers[-1])[0]
            return phrase.numbers, False
        letters = tuple(number if number.startswith("(") else f"({number})" for number in phrase.numbers)
        if not self.parent:
            return (), True
        return tuple(f"{self.parent}{letter}" for letter in letters), False


def label_at(text: str, lang: str) -> NumberPhrase | None:
    """The label that a text begins with, if more than a bare figure makes it one."""
    found = number_at(text, lang)
    return found if found is not None and found.marked else None


def joined(lines: Sequence[str]) -> str:
    """Lines as one text; Chinese has no spaces between them, and a word that was parted by a hyphen of its own none."""
    text = ""
    for line in lines:
        line = line.strip()
        if not text or not line or (_HAN.match(text[-1]) and _HAN.match(line[0])) or re.search(r"[^\W\d_][-‐/]$", text):
            text += line
        else:
            text += f" {line}"
    return text


def paragraphs(
    lines: Sequence[Line], lang: str, numbering: Numbering, *, flat: bool = False, width: int = 0
) -> Iterator[list[Line]]:
    """The lines of a cell or sitting, those together that are one entry; `flat`: their ends tell nothing of widths."""
    width = max(width, *(wide(line.text) for line in lines), 0) if lines else 0
    group: list[Line] = []
    for line in lines:
        if not line.text.strip():
            continue
        if group and _begins(line, group, lang, numbering, 0 if flat else width):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(line: Line, group: Sequence[Line], lang: str, numbering: Numbering, width: int) -> bool:
    last = group[-1]
    if _listed(group, line.text):
        return False
    if line.whole or last.whole or BULLET.match(line.text) or words.IN_PARALLEL.search(quiet(last.text)):
        return True
    text, before = line.text.strip(), last.text.rstrip()
    if _unclosed(group) and re.search(r"^[^(（\[]*[)）\]]", text):
        return False
    if text[0] in "(（[" and not label_at(text, lang):
        return False
    if label_at(text, lang) and not _mid_sentence(before, text):
        return True
    if bare_number(text, lang, numbering, strict=not line.gap) and not dates_in(text, lang)[:1]:
        return True
    if before.endswith((":", "：")) and words.room_in(text) and _hours_then_room(text, lang):
        return False
    if leading(text, lang).hours is not None or words.IN_PARALLEL.match(quiet(text)):
        return True
    if text[0].islower() or before.endswith((",", "،", "，", "、", "-", "–", "/")):
        return False
    if line.gap or re.search(r"[;；؛。]$", before):
        return True
    if before.count("(") + before.count("（") < before.count(")") + before.count("）"):
        before = joined([one.text for one in group])
    closed = (_END.search(before) is not None and not before.endswith((")", "）", "]"))) or _ends_entry(before, lang)
    closed = closed or (len(group) == 1 and words.OPENING.fullmatch(before) is not None)
    return closed or (width > 0 and _would_fit(before, text, width, exact=line.place.page == 0))


def _listed(group: Sequence[Line], text: str) -> bool:
    """Whether a line is of a list inside a title: `Clustered dialogue with:` and its dashes."""
    return bool(re.match(r"[-–—•]\s", text)) and (
        group[-1].text.rstrip().endswith((":", "："))
        or (len(group) > 1 and bool(re.match(r"[-–—•]\s", group[-1].text)))
    )


def _hours_then_room(text: str, lang: str) -> bool:
    """Whether a line is nothing but hours and a room: those of the title before its colon."""
    when = leading(text, lang)
    room = words.room_in(when.rest)
    return when.hours is not None and room is not None and len(room[0].strip()) >= len(when.rest.strip(" ;,:")) - 1


def _unclosed(group: Sequence[Line]) -> bool:
    """Whether a bracket is open at the end of the lines."""
    text = "".join(line.text for line in group)
    return sum(text.count(mark) for mark in "(（[") > sum(text.count(mark) for mark in ")）]")


def _mid_sentence(before: str, text: str) -> bool:
    """A label after words that want one: `items` / `4 and 5`."""
    return (
        bool(re.search(r"(?:\bitems?|\bpoints?|\btemas?|\bпункт\w*|\band|\bet|\by|\bи|,)\s*$", before, re.IGNORECASE))
        and not text[0].isalpha()
    )


def _ends_entry(before: str, lang: str) -> bool:
    """Whether a line ends as entries end: with its item in brackets, or with the mark of what goes on."""
    if without_continued(before, lang)[1]:
        return True
    if (
        (room := words.room_in(before))
        and room.end() >= len(before)
        and re.search(r"[;；|]\s*$", before[: room.start()])
    ):
        return True
    bracket = BRACKETS.search(before)
    return bracket is not None and (bool(ITEM_WORD.search(bracket[1])) or mostly_symbols(bracket[1]))


def wide(text: str) -> int:
    """How many columns a text takes where every letter is as wide as the next."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def _would_fit(before: str, text: str, width: int, *, exact: bool) -> bool:
    """Whether the first word of a line had room on the line before: then somebody broke it on purpose."""
    first = _FIRST_WORD.match(text)
    if first is None or width < 16:
        return False
    word = 2 if _HAN.match(text) else wide(first[0]) + 1
    return wide(before) + word <= (width if exact else width * 0.88)


def bare_number(text: str, lang: str, numbering: Numbering, *, strict: bool) -> re.Match[str] | None:
    """A figure alone that heads an entry: `4 Technical assistance`; `19 et 20 octobre` and `10 reports` are none."""
    found = _BARE.match(text)
    if found is None or any(date.at <= found.end() and date.days for date in dates_in(text, lang)[:1]):
        return None
    if any(hours.at == 0 for hours in hours_in(text, lang)[:1]):
        return None
    known = numbering.titles.get(found[1].translate(DIGITS))
    rest = text[found.end() :]
    if known is not None:
        return found if not strict or _alike(known, rest) else None
    if strict and numbering.titles:
        return None
    return found if not rest[0].islower() else None


def _alike(title: str, text: str) -> bool:
    """Whether a text begins as a title does (annexes put some titles in other words)."""
    first, second = plain(title), plain(text)
    if first[:12] == second[:12]:
        return True
    return difflib.SequenceMatcher(None, first[: len(second)], second[: len(first)]).ratio() > 0.5


def mostly_symbols(inside: str) -> bool:
    found = symbols_in(inside)
    rest = len(inside.strip()) - sum(one.to - one.at for one in found)
    return bool(found) and (rest <= 6 * len(found) or sum(one.to - one.at for one in found) > 0.6 * len(inside))
