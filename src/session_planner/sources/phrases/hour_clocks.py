"""Single clocks in a flat text, and the mending of what a converter has run together.

Used by `hours` alone, which decides which of the clocks are hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from session_planner.programme.times import Clock
from session_planner.sources.phrases.flat import Flat, rule
from session_planner.sources.phrases.hour_words import (
    AFTER,
    BEFORE,
    MINUTE_UNIT,
    MORNING_MARKS,
    NAMED_MIDNIGHT,
    NAMED_NOON,
    NOON_MARKS,
    UNIT,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A clock at `at`-`to` of the flat text. `sure`: something in it proves that it is one."""

    at: int
    to: int
    clock: Clock
    minutes: bool
    unit: bool
    sure: bool


_CLOCK = rule(
    rf"(?P<before>(?:{BEFORE})\s?\(?\s?)?(?P<at>الساعة\s*)?"
    r"(?<!\d[./:,])(?<![\d/$])(?<![a-zа-я])(?P<hour>2[0-4]|[01]?\d)"
    rf"(?:\s?(?P<mark>[:.])\s?(?P<m1>[0-5]\d)(?![\d:])(?!\.\d)|(?P<slash>/)(?P<m2>[0-5]\d)(?![\d/])"
    rf"|\s?{UNIT}\s?(?:(?P<m3>[0-5]\d|\d(?=分))(?!\d|[.:]\d)(?!\s?{UNIT})(?!\s?(?:{AFTER}))|(?P<half>半))"
    rf"|(?![\d.:/]?\d))(?P<m_unit>\s?{MINUTE_UNIT})?"
    rf"(?P<unit>\s?{UNIT})?(?P<after>\s?(?:{AFTER})(?![^\W\d_]))?"
)
_NAMED = rule(rf"(?<![\w-])(?<!بعد )(?<!قبل )(?:(?P<noon>{NAMED_NOON})|(?P<midnight>{NAMED_MIDNIGHT}))(?![^\W\d_])")
# The figures before these are no clock even if everything else is right: a date, a share, a decimal, a symbol.
_NO_CLOCK = rule(r"\s?(?:%|[/.]\d|°|[€$£])|\s?(?:[日号月年项]|[个]|小时)")
# The hours that Arabic writes as words.
_SPELT = {
    name: hour
    for hour, names in enumerate(
        ("الواحدة", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة",
         "العاشرة", "الحادية عشرة", "الثانية عشرة"), 1)
    for name in (names,)
}  # fmt: skip
_SPELT_CLOCK = rule(
    rf"الساعة\s+(?P<name>{'|'.join(sorted(_SPELT, key=len, reverse=True))})(?P<part>\s+والنصف|\s+والربع)?"
    rf"(?P<after>\s+(?:من\s+)?(?:{AFTER}|صباح|بعد ظهر|مساء)(?![^\W\d_]))?"
)


def clocks_in(text: str, lang: str) -> list[Seen]:
    """Everything in a flat text that may be a clock, in order."""
    found = [*_figures(text, lang), *_names(text), *(_spelt(text) if lang == "ar" else ())]
    found.sort(key=lambda seen: (seen.at, -seen.to))
    clear: list[Seen] = []
    for seen in found:
        if not clear or seen.at >= clear[-1].to:
            clear.append(seen)
    return clear


def _figures(text: str, lang: str) -> Iterator[Seen]:
    for found in _CLOCK.finditer(text):
        if (found["slash"] and lang != "ar") or _NO_CLOCK.match(text, found.end()):
            continue
        mark = ((found["after"] or "").strip() or (found["before"] or "").strip(" (")).replace(".", "").replace(" ", "")
        half = _half(mark, found["after"] or found["before"] or "")
        minute = int(found["m1"] or found["m2"] or found["m3"] or (30 if found["half"] else 0))
        hour, minute = _turned(int(found["hour"]), minute) if found["slash"] else (int(found["hour"]), minute)
        minutes = bool(found["m1"] or found["m2"])
        unit = bool(found["unit"] or found["m3"] or found["half"] or found["m_unit"])
        if hour > 24 or (half and hour > 12 and half != "pm") or (hour == 24 and minute):
            continue
        sure = bool(half or found["at"] or found["m3"] or found["half"] or found["mark"] == ":" or (minutes and unit)
                    or _sign(found["unit"]))  # fmt: skip
        yield Seen(
            found.start(), found.end(), Clock(hour, minute, half, found[0].strip().isdigit()), minutes, unit, sure
        )


