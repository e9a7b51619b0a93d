"""A programme from its JSON, as the interface describes it: the way back of `Programme.to_json`.

Made for programmes of 100,000 segments: what is right costs little more than parsing the JSON; only for a segment
that is wrong is it found out why, and where in the file it stands. Unknown keys are tolerated.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.programme.memory import without_collection
from session_planner.programme.model import Cost, Programme, Segment, TierResult
from session_planner.programme.names import Index, Names, hint
from session_planner.programme.places import places
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.words import N_

FORMAT = 1
MOST_MISTAKES = 1000
_SEVERAL = tuple[str, ...]
_FIELDS: dict[str, type] = {
    **dict.fromkeys(("body", "start", "end", "item", "room", "sitting", "joint"), str),
    **dict.fromkeys(("part", "parts"), int),
}
_NEEDED = ("body", "start", "end")
_KINDS: dict[type, str] = {
    str: N_("`{field}` must be a string"),
    int: N_("`{field}` must be a whole number"),
    list: N_("`{field}` must be a list"),
    dict: N_("`{field}` must be a map"),
}


def parse(file: str, data: bytes, scenario: Scenario | None = None) -> Programme:
    """The programme in `data`. With a scenario, ids are looked up in it and times without offset are local to it."""
    with without_collection():
        return _parsed(file, data, scenario)


def _parsed(file: str, data: bytes, scenario: Scenario | None) -> Programme:
    document = _loaded(file, data)
    reader = _Reader(file, scenario)
    if not isinstance(document, dict) or not isinstance(document.get("segments"), list):
        raise InputError([Mistake(file, 1, 1, "segments", N_("this is no programme: it has no list `segments`"))])
    segments = reader.segments(document["segments"])
    programme = reader.whole(document, segments)
    if reader.mistakes:
        at = places(data, {index for index, _ in reader.mistakes if index is not None})
        raise InputError(
            Mistake(file, *at.get(-1 if index is None else index, (0, 0)), one.path, one.message, one.fields)
            for index, one in reader.mistakes
        )
    return programme


def _loaded(file: str, data: bytes) -> Any:
    try:
        document = json.loads(data)
        if b"\\ud" in data or b"\\uD" in data:
            json.dumps(document, ensure_ascii=False).encode()  # half of a surrogate pair is no text
    except json.JSONDecodeError as error:
        raise InputError([Mistake(file, error.lineno, error.colno, "", N_("this is not JSON: {reason}"),
                                  {"reason": error.msg})]) from error  # fmt: skip
    except RecursionError as error:
        raise InputError([Mistake(file, 1, 1, "", N_("this is nested too deeply to be a programme"))]) from error
    except ValueError as error:
        raise InputError(
            [Mistake(file, 0, 0, "", N_("this is not JSON: {reason}"), {"reason": str(error)[:120]})]
        ) from error
    return document


class _Moments(dict[Any, dt.datetime]):
    """Moments by their text, each read once."""

    def __init__(self, scenario: Scenario | None) -> None:
        super().__init__()
        self._outline = outline(scenario) if scenario else None

    def __missing__(self, text: Any) -> dt.datetime:
        if not isinstance(text, str) or len(text) < 16:
            raise ValueError(text)
        moment = dt.datetime.fromisoformat(text)
        if moment.second or moment.microsecond or not 1900 < moment.year < 2200:
            raise ValueError(text)
        if self._outline is not None:
            local = self._outline.local(moment)
            if (
                moment.tzinfo is None
                and self._outline.clock(self._outline.minute(moment)).replace(tzinfo=None) != moment
            ):
                raise ValueError(text)  # an hour that the clocks leave out
            moment = local
        elif moment.tzinfo is None:
            raise ValueError(text)
        self[text] = moment
        return moment


def _in_order(start: dt.datetime, end: dt.datetime) -> bool:
    """Whether one moment comes before another; clocks that were set back between them do not tell it."""
    return start < end if start.fold == end.fold else start.timestamp() < end.timestamp()


class _Reader:
    def __init__(self, file: str, scenario: Scenario | None) -> None:
        self.file = file
        self.scenario = scenario
        self.mistakes: list[tuple[int | None, Mistake]] = []
        self._moments = _Moments(scenario)
        self._bodies: dict[_SEVERAL, _SEVERAL] = {}
        self._alone: dict[str, _SEVERAL] = {}
        found = outline(scenario) if scenario else None
        self._known_bodies = set(found.bodies) if found else None
        self._known_items = set(found.leaves) if found else None
        self._known_rooms = set(found.rooms) if found else None
        self._known_joints = set(found.joints) if found else None

    @cached_property
    def _names(self) -> Names | None:
        """Every name in the scenario; only what is wrong is looked up here."""
        return Names(self.scenario) if self.scenario else None

    # -- segments, the fast way ----------------------------------------------------------------------------------------

    def segments(self, entries: list[Any]) -> tuple[Segment, ...]:
        """The segments; what is wrong is in `mistakes` afterwards."""
        found: list[Segment] = []
        ids: set[tuple[str, str | None, str | None, int]] = set()
        for index, entry in enumerate(entries):
            segment = self._segment(entry)
            if segment is None:
                self._why(index, entry)
                continue
            found.append(segment)
            one = segment.body, segment.item, segment.joint if segment.item is None else None, segment.part
            if one in ids:
                self._add(index, "id", N_("the segment {segment} stands here twice"), segment=segment.id)
            ids.add(one)
        return tuple(found)

    def _segment(self, entry: Any) -> Segment | None:
        """The segment of an entry; None where anything is wrong with it."""
        try:
            get, moments = entry.get, self._moments
            segment = Segment(
                entry["body"], get("item"), moments[entry["start"]], moments[entry["end"]], get("room"), get("sitting"),
                get("part", 1), get("parts", 1), get("joint"), self._several(entry),
            )  # fmt: skip
            return segment if self._right(segment) else None
        except (TypeError, KeyError, ValueError, AttributeError, OverflowError):
            return None

    def _several(self, entry: dict[str, Any]) -> _SEVERAL:
        """The bodies of a segment, one tuple for all segments that have the same."""
        several = entry.get("bodies")
        if not several or several == [entry["body"]]:
            bodies = self._alone.get(entry["body"])
            if bodies is None:
                bodies = self._alone[entry["body"]] = (entry["body"],)
            return bodies
        bodies = tuple(several)
        return self._bodies.setdefault(bodies, bodies)

    def _right(self, one: Segment) -> bool:
        """Whether a segment is right in every field."""
        item, joint, bodies = one.item, one.joint, self._known_bodies
        return (
            type(one.body) is str and one.body in one.bodies and type(one.part) is int and type(one.parts) is int
            and 1 <= one.part <= one.parts and _in_order(one.start, one.end)
            and (type(item) is str or (item is None and joint is not None))
            and (joint is None or type(joint) is str) and (one.room is None or type(one.room) is str)
            and (one.sitting is None or type(one.sitting) is str)
            and (bodies.issuperset(one.bodies) if bodies is not None else all(type(body) is str for body in one.bodies))
            and (not self._known_items or not item or f"{one.body}/{item}" in self._known_items)
            and (joint is None or self._known_joints is None or joint in self._known_joints)
            and (one.room is None or not self._known_rooms or one.room in self._known_rooms)
        )  # fmt: skip

    # -- segments, why one is wrong ------------------------------------------------------------------------------------

    def _why(self, index: int, entry: Any) -> None:
        """Finds out everything that is wrong with a segment."""
        if not isinstance(entry, dict):
            return self._add(index, "", N_("a segment is a map of body, item, start, end and more"))
        before = len(self.mistakes)
        if before >= MOST_MISTAKES:
            return None
        for key, kind in _FIELDS.items():
            value = entry.get(key)
            if value is None and (key in _NEEDED or (kind is int and key in entry)):
                self._add(index, key, N_("`{field}` is missing"), field=key)
            elif value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
                self._add(index, key, _KINDS[kind], field=key)
        bodies = entry.get("bodies")
        if bodies and not (isinstance(bodies, list) and all(isinstance(body, str) for body in bodies)):
            self._add(index, "bodies", N_("`bodies` must be a list of ids of bodies"))
        if len(self.mistakes) == before:
            self._why_values(index, entry)
            self._why_ids(index, entry)
        return None

    def _why_values(self, index: int, entry: dict[str, Any]) -> None:
        moments = []
        for key in ("start", "end"):
            try:
                moments.append(self._moments[entry[key]])
            except (ValueError, OverflowError):
                self._add(
                    index,
                    key,
                    N_("`{found}` is not a moment; write it like `2012-10-17T10:00:00+02:00`"),
                    found=entry[key][:60],
                )
        if len(moments) == 2 and not _in_order(*moments):
            self._add(index, "end", N_("the end is not after the start"))
        part, parts = entry.get("part", 1), entry.get("parts", 1)
        if not 1 <= part <= parts:
            self._add(index, "part", N_("part {part} of {parts} cannot be"), part=part, parts=parts)
        if entry.get("item") is None and entry.get("joint") is None:
            self._add(
                index, "item", N_('a segment without a joint session needs an item; "" says that it is not known')
            )
        if entry["body"] not in (entry.get("bodies") or [entry["body"]]):
            self._add(index, "bodies", N_("`{body}` is not among its own bodies"), body=entry["body"])

    def _why_ids(self, index: int, entry: dict[str, Any]) -> None:
        names, body, item = self._names, entry["body"], entry.get("item")
        if names is None:
            return
        for one in dict.fromkeys([body, *(entry.get("bodies") or [])]):
            if one not in names.outline.bodies:
                key = "body" if one == body else "bodies"
                self._unknown(index, key, one, names.bodies, N_("`{found}` is not a body of the scenario{nearest}"))
        agenda = names.agendas.get(body)
        if item and agenda and agenda.is_heading(item):
            self._add(index, "item", N_("{item} is a heading and takes no time itself; its items are {items}"),
                      item=item, items=", ".join(agenda.leaves[item]))  # fmt: skip
        elif item and agenda and item not in agenda.leaves:
            meant = next(iter(agenda.numbered(item)), item)
            self._unknown(
                index, "item", item, agenda.titles, N_("`{found}` is not an item of this body{nearest}"), meant
            )
        joint, room = entry.get("joint"), entry.get("room")
        if joint is not None and joint not in names.outline.joints:
            self._unknown(index, "joint", joint, names.joints, N_("`{found}` is not a joint session{nearest}"))
        if room is not None and names.outline.rooms and room not in names.outline.rooms:
            self._unknown(index, "room", room, names.rooms, N_("`{found}` is not a room of the scenario{nearest}"))

    def _unknown(self, index: int, key: str, found: str, known: Index, msgid: str, meant: str = "") -> None:
        self._add(index, key, msgid, found=found[:80], nearest=hint(meant or found, known))

    def _add(self, index: int | None, where: str, msgid: str, **fields: Any) -> None:
        path = where if index is None else f"segments[{index}]" + (f".{where}" if where else "")
        if len(self.mistakes) < MOST_MISTAKES:
            self.mistakes.append((index, Mistake(self.file, 0, 0, path, msgid, fields)))

    # -- what stands around the segments -------------------------------------------------------------------------------

    def whole(self, document: dict[str, Any], segments: tuple[Segment, ...]) -> Programme:
        """The programme with its costs, tiers and the rest."""
        if self._read(document, "format", int, FORMAT) != FORMAT:
            self._add(
                None,
                "format",
                N_("format {found} is not known here; known is {known}"),
                found=document["format"],
                known=FORMAT,
            )
        scenario = self._read(document, "scenario", dict, {})
        costs = [
            Cost(
                self._read(entry, "rule", str, ""),
                self._read(entry, "weight", int, 0),
                self._read(entry, "cost", int, 0),
                self._read(entry, "tier", str, ""),
            )
            for entry in self._maps(document, "costs")
        ]
        tiers = [
            TierResult(self._read(entry, "id", str, ""), self._read(entry, "objective", int, 0),
                       self._read(entry, "bound", int, 0))
            for entry in self._maps(document, "tiers")
        ]  # fmt: skip
        return Programme(
            segments, self._read(scenario, "id", str, ""), self._read(scenario, "sha256", str, ""),
            self._read(document, "status", str, "given"), tuple(costs), tuple(tiers),
            self._read(document, "solver", dict, {}), self._strings(document, "unscheduled"),
            self._read(scenario, "variant", str, None), self._strings(scenario, "set"),
        )  # fmt: skip

    def _strings(self, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
        found = self._read(entry, key, list, [])
        if all(isinstance(one, str) for one in found):
            return tuple(found)
        self._add(None, key, N_("`{field}` must be a list of strings"), field=key)
        return ()

    def _maps(self, document: dict[str, Any], key: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self._read(document, key, list, [])
        if not all(isinstance(entry, dict) for entry in entries):
            self._add(None, key, N_("`{field}` must be a list of maps"), field=key)
            return []
        return entries

    def _read(self, entry: Mapping[str, Any], key: str, kind: type, default: Any) -> Any:
        """A value of the right kind, the default where there is none; else a mistake."""
        value = entry.get(key)
        if value is None:
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self._add(None, key, _KINDS[kind], field=key)
            return default
        return value
