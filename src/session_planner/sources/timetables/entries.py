"""The entries of a cell or of a sitting's lines: what is taken up, each with its item, hours, room and documents.

Used by every layout of `timetable`. First lines become paragraphs (a title goes on over lines), then each paragraph
is taken apart from both ends; what is left in the middle is its title, in the words of the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from session_planner.programme.names import DIGITS
from session_planner.sources.evidence import Evidence, seen
from session_planner.sources.paper import Line
from session_planner.sources.phrases.hours import hours_in
from session_planner.sources.phrases.marks import without_continued
from session_planner.sources.phrases.numbers import number_at, numbers_in
from session_planner.sources.phrases.quiet import quiet
from session_planner.sources.phrases.symbols import symbols_in
from session_planner.sources.timetables import words
from session_planner.sources.timetables.paragraphs import (
    BRACKETS,
    BULLET,
    ITEM_WORD,
    Numbering,
    bare_number,
    joined,
    label_at,
    mostly_symbols,
    paragraphs,
)
from session_planner.sources.timetables.when import EDGE, leading

_BY_BODY = re.compile(
    r"([^\s,;；،、()（）]+?)\s*(?:agenda\s+|议程)?(?:items?|points?|temas?|пункты?|项目|议题"
    r"|البند)\s*(\d+(?:\s?\(?[a-zа-я]\))?)"
    r"|(?:items?|point|tema|пункт|البند)\s+(\d+(?:\s?\([a-zа-я]\))?)\s+(?:of (?:the )?|de la |de l[’']|du |del "
    r"|повестки дня |من جدول أعمال )([^\s,;،、()（）]+)",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\d+(?:st|nd|rd|th)(?: and \d+(?:st|nd|rd|th))?(?: \(?(?:plenary|closed|joint|formal|informal|opening"
    r"|closing)\)?)* meetings?(?: of (?:the )?[A-Z]\w+)?"
    r"(?: and (?:the )?\d+(?:st|nd|rd|th)(?: plenary)? meetings?(?: of (?:the )?[A-Z]\w+)?)*"
    r"|\d+(?:re|ère|e|è|ème) séance(?: plénière)?(?: d[eu](?: la)? [A-Z]\w+)?(?: et (?:la )?\d+(?:e"
    r"|ème) séance(?: d[eu](?: la)? [A-Z]\w+)?)*"
    r"|\d+[ªa.]+ sesión(?: plenaria)?(?: de (?:la )?[A-Z]\w+)?(?: y (?:la )?\d+[ªa.]+ sesión(?: de (?:la )?[A-Z]\w+)?)*"
    r"|\d+-е (?:пленарное )?заседание(?: [А-ЯA-Z]\w+)?(?: и \d+-е (?:пленарное )?заседание(?: [А-ЯA-Z]\w+)?)*"
    r"|(?:[A-Z]{2,6}\s?)?第\s?[\d一二三四五六七八九十]+\s?次(?:全体)?会议(?:[和、及与]"
    r"(?:[A-Z]{2,6}\s?)?第\s?[\d一二三四五六七八九十]+\s?次(?:全体)?会议)*"
    r"|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh"
    r"|Twelfth) (?:plenary )?meeting(?=\W*$)"
    r"|الجلسة (?:العامة )?(?:الأولى|الثانية|الثالثة|الرابعة|الخامسة|السادسة|السابعة|الثامنة"
    r"|\d+)(?:[^،؛()]{0,40}والجلسة \S+(?: \S+)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is taken up (or that stands between such things), before it has a sitting."""

    title: str
    lines: tuple[Line, ...]
    numbers: tuple[str, ...] = ()
    continued: bool = False
    documents: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    open_end: bool = False
    room: str = ""
    meeting: str = ""
    closed: bool | None = None
    by_body: tuple[tuple[str, str], ...] = ()
    orphan: bool = False
    """A letter whose item is not known."""
    after: str = ""
    """What it follows, in the words of the text."""
    parallel: bool = False
    """It stands after `in parallel with`."""

    @property
    def evidence(self) -> Evidence:
        """Its lines."""
        return evidence_of(self.lines)


def evidence_of(lines: Sequence[Line]) -> Evidence:
    """The words and places of lines."""
    return seen(" ".join(line.text for line in lines), (line.place for line in lines))


