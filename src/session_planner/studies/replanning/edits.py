"""Edits of a scenario: made on the data it was read from, validated like a file, and written into its text.

Under `replan`: an event becomes a few edits. On the data they go the way that a variant goes. In the text only what
differs in the end is changed, entry by entry, so that comments survive; a variant and `--set` are written out with it,
and the file then says by itself what holds.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from session_planner.errors import InputError, InternalError, Mistake
from session_planner.rules.settings import check_settings
from session_planner.scenario import edit, reading
from session_planner.scenario.model import Scenario
from session_planner.scenario.normalise import normalised
from session_planner.scenario.overlay import Layers, Overlaid
from session_planner.scenario.paths import Graft, Misstep, change
from session_planner.scenario.places import PathTo, Source, Spot, path_text
from session_planner.scenario.scalars import shown
from session_planner.scenario.text import content_of, parse
from session_planner.scenario.values import raw
from session_planner.words import N_

_NAMES = ("id", "number", "symbol", "date")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a scenario; `path` is as a variant writes it: `bodies[wg-ta].agenda[3].duration`."""

    action: Literal["set", "add", "remove"]
    path: str
    value: Any = None

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"action": self.action, "path": self.path} | ({} if self.action == "remove" else {"value": self.value})


@dataclass(frozen=True, slots=True)
class _Told(Overlaid):
    """A source with edits on it: a mistake in what an event brought is told with the event's own words."""

    events: tuple[str, ...] = ()

    def mistake(self, path: PathTo, message: str, /, *, at_key: bool = False, **fields: Any) -> Mistake:
        line, _column = self.key_place(path) if at_key else self.place(path)
        number = -line - 1 - len(self.given)
        if line >= 0 or number < 0:
            return Overlaid.mistake(self, path, message, at_key=at_key, **fields)
        return Mistake(self.events[number], 0, 0, path_text(path), message, fields)


def edited(scenario: Scenario, edits: Sequence[Edit], words: str) -> Scenario:
    """The scenario with edits made, validated as a whole; `words` is what a mistake in them is told with.

    Raises InputError with every mistake, and for a scenario that no file or text stands behind.
    """
    source = scenario._source
    if source is None:
        raise InputError([Mistake(words, 0, 0, "", N_("only a scenario that was read from a file can be changed"))])
    given, events = getattr(source, "given", ()), (*getattr(source, "events", ()), words)
    result = _Told(source.file, source.data, source.root, given, events)
    data, root = result.data, result.root
    here = Spot(-len(given) - len(events), 0)
    for one in edits:
        try:
            data, root = change(data, root, one.path, one.action, Graft(one.value, here, (here.line, 0)))
        except Misstep as misstep:
            fields = {"path": shown(one.path), **misstep.fields}
            raise InputError([Mistake(words, 0, 0, one.path, misstep.message, fields)]) from None
    changed = reading.whole(normalised(dataclasses.replace(result, data=data, root=root)), check_settings)
    changed._sha256, changed._variant, changed._sets = scenario._sha256, scenario._variant, scenario._sets
    return changed


# -- in the text ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a scenario with all that differs written into it; `dropped` are variants that no longer fit."""

    text: str
    dropped: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The hash that a programme made from it names."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def written(scenario: Scenario) -> Written:
    """The file of a scenario as text, with its variant, its settings and its edits written in, `replan` taken out.

    Raises InputError where the file is not as it was read, or where it cannot be changed without touching more.
    """
    source = scenario._source
    content = content_of(source.file)
    if scenario._sha256 and hashlib.sha256(content).hexdigest() != scenario._sha256:
        raise InputError([Mistake(source.file, 0, 0, "", N_("this file was changed meanwhile; run it again"))])
    return written_into(scenario, content.decode("utf-8"))


