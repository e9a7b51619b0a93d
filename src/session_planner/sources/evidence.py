"""Where a value comes from: the place in the source, the words there, and whether it was inferred.

Used by everything in `sources`. Nothing gets into a draft without evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from session_planner.words import Words

T = TypeVar("T")
_MOST_WORDS = 120


# Values, never changed once made; not `frozen`, which makes them three times as slow to make, by the thousand.
@dataclass(slots=True, order=True, unsafe_hash=True)
class Place:
    """A place in a source: what of these a format has. Lines, pages, rows and columns count from 1; 0: none."""

    page: int = 0
    line: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    path: str = ""
    """An element or entry, such as `schedule/day[2]/room[1]/event[4]`, `B7` of a sheet, or a component's UID."""


NOWHERE = Place()


@dataclass(slots=True, unsafe_hash=True)
class Evidence:
    """Why a value is what it is. `inferred` says how, for a value that no words state; `doubt` why it may be wrong."""

    places: tuple[Place, ...] = ()
    words: str = ""
    inferred: Words | None = None
    doubt: Words | None = None

    def __add__(self, other: Evidence) -> Evidence:
        """Both together: a value that rests on two places."""
        words = " … ".join(dict.fromkeys(part for part in (self.words, other.words) if part))
        return Evidence(
            tuple(sorted({*self.places, *other.places})),
            shortened(words),
            self.inferred or other.inferred,
            self.doubt or other.doubt,
        )


UNSAID = Evidence()
"""The evidence of nothing."""


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value with its evidence."""

    value: T
    evidence: Evidence


def shortened(words: str) -> str:
    """The words as evidence shows them: one line, its middle left out where it is long."""
    flat = " ".join(words.split())
    half = _MOST_WORDS // 2
    return flat if len(flat) <= _MOST_WORDS else f"{flat[:half].rstrip()} … {flat[-half:].lstrip()}"


def seen(
    words: str, places: Iterable[Place] = (), *, inferred: Words | None = None, doubt: Words | None = None
) -> Evidence:
    """Evidence from words at places."""
    return Evidence(tuple(sorted(set(places))), shortened(words), inferred, doubt)