def entries_of(
    lines: Sequence[Line], lang: str, numbering: Numbering, *, flat: bool = False, width: int = 0
) -> list[Entry]:
    """Every entry of a cell's or a sitting's lines, in order; `width` is that of the widest line of its column."""
    found: list[Entry] = []
    parallel = False
    for group in paragraphs(lines, lang, numbering, flat=flat, width=width):
        text = joined([line.text for line in group])
        mark = words.IN_PARALLEL.search(quiet(text))
        if mark is None:
            found.append(replace(entry_of(text, group, lang, numbering), parallel=parallel))
            continue
        if before := text[: mark.start()].strip(EDGE):
            found.append(replace(entry_of(before, group, lang, numbering), parallel=parallel))
        parallel = True
        if after := text[mark.end() :].strip(EDGE):
            found.append(replace(entry_of(after, group, lang, numbering), parallel=True))
    return found


@dataclass(slots=True)
class _Apart:
    """A paragraph while it is being taken apart."""

    text: str
    lang: str
    numbers: tuple[str, ...] = ()
    orphan: bool = False
    continued: bool = False
    documents: list[str] = field(default_factory=list)
    hours: tuple[int, int | None, bool] | None = None
    room: str = ""
    meeting: str = ""
    closed: bool | None = None
    by_body: tuple[tuple[str, str], ...] = ()
    after: str = ""


def entry_of(text: str, lines: Sequence[Line], lang: str, numbering: Numbering) -> Entry:
    """One paragraph as an entry."""
    one = _Apart(BULLET.sub("", text).strip(), lang)
    _front(one, numbering)
    _back(one, numbering)
    _middle(one)
    if not one.room and (room := words.room_in(one.text)) and len(one.text.strip(EDGE)) - len(room[0].strip(EDGE)) <= 0:
        one.room, one.text = one.text.strip(EDGE), ""
    start, end, open_end = one.hours or (None, None, False)
    return Entry(
        title_of(one.text), tuple(lines), one.numbers, one.continued, tuple(dict.fromkeys(one.documents)), start, end,
        open_end, one.room, one.meeting, one.closed, one.by_body, one.orphan, one.after,
    )  # fmt: skip


def title_of(text: str) -> str:
    """A title without the marks around it."""
    text = text.strip()
    text = re.sub(r"^[\s:;,.،؛：；，–—\-|]+(?=\S)", "", text)
    text = re.sub(r"[\s;:,،؛：；，–—|]+$", "", text)
    return re.sub(r"(?<=[^\s.])[.。]$", "", text)


def _front(one: _Apart, numbering: Numbering) -> None:
    when = leading(one.text, one.lang)
    if when.hours is not None and when.date is None:
        one.hours = when.hours.start, when.hours.end, when.hours.open_end
        one.text = when.rest
    phrase = label_at(one.text, one.lang)
    if phrase is not None:
        one.numbers, one.orphan = numbering.resolve(phrase)
        one.text = one.text[phrase.to :].strip()
    elif bare := bare_number(one.text, one.lang, numbering, strict=False):
        one.numbers = (bare[1].translate(DIGITS),)
        numbering.parent = one.numbers[0]
        one.text = one.text[bare.end() :]
    elif re.fullmatch(r"\d{1,2}(?:\.\d{1,2})?", one.text):
        one.numbers, one.text = (one.text.translate(DIGITS),), ""
        numbering.parent = one.numbers[0]
    # `2 (a) …` after its item's own number and title is one label; `2. (a) Title` has two.
    if (
        one.numbers
        and (inner := label_at(one.text, one.lang))
        and inner.bare
        and len(one.numbers) == 1
        and "(" not in one.numbers[0]
    ):
        one.numbers, one.orphan = numbering.resolve(inner)
        one.text = one.text[inner.to :].strip()


def _back(one: _Apart, numbering: Numbering) -> None:
    """Takes brackets off the end, as long as they say something that has a place of its own."""
    for _ in range(6):
        one.text, continued = without_continued(one.text, one.lang)
        one.continued = one.continued or continued
        bracket = BRACKETS.search(one.text)
        if not (bracket and _bracket(one, bracket, numbering)) and not _tail(one) and not continued:
            break


def _bracket(one: _Apart, bracket: re.Match[str], numbering: Numbering) -> bool:
    inside, rest = bracket[1], one.text[: bracket.start()].rstrip()
    parts = [part.strip() for part in re.split(r"[;；]", inside) if part.strip()]
    if len(parts) > 1 and not symbols_in(inside) and len(_by_bodies(inside)) < 2:
        taken = [_said_in_bracket(one, part, numbering) for part in parts]
        if not any(taken):
            return False
        left = "; ".join(part for part, told in zip(parts, taken, strict=True) if not told)
        one.text = f"{rest} ({left})" if left else rest
        return bool(rest) and not left
    if not _said_in_bracket(one, inside, numbering):
        return False
    one.text = rest
    return bool(rest)


