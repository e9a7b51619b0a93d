"""Which session of a body a text speaks of: `fifty-second session`, `52e session`, `第五十二届会议`.

Used by `marks` and `agenda`. Ordinals in words are made from the tables of each language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from session_planner.sources.phrases.flat import flat, rule
from session_planner.sources.phrases.number_words import han_number
from session_planner.sources.phrases.session_words import NOUNS, ORDINALS


@dataclass(frozen=True, slots=True)
class SessionPhrase:
    """A session or meeting by its number at `at`-`to` of the text; `words` as printed. `resumed`: its second part."""

    at: int
    to: int
    number: int
    words: str
    resumed: bool = False


@lru_cache(maxsize=8)
def _pattern(lang: str) -> re.Pattern[str]:
    ordinals = "|".join(sorted(map(re.escape, _values(lang)), key=len, reverse=True)).replace(r"\ ", r"\s+")
    noun = NOUNS[lang]
    if lang == "zh":
        return rule(rf"第\s?(?P<figures>\d{{1,3}}|[一二三四五六七八九十百零〇○]{{1,7}})\s?(?P<noun>{noun})")
    if lang == "ar":
        return rule(rf"(?P<noun>{noun})\s+(?:(?P<word>{ordinals})(?![^\W\d_])|(?:ال)?(?P<figures>\d{{1,3}}))")
    figures = r"(?P<figures>\d{1,3})\s?-?(?:st|nd|rd|th|e|eme|er|ere|re|o|a|й|я|и|ая|\.o|\.a)(?![^\W\d_])\.?"
    return rule(
        rf"(?<![^\W\d_-])(?:(?P<word>{ordinals})"
        rf"|{figures})\s+(?P<more>(?:[\w-]+\s+){{0,3}}?)(?P<noun>{noun})(?![^\W\d_])"
    )


@lru_cache(maxsize=8)
def _values(lang: str) -> dict[str, int]:
    """Every ordinal of a language in words, up to the hundred and ninetieth or so."""
    made: dict[str, int] = {}
    for words, value in ORDINALS[lang]().items():
        made.setdefault(flat(words).text, value)
    return made


_RESUMED = rule(r"resumed|reprise|reanudad[ao]|возобновлен\w+|续会|المستانفة")


def sessions_in(text: str, lang: str) -> list[SessionPhrase]:
    """Every session or meeting with its number in `text`, in order."""
    even = flat(text)
    found: list[SessionPhrase] = []
    for match in _pattern(lang).finditer(even.text):
        number = _number(match, lang)
        if number:
            at, to = even.span(*match.span())
            around = even.text[max(0, match.start() - 12) : match.end() + 14]
            found.append(SessionPhrase(at, to, number, " ".join(text[at:to].split()), bool(_RESUMED.search(around))))
    return found


def _number(match: re.Match[str], lang: str) -> int:
    if figures := match["figures"]:
        if figures.isdigit():
            return int(figures)
        figures = figures.translate(str.maketrans("〇○", "零零"))
        hundreds, hundred, rest = figures.partition("百")
        return (
            han_number(hundreds or "一") * 100 + han_number(rest.strip("零") or "零")
            if hundred
            else han_number(figures)
        )
    word = " ".join(match["word"].split())
    return _values(lang).get(word, 0)
