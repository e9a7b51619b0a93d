"""What an item rests on, in running text: resolutions and decisions with their titles, and what a bureau agreed.

Used by `agenda`. `dans sa résolution 5/7, intitulée “…”, la Conférence a prié …` gives the number, the title, who
adopted it and the clause that says what was decided, all in the text's words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from session_planner.sources.facts import MandateKind
from session_planner.sources.phrases.agreements import agreement_in
from session_planner.sources.phrases.dates import dates_in, settled
from session_planner.sources.phrases.flat import Flat, flat
from session_planner.sources.phrases.mandate_words import (
    AR_VERB,
    ARTICLE,
    DATED,
    DECISION,
    ITS,
    LINK,
    OF,
    OF_ENDS,
    RESOLUTION,
    TITLED,
    VERB,
)
from session_planner.sources.phrases.sentences import Stretch, quoted, sentences


@dataclass(frozen=True, slots=True)
class MandatePhrase:
    """One citation at `at`-`to` of the text. What it does not say is empty; `by` is without its article."""

    at: int
    to: int
    kind: MandateKind
    number: str = ""
    title: str = ""
    by: str = ""
    date: dt.date | None = None
    place: str = ""
    effect: str = ""


_NUMBER = (
    r"(?:(?:(?:ES|S|SS|SEA)-)?\d{1,4}(?:/\d{1,4}|/[A-Z]{2,4}\.\d{1,3}|\s?\((?:[IVXLCDM]+|(?:19|20)\d\d|(?:ES"
    r"|S)-[IVX]+)\))"
    r"|[IVXLC]+/\d{1,3}|[IVXLC]+\.\d{1,3}|WHA\d{1,2}\.\d{1,3}|(?:WHA|EB)\d{1,3}(?:\(\d{1,2}\)|\.R\d{1,2})"
    r"|[A-Z]{1,3}-\d{1,2}/\d{1,3}|\d{2,3}\s?(?:C|EX)/\d+(?:\.\d+)*|Conf\.\s?\d+\.\d+)"
    r"(?:\s[A-F]\b(?=[ ,.;:)]))?(?![\d/])"
)
_BARE = r"\d{1,3}(?=\s?[,،(]?\s?{titled})"
"""A number without a stroke is a resolution's only where its title follows."""


@lru_cache(maxsize=16)
def _citation(lang: str) -> re.Pattern[str]:
    if lang == "zh":
        return re.compile(
            rf"(?P<by>[\u4e00-\u9fff]{{2,12}}?)?(?:\s?第\s?)(?P<numbers>(?:{_NUMBER}"
            rf"|\d{{1,3}})(?:\s?号?[和及与、]\s?第?\s?{_NUMBER})*)\s?号"
            r"(?P<word>决议|决定)"
        )
    words = f"(?:(?P<resolution>{RESOLUTION[lang]})|(?P<decision>{DECISION[lang]}))"
    before = r"(?P<before>(?:[A-Z][\w'-]+ (?:(?:and|of the|of|on) )*){1,8})?" if lang == "en" else "(?P<before>)"
    inner = r"(?:\s+(?P<inner>[^\W\d_][^\d,.;:()\"]{2,60}?))?" if lang in ("ar", "ru") else "(?P<inner>)"
    bare = _BARE.replace("{titled}", TITLED[lang])
    many = rf"(?P<numbers>{bare}|{_NUMBER}(?:\s?{LINK[lang]}\s?(?:{LINK[lang]}\s?)?(?:{_NUMBER}))*)"
    return re.compile(
        rf"(?<![^\W\d_]){before}{words}{inner}\s+(?:n[o°]\.?\s?|№\s?|No\s"
        rf"|رقم\s)?{many}(?:\s+{OF[lang]}{OF_ENDS[lang]})?"
    )


