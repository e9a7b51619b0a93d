"""The benchmarks of the docs: what they measure, whether it holds, and the tables of docs/benchmarks.md.

One module a benchmark, each with `measure(quick) -> Measured`. Demands are ratios against a floor measured in the same
run, so that they mean the same on any machine; plain figures beside them are of the machine named in the result.
"""

from __future__ import annotations

from importlib import import_module
from inspect import signature
from typing import Any

from session_planner.bench.measure import Measured, facts
from session_planner.errors import InputError, Mistake
from session_planner.words import N_

BENCHMARKS = {"start": "session_planner.bench.start", "check": "session_planner.bench.check",
              "week": "session_planner.bench.week", "replan": "session_planner.bench.replan",
              "publish": "session_planner.bench.publish",
              "sweep": "session_planner.bench.sweep",
              "import": "session_planner.bench.imports", "serve": "session_planner.bench.serve",
              "board": "session_planner.bench.board", "cosplib": "session_planner.bench.cosplib",
              "tpac": "session_planner.bench.tpac"}  # fmt: skip


def run(name: str, quick: bool = False, **options: Any) -> dict[str, Any]:
    """Runs a benchmark: `holds`, `demands` with limit and figure, `rows` under `columns`, and where it was measured.

    `quick` takes smaller sizes and fewer runs. `options` are those that its `measure` has beside it, such as
    `time_limit` in seconds; None is none. Raises InputError for a benchmark that there is not, or that has no such
    option.
    """
    if name not in BENCHMARKS:
        allowed = ", ".join(BENCHMARKS)
        said = N_("there is no benchmark `{found}`; allowed: {allowed}")
        raise InputError([Mistake("", 0, 0, "", said, {"found": name, "allowed": allowed})])
    measure = import_module(BENCHMARKS[name]).measure
    given = {option: value for option, value in options.items() if value is not None}
    for option in given.keys() - signature(measure).parameters.keys():
        said = N_("benchmark `{name}` has no option `{option}`")
        raise InputError([Mistake("", 0, 0, "", said, {"name": name, "option": f"--{option.replace('_', '-')}"})])
    measured: Measured = measure(quick, **given)
    command = f"session-planner bench {name}" + (" --quick" if quick else "")
    return {"benchmark": name, "command": command, **measured.as_dict(), **facts()}


def show(result: dict[str, Any]) -> None:
    """Prints a result as the Markdown that stands in docs/benchmarks.md."""
    print(markdown(result))


def markdown(result: dict[str, Any]) -> str:
    """A result as Markdown: what it was measured on, its figures, and each demand with what came out."""
    machine, versions = result["machine"], result["versions"]
    where = f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB, {machine['system']}"
    lines = [
        f"`{result['command']}` on {where}; " + ", ".join(f"{name} {value}" for name, value in versions.items()) + ".",
        "",
        *_table(result["columns"], [[row.get(column) for column in result["columns"]] for row in result["rows"]]),
    ]
    if result["demands"]:
        asked = [
            [one["demand"], one["most"], one["found"], "yes" if one["holds"] else "no"] for one in result["demands"]
        ]
        lines += ["", *_table(["demand", "at most", "found", "holds"], asked)]
    return "\n".join([*lines, *(f"\n{note}" for note in result["notes"])])


def _table(heads: list[str], rows: list[list[Any]]) -> list[str]:
    said = [[_cell(value) for value in row] for row in (heads, *rows)]
    widths = [max(len(row[column]) for row in said) for column in range(len(heads))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in said
    ]
    return [lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]]


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