def _said_in_bracket(one: _Apart, inside: str, numbering: Numbering) -> bool:
    """Takes what a bracket says, if it says something that has a place of its own."""
    even = quiet(inside)
    if len(by_body := _by_bodies(inside)) > 1:
        one.by_body = by_body
    elif mostly_symbols(inside):
        one.documents[:0] = [phrase.symbol for phrase in symbols_in(inside)]
    elif ITEM_WORD.search(inside) and not one.numbers and (found := _numbers_of(inside, one.lang)):
        one.numbers = found
        numbering.parent = re.split(r"\(", found[-1])[0]
    elif words.CLOSED.fullmatch(even) or words.CLOSED.fullmatch(f"({even})"):
        one.closed = True
    elif words.OPEN.fullmatch(even):
        one.closed = False
    elif words.RESTRICTED.fullmatch(even):
        pass
    elif words.AFTER.search(even) and (hit := words.AFTER.search(even)) and hit.start() <= 8:
        one.after = inside.strip()
    elif (
        one.hours is None
        and (hours := leading(inside, one.lang)).hours is not None
        and not hours.rest.strip(EDGE)
        and not hours.date
    ):
        one.hours = hours.hours.start, hours.hours.end, hours.hours.open_end
    elif not one.room and (room := words.room_in(inside)) and len(room[0]) >= len(inside) - 4:
        one.room = inside.strip()
    else:
        return False
    return True


def _numbers_of(text: str, lang: str) -> tuple[str, ...]:
    found = [number for phrase in numbers_in(text, lang) if not phrase.bare for number in phrase.numbers]
    if not found and (at := number_at(text, lang)):
        found = list(at.numbers)
    return tuple(dict.fromkeys(found))


def _by_bodies(inside: str) -> tuple[tuple[str, str], ...]:
    found = []
    for match in _BY_BODY.finditer(inside):
        body, number = (match[1], match[2]) if match[1] else (match[4], match[3])
        if body and number and body.casefold() not in ("agenda", "the", "and", "et", "y", "и", "de", "provisional"):
            found.append((body.strip("(（"), re.sub(r"\s", "", number)))
    return tuple(found)


_TAIL_MARK = re.compile(
    r"(?:\s*[;；|,،，–—]\s*|\s-\s|\s{2,}|\s*[.…]{3,}\s*|\s+(?:in|dans|en la|en|в|في)\s+)$", re.IGNORECASE
)


def _tail(one: _Apart) -> bool:
    """Takes hours, a room or the kind of a meeting off the end, where a mark parts them from the title."""
    text = one.text.rstrip(" ;,.")
    if not one.room and (room := words.room_in(text)) and room.end() >= len(text.rstrip(EDGE)):
        mark = _TAIL_MARK.search(text[: room.start()])
        if mark and mark.group().strip().casefold() not in ("in", "dans", "en", "en la", "в", "في", ",", "،"):
            one.room, one.text = text[room.start() :].strip(), text[: mark.start()]
            return True
    if one.hours is None:
        found = [hours for hours in hours_in(text, one.lang) if hours.to >= len(text.rstrip(EDGE))]
        before = text[: found[0].at] if found else ""
        if (
            found
            and (found[0].end is not None or found[0].open_end)
            and (not before.strip(EDGE) or re.search(r"[:;,(（–—،：，-]\s*$|\s{2,}$", before))
        ):
            one.hours = found[0].start, found[0].end, found[0].open_end
            one.text = re.sub(r"[\s:;,(（–—،：，-]+$", "", before)
            return True
    return False


def _middle(one: _Apart) -> None:
    """A meeting's number, and what stands in brackets before the end and has a place of its own."""
    for bracket in reversed(list(re.finditer(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]", one.text))):
        if mostly_symbols(bracket[1]):
            one.documents[:0] = [phrase.symbol for phrase in symbols_in(bracket[1])]
            one.text = one.text[: bracket.start()] + one.text[bracket.end() :]
        elif len(by_body := _by_bodies(bracket[1])) > 1:
            one.by_body = by_body
            one.text = one.text[: bracket.start()] + one.text[bracket.end() :]
    if found := _MEETING.match(one.text):
        one.meeting = found[0].strip()
        one.text = one.text[found.end() :].lstrip(" ,;:.–—-")
        even = quiet(one.text)
        if (closed := words.CLOSED.match(even)) and closed[0].strip():
            one.closed, one.text = True, one.text[closed.end() :].lstrip(" ,;:.–—-")
        elif (opened := words.OPEN.match(even)) and opened[0].strip():
            one.closed, one.text = False, one.text[opened.end() :].lstrip(" ,;:.–—-")
        if (
            (room := words.room_in(one.text))
            and not one.room
            and room.start() == 0
            and room.end() >= len(one.text.rstrip(EDGE))
        ):
            one.room, one.text = one.text.strip(EDGE), ""
