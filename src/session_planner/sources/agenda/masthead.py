"""The first page: title, bodies, session, symbol, place and dates of the meeting.

Used by `agenda`. The lines before the first item are told apart by what they look like. What the first page does not
say, the sentence that opens the meeting may (`The meeting of the Working Group will open on …`): body, first day and
hour. A place or a date of any other meeting is never taken for this one's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from session_planner.sources.agenda.items import Entry
from session_planner.sources.agenda.paragraphs import Paragraph, Part, heading, unnumbered
from session_planner.sources.agenda.parts import Section
from session_planner.sources.agenda.sentences import Moment, moments, opens, sentences
from session_planner.sources.agenda.words import FURNITURE, OPENINGS, PAGE_FURNITURE
from session_planner.sources.evidence import Evidence, Found
from session_planner.sources.paper import Line
from session_planner.sources.phrases.bodies import is_name, names_in, noun_of, unheld
from session_planner.sources.phrases.dates import DatePhrase, dates_in, settled
from session_planner.sources.phrases.marks import place_in, sessions_in
from session_planner.sources.phrases.quiet import pattern, quiet
from session_planner.sources.phrases.symbols import symbols_in
from session_planner.words import N_, say

Dates = tuple[dt.date, dt.date]
_MOST_PLACE = 40


@dataclass(slots=True)
class Masthead:
    """What the first page says."""

    title: Found[str] | None = None
    body: Found[str] | None = None
    parent: Found[str] | None = None
    session: Found[str] | None = None
    symbol: Found[str] | None = None
    place: Found[str] | None = None
    dates: Found[Dates] | None = None
    opening: tuple[Moment, Evidence] | None = None
    bodies: list[Found[str]] = field(default_factory=list)
    read: list[Line] = field(default_factory=list)
    left: list[Paragraph] = field(default_factory=list)


def first_page(parts: Iterable[Part], lead: Iterable[Part], sections: Sequence[Section], lang: str) -> Masthead:
    """Reads the parts before the first item; `lead` are those between a programme's title and its first row."""
    head = Masthead()
    _title(sections, head)
    for part in parts:
        if isinstance(part, Paragraph):
            _read(part, head, lang)
    _named_by_place(head, bool(sections and sections[0].kind == "masthead"))
    for part in lead:
        if isinstance(part, Paragraph):
            _read(part, head, lang)
    if head.bodies:
        head.body = head.bodies[-1]
        head.parent = head.bodies[-2] if len(head.bodies) > 1 else None
    return head


def _named_by_place(head: Masthead, first: bool) -> None:
    """Title and body that no word gives away: the last line of the first page that says nothing else, and the first."""
    lines = [
        part
        for part in head.left
        if 1 < len(part.text) < 160 and not part.heading and not part.text.rstrip().endswith((".", "。", ":"))
    ]
    doubt = say(N_("told by its place on the first page alone"))
    if head.title is None and lines and first:
        day = head.dates.evidence.places[0] if head.dates else lines[-1].lines[0].place
        part = next((one for one in lines if one.lines[0].place >= day), lines[-1])
        lines.remove(part)
        head.title = Found(part.text.strip(" *"), part.evidence(doubt=doubt))
        head.left.remove(part)
        head.read += part.lines
    if not head.bodies and lines and head.title and lines[0].lines[0].place < head.title.evidence.places[0]:
        head.bodies.append(Found(lines[0].text.strip(" *"), lines[0].evidence(doubt=doubt)))
        head.left.remove(lines[0])
        head.read += lines[0].lines


def is_furniture(text: str, lang: str) -> bool:
    """Whether a line carries nothing: page and job numbers, names of the house, distribution, language."""
    low = quiet(text).strip()
    known = f"(?:{FURNITURE[lang]})" if lang == "en" else f"(?:{FURNITURE[lang]}|{FURNITURE['en']})"
    return bool(pattern(PAGE_FURNITURE).fullmatch(low) or pattern(known).fullmatch(low))


def _title(sections: Sequence[Section], head: Masthead) -> None:
    """The document's title: its first heading, if that is one of an agenda or of a timetable."""
    for section in sections:
        for paragraph in section.heads:
            if paragraph.heading == "annex":
                return
            if paragraph.heading in ("agenda", "organization", "annotations"):
                head.title = Found(unnumbered(paragraph.text).strip(), paragraph.evidence())
                return


