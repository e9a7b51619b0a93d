"""The place of every value in a scenario file, beside its plain data.

Made by `text.py`, asked by everything that finds a mistake.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from session_planner.errors import Mistake
from session_planner.scenario.scalars import shown

PathTo = tuple[str | int, ...]
Place = tuple[int, int]


@dataclass(slots=True)
class Spot:
    """Where a value stands (counted from 1), how it was written, and the same of what is in it."""

    line: int
    column: int
    raw: str | None = None
    inside: dict[str, Spot] | list[Spot] | None = None
    keys: dict[str, Place] | None = None

    def child(self, part: str | int) -> Spot | None:
        """The spot of one key or index; None where there is none."""
        if isinstance(self.inside, dict):
            return self.inside.get(part) if isinstance(part, str) else None
        if isinstance(self.inside, list) and isinstance(part, int) and 0 <= part < len(self.inside):
            return self.inside[part]
        return None


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its plain data and where each value of it stands."""

    file: str
    data: Any
    root: Spot

    def spot(self, path: PathTo) -> Spot:
        """The spot of the value at `path`, or of the nearest value around it that exists."""
        spot = self.root
        for part in path:
            below = spot.child(part)
            if below is None:
                break
            spot = below
        return spot

    def place(self, path: PathTo) -> Place:
        """Line and column of the value at `path`, or of the nearest value around it that exists."""
        spot = self.spot(path)
        return spot.line, spot.column

    def key_place(self, path: PathTo) -> Place:
        """Line and column of the key that `path` ends with; of its value where it is no key."""
        keys = self.spot(path[:-1]).keys if path else None
        last = path[-1] if path else None
        if keys is not None and isinstance(last, str) and last in keys:
            return keys[last]
        return self.place(path)

    def raw(self, path: PathTo) -> str | None:
        """The scalar at `path` as it was written, without its quotes; None for lists, mappings and nothing."""
        spot: Spot | None = self.root
        for part in path:
            spot = spot.child(part) if spot else None
        return spot.raw if spot else None

    def mistake(self, path: PathTo, message: str, /, *, at_key: bool = False, **fields: Any) -> Mistake:
        """A mistake at the value (or the key) at `path`; `message` is a msgid."""
        line, column = self.key_place(path) if at_key else self.place(path)
        return Mistake(self.file, line, column, path_text(path), message, fields)


def path_text(path: PathTo) -> str:
    """`("bodies", 0, "title")` as people read it: `bodies[0].title`."""
    said = ""
    for part in path:
        if isinstance(part, int):
            said += f"[{part}]"
        else:
            said += ("." if said else "") + shown(part, 40)
    return said
