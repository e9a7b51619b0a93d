"""The entries of a cell or of a sitting's lines: what is taken up, each with its item, hours, room and documents.

Used by every layout of `timetable`. First lines become paragraphs (a title goes on over lines), then each paragraph
is taken apart from both ends; what is left in the middle is its title, in the words of the document.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from session_planner.programme.names import DIGITS, plain
from session_planner.sources.agenda import timetable_words as words
from session_planner.sources.agenda.timetable_when import EDGE, leading
from session_planner.sources.evidence import Evidence, seen
from session_planner.sources.paper import Line
from session_planner.sources.phrases.dates import dates_in
from session_planner.sources.phrases.hours import hours_in
from session_planner.sources.phrases.marks import without_continued
from session_planner.sources.phrases.numbers import NumberPhrase, number_at, numbers_in
from session_planner.sources.phrases.symbols import symbols_in

_BULLET = re.compile(r"^\s*(?:[•●▪■·*◦‣\uf0b7]|[-–—]\s)\s*")
_END = re.compile(r"(?:[;；؛]|[.。](?!\w)|[)）\]])\s*$")
_FIRST_WORD = re.compile(r"\S+")
_HAN = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_BRACKETS = re.compile(r"\s*[(（\[]([^()（）\[\]]*(?:[(（][^()（）]*[)）][^()（）\[\]]*)*)[)）\]]\s*[.;:。；،,]?\s*$")
_ITEM_WORD = re.compile(
    r"\bitems?\b|\bpoints?\b|\btemas?\b|\bпункт|议程?项目|议题|项目|第\s?\d+\s?项|البند|البنود|بند", re.IGNORECASE
)
_BY_BODY = re.compile(
    r"([^\s,;；،、()（）]+?)\s*(?:agenda\s+|议程)?(?:items?|points?|temas?|пункты?|项目|议题|البند)\s*(\d+(?:\s?\(?[a-zа-я]\))?)"
    r"|(?:items?|point|tema|пункт|البند)\s+(\d+(?:\s?\([a-zа-я]\))?)\s+(?:of (?:the )?|de la |de l[’']|du |del |повестки дня |من جدول أعمال )([^\s,;،、()（）]+)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)(?:\s+|(?=[\u4e00-\u9fff]))(?=[^\W\d_]|[(“«\"])")
_MEETING = re.compile(
    r"\d+(?:st|nd|rd|th)(?: and \d+(?:st|nd|rd|th))?(?: \(?(?:plenary|closed|joint|formal|informal|opening|closing)\)?)* meetings?(?: of (?:the )?[A-Z]\w+)?"
    r"(?: and (?:the )?\d+(?:st|nd|rd|th)(?: plenary)? meetings?(?: of (?:the )?[A-Z]\w+)?)*"
    r"|\d+(?:re|ère|e|è|ème) séance(?: plénière)?(?: d[eu](?: la)? [A-Z]\w+)?(?: et (?:la )?\d+(?:e|ème) séance(?: d[eu](?: la)? [A-Z]\w+)?)*"
    r"|\d+[ªa.]+ sesión(?: plenaria)?(?: de (?:la )?[A-Z]\w+)?(?: y (?:la )?\d+[ªa.]+ sesión(?: de (?:la )?[A-Z]\w+)?)*"
    r"|\d+-е (?:пленарное )?заседание(?: [А-ЯA-Z]\w+)?(?: и \d+-е (?:пленарное )?заседание(?: [А-ЯA-Z]\w+)?)*"
    r"|(?:[A-Z]{2,6}\s?)?第\s?[\d一二三四五六七八九十]+\s?次(?:全体)?会议(?:[和、及与](?:[A-Z]{2,6}\s?)?第\s?[\d一二三四五六七八九十]+\s?次(?:全体)?会议)*"
    r"|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth) (?:plenary )?meeting(?=\W*$)"
    r"|الجلسة (?:العامة )?(?:الأولى|الثانية|الثالثة|الرابعة|الخامسة|السادسة|السابعة|الثامنة|\d+)(?:[^،؛()]{0,40}والجلسة \S+(?: \S+)?)?",
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
        if not text or not line:
            text += line
        elif (_HAN.match(text[-1]) and _HAN.match(line[0])) or re.search(r"[^\W\d_][-‐/]$", text):
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
    if line.whole or last.whole or _BULLET.match(line.text) or words.IN_PARALLEL.search(words.quiet(last.text)):
        return True
    text, before = line.text.strip(), last.text.rstrip()
    if _unclosed(group) and re.search(r"^[^(（\[]*[)）\]]", text):
        return False
    if text[0] in "(（[" and not label_at(text, lang):
        return False
    if label_at(text, lang) and not _mid_sentence(before, text, lang):
        return True
    if _bare_number(text, lang, numbering, strict=not line.gap) and not dates_in(text, lang)[:1]:
        return True
    if leading(text, lang).hours is not None or words.IN_PARALLEL.match(words.quiet(text)):
        return True
    if text[0].islower() or before.endswith((",", "،", "，", "、", "-", "–", "/")):
        return False
    if line.gap or re.search(r"[;；؛。]$", before):
        return True
    if before.count("(") + before.count("（") < before.count(")") + before.count("）"):
        before = joined([one.text for one in group])
    closed = _END.search(before) is not None and not before.endswith((")", "）", "]")) or _ends_entry(before, lang)
    return closed or (width > 0 and _would_fit(before, text, width, exact=line.place.page == 0))


def _listed(group: Sequence[Line], text: str) -> bool:
    """Whether a line is of a list inside a title: `Clustered dialogue with:` and its dashes."""
    return bool(re.match(r"[-–—•]\s", text)) and (
        group[-1].text.rstrip().endswith((":", "："))
        or (len(group) > 1 and bool(re.match(r"[-–—•]\s", group[-1].text)))
    )


def _unclosed(group: Sequence[Line]) -> bool:
    """Whether a bracket is open at the end of the lines."""
    text = "".join(line.text for line in group)
    return sum(text.count(mark) for mark in "(（[") > sum(text.count(mark) for mark in ")）]")


def _mid_sentence(before: str, text: str, lang: str) -> bool:
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
    bracket = _BRACKETS.search(before)
    return bracket is not None and (bool(_ITEM_WORD.search(bracket[1])) or _mostly_symbols(bracket[1]))


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


def _bare_number(text: str, lang: str, numbering: Numbering, *, strict: bool) -> re.Match[str] | None:
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


def entries_of(
    lines: Sequence[Line], lang: str, numbering: Numbering, *, flat: bool = False, width: int = 0
) -> list[Entry]:
    """Every entry of a cell's or a sitting's lines, in order; `width` is that of the widest line of its column."""
    found: list[Entry] = []
    parallel = False
    for group in paragraphs(lines, lang, numbering, flat=flat, width=width):
        text = joined([line.text for line in group])
        mark = words.IN_PARALLEL.search(words.quiet(text))
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
    one = _Apart(_BULLET.sub("", text).strip(), lang)
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
    elif bare := _bare_number(one.text, one.lang, numbering, strict=False):
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
        bracket = _BRACKETS.search(one.text)
        if not (bracket and _bracket(one, bracket, numbering)) and not _tail(one):
            if not continued:
                break


def _bracket(one: _Apart, bracket: re.Match[str], numbering: Numbering) -> bool:
    inside, rest = bracket[1], one.text[: bracket.start()].rstrip()
    parts = [part.strip() for part in re.split(r"[;；]", inside) if part.strip()]
    if len(parts) > 1 and not symbols_in(inside) and len(_by_bodies(inside)) < 2:
        taken = [_said_in_bracket(one, part, rest, numbering) for part in parts]
        if not any(taken):
            return False
        left = "; ".join(part for part, told in zip(parts, taken, strict=True) if not told)
        one.text = f"{rest} ({left})" if left else rest
        return bool(rest) and not left
    if not _said_in_bracket(one, inside, rest, numbering):
        return False
    one.text = rest
    return bool(rest)


def _said_in_bracket(one: _Apart, inside: str, rest: str, numbering: Numbering) -> bool:
    """Takes what a bracket says, if it says something that has a place of its own."""
    even = words.quiet(inside)
    if len(by_body := _by_bodies(inside)) > 1:
        one.by_body = by_body
    elif _mostly_symbols(inside):
        one.documents[:0] = [phrase.symbol for phrase in symbols_in(inside)]
    elif _ITEM_WORD.search(inside) and not one.numbers and (found := _numbers_of(inside, one.lang)):
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


def _mostly_symbols(inside: str) -> bool:
    found = symbols_in(inside)
    rest = len(inside.strip()) - sum(one.to - one.at for one in found)
    return bool(found) and (rest <= 6 * len(found) or sum(one.to - one.at for one in found) > 0.6 * len(inside))


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
        if _mostly_symbols(bracket[1]):
            one.documents[:0] = [phrase.symbol for phrase in symbols_in(bracket[1])]
            one.text = one.text[: bracket.start()] + one.text[bracket.end() :]
        elif len(by_body := _by_bodies(bracket[1])) > 1:
            one.by_body = by_body
            one.text = one.text[: bracket.start()] + one.text[bracket.end() :]
    if found := _MEETING.match(one.text):
        one.meeting = found[0].strip()
        one.text = one.text[found.end() :].lstrip(" ,;:.–—-")
        even = words.quiet(one.text)
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