def _read(part: Paragraph, head: Masthead, lang: str) -> None:
    """Reads a paragraph of the first page line by line, or as the sentence that it is."""
    if len(part.text) > 60 and opens(part.text, lang):
        for sentence in sentences(part.text):
            _opening(part, sentence.at, sentence.to, head, lang)
        head.read += part.lines
        return
    if _line(part, head, lang):
        head.read += part.lines
    elif len(part.lines) > 1 and not any(is_name(line.text, lang) for line in part.lines):
        singles = [Paragraph(line.text, (line,), (0,), heading(line.text, lang), lang) for line in part.lines]
        read = [single for single in singles if _line(single, head, lang)]
        head.read += [single.lines[0] for single in read]
        head.left += [single for single in singles if single not in read] if read else [part]
    elif len(part.lines) > 1:
        _lines_of_names(part, head, lang)
    else:
        head.left.append(part)


def _lines_of_names(part: Paragraph, head: Masthead, lang: str) -> None:
    """Lines without space between them: names of bodies, each perhaps over two lines, and what stands among them."""
    run: list[Line] = []
    for line in (*part.lines, None):
        single = Paragraph(line.text, (line,), (0,), None, lang) if line else None
        begins = single is not None and (is_name(single.text, lang) or _is_other(single, lang))
        if run and (begins or single is None):
            text = " ".join(one.text for one in run)
            whole = Paragraph(text, tuple(run), _starts(run), None, lang)
            if _line(whole, head, lang):
                head.read += run
            else:
                head.left.append(whole)
            run = []
        if line:
            run.append(line)


def _starts(run: Sequence[Line]) -> tuple[int, ...]:
    starts, at = [], 0
    for line in run:
        starts.append(at)
        at += len(line.text) + 1
    return tuple(starts)


def _is_other(part: Paragraph, lang: str) -> bool:
    return bool(dates_in(part.text, lang) or symbols_in(part.text) or sessions_in(part.text, lang)) or is_furniture(
        part.text, lang
    )


def _line(part: Paragraph, head: Masthead, lang: str) -> bool:
    """Takes what a line of the first page says; false if it says nothing known."""
    text = part.text.strip()
    if head.title is None and part.heading in ("agenda", "organization"):
        head.title = Found(text, part.evidence())
        return True
    symbols = symbols_in(text)
    if symbols and len(text) - sum(one.to - one.at for one in symbols) < 24:
        head.symbol = head.symbol or Found(symbols[0].symbol, part.evidence(symbols[0].at, symbols[0].to))
        return True
    if is_furniture(text, lang):
        return True
    dates = dates_in(text, lang)
    taken = bool(dates) and _place_and_dates(part, dates, head, lang)
    if not taken and dates and len(text) <= dates[-1].to + 2 and dates[0].at == 0 and not dates[0].stretch:
        # A date by itself is the day of issue, or of a daily programme (which its timetable says again).
        return True
    return _names(part, head, lang, dated=taken) or taken


def _place_and_dates(part: Paragraph, dates: Sequence[DatePhrase], head: Masthead, lang: str) -> bool:
    """`Vienna, 17-18 October 2012`: the place by the days, before them or after."""
    phrase = dates[-1]
    days = settled(phrase, None, None)
    before, after = part.text[: phrase.at].strip(" ,，、،;(（"), part.text[phrase.to :].strip(" ,，、،;.)）")
    place, at = _place(before, after, part.text)
    whole = place_in(part.text, lang)
    # `Kyiv, Ukraine, 3-5 May`: two names are one place; a session or a body before the comma is not.
    if whole and place in whole.words and not sessions_in(whole.words, lang) and not is_name(whole.words, lang):
        place, at = whole.words, whole.at
    if not days or (not place and not phrase.stretch and len(days) < 2):
        return False
    if head.dates is None:
        head.dates = Found((days[0], days[-1]), part.evidence(phrase.at, phrase.to))
    if place and head.place is None:
        head.place = Found(place, part.evidence(at, at + len(place)))
    return True


def _place(before: str, after: str, text: str) -> tuple[str, int]:
    """The name beside the days: the last stretch between commas before them, or the first after."""
    for side in (re.split(r"[,，،;]\s*", before)[-1], re.split(r"[,，،;]\s*", after)[0]):
        name = side.strip(" ()（）")
        if name and len(name) <= _MOST_PLACE and not any(mark.isdigit() for mark in name) and _like_name(name):
            return name, text.index(name)
    return "", 0


def _like_name(name: str) -> bool:
    cased = [mark for mark in name if mark.isupper() or mark.islower()]
    return (not cased or name[0].isupper()) and len(name.split()) <= 5