def _sign(unit: str | None) -> bool:
    """`15 h` and `15时` are hours wherever they stand; `15 heures` may be a length of time."""
    return unit is not None and unit.strip(" .") in ("h", "时", "時", "点", "點", "ч")


def _turned(hour: int, minute: int) -> tuple[int, int]:
    """`00/10` is ten o'clock in documents whose figures were turned round with the line."""
    return (minute, hour) if hour in (0, 30, 45) and 6 <= minute <= 23 else (hour, minute)


def _half(mark: str, printed: str) -> str:
    if not mark:
        return ""
    words = " ".join(printed.split()).strip("( ")
    if mark in ("am", "pm"):
        return mark
    if words in MORNING_MARKS:
        return "am"
    if words in NOON_MARKS:
        return "noon"
    return "midnight" if words == "midnight" else "pm"


def _names(text: str) -> Iterator[Seen]:
    for found in _NAMED.finditer(text):
        half = "noon" if found["noon"] else "midnight"
        yield Seen(found.start(), found.end(), Clock(12, 0, half, bare=False), minutes=False, unit=False, sure=True)


def _spelt(text: str) -> Iterator[Seen]:
    for found in _SPELT_CLOCK.finditer(text):
        after = found["after"] or ""
        half = "" if not after else "am" if "صباح" in after else "noon" if "ظهرا" in after else "pm"
        minute = 0 if not found["part"] else 30 if "النصف" in found["part"] else 15
        yield Seen(found.start(), found.end(), Clock(_SPELT[found["name"]], minute, half, bare=False), minutes=False,
                   unit=True, sure=True)  # fmt: skip


# Where a dash was lost: the empty group is its place.
_LOST = (
    rule(r"(?<![\d./:])(?:2[0-4]|[01]?\d)([.:])[0-5]\d()(?=(?:2[0-4]|[01]?\d)\1[0-5]\d(?![\d.:]))"),
    rule(r"(?<!\d)\d{1,2}\s?(h)\s?[0-5]\d()(?=\d{1,2}\s?h(?:eures?)?\b)"),
    rule(r"\d\s?(heures?|horas?|h|hours)()(?=\d{1,2}\s?(?:heures?|horas?|h|hours)\b)"),
    rule(r"\d\s?([ap])\s?\.?\s?m\b\.?()(?=\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\s?\.?\s?m\b|noon|midnight))"),
    rule(r"\d\s?(a)\s?\.?\s?m\b\.?()(?=\s\d{1,2}(?:[.:]\d\d)?\s?(?:p\s?\.?\s?m\b|noon))"),
    rule(r"\d\s?ч\.?\s?[0-5]\d\s?(м)\.?()(?=\s?\d{1,2}\s?ч)"),
    rule(r"\d\s?([时点])(?:[0-5]?\d分|半)?()(?=[上下]午\s?\d)"),
)
_RUN_TOGETHER = rule(r"(?<![\d./:,a-z])(\d{2,4})(?:[.:][0-5]\d)?\s?([ap])\s?\.?\s?m\b")


def mended(even: Flat) -> Flat:
    """The text with a mark in every place where a dash between two hours was lost."""
    places = {found.start(2) for lost in _LOST for found in lost.finditer(even.text)}
    for found in _RUN_TOGETHER.finditer(even.text):
        if cut := _cut(found[1]):
            places.add(found.start() + cut)
    if not places:
        return even
    text, spots, last = "", list[int](), 0
    for place in sorted(places):
        text += even.text[last:place] + "\x1f"
        spots += [*even.places[last:place], even.places[place]]
        last = place
    return Flat(even.source, text + even.text[last:], (*spots, *even.places[last:]))


def _cut(figures: str) -> int:
    """Where `36 p.m.` (3-6) or `1011 a.m.` (10-11) is cut; 0 for one clock, and for what may be cut in two places."""
    if int(figures) <= 12 or (len(figures) > 2 and int(figures[-2:]) % 5 == 0 and int(figures[-2:]) < 60):
        return 0
    cuts = [at for at in range(1, len(figures)) if _rising(figures[:at], figures[at:])]
    return cuts[0] if len(cuts) == 1 else 0


def _rising(first: str, last: str) -> bool:
    if first.startswith("0") or last.startswith("0") or len(first) > 2 or len(last) > 2:
        return False
    return int(first) <= 12 and int(last) <= 12 and int(first) != int(last) and int(first) % 12 < (int(last) % 12 or 12)