def mandates_in(paragraph: str, lang: str) -> list[MandatePhrase]:
    """Every resolution, decision and agreement of a bureau that a paragraph cites, in order."""
    found = [phrase for sentence in sentences(paragraph, lang) for phrase in _in_sentence(paragraph, sentence, lang)]
    return sorted(found, key=lambda phrase: (phrase.at, phrase.to, phrase.number))


def _in_sentence(text: str, sentence: Stretch, lang: str) -> Iterator[MandatePhrase]:
    even = flat(text[sentence.at : sentence.to], case=True)
    if agreed := agreement_in(even, lang):
        yield MandatePhrase(agreed.at + sentence.at, agreed.to + sentence.at, "bureau_agreement", by=agreed.by,
                            date=agreed.date, place=agreed.place, effect=agreed.effect)  # fmt: skip
    for match in _citation(lang).finditer(even.text):
        yield from (_moved(phrase, sentence.at) for phrase in _cited(even, match, lang))


def _moved(phrase: MandatePhrase, by: int) -> MandatePhrase:
    return MandatePhrase(phrase.at + by, phrase.to + by, phrase.kind, phrase.number, phrase.title, phrase.by,
                         phrase.date,
                         phrase.place, phrase.effect)  # fmt: skip


def _cited(even: Flat, match: re.Match[str], lang: str) -> Iterator[MandatePhrase]:
    """The citations of one match, which may name several numbers; a title belongs to the last."""
    numbers = [" ".join(number.split()) for number in re.findall(_NUMBER, match["numbers"])]
    numbers = numbers or [match["numbers"]]
    kind: MandateKind = "decision" if (match["word"] == "决定" if lang == "zh" else match["decision"]) else "resolution"
    end = match.end("numbers") if lang != "zh" else match.end()
    date, after = _dated(even, match.end(), lang)
    title, after = _title(even, match, after, lang)
    if not title and after == match.end():
        title, after = _title(even, match, end, lang)
    by, effect = _by_and_effect(even, match, max(after, match.end()), lang)
    at, to = even.span(match.start(), max(after, match.end()))
    for number in numbers:
        last = number == numbers[-1]
        yield MandatePhrase(at, to, kind, number, title if last else "", by, date if last else None, "", effect)


def _dated(even: Flat, at: int, lang: str) -> tuple[dt.date | None, int]:
    """The date of a resolution, where it follows at once: `of 31 October 2003`."""
    dated = re.compile(DATED[lang]).match(even.text, at)
    if dated is None or lang == "zh":
        return None, at
    begin = even.places[dated.end()]
    rest = even.source[begin : begin + 60]
    for phrase in dates_in(rest, lang):
        if phrase.at <= 2 and not phrase.stretch and (dates := settled(phrase, None, None)):
            return dates[0], _flat_place(even, begin + phrase.to)
        break
    return None, at


def _flat_place(even: Flat, place: int) -> int:
    return next((at for at, one in enumerate(even.places) if one >= place), len(even.text))


def _title(even: Flat, match: re.Match[str], at: int, lang: str) -> tuple[str, int]:
    """The title in quotes after (in Chinese also before) the number, and where it ends."""
    if lang == "zh" and (title := _title_before(even, match)):
        return title, at
    if lang == "zh" and _group(match, "word") and at == match.end("numbers"):
        return "", at
    lead = re.compile(rf"\s*[,،(]?\s*(?P<word>{TITLED[lang]})?\s*[:,]?\s*").match(even.text, at)
    if lead is None or (not lead["word"] and "(" not in lead[0] and lang != "zh"):
        return "", at
    begin = even.places[lead.end()]
    if found := quoted(even.source, begin):
        after = _flat_place(even, found.to)
        return " ".join(even.source[found.at + 1 : found.to - 1].strip(" ,").split()), after
    return "", at


