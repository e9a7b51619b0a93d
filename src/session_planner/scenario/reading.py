"""From a file to a whole, cross-checked scenario: the first station of the way, from end to end.

read -> migrate -> write numbers in full -> overlay of a variant -> validate -> names -> sense -> (rules' own check).
Everything that is wrong is told at once, as far as one mistake does not hide another.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.scenario.coherence import check_coherence
from session_planner.scenario.draft import Draft, names_in, salvaged
from session_planner.scenario.mistakes import validate
from session_planner.scenario.model import Scenario
from session_planner.scenario.normalise import normalised
from session_planner.scenario.overlay import Layers, overlaid
from session_planner.scenario.places import Source
from session_planner.scenario.references import check_references
from session_planner.scenario.text import content_of, parse
from session_planner.scenario.values import raw
from session_planner.words import N_

FORMAT = 1
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""By older format: what makes its data that of the next one. Places stay those of the keys that keep their path."""

CheckRules = Callable[[Scenario, Source], Iterable[Mistake]]
"""What a later layer knows to be wrong with the settings of rules, which mean nothing here."""


def load(
    path: Path | str, variant: str | None = None, sets: Sequence[str] = (), check_rules: CheckRules | None = None
) -> Scenario:
    """The scenario in the file at `path`, with a variant and then each change of `sets` on it.

    A change is `path=value`, or what is taken away: `-kind:id`, `-path` (see `without`).

    Raises `InputError` with every mistake that can be told, `OutsideError` when the disk fails.
    """
    return load_written(content_of(path), str(path), variant, sets, check_rules)


def load_written(
    written: bytes,
    file: str,
    variant: str | None = None,
    sets: Sequence[str] = (),
    check_rules: CheckRules | None = None,
) -> Scenario:
    """The same of bytes that were read elsewhere; `file` is the name that mistakes give."""
    layers = _layers(written, file)
    mistakes = list(layers.mistakes())
    chosen = _overlaid(layers, variant, sets, mistakes)
    scenario = whole(chosen, check_rules, mistakes)
    scenario._sha256 = hashlib.sha256(written).hexdigest()
    scenario._variant = variant
    scenario._sets = tuple(sets)
    return scenario


@lru_cache(maxsize=2)
def _layers(written: bytes, path: str) -> Layers:
    """A file and its variants, parsed once for as many variants and settings of it as are asked for one by one."""
    return Layers(prepared(parse(written, path)))


def prepared(source: Source) -> Source:
    """A source in the current format, with its id and the numbers of its items written in full."""
    data = source.data
    if not isinstance(data, dict):
        return source
    found = _format(data)
    if found > FORMAT:
        message = N_("this file is of format {found}; this version of session-planner reads formats up to {newest}")
        raise InputError([source.mistake(("format",), message, found=found, newest=FORMAT)])
    for older in range(max(found, min(MIGRATIONS, default=FORMAT)), FORMAT):
        data = MIGRATIONS[older](data)
    if data.get("id") is None:
        data = {**data, "id": Path(source.file).stem or "scenario"}
    return normalised(dataclasses.replace(source, data=data))


def _format(data: dict[str, Any]) -> int:
    """The format that data says it is of; the current one where it says none, which validation then tells."""
    said = data.get("format")
    written = raw(said).strip() if isinstance(said, str | int) and not isinstance(said, bool) else ""
    return int(written) if written.isdecimal() and len(written) < 10 else FORMAT


def whole(source: Source, check_rules: CheckRules | None = None, mistakes: Iterable[Mistake] = ()) -> Scenario:
    """The scenario that `source` holds, cross-checked; raises `InputError` with all mistakes, `mistakes` included."""
    found = list(mistakes)
    draft: Draft | None
    try:
        scenario = validate(Scenario, source)
        draft = Draft(scenario, source, names_in(source.data))
    except InputError as error:
        found.extend(error.mistakes)
        draft = salvaged(source)
    if draft is not None:
        check_references(draft)
        check_coherence(draft)
        found.extend(draft.told())
        found.extend(check_rules(draft.scenario, draft.source) if check_rules is not None else ())
    if found or draft is None:
        raise InputError(dict.fromkeys(found))
    draft.scenario._source = source
    return draft.scenario


def _overlaid(layers: Layers, variant: str | None, sets: Sequence[str], mistakes: list[Mistake]) -> Source:
    """The source with what was asked for on it; what cannot be is noted, and the file checked."""
    try:
        source = layers.applied(variant) if variant is not None else layers.source
        return normalised(overlaid(source, None, sets))
    except InputError as error:
        mistakes.extend(error.mistakes)
        return layers.source
