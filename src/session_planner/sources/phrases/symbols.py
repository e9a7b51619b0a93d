"""Symbols of documents in running text: `CTOC/COP/WG.2/2012/3`, `A/71/1/Add.1`, `C 2003/1`, `202 EX/5`, `EB144/1`.

Used by `agenda`. Symbols are in Latin letters in every language. Joined symbols are one phrase with several, and so is
one with `and Add.1`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from session_planner.sources.phrases.flat import Flat, flat


@dataclass(frozen=True, slots=True)
class SymbolPhrase:
    """A document's symbol as printed, and every symbol that it stands for."""

    at: int
    to: int
    symbol: str
    symbols: tuple[str, ...]


# Letters of other alphabets that look like the Latin ones, as typists use them.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХІ", "ABEKMHOPCTXI")
_SLASH = r"/(?:\s(?=\d|(?:Add|Rev|Corr|INF|CRP|WP|L|WG|CN)\b))?"
_SERIES = r"[A-Z][A-Z0-9]*(?:[.\-][A-Z0-9]+)*(?:\([A-Z0-9]+\))?"
_PART = rf"(?:[A-Za-z0-9]+(?:(?:\.|-(?!{_SERIES}/))[A-Za-z0-9]+)*(?:\.(?=/))?(?:\([A-Z0-9.,/]+\))?)"
# `2012/3-CTOC/COP/…`: a dash before a new series joins two symbols.
_UN = rf"{_SERIES}(?:{_SLASH}{_PART})+"
_YEARLY = r"(?:19|20)\d\d/\d+(?:/[A-Z][A-Za-z]*\.?\s?\d+)*"
# FAO: `CL 148/INF/1 Rev.1`, `C 2013/3 Sup.1`, `CL 125/4-Corr.1`, and `C 2013/5 A`, a part of a document.
_FAO = (
    r"(?:C|CL|FC|PC|JM|CCLM)\s\d{2,4}/(?:(?:INF|LIM|DJ|REP|OD|WD|PV|I|II|III)[/.\s]\s?)?\d+"
    r"(?:[-/\s](?:Add|Rev|Corr|Sup|INF)\.?\s?\d+)*(?:\s[A-D](?=\s?[;,)]|$))?"
)
_AGENCIES = (
    _FAO,
    rf"(?:C|CL|CCP|COFI|COFO|COAG|FC|PC|CCLM|JM|CFS|ERC|ARC|NERC|LARC|APRC|GF)\s{_YEARLY}",
    r"\d{2,3}\s?(?:EX|C)/(?:INF\.|PX/|DR\.)?\s?\d+(?:\.[A-Z0-9]+)*(?:[-/\s](?:Add|Rev|Corr|Part)\.?\s?[0-9IVX]+)*",
    r"(?:MSC|MEPC|LEG|TC|FAL|CCC|SDC|SSE|III|HTW|NCSR|PPR|A|C)\s\d{1,3}/(?:INF\.\d+|\d+(?:/\d+)*)(?:/(?:Add|Rev"
    r"|Corr)\.\d+)*",
)
_SYMBOL = re.compile(rf"(?<![A-Za-z0-9/.])(?:{'|'.join((*_AGENCIES, _UN))})(?![A-Za-z0-9/]|\.\d)")
_JOINT = re.compile(rf"\s?-\s?(?={_SERIES}/)")
_FURTHER = (
    r"(?:Add|Corr|Rev|Amend)\.?\s?\d+(?:\s?[-/]\s?(?:(?:Add|Corr|Rev)\.)?\d+|\s(?:to|à|a|по|至|إلى)\s\d+(?![\d:.]))*"
)
_AND = r"(?:and|et|y|и|和|及|与|و|,|،|、|;)"
_MORE = re.compile(
    rf"(?:\s?{_AND}\s?)+(?P<more>{_FURTHER})|\s?{_AND}\s?(?P<number>\d{{1,2}})(?![\d\w/.)])"
    rf"|\s?{_AND}\s?(?:its\s|les\s|ses\s|sus\s)?(?P<words>addend(?:a|um|as?)|additifs?|adiciones|adición"
    rf"|добавлени[ея]|增编|corrigend(?:a|um))"
)
_RESOLUTION = re.compile(r"/(?:RES|DEC)/")
# `Rev.1*`, `25/1 Prov.`: a mark of the edition after a space.
_EDITION = re.compile(r"\s(?:Prov\.(?:\s?\d+)?|Rev\.\s?\d+|\(Rev\.\s?\d+\))(?![\w/])")


