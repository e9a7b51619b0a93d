"""Joint discussions: their bodies, date and hour, the decision that set them, and the items that they take up.

Fifth station of `agenda`. A sentence states the bodies and the hour, or says only `the two working groups` `on this
subject`. Then the bodies are those that the resolution before it names, and the items are inferred: those whose title
says that they are joint, else those that the timetable has in that hour, else those that rest on that resolution and
name all the bodies. A sentence that names one body `with` which the discussion is held means the body that meets as the
other (`partners`), and the item that it names, or under which it stands.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from session_planner.sources.agenda.items import Entry
from session_planner.sources.agenda.paragraphs import Paragraph
from session_planner.sources.agenda.partners import others_before, partner
from session_planner.sources.agenda.sentences import Moment, Sentence, moments, sentences
from session_planner.sources.agenda.words import JOINT, OFFICERS
from session_planner.sources.drafting.roles import role_of
from session_planner.sources.evidence import UNSAID, Evidence, Found
from session_planner.sources.facts import AgendaItem, FixedTime, JointFact, Mandate, SittingFact
from session_planner.sources.phrases.bodies import Named, names_in, noun_of, same_body, shared
from session_planner.sources.phrases.mandates import mandates_in
from session_planner.sources.phrases.numbers import numbers_in
from session_planner.sources.phrases.quiet import pattern, quiet
from session_planner.words import N_, say


@dataclass(frozen=True, slots=True)
class Known:
    """What the document says otherwise, from which a joint discussion is understood."""

    entries: Sequence[Entry]
    mandates: dict[int, tuple[Mandate, ...]]
    items: Sequence[AgendaItem]
    sittings: Sequence[SittingFact]
    body: str
    parent: str
    lang: str
    year: int | None
    near: tuple[dt.date, dt.date] | None


def joint_in(known: Known) -> list[JointFact]:
    """The joint discussions that annotations speak of with an hour, and those that a timetable has."""
    found: list[JointFact] = []
    full = _full_names(known)
    for at, entry in enumerate(known.entries):
        for paragraph in entry.notes:
            if isinstance(paragraph, Paragraph):
                found += _of_paragraph(known, at, paragraph, full)
    dated = {(one.date, one.start) for one in found}
    found += [one for one in _of_timetable(known) if (one.date, one.start) not in dated]
    return found


def hours_of(joints: Iterable[JointFact]) -> list[FixedTime]:
    """The hours that sentences fix for joint discussions; doubtful for an item where no joint session can be made."""
    found = []
    for one in joints:
        item = _only([item.value for item in one.items])
        alone = len(one.bodies) < 2 and item != ""
        if one.date is None or one.start is None or (one.decided is None and not alone):
            continue
        evidence = one.decided.evidence if one.decided else one.evidence
        if alone:
            said = N_("a joint discussion names fewer than two bodies, and was left out: {words}")
            evidence = dataclasses.replace(evidence, doubt=say(said, words=one.title))
        found.append(FixedTime(one.title, one.date, one.start, evidence, item))
    return found


def _only(numbers: Sequence[str]) -> str:
    return numbers[0] if len(numbers) == 1 else ""


def _full_names(known: Known) -> dict[str, str]:
    texts = [part.text for entry in known.entries for part in entry.notes if isinstance(part, Paragraph)]
    return shared(one.name for text in texts for one in names_in(text, known.lang))


def _of_paragraph(known: Known, at: int, paragraph: Paragraph, full: dict[str, str]) -> list[JointFact]:
    found = []
    for sentence in sentences(paragraph.text):
        mark = pattern(JOINT[known.lang]).search(quiet(sentence.text))
        when = moments(sentence.text, known.lang, known.year, known.near) if mark else []
        if mark is None or not when or _is_past(when[-1], known):
            continue
        found.append(_fact(known, at, paragraph, sentence, mark.span(), when[-1], full))
    return found


def _is_past(moment: Moment, known: Known) -> bool:
    return known.near is not None and moment.date < known.near[0]


def _fact(
    known: Known,
    at: int,
    paragraph: Paragraph,
    sentence: Sentence,
    mark: tuple[int, int],
    moment: Moment,
    full: dict[str, str],
) -> JointFact:
    title = sentence.text[mark[0] : mark[1]]
    evidence = paragraph.evidence(sentence.at, sentence.to)
    stated = _bodies(sentence.text[mark[0] :], known, full) or _bodies(sentence.text, known, full)
    bodies, why = (stated, evidence) if len(stated) > 1 else _bodies_before(known, paragraph, sentence, full)
    resolution = _resolution_before(known, at, paragraph, sentence)
    items: tuple[Found[str], ...] = ()
    if not bodies and _in_session(moment, known):
        bodies, upto = _with_another(known, sentence, mark, moment, full)
        items = _named_items(known, sentence.text[:upto], evidence) or _under(known, at, moment, sentence.text[:upto])
    items = items or _items(known, bodies, moment, resolution)
    if resolution is None and items:
        resolution = _own_resolution(known, [item.value for item in items])
    return JointFact(
        title[:1].upper() + title[1:],
        bodies,
        evidence if why is evidence else dataclasses.replace(evidence + why, inferred=None),
        items,
        moment.date,
        moment.start,
        moment.end,
        _decision(known, at, paragraph, sentence),
        resolution,
    )


def _bodies(text: str, known: Known, full: dict[str, str]) -> tuple[str, ...]:
    """The bodies with names of their own in a text; a noun alone is the body that meets."""
    found: list[str] = []
    for one in names_in(text, known.lang):
        name = _named(one, known, full)
        if name and not any(same_body(name, other) for other in found):
            found.append(name)
    return tuple(found)


def _named(one: Named, known: Known, full: dict[str, str]) -> str:
    name = full.get(one.name, one.name)
    if any(mark.isdigit() for mark in name):
        return ""
    if known.body and name.startswith(known.body):
        return known.body
    return "" if same_body(name, noun_of(name, known.lang)) else name


def _bodies_before(
    known: Known, paragraph: Paragraph, sentence: Sentence, full: dict[str, str]
) -> tuple[tuple[str, ...], Evidence]:
    """`The two working groups`: those that the last sentence before names, the one that meets being one of them."""
    for earlier in reversed([one for one in sentences(paragraph.text) if one.to <= sentence.at]):
        kind = noun_of(known.body, known.lang)
        named = [
            name
            for name in _bodies(earlier.text, known, full)
            if not kind or same_body(noun_of(name, known.lang), kind)
        ]
        if len(named) >= 2 and (not known.body or any(same_body(name, known.body) for name in named)):
            return tuple(named[:2]), paragraph.evidence(earlier.at, earlier.to)
    return (), paragraph.evidence(sentence.at, sentence.to)


def _in_session(moment: Moment, known: Known) -> bool:
    return known.near is None or known.near[0] <= moment.date <= known.near[1]


def _with_another(
    known: Known, sentence: Sentence, mark: tuple[int, int], moment: Moment, full: dict[str, str]
) -> tuple[tuple[str, ...], int]:
    """The body that meets and the one `with` which it does; and up to where items are of its own agenda."""

    def named(one: Named) -> str:
        return _named(one, known, full)

    found = partner(sentence.text, known.lang, mark, moment.at, named)
    if found is None:
        return (), len(sentence.text)
    other, at = found
    before = sentence.text[: min(at, mark[0])]
    if other == known.body or others_before(before, known.lang, (known.body, known.parent), named):
        return (), 0
    return (known.body, other) if known.body else (), at if at > mark[0] else len(sentence.text)


def _named_items(known: Known, text: str, evidence: Evidence) -> tuple[Found[str], ...]:
    """Items of the agenda that a text names: `item 4`, `le point 4`."""
    names = {entry.name for entry in known.entries}
    said = dict.fromkeys(number for one in numbers_in(text, known.lang) for number in one.numbers)
    return tuple(Found(number, evidence) for number in said if number in names)


def _under(known: Known, at: int, moment: Moment, text: str) -> tuple[Found[str], ...]:
    """The item under whose heading the sentence stands, unless the timetable has others in that hour."""
    entry = known.entries[at]
    scheduled = _scheduled(known, moment)
    mark = pattern(JOINT[known.lang]).search(quiet(text))
    of_officers = mark is None or pattern(OFFICERS).match(quiet(text[mark.end() :]))
    if of_officers or (scheduled and entry.name not in scheduled) or role_of(entry.title):
        return ()
    how = say(N_("the text does not say which items; this one is the item under which it stands"))
    return (Found(entry.name, dataclasses.replace(entry.evidence, inferred=how)),)


def _cited_in(known: Known, at: int, paragraph: Paragraph, begin: int, end: int) -> list[Mandate]:
    """The mandates of an item that a stretch of its annotation cites, in the order of the text."""
    keys = [
        Mandate(phrase.kind, UNSAID, phrase.number, date=phrase.date).key
        for phrase in mandates_in(paragraph.text, known.lang)
        if begin <= phrase.at < end
    ]
    return [mandate for key in keys for mandate in known.mandates.get(at, ()) if mandate.key == key]


def _decision(known: Known, at: int, paragraph: Paragraph, sentence: Sentence) -> Mandate | None:
    """The agreement that the sentence itself tells."""
    cited = _cited_in(known, at, paragraph, sentence.at, sentence.to)
    agreed = [mandate for mandate in cited if mandate.kind == "bureau_agreement"]
    return next(reversed(agreed or cited), None)


def _resolution_before(known: Known, at: int, paragraph: Paragraph, sentence: Sentence) -> Mandate | None:
    cited = _cited_in(known, at, paragraph, 0, sentence.at)
    return next((one for one in reversed(cited) if one.kind == "resolution"), None)


def _own_resolution(known: Known, items: Sequence[str]) -> Mandate | None:
    for at, entry in enumerate(known.entries):
        if entry.name in items:
            for mandate in known.mandates.get(at, ()):
                if mandate.number:
                    return mandate
    return None


def _items(known: Known, bodies: Sequence[str], moment: Moment, resolution: Mandate | None) -> tuple[Found[str], ...]:
    scheduled = _scheduled(known, moment)
    titled = [entry for entry in known.entries if pattern(JOINT[known.lang]).search(quiet(entry.title))]
    titled = [entry for entry in titled if not scheduled or entry.name in scheduled] or titled
    if titled:
        return tuple(Found(entry.name, entry.evidence) for entry in titled)
    return tuple(_inferred(known, bodies, scheduled, resolution))


def _scheduled(known: Known, moment: Moment) -> list[str]:
    """The items that the timetable has at a moment."""
    return [
        row.item
        for sitting in known.sittings
        if sitting.date == moment.date
        and sitting.start is not None
        and sitting.start <= moment.start < (sitting.end or 1440)
        for row in sitting.rows
        if row.item is not None
    ]


def _inferred(
    known: Known, bodies: Sequence[str], scheduled: Sequence[str], resolution: Mandate | None
) -> Iterable[Found[str]]:
    """Items that nothing calls joint: those that the resolution and the hour point to."""
    for at, entry in enumerate(known.entries):
        rests = resolution is not None and any(one.key == resolution.key for one in known.mandates.get(at, ()))
        text = quiet(" ".join(part.text for part in entry.notes if isinstance(part, Paragraph)))
        both = len(bodies) > 1 and all(quiet(body) in text for body in bodies)
        fits = entry.name in scheduled if scheduled else rests and both
        if not fits or (scheduled and resolution is not None and not rests):
            continue
        if scheduled and rests:
            how = say(
                N_("the text does not say which items; this one rests on {mandate} too and stands in that sitting"),
                mandate=resolution.number if resolution else "",
            )
        elif scheduled:
            how = say(N_("the text does not say which items; this one stands in that sitting"))
        else:
            how = say(
                N_("the text does not say which items; this one rests on {mandate} too and names the same bodies"),
                mandate=resolution.number if resolution else "",
            )
        yield Found(entry.name, dataclasses.replace(entry.evidence, inferred=how))


def _of_timetable(known: Known) -> list[JointFact]:
    """Joint rows of a timetable."""
    found = []
    for sitting in known.sittings:
        rows = [row for row in sitting.rows if row.joint]
        if not rows:
            continue
        items = tuple(
            Found(number, row.evidence)
            for row in rows
            for number in ([row.item] if row.item else [number for _, number in row.items_by_body])
        )
        bodies = sitting.bodies or tuple(body for row in rows for body, _ in row.items_by_body)
        found.append(
            JointFact(rows[0].title, bodies, rows[0].evidence, items, sitting.date, sitting.start, sitting.end)
        )
    return found
