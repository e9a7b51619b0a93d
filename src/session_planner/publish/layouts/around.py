"""What all bodies take up around a joint session, as one table: a row a body, the hours across.

A part of the bureau's page, beside the sheet that `joint` lays out. A body that takes up two things at once has two
rows, so that nothing hides behind something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from session_planner import words
from session_planner.bureau.given import minute
from session_planner.bureau.sheet import Sheet
from session_planner.programme.model import Programme, Segment
from session_planner.publish import dates
from session_planner.publish.document import Cell, Column, Line, Row, Table, line
from session_planner.publish.titles import Titles, Told
from session_planner.publish.view import FALLBACK_MARK
from session_planner.words import N_

AROUND = 120
"""Minutes that are shown before the session and after it."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What of a body's work is in the hours that are shown, and whether it is of the joint session."""

    start: int
    end: int
    segments: tuple[Segment, ...]
    joint: bool


def joint_around(sheet: Sheet, programme: Programme, lang: str, around: int = AROUND) -> Table | None:
    """The hours around a joint session; None where the programme has it not."""
    return _Around(sheet, programme, lang, around).table() if sheet.place else None


class _Around:
    """Makes the table of one session."""

    def __init__(self, sheet: Sheet, programme: Programme, lang: str, around: int) -> None:
        assert sheet.place is not None
        self.sheet, self.lang = sheet, lang
        self.titles = Titles(sheet.scenario, lang)
        self.first, self.last = sheet.place.start - around, sheet.place.end + around
        self.pieces: dict[str, list[_Piece]] = {body: [] for body in self._bodies()}
        for body, found in self._by_body(programme).items():
            self.pieces[body] += found
        inside = (side for found in self.pieces.values() for one in found for side in (one.start, one.end))
        self.times = sorted({self.first, self.last, *inside})

    def table(self) -> Table:
        """A column from each time to the next, a row or more each body."""
        columns = [
            Column(line(self._clock(start)), float(end - start)) for start, end in pairwise(self.times)
        ]  # fmt: skip
        head = Column(line(words.text(N_("Body"), self.lang)), 0.2 * sum(one.share for one in columns))
        groups = tuple(self._group(body, found) for body, found in self.pieces.items() if found)
        caption = words.text(N_("All bodies around {joint}"), self.lang, joint=self._joint().text)
        return Table(caption, (head, *columns), groups)

    def _bodies(self) -> tuple[str, ...]:
        """Those of the session first, then the others as the scenario lists them."""
        return tuple(dict.fromkeys((*self.sheet.joint.bodies, *self.titles.outline.bodies)))

    def _by_body(self, programme: Programme) -> dict[str, list[_Piece]]:
        """What each body has of these hours; the joint session is one piece, whichever rows it has."""
        found: dict[str, dict[tuple[int, int], list[Segment]]] = {}
        joint: dict[str, list[Segment]] = {}
        for one in programme.segments:
            start, end = minute(one.start.timestamp()), minute(one.end.timestamp())
            if start >= self.last or end <= self.first:
                continue
            for body in dict.fromkeys((one.body, *one.bodies)):
                if body in self.pieces and one.joint == self.sheet.joint.id:
                    joint.setdefault(body, []).append(one)
                elif body in self.pieces:
                    found.setdefault(body, {}).setdefault((start, end), []).append(one)
        return {
            body: sorted(
                (
                    *(self._piece(parts) for parts in found.get(body, {}).values()),
                    *([self._piece(joint[body], joint=True)] if body in joint else []),
                ),
                key=lambda one: (one.start, one.end),
            )
            for body in self.pieces
        }

    def _piece(self, parts: Sequence[Segment], *, joint: bool = False) -> _Piece:
        start = min(minute(one.start.timestamp()) for one in parts)
        end = max(minute(one.end.timestamp()) for one in parts)
        return _Piece(max(start, self.first), min(end, self.last), tuple(parts), joint)

    def _group(self, body: str, pieces: Sequence[_Piece]) -> tuple[Row, ...]:
        lanes = _lanes(pieces)
        head = Cell((self._named(self.titles.body(body)),), rows=len(lanes), heads="row")
        return tuple(Row((*([] if at else [head]), *self._cells(lane))) for at, lane in enumerate(lanes))

    def _cells(self, lane: Sequence[_Piece]) -> Iterable[Cell]:
        reached = 0
        for piece in lane:
            start, end = self.times.index(piece.start), self.times.index(piece.end)
            if start > reached:
                yield Cell(columns=start - reached)
            yield Cell(tuple(self._lines(piece)), columns=end - start, kind="who" if piece.joint else "")
            reached = end
        if reached < len(self.times) - 1:
            yield Cell(columns=len(self.times) - 1 - reached)

    def _lines(self, piece: _Piece) -> Iterable[Line]:
        """From when to when in truth, then each thing once."""
        start, end = min(one.start for one in piece.segments), max(one.end for one in piece.segments)
        yield line(f"{start:%H:%M}–{end:%H:%M}", look="quiet")
        if piece.joint:
            yield self._named(self._joint(), strong=True)
        else:
            told = {(one.item or "", self.titles.segment(one)): one for one in piece.segments}
            for number, title in told:
                label = dates.label(number, self.lang) if number else ""
                yield (*line(f"{label} " if label else ""), *self._named(title))
        rooms = dict.fromkeys(one.room for one in piece.segments if one.room)
        if rooms:
            named = self.titles.joined([self.titles.room(room) for room in rooms])
            yield self._named(named, quiet=True)

    def _named(self, told: Told, *, strong: bool = False, quiet: bool = False) -> Line:
        """A title, marked where it is in another language than the page."""
        return line(
            told, f" {FALLBACK_MARK}" if told.fallback else "", look="strong" if strong else "quiet" if quiet else ""
        )

    def _joint(self) -> Told:
        return self.titles.joint(self.sheet.joint.id)

    def _clock(self, moment: int) -> str:
        return f"{self.titles.outline.clock(moment):%H:%M}"


def _lanes(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    """As few rows as hold all pieces, none upon another."""
    lanes: list[list[_Piece]] = []
    for piece in pieces:
        free = next((lane for lane in lanes if lane[-1].end <= piece.start), None)
        if free is None:
            lanes.append([piece])
        else:
            free.append(piece)
    return lanes
