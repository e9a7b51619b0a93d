"""`session-planner bench`: the benchmarks of the docs, reproduced."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from session_planner.cli.common import AsJson, TimeLimit, print_json, seconds

HELP = """The benchmarks of the docs, reproduced on this machine.

Example: session-planner bench start"""


def run(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="start, check, week, replan, publish, sweep, import, serve, board, cosplib or tpac.",
            show_default=False,
        ),
    ],
    quick: Annotated[bool, typer.Option("--quick", help="Smaller sizes and fewer runs.")] = False,
    time_limit: TimeLimit = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder", metavar="DIR", help="cosplib: a folder with workbooks of the library.", show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Exit code 0 if what the benchmark must show holds, 1 if not."""
    from session_planner import bench

    result = bench.run(name, quick=quick, time_limit=seconds(time_limit), folder=folder)
    if as_json:
        print_json(result)
    else:
        bench.show(result)
    return 0 if result["holds"] else 1
