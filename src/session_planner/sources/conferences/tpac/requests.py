"""What the text of an issue asks for: people, slots, meetings to keep clear of, and whatever nobody can read.

Under `reading`. The text is what a form made: sections under `###`, boxes that are ticked, `_No response_`. What people
wrote beside the form's own words is kept as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from session_planner.sources.conferences.tpac.event import Slot, Unread
from session_planner.sources.conferences.tpac.titles import key
from session_planner.sources.systems.wrong import cut
from session_planner.words import N_, Words, say

_HEADINGS = (
    ("people", re.compile(r"estimated?\b.*\b(?:participants|attendees)")),
    ("times", re.compile(r"select preferred dates and times")),
    ("conflicts", re.compile(r"other (?:sessions|meetings) where we should avoid")),
    ("instructions", re.compile(r"other instructions")),
    ("channel", re.compile(r"(?:discussion|irc) channel")),
    ("agenda", re.compile(r"agenda\b")),
)
_NOTHING = re.compile(r"_?no response_?\.?", re.IGNORECASE)
_BOX = re.compile(r"[-*+]\s*\[([ xX])\]\s*(.*)")
_TIME = re.compile(r"(\w+),?\s+(\d{1,2}):(\d\d)\s*[-\u2013]\s*(\d{1,2}):(\d\d)")
_RANGE = re.compile(r"(\d{1,5})\s*[-\u2013]\s*(\d{1,5})(?: people)?")
_ABOVE = re.compile(r"more than (\d{1,5})(?: people)?", re.IGNORECASE)
_BELOW = re.compile(r"(?:less|fewer) than (\d{1,5})(?: people)?", re.IGNORECASE)
_UNKNOWN = re.compile(r"don.t know.*", re.IGNORECASE)
_NUMBERS = re.compile(r"#\d{1,9}(?:[\s,;]+(?:and\s+)?#\d{1,9})*\.?", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
_KIND = re.compile(r"\s(?:BG|CG|IG|WG|TF|group|force)$", re.IGNORECASE)
_UNTOUCHED = N_("written for the people who plan; nothing in the scenario follows from it")
_NOT_UNDERSTOOD = N_("this is not understood, and nothing in the scenario follows from it")
MOST_TEXT = 100_000


@dataclass(slots=True)
class Request:
    """What one text asks for; `unread` with places inside the text, such as `.body, line 3`."""

    people: tuple[int, int] = (0, 0)
    wanted: list[int] = field(default_factory=list)
    avoids: list[int] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


Line = tuple[int, str]


class Reader:
    """Reads the texts of one event: its slots, and which meetings a number or a group's name means."""

    def __init__(
        self, slots: Sequence[Slot], numbers: Mapping[int, object], named: Mapping[str, Sequence[int]]
    ) -> None:
        self._numbers, self._named = numbers, named
        self._slots: dict[tuple[str, int, int], list[int]] = {}
        for at, slot in enumerate(slots):
            self._slots.setdefault((slot.weekday.casefold(), slot.start, slot.end), []).append(at)

    def read(self, text: str, number: int, path: str) -> Request:
        """What the text of a meeting asks for."""
        asked = Request()
        for kind, lines in _sections(text):
            for at, line in lines:
                why = self._line(asked, kind, number, line)
                if why is not None:
                    asked.unread.append(Unread(f"{path}, line {at}", line, why))
        asked.wanted = sorted(set(asked.wanted))
        asked.avoids = list(dict.fromkeys(asked.avoids))
        return asked

    def _line(self, asked: Request, kind: str, number: int, line: str) -> Words | None:
        """One line of a section; why it is not read, if it is not."""
        match kind:
            case "people":
                return _people(asked, line)
            case "times":
                return self._time(asked, line)
            case "conflicts":
                return self._conflict(asked, number, line)
            case "":
                return say(_NOT_UNDERSTOOD)
            case _:
                return say(_UNTOUCHED)

    def _time(self, asked: Request, line: str) -> Words | None:
        """A box of the form; of one that is ticked the slot."""
        box = _BOX.fullmatch(line)
        if box is None:
            return say(_NOT_UNDERSTOOD)
        if box[1] == " ":
            return None
        found = _TIME.fullmatch(box[2].strip())
        if found is None:
            return say(_NOT_UNDERSTOOD)
        start, end = (60 * int(found[at]) + int(found[at + 1]) for at in (2, 4))
        slots = self._slots.get((found[1].casefold(), start, end), [])
        if len(slots) == 1:
            asked.wanted.append(slots[0])
            return None
        return say(N_("there are several such slots")) if slots else say(N_("there is no such slot"))

    def _conflict(self, asked: Request, number: int, line: str) -> Words | None:
        """Numbers of meetings, or names of groups, one or several on a line."""
        line = _BULLET.sub("", line, count=1)
        if _NUMBERS.fullmatch(line):
            numbers = [int(found) for found in re.findall(r"\d+", line)]
            asked.avoids += [one for one in numbers if one in self._numbers and one != number]
            return self._strange([f"#{one}" for one in numbers if one not in self._numbers], number in numbers)
        named = line.rstrip(".")
        parts = [named] if key(named) in self._named else [one.strip() for one in re.split(r"[,;]", named)]
        known = {one: None for one in parts if key(one) in self._named or _NUMBERS.fullmatch(one)}
        for one in known:
            numbers = [int(found) for found in re.findall(r"#(\d+)", one)] or [*self._named[key(one)]]
            asked.avoids += [other for other in numbers if other in self._numbers and other != number]
        strange = [one for one in parts if one not in known and _KIND.search(one) and len(one) <= 120]
        if all(one in known for one in parts if one not in strange):
            return self._strange(strange, any(number in self._named.get(key(one), ()) for one in parts))
        return say(_NOT_UNDERSTOOD)

    @staticmethod
    def _strange(names: Sequence[str], itself: bool) -> Words | None:
        if names:
            return say(N_("no such meeting is among these: {names}"), names=[cut(name) for name in names])
        return say(N_("a meeting cannot be kept apart from itself")) if itself else None


def _people(asked: Request, line: str) -> Words | None:
    if found := _RANGE.fullmatch(line):
        asked.people = (int(found[1]), int(found[2]))
    elif found := _ABOVE.fullmatch(line):
        asked.people = (int(found[1]) + 1, int(found[1]) + 1)
    elif found := _BELOW.fullmatch(line):
        asked.people = (1, max(1, int(found[1])))
    elif not _UNKNOWN.fullmatch(line):
        return say(_NOT_UNDERSTOOD)
    if asked.people[0] > asked.people[1]:
        asked.people = (0, 0)
        return say(_NOT_UNDERSTOOD)
    return None


def _sections(text: str) -> Iterator[tuple[str, list[Line]]]:
    """The sections by what they are for, each with its lines that say anything; what stands before them is none."""
    kind, lines = "", list[Line]()
    for at, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("### "):
            yield kind, lines
            heading = " ".join(bare[4:].split()).casefold()
            kind = next((kind for kind, known in _HEADINGS if known.match(heading)), "")
            lines = [] if kind else [(at, bare)]
        elif bare and not _NOTHING.fullmatch(bare):
            lines.append((at, bare))
    yield kind, lines