def _title_before(even: Flat, match: re.Match[str]) -> str:
    """`题为“…”的第5/7号决议`."""
    head = even.text[: match.start("numbers")]
    found = re.search(
        rf"{TITLED['zh']}\s?[\"《](?P<title>[^\"》]+)[\"》]\s?的?\s?(?:[\u4e00-\u9fff]{{0,10}})?第?\s?$", head
    )
    return even.printed(*found.span("title")) if found else ""


def _by_and_effect(even: Flat, match: re.Match[str], after: int, lang: str) -> tuple[str, str]:
    """Who adopted it, and what the sentence says was decided."""
    named = next((name for key in ("of", "before", "inner", "by") if (name := _group(match, key))), "")
    if lang == "ru" and re.search(VERB["ru"], named):
        named, after = "", match.end("numbers")
    before = even.text[: match.start("resolution" if _group(match, "resolution") else "numbers")]
    its = bool(re.search(ITS[lang], before)) and not named
    if lang == "ar":
        return _arabic(even, match, after, named)
    verb = re.compile(rf"^\s*[,،]?\s*(?:{ARTICLE[lang]}\s*)?(?P<by>[^,;:\"]{{0,140}}?)\s*(?P<verb>{VERB[lang]})")
    rest = even.text[after:]
    if lang == "zh":
        rest = re.sub(r"^[\"）)]*(?:的)?(?:中)?\s*", "", rest)
    subject = verb.search(rest)
    effect = ""
    if subject:
        begin = after + len(even.text[after:]) - len(rest)
        effect = even.printed(begin + _lead(subject[0]), len(even.text)).strip(" .。;；")
    by = named or (subject["by"].strip() if subject else "") or (_subject_before(before, lang) if its else "")
    return _bare_name(by, lang), " ".join(effect.split())


def _group(match: re.Match[str], key: str) -> str:
    return (match.groupdict().get(key) or "").strip()


def _lead(text: str) -> int:
    found = re.match(r"[\s,،]*", text)
    return found.end() if found else 0


def _subject_before(before: str, lang: str) -> str:
    """`The Conference, in its resolution 5/7, …`."""
    found = re.search(
        (
            rf"(?:^|[.;]\s*)(?:{ARTICLE[lang]}\s*)?(?P<by>[^\W\d_][^,.;:]{{2,100}}?),?\s*(?:in|by|dans|par|en|в"
            rf"|mediante)\s+\w+\s+$"
        ),
        before,
    )
    return found["by"].strip() if found else ""


def _bare_name(name: str, lang: str) -> str:
    """A name of a body without its article; what is too long or has no capital is no name."""
    name = re.sub(rf"^{ARTICLE[lang]}\s*(?=\S)", "", name.strip()) if ARTICLE[lang] else name.strip()
    if lang == "zh":
        name = re.sub(r"^(?:在|根据|按照|依照|其|该|和|及|以及)+", "", name)
        return name if 2 <= len(name) <= 24 else ""
    return " ".join(name.split()) if name[:1].isupper() and len(name.split()) <= 22 else ""


def _arabic(even: Flat, match: re.Match[str], after: int, named: str) -> tuple[str, str]:
    """In Arabic the verb comes before its subject, and often before the citation."""
    rest = even.text[after:]
    verb = re.search(
        (
            rf"(?<![^\W\d_]){AR_VERB}\s+(?P<by>(?:ال|مؤتمر|لجنة|مجلس)[^\s،,.]*(?:\s+(?:العامة?|الدول|الأطراف"
            rf"|ال[^\s،,.]+)){{0,2}})"
        ),
        rest,
    )
    whole = verb or re.search(
        (rf"(?<![^\W\d_]){AR_VERB}\s+(?P<by>(?:ال|مؤتمر|لجنة|مجلس)[^\s،,.]*)"), even.text[: match.start()]
    )
    if verb:
        return named or verb["by"], " ".join(even.printed(after + verb.start(), len(even.text)).strip(" .،").split())
    return named or (whole["by"] if whole else ""), ""