def written_into(scenario: Scenario, text: str) -> Written:
    """The same for the text that the scenario was read from, wherever that is kept."""
    source = scenario._source
    was = reading.prepared(parse(text, source.file)).data
    now = {key: value for key, value in source.data.items() if key != "replan"}
    text = edit.edit(text, list(_changes(was, now)), source.file)
    text, dropped = _without_lost_variants(text, source.file)
    _must_say_the_same(text, source, now)
    return Written(text, dropped)


def _changes(was: Any, now: Any) -> Iterator[edit.Change]:
    """What is to be done to the text so that it holds the other data: places that stay first, what goes last."""
    found = list(_differences(was, now, ()))
    yield from (one for one in found if one[0] == "set")
    yield from (one for one in found if one[0] == "add")
    gone = [one for one in found if one[0] == "remove"]
    yield from sorted(gone, key=lambda one: [(isinstance(part, str), part) for part in one[1]], reverse=True)


def _differences(was: Any, now: Any, path: PathTo) -> Iterator[edit.Change]:
    if isinstance(was, dict) and isinstance(now, dict):
        for key in (*was, *(key for key in now if key not in was)):
            if key not in now:
                yield "remove", (*path, key)
            elif key not in was:
                yield "set", (*path, key), now[key]
            else:
                yield from _differences(was[key], now[key], (*path, key))
    elif isinstance(was, list) and isinstance(now, list) and (pairs := _paired(was, now)) is not None:
        for index, other in pairs:
            if index is not None and other is not None:
                yield from _differences(was[index], now[other], (*path, index))
            elif index is not None:
                yield "remove", (*path, index)
            elif other is not None:
                yield "add", path, now[other]
    elif type(was) is not type(now) or raw(was) != raw(now):
        yield "set", path, now


def _paired(was: list[Any], now: list[Any]) -> list[tuple[int | None, int | None]] | None:
    """Entries of two lists by their names, what is new last; None where the list must be written anew."""
    before, after = [_name(one) for one in was], [_name(one) for one in now]
    if len(set(before)) < len(before) or len(set(after)) < len(after) or None in (*before, *after):
        return None
    kept = [name for name in before if name in after]
    if after[: len(kept)] != kept:
        return None
    pairs: list[tuple[int | None, int | None]] = [
        (index, after.index(name) if name in after else None) for index, name in enumerate(before)
    ]
    return pairs + [(None, index) for index in range(len(kept), len(after))]


def _name(entry: Any) -> str | None:
    """What an entry of a list is called: plain text is its own name."""
    if not isinstance(entry, dict):
        return None if isinstance(entry, list) else f"={raw(entry)}"
    return next((f"{key}={raw(entry[key])}" for key in _NAMES if isinstance(entry.get(key), str | int | float)), None)


def _without_lost_variants(text: str, file: str) -> tuple[str, tuple[str, ...]]:
    """The text without variants that can no longer be laid on it, and which those were."""
    dropped: list[str] = []
    while True:
        source = reading.prepared(parse(text, file))
        layers = Layers(source)
        lost = [layer for layer in layers.by_id.values() if not _applies(layers, layer.id)]
        if not lost:
            return text, tuple(sorted(dropped))
        # One that builds on a lost one is lost with it; the rest of their entries stay where they are.
        for layer in sorted(lost, key=lambda one: one.index, reverse=True):
            text = edit.edit(text, [("remove", ("variants", layer.index))], file)
            dropped.append(layer.id)


def _applies(layers: Layers, variant: str) -> bool:
    try:
        layers.applied(variant)
    except InputError:
        return False
    return True


def _must_say_the_same(text: str, source: Source, data: Any) -> None:
    """The new text, read again, is the scenario that was planned for: else the edit is a defect of ours."""
    again = reading.whole(reading.prepared(parse(text, source.file)), check_settings)
    meant = reading.whole(dataclasses.replace(source, data=data), check_settings)
    if again.model_dump(exclude={"variants"}) != meant.model_dump(exclude={"variants"}):
        raise InternalError(N_("the changed scenario cannot be written into its file"))
