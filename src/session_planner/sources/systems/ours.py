"""What our own exports say beyond their formats: whose item it is, its number and part, the bodies of a joint session.

Under `frab` and `calendars`. Names and numbers stand in our files as people read them ("1 (a) Opening (continued)");
here they are taken apart again, each held against what the file says of it elsewhere, so that nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache

from session_planner.sources.phrases.numbers import number_at
from session_planner.sources.systems.timetable import Conference, Event, held_together
from session_planner.words import LANGUAGES, N_, comma, text

GENERATOR = "session-planner"
_SLUG = re.compile(r"[a-z0-9]+-\d{1,6}-(?:(?P<said>.+)-)?(?P<part>\d+)-[0-9a-f]{8}")
_JOINT = re.compile(r"joint-(?P<id>.+?)(?:-(?P<item>\d+(?:-[a-z]{1,5})*))?")
_MOST_WORDS = 6
"""Of the number of an item, such as `1 (a) (ii)`."""


def slug_of(words: str) -> str:
    """Small letters and figures with hyphens between, as in the slug of a schedule."""
    return re.sub("[^a-z0-9]+", "-", words.lower()).strip("-")


def told_by(slug: str) -> tuple[str, int] | None:
    """Body and item (or joint session and item) as the slug of a schedule has them, and the part; None for no slug."""
    found = _SLUG.fullmatch(slug)
    return (found["said"] or "", int(found["part"][:6])) if found else None


def joint_of(said: str, *, itemless: bool) -> tuple[str, str] | None:
    """The id of a joint session and the number of the item in it, from what a slug says; None for no joint session."""
    found = _JOINT.fullmatch(said)
    if found is None:
        return None
    if itemless or not found["item"]:
        return said.removeprefix("joint-"), ""
    return found["id"], _canonical(found["item"])


def numbered(title: str, fits: Callable[[str], bool]) -> tuple[str, str]:
    """The number before a title and the title without it. `fits` says of a slug whether it is that of the number."""
    for end in [one.start() for one in re.finditer(r"\s|$", title)][:_MOST_WORDS]:
        slug = slug_of(title[:end])
        if slug and fits(slug):
            return _canonical(slug) if ")" in title[:end] else title[:end], title[end:].strip()
    phrase = number_at(title, "ar")  # in Arabic the letters of sub-items are its own
    if phrase is not None and len(phrase.numbers) == 1 and fits(slug_of(phrase.numbers[0])):
        return phrase.numbers[0], title[phrase.to :].strip()
    return "", title


def _canonical(slug: str) -> str:
    """`1(a)` for `1-a`; what is of another form stays."""
    figures, *marks = slug.split("-")
    return figures + "".join(f"({mark})" for mark in marks)


def uncontinued(title: str) -> str:
    """A title without the words that say that its item goes on."""
    return next((title.removesuffix(words).rstrip() for words in _continued() if title.endswith(words)), title)


@cache
def _continued() -> tuple[str, ...]:
    return tuple(dict.fromkeys(text("(continued)", lang) for lang in LANGUAGES))


def before_colon(summary: str, names: list[str]) -> str:
    """The summary of an entry without the bodies that stand before its title."""
    for lang in LANGUAGES:
        before = text(N_("{bodies}: {title}"), lang, bodies=names, title="\0").partition("\0")[0]
        if names and summary.startswith(before):
            return summary[len(before) :]
    return summary


def several(said: str, known: Collection[str], count: int = 0) -> tuple[str, ...]:
    """The names in a list of them: such as are known, else as many as there are commas, if that makes `count`."""
    for mark in dict.fromkeys(comma(lang) for lang in LANGUAGES):
        pieces = said.split(mark)
        if found := _made_of(pieces, mark, known):
            return found
        if count == len(pieces):
            return tuple(pieces)
    return ()


def count_of(said: str) -> int:
    """How many names a list would have if none had a comma in it."""
    return max(len(said.split(comma(lang))) for lang in LANGUAGES)


def _made_of(pieces: list[str], mark: str, known: Collection[str]) -> tuple[str, ...]:
    """The pieces put together to names that are known, a comma being part of some; nothing where they are not."""
    ways: list[tuple[str, ...] | None] = [()] + [None] * len(pieces)
    for end in range(1, len(pieces) + 1):
        for begin in range(end):
            name, before = mark.join(pieces[begin:end]), ways[begin]
            if before is not None and name in known and name not in before:
                ways[end] = (*before, name)
                break
    return ways[-1] or ()


def complete(of: Conference) -> None:
    """Gives each body of a joint session its place in it, and each item the number of its parts."""
    for joint, held in held_together(of).items():
        bodies = dict.fromkeys(body for event in held for body in event.bodies)
        have = {event.track for event in held}
        first, last = min(event.start or 0 for event in held), max(event.end for event in held)
        for body in bodies:
            if body not in have:
                one = held[0]
                guest = Event("", "", last - first, first, one.room, body, [], one.seen)
                guest.joint, guest.bodies = joint, one.bodies
                of.events.append(guest)
    _count_parts(of.events)


def _count_parts(events: Iterable[Event]) -> None:
    most: dict[tuple[str, str], int] = {}
    for event in events:
        key = event.track, event.number
        most[key] = max(most.get(key, 1), event.part, event.parts)
    for event in events:
        if event.number:
            event.parts = most[event.track, event.number]
