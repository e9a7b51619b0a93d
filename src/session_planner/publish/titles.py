"""Titles in a reader's language: never translated by us, and flagged where another language had to stand in.

Between the scenario's texts and the view; the calendar takes its words from here too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from session_planner.programme.model import Segment
from session_planner.publish import dates
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.scenario.values import Text
from session_planner.words import RIGHT_TO_LEFT, comma

# Breaks of a block text, and what no document may hold; the spaces that French and tables want stay.
_BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A text as it is shown. `lang` is the language it is in; `fallback` says that it is not the reader's."""

    text: str
    lang: str
    fallback: bool = False

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, as HTML writes it."""
        return "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"

    def __str__(self) -> str:
        return self.text


class Titles:
    """The titles of one scenario in one language."""

    def __init__(self, scenario: Scenario, lang: str) -> None:
        self.lang = lang
        self.order = (lang, *scenario.languages)
        self.outline = outline(scenario)

    def of(self, *texts: Text | None) -> Told:
        """The first text that is in the language; else the first in the next best language there is."""
        given = [text for text in texts if text]
        for lang in self.order:
            for text in given:
                if text.has(lang):
                    return self._told(text.told(lang), lang)
        if not given:
            return Told("", self.lang)
        lang, words = next(iter(given[0].items()))
        return self._told(words, lang)

    def _told(self, words: str, lang: str) -> Told:
        return Told(_BREAKS.sub(" ", words).strip(), lang, lang != self.lang)

    def body(self, body: str) -> Told:
        """A body's title, by its id."""
        known = self.outline.bodies.get(body)
        return self.of(known.called if known else Text({"": body}))

    def short(self, body: str) -> Told:
        """A body's short title, else its title."""
        known = self.outline.bodies.get(body)
        return self.of(known.short) if known and known.short else self.body(body)

    def room(self, room: str) -> Told:
        """A room's title and the house it is in, where there are several houses."""
        known = self.outline.rooms.get(room)
        venue = self.outline.venues.get(known.venue or "") if known else None
        name = self.of(known.called if known else Text({"": room}))
        if venue is None or venue.title is None or len(self.outline.venues) < 2:
            return name
        return self.joined([name, self.of(venue.title)])

    def joint(self, joint: str) -> Told:
        """A joint session's title, by its id."""
        known = self.outline.joints.get(joint)
        return self.of(known.called if known else Text({"": joint}))

    def joined(self, parts: Sequence[Told]) -> Told:
        """Several texts as one list."""
        return Told(comma(self.lang).join(map(str, parts)), parts[0].lang, any(part.fallback for part in parts))

    def segment(self, segment: Segment) -> Told:
        """What a row says of a segment: its item's title in the programme, else in the agenda; or a joint session's."""
        leaf = self.outline.leaves.get(segment.ref)
        if leaf:
            return self.of(leaf.item.programme_title, leaf.item.title)
        if segment.joint and not segment.item:
            return self.joint(segment.joint)
        return Told("", self.lang) if segment.item else self.body(segment.body)

    def reference(self, ref: str) -> str:
        """An item by its reference: whose, its number, its title."""
        leaf = self.outline.leaves.get(ref)
        if leaf is None:
            return self.of(self.outline.title(ref)).text
        title = self.of(leaf.item.programme_title, leaf.item.title)
        return " ".join(
            filter(None, (str(self.short(leaf.body)), dates.label(leaf.item.number, self.lang), title.text))
        )
