"""The numbers of agenda items: at the beginning of a line, and inside text.

Used by `agenda`. Every form comes out as one: `1 a)`, `Item 1 (a)`, `пункт 1 а)` are `1(a)`. A label that is a
letter alone (`b)`) is `bare`: its parent must come from where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from session_planner.sources.phrases.dates import dates_in
from session_planner.sources.phrases.flat import Flat, flat, rule
from session_planner.sources.phrases.hours import hours_in
from session_planner.sources.phrases.number_words import (
    ITEM,
    LETTER,
    LETTERS,
    NOT_ITEMS,
    OF_AGENDA,
    ORDINALS,
    ROMAN,
    han_number,
)


@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """A label at `at`-`to` of the text. `marked`: it has more than the bare figure (`3` is not marked, `3.` is)."""

    at: int
    to: int
    numbers: tuple[str, ...]
    bare: bool = False
    marked: bool = True
    worded: bool = False
    """A word such as `Item` stands before it."""


_FIGURES = r"\d{1,3}(?:\.\d{1,3}){0,3}(?![\d/])(?!\.\d)"
_SUB = rf"\s?\.?\s?(?:\(\s?(?:{LETTER}|[ivx]{{1,5}})\s?\)|(?<=[\d\s.)])(?:{LETTER}|[ivx]{{1,5}})\s?\))"
_NUMBER = rule(rf"(?P<figures>{_FIGURES})(?P<subs>(?:{_SUB})*)")
_BARE = rule(rf"\(\s?(?P<in>{LETTER}|[ivx]{{1,5}})\s?\)|(?P<open>{LETTER}|[ivx]{{1,5}})\s?\)")
_HAN_TOP = rule(r"(?P<han>[一二三四五六七八九十]{1,3})\s?[、.]")
_HAN_SUB = rule(r"\(\s?(?P<han>[一二三四五六七八九十]{1,3})\s?\)")
_HAN_ITEM = rule(
    r"第\s?(?P<figures>\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?:项|个议题"
    r"|号议题)(?P<subs>(?:\s?\([a-z一二三四五六七八九十]\))*)"
)
_ITEM = rule(rf"(?<![^\W\d_])[بلو]?(?:{ITEM})\s*(?:no\.?\s*)?(?=\d|\(\s?[a-zа-яا-ي]\s?\)|[a-z]\s?\))")
_ORDINAL = rule(
    r"(?P<word>\w+)\s+(?:item on the agenda|agenda item|item of the agenda|question (?:a|de) l'ordre du jour"
    r"|point de l'ordre du jour|punto del orden del dia|tema del programa|пункт повестки дня)"
)
_RANGE = rule(r"\s?(?:-|(?:to|through|a|au|al|до|по)(?![^\W\d_])|[至到]|(?:الى|حتى)(?![^\W\d_]))\s?")
_LIST = rule(r"\s?(?:[,،、;]\s?(?:and|et|y|и|و)?|(?:and|et|y|и)(?![^\W\d_])|[和及与&+/]|و)\s?(?:第)?")
_AFTER_LABEL = rule(r"\s?(?:[.:)、]|-(?=\s|$))")
_MOST_ITEMS = 60
_WORD_OF = {name.replace("_", " "): number for number, row in enumerate(ORDINALS, 1) for name in row}


def number_at(text: str, lang: str) -> NumberPhrase | None:
    """The label with which a line begins, and None for a line that begins with words, a date or hours."""
    even = flat(text)
    start = len(even.text) - len(even.text.lstrip())
    if ordinal := _ORDINAL.match(even.text, start):
        number = _WORD_OF.get(ordinal["word"])
        return _phrase(even, start, ordinal.end(), (str(number),), worded=True) if number else None
    word = _ITEM.match(even.text, start)
    begin = word.end() if word else start
    if han := _HAN_ITEM.match(even.text, begin):
        return _han_list(even, start, han)
    if lang == "zh" and (found := _han_label(even, begin)):
        return found
    if word is None and _is_time(text, lang, even, start):
        return None
    return _listed(even, start, begin, worded=word is not None)


def _is_time(text: str, lang: str, even: Flat, start: int) -> bool:
    """Whether a date or hours begin where the label would: `17 octobre`, `15 heures-18 heures`."""
    if not even.text[start : start + 1].isdigit():
        return False
    place = even.places[start]
    spans = [(one.at, one.to) for one in dates_in(text, lang)] + [(one.at, one.to) for one in hours_in(text, lang)]
    return any(at <= place < to for at, to in spans)


def _listed(even: Flat, at: int, begin: int, *, worded: bool) -> NumberPhrase | None:
    """A label of one or several numbers, from `begin` on."""
    read = _numbers(even.text, begin)
    if read is None:
        return None
    numbers, to, bare = read
    figure = even.text[begin:to]
    # A year, an amount or a word after the figure with no space is no label.
    rest = even.text[to : to + 1]
    if not worded and (rest not in ("", " ", ".", ":", ")", "-", "、", "(") and not _starts_word(rest, figure)):
        return None
    mark = _AFTER_LABEL.match(even.text, to)
    if mark and not (mark[0].strip() == "-" and re.match(r"-\s?\d", even.text[mark.end() - 1 :])):
        to = mark.end()
    marked = worded or mark is not None or not figure.isdigit()
    return _phrase(even, at, to, numbers, bare=bare, marked=marked, worded=worded)


def _starts_word(rest: str, figure: str) -> bool:
    """`议题1通过`, `1 a)Ouverture`: a title may follow at once after a closed label or without spaces."""
    return figure.endswith(")") or "\u4e00" <= rest <= "\u9fff"


def _numbers(text: str, begin: int) -> tuple[tuple[str, ...], int, bool] | None:
    """The numbers of a list such as `3 (a) and (b)`, `4 to 6`, its end, and whether they are letters alone."""
    first = _one(text, begin, "")
    if first is None:
        return None
    number, to = first
    bare = number.startswith("(")
    found = [number]
    while True:
        link = _RANGE.match(text, to) or _LIST.match(text, to)
        nxt = _one(text, link.end(), found[-1]) if link else None
        if link is None or nxt is None or not _follows(text, link, nxt):
            return tuple(dict.fromkeys(found)), to, bare
        spread = _between(found[-1], nxt[0]) if _RANGE.match(text, to) else (nxt[0],)
        if not spread:
            return tuple(dict.fromkeys(found)), to, bare
        found += spread
        to = nxt[1]


def _follows(text: str, link: re.Match[str], following: tuple[str, int]) -> bool:
    """Whether a further number belongs to the list, and is not the first figure of a title."""
    rest = text[following[1] : following[1] + 1]
    return len(link[0]) > 0 and not (rest and (rest.isalnum() and not "\u4e00" <= rest <= "\u9fff"))


def _one(text: str, at: int, before: str) -> tuple[str, int] | None:
    """One number; a letter alone in a list takes the figures of the number before it."""
    if found := _NUMBER.match(text, at):
        if int(found["figures"].split(".")[0]) == 0:
            return None
        return found["figures"] + _subs(found["subs"]), found.end()
    if found := _BARE.match(text, at):
        parent = before.partition("(")[0]
        depth = before.count("(")
        mark = _mark(
            found["in"] or found["open"], 1 if depth > 1 and _roman(before, found["in"] or found["open"]) else 0
        )
        head = before[: before.rindex("(")] if depth > 1 and _roman(before, found["in"] or found["open"]) else parent
        return f"{head}({mark})", found.end()
    return None


def _roman(before: str, mark: str) -> bool:
    """Whether a mark goes on counting in roman numerals: `1 (a) (i) and (ii)`."""
    return mark in ROMAN and before.rstrip(")").rpartition("(")[2] in ROMAN


def _subs(text: str) -> str:
    marks = re.findall(rf"[ivx]{{2,5}}|{LETTER}", text)
    return "".join(f"({_mark(mark, depth)})" for depth, mark in enumerate(marks))


def _mark(mark: str, depth: int) -> str:
    """The letter of the Latin alphabet that has the same place; roman numerals stay."""
    if len(mark) > 1 or (depth and mark in ROMAN):
        return mark
    return chr(ord("a") + LETTERS[mark]) if LETTERS[mark] < 26 else mark


def _between(first: str, last: str) -> tuple[str, ...]:
    """The numbers after `first` up to `last`; none if they do not rise or are of different kinds."""
    heads = re.fullmatch(r"(.*?)(\d+|\([a-z]\))", first), re.fullmatch(r"(.*?)(\d+|\([a-z]\))", last)
    if not (heads[0] and heads[1]):
        return ()
    (head, begin), (other, end) = heads[0].groups(), heads[1].groups()
    if begin.isdigit() != end.isdigit():
        return (last,)
    if head != other:
        return (last,)
    if begin.isdigit():
        steps = range(int(begin) + 1, int(end) + 1)
        return tuple(f"{head}{step}" for step in steps) if 0 < len(steps) <= _MOST_ITEMS else ()
    return tuple(f"{head}({chr(code)})" for code in range(ord(begin[1]) + 1, ord(end[1]) + 1))


def _han_label(even: Flat, at: int) -> NumberPhrase | None:
    if top := _HAN_TOP.match(even.text, at):
        return _phrase(even, at, top.end(), (str(han_number(top["han"])),))
    if sub := _HAN_SUB.match(even.text, at):
        return _phrase(even, at, sub.end(), (f"({_han_letter(sub['han'])})",), bare=True)
    return None


def _han_letter(figures: str) -> str:
    return chr(ord("a") + han_number(figures) - 1)


def _han_number(found: re.Match[str]) -> str:
    figures = found["figures"] if found["figures"].isdigit() else str(han_number(found["figures"]))
    marks = re.findall(r"\(([a-z一二三四五六七八九十])\)", found["subs"])
    return figures + "".join(f"({mark if mark.isascii() else _han_letter(mark)})" for mark in marks)


def _han_list(even: Flat, at: int, found: re.Match[str]) -> NumberPhrase:
    """`第1项`, `第1项和第2项`, `第1至3项`."""
    numbers = [_han_number(found)]
    to = found.end()
    while (link := rule(r"\s?(?:[、和及与,]|(?P<range>[至到-]))\s?").match(even.text, to)) and (
        further := _HAN_ITEM.match(even.text, link.end())
    ):
        one = _han_number(further)
        numbers += _between(numbers[-1], one) if link["range"] else (one,)
        to = further.end()
    return _phrase(even, at, to, tuple(dict.fromkeys(numbers)), worded=True)


def _phrase(
    even: Flat,
    at: int,
    to: int,
    numbers: tuple[str, ...],
    *,
    bare: bool = False,
    marked: bool = True,
    worded: bool = False,
) -> NumberPhrase:
    return NumberPhrase(*even.span(at, to), numbers, bare, marked, worded)


_OF_AGENDA, _NOT_ITEMS = rule(OF_AGENDA), rule(NOT_ITEMS)


def numbers_in(text: str, lang: str) -> list[NumberPhrase]:  # noqa: ARG001 - called as its neighbours are
    """Every mention of items inside `text`: `Items 4 to 6`, `agenda items 3 (a) and (b)`, `(Item 1)`, `第3项`."""
    even = flat(text)
    return list(_mentions(even))


def _mentions(even: Flat) -> Iterator[NumberPhrase]:
    at = 0
    pattern = rule(
        rf"(?P<word>{_ITEM.pattern})|(?P<han>{_HAN_ITEM.pattern.replace('?P<figures>', '').replace('?P<subs>', '')})"
    )
    while found := pattern.search(even.text, at):
        at = found.end()
        if found["han"]:
            phrase = _han_list(even, found.start(), _HAN_ITEM.match(even.text, found.start()))  # type: ignore[arg-type]
            yield phrase
            at = max(at, len(flat(even.source[: phrase.to]).text))
        elif read := _numbers(even.text, found.end()):
            numbers, to, bare = read
            at = to
            if not _NOT_ITEMS.match(even.text, to):
                yield _phrase(even, found.start(), to, numbers, bare=bare, worded=True)