def symbols_in(text: str) -> list[SymbolPhrase]:
    """Every document symbol in `text`, in order; resolutions cited by their symbol (`A/RES/60/1`) are none."""
    even = flat(text.translate(_LOOKALIKES), case=True)
    found: list[SymbolPhrase] = []
    at = 0
    while match := _SYMBOL.search(even.text, at):
        at = match.end()
        if _is_one(match[0]):
            phrase, at = _whole(even, match)
            found.append(phrase)
    return found


def _is_one(symbol: str) -> bool:
    """Whether it has a figure, more than a share (`B/2`) or a word with a slash (`AND/OR`), and is no resolution."""
    first, *rest = re.split("/", symbol)
    figures = re.search(r"\d", "".join(rest))
    return (
        bool(figures)
        and len(rest) >= (1 if re.search(r"\d|\s|-", first) else 2 if len(first) < 2 else 1)
        and not (_RESOLUTION.search(symbol))
    )


def _whole(even: Flat, match: re.Match[str]) -> tuple[SymbolPhrase, int]:
    """The phrase that begins with a symbol: with those joined to it, its additions and its edition."""
    symbols = [_tidy(match[0])]
    at, to = match.start(), match.end()
    if edition := _EDITION.match(even.text, to):
        symbols[-1] += " " + edition[0].strip()
        to = edition.end()
    while (
        (dash := _JOINT.match(even.text, to)) and (other := _SYMBOL.match(even.text, dash.end())) and _is_one(other[0])
    ):
        symbols.append(_tidy(other[0]))
        to = other.end()
    printed = "-".join(symbols)
    while more := _MORE.match(even.text, to):
        if more["number"] and not re.search(r"(?:Add|Corr|Rev)\.\d+$", symbols[-1]):
            break
        symbols += _further(symbols, more)
        printed += _printed(more[0])
        to = more.end()
    begin, end = even.span(at, to)
    return SymbolPhrase(begin, end, printed, tuple(dict.fromkeys(symbols))), to


def _tidy(symbol: str) -> str:
    """Without the spaces of a line's end inside it and the full stop of a sentence after it."""
    return re.sub(r"/\s", "/", symbol).rstrip(".-")


def _printed(words: str) -> str:
    return " " + " ".join(words.split()) if words[0].isspace() or words[0].isalpha() else " ".join(words.split())


def _further(symbols: list[str], more: re.Match[str]) -> list[str]:
    """The symbols that `and Add.1-3` adds to the one before."""
    base = re.sub(r"/(?:Add|Corr|Rev)\.\d+$", "", symbols[0])
    if more["words"]:
        return []
    if more["number"]:
        kind = re.sub(r"\d+$", "", symbols[-1])
        return [kind + more["number"]]
    kind, numbers = re.match(r"([A-Za-z]+)\.?\s?(.*)", more["more"]).groups()  # type: ignore[union-attr]
    if spread := re.fullmatch(r"(\d+)\s?(?:-|to|à|a|по|至|إلى)\s?(\d+)", numbers):
        return [
            f"{base}/{kind}.{number}" for number in range(int(spread[1]), min(int(spread[2]), int(spread[1]) + 50) + 1)
        ]
    return [f"{base}/{kind}.{numbers}"]
