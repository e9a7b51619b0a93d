"""`session-planner import CALENDAR --into SCENARIO --busy …`: busy times of rooms, people and bodies.

The part of `import` that changes a scenario instead of making one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from session_planner.cli.common import print_json, print_lines
from session_planner.errors import InputError, Mistake
from session_planner.files import read_at_most, write_atomically
from session_planner.words import N_, text

_MOST_BYTES = 64 * 1024 * 1024
_MOST_TOLD = 20


def taken_over(
    source: Path, into: Path | None, busy: tuple[str, ...], output: Path | None, speak: str, *, as_json: bool
) -> int:
    """Writes the busy times into a scenario (or into `output`, as a changed copy): all of them, or none."""
    import session_planner as sp

    if into is None or not busy:
        said = N_("busy times need both: --into SCENARIO and --busy KIND:ID")
        raise typer.BadParameter(text(said, speak), param_hint="--busy" if not busy else "--into")
    before = read_at_most(into, _MOST_BYTES)
    told: list[tuple[str, str, Any]] = []
    held, scenario = before.decode("utf-8", "replace"), sp.load_written(before, str(into))
    for one in busy:
        ref, _, other = one.partition("=")
        file = Path(other) if other else source
        made = sp.with_busy_times(held, str(into), scenario, (str(file), _calendar(file)), sp.busy_of(ref))
        told.append((ref, str(file), made))
        held = made.text
    sp.load_written(held.encode(), str(into))
    if output is not None or held.encode() != before:
        write_atomically(output or into, held.encode())
    if as_json:
        print_json([_as_dict(*one, speak) for one in told])
    else:
        print_lines([line for one in told for line in _lines(*one, speak)])
    return 0


def _calendar(file: Path) -> bytes:
    data = read_at_most(file, _MOST_BYTES)
    if len(data) > _MOST_BYTES:
        raise InputError(
            [Mistake(str(file), 0, 0, "", N_("the file is larger than {most} MiB"), {"most": _MOST_BYTES >> 20})]
        )
    return data


def _lines(ref: str, file: str, made: Any, speak: str) -> Iterator[str]:
    said = N_("{what}, from {file}: {added} added, {removed} removed, {kept} as before; {outside} on other days")
    counts = {"added": len(made.added), "removed": len(made.removed), "kept": made.kept, "outside": made.outside}
    yield text(said, speak, what=ref, file=file, **{name: str(count) for name, count in counts.items()})
    yield from (f"  + {when}" for when in made.added[:_MOST_TOLD])
    yield from (f"  - {when}" for when in made.removed[:_MOST_TOLD])
    yield from (f"  {note.told(speak)}" for note in made.notes)


def _as_dict(ref: str, file: str, made: Any, speak: str) -> dict[str, Any]:
    return {
        "busy": ref, "file": file, "added": list(made.added), "removed": list(made.removed), "kept": made.kept,
        "outside": made.outside, "notes": [note.told(speak) for note in made.notes],
    }  # fmt: skip
