"""What an item rests on: resolutions, decisions and agreements of a bureau, in the order in which they are cited.

Used by `annotations`. A title that only the first citation has is filled in for the later ones; who adopted it is told
by its full name where the document has that.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from session_planner.sources.agenda.items import Entry
from session_planner.sources.agenda.paragraphs import Paragraph
from session_planner.sources.facts import Mandate
from session_planner.sources.phrases.bodies import noun_of, same_body, unarticled
from session_planner.sources.phrases.mandates import mandates_in


def cited(paragraphs: Iterable[Paragraph]) -> list[Mandate]:
    """The mandates of an annotation, each once, its citations put together."""
    found: dict[tuple[str, str, str], Mandate] = {}
    for paragraph in paragraphs:
        for phrase in mandates_in(paragraph.text, paragraph.lang):
            mandate = Mandate(
                phrase.kind,
                paragraph.evidence(phrase.at, phrase.to),
                phrase.number,
                phrase.title,
                phrase.by,
                phrase.date,
                phrase.place,
                phrase.effect,
            )
            known = found.get(mandate.key)
            found[mandate.key] = _together(known, mandate) if known else mandate
    return list(found.values())


def _together(first: Mandate, later: Mandate) -> Mandate:
    """One mandate of two citations: what the first leaves out, the later may say."""
    return dataclasses.replace(
        first,
        title=first.title or later.title,
        by=first.by or later.by,
        date=first.date or later.date,
        place=first.place or later.place,
        effect=first.effect or later.effect,
    )


def filled(
    by_entry: Mapping[int, Sequence[Mandate]], entries: Sequence[Entry], full: Sequence[str], lang: str
) -> dict[int, tuple[Mandate, ...]]:
    """By item: its mandates with titles from their other citations, and who adopted them by full name."""
    titles: dict[tuple[str, str, str], Mandate] = {}
    for at in range(len(entries)):
        for mandate in by_entry.get(at, ()):
            known = titles.get(mandate.key)
            titles[mandate.key] = _together(known, mandate) if known else mandate
    return {
        at: tuple(_completed(mandate, titles[mandate.key], full, lang) for mandate in mandates)
        for at, mandates in by_entry.items()
    }


def _completed(mandate: Mandate, known: Mandate, full: Sequence[str], lang: str) -> Mandate:
    by = mandate.by or known.by
    evidence = mandate.evidence
    if not mandate.title and known.title:
        evidence = dataclasses.replace(mandate.evidence + known.evidence, words=mandate.evidence.words)
    if mandate.kind != "bureau_agreement":
        by = _full_name(by, full, lang)
    return dataclasses.replace(mandate, title=mandate.title or known.title, by=by, evidence=evidence)


def _full_name(by: str, full: Sequence[str], lang: str) -> str:
    """The full name of a body that a text calls by its noun alone (`la Conférence`)."""
    short = unarticled(by)
    for name in full:
        if short and (same_body(short, noun_of(name, lang)) or name.casefold().startswith(short.casefold() + " ")):
            return name
    return short