def _names(part: Paragraph, head: Masthead, lang: str, *, dated: bool) -> bool:
    """A line that names the session or the body, or both."""
    found = False
    text = part.text.strip()
    if marks := sessions_in(text, lang):
        mark = marks[0]
        if head.session is None:
            at, to = _around(text, mark.at, mark.to)
            head.session = Found(text[at:to].strip(), part.evidence(at, to))
        found = True
        text = (text[: mark.at] + text[mark.to :]).strip(" ,，،.")
    if dated or len(text) > 220 or not is_name(text, lang) or heading(text, lang) or _is_over(part, head):
        return found
    if part.text.strip().endswith((".", "。")) or dates_in(text, lang):
        return found
    name = unheld(text, lang).strip(" .,*")
    if name and not any(one.value == name for one in head.bodies):
        head.bodies.append(Found(name, part.evidence()))
    return True


def _around(text: str, at: int, to: int) -> tuple[int, int]:
    """`Reconvened fifty-second session`: a word before it, after a comma or at the beginning, belongs to it."""
    begin = max(text.rfind(mark, 0, at) + 1 for mark in ",،，(")
    return (begin, to) if len(text[begin:at].split()) == 1 else (at, to)


def _is_over(part: Paragraph, head: Masthead) -> bool:
    """Whether the names of the first page are behind us: what comes after the title names no body that meets."""
    return head.title is not None and bool(head.bodies) and part.lines[0].place > head.title.evidence.places[0]


def opening(entries: Iterable[Entry], head: Masthead, lang: str) -> None:
    """The sentence of an annotation that opens the meeting, for what the first page left out."""
    for entry in entries:
        for part in entry.notes:
            if not isinstance(part, Paragraph) or head.opening is not None:
                continue
            for sentence in sentences(part.text):
                if opens(sentence.text, lang):
                    _opening(part, sentence.at, sentence.to, head, lang)


def _opening(part: Paragraph, at: int, to: int, head: Masthead, lang: str) -> None:
    text = part.text[at:to]
    evidence = part.evidence(at, to)
    verb = pattern(OPENINGS[lang]).search(quiet(text))
    if verb is None:
        return
    when = moments(text, lang)
    if when and head.opening is None:
        begin, end = min(verb.start(), when[0].at), max(verb.end(), when[0].to)
        head.opening = (when[0], part.evidence(at + begin, at + end))
    if head.body is None and (when or head.dates):
        head.body = _subject(text, verb, evidence, lang)
    if head.dates is None:
        for phrase in dates_in(text, lang):
            days = settled(phrase, None, None)
            if phrase.stretch and len(days) >= 2:
                head.dates = Found((days[0], days[-1]), evidence)
    if head.place is None and (place := _held_at(text, verb.end(), lang)):
        head.place = Found(place, evidence)


def _subject(text: str, verb: re.Match[str], evidence: Evidence, lang: str) -> Found[str] | None:
    """The body that a sentence says will meet: the last name before its verb (in Arabic the first after it)."""
    names = names_in(text[verb.end() :] if lang == "ar" else text[: verb.start()], lang)
    if not names:
        return None
    name = unheld(names[0].name, lang)
    if name == noun_of(name, lang):
        return None
    declined = lang == "ru"
    doubt = say(N_("the sentence has the name in another case")) if declined else None
    return Found(name, Evidence(evidence.places, evidence.words, None, doubt))


_HELD = {
    "en": re.compile(r"\b(?:in|at) (?P<place>(?:New York|[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)*)(?! \d)(?=[\s,.;]|$)"),
    "fr": re.compile(r"\bà (?P<place>(?:La )?[A-ZÉÈ][\w’'-]+(?: [A-Z][\w’'-]+)*)(?=[\s,.;]|$)"),
    "es": re.compile(r"\ben (?P<place>(?:La )?[A-ZÁÉÍÓÚ][\w’'-]+(?: [A-Z][\w’'-]+)*)(?=[\s,.;]|$)"),
}


def _held_at(text: str, begin: int, lang: str) -> str:
    """Where a sentence says that the meeting is held; a room or a building is no place."""
    found = _HELD[lang].search(text, begin) if lang in _HELD else None
    if found is None or _BUILDING.search(found["place"]) or dates_in(found["place"], lang):
        return ""
    return found["place"]


_BUILDING = re.compile(
    r"\b(?:Conference|Room|Hall|Palais|Centre|Center|Headquarters|Salle|Sala|Sede|Siège|Building|House|Chamber|Office)\b"
)
