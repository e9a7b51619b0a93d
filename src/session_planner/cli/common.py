"""What the commands share: their options, where they write, the language they speak."""

from __future__ import annotations

import io
import json
import locale
import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from session_planner.words import LANGUAGES, N_, text

ScenarioFile = Annotated[Path, typer.Argument(metavar="SCENARIO", help="A scenario file (YAML).", show_default=False)]
ProgrammeFile = Annotated[
    Path, typer.Argument(metavar="PROGRAMME", help="A programme: .json, .csv, .xlsx or .ics.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Write the answer as JSON, for machines.")]
Lang = Annotated[
    str, typer.Option("--lang", help=f"Language of the answer: {', '.join(LANGUAGES)}.", show_default="LANG, else en")
]
VariantName = Annotated[
    str | None, typer.Option("--variant", metavar="NAME", help="A variant that the scenario names.")
]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change one thing for this run; may be repeated."),
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        metavar="KIND:ID",
        help="Take one thing away for this run, such as lock:x, body:y or decision:z; may be repeated.",
    ),
]
TimeLimit = Annotated[
    str | None,
    typer.Option("--time-limit", metavar="TIME", help="Most time to search, such as 30s or 2min.", show_default=False),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, max=256, help="Search workers; by default one a core.", show_default=False),
]
Seed = Annotated[int, typer.Option("--seed", min=0, max=2**31 - 1, help="Seed of the search.")]

_spoken = ""


def start_afresh() -> None:
    """Forgets what an earlier command of the same process was told, and lets any locale's output show every sign."""
    global _spoken
    _spoken = ""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def language(asked: str = "") -> str:
    """The language to speak: the one asked for, else SESSION_PLANNER_LANG, else the locale's, else English."""
    global _spoken
    if asked:
        if asked not in LANGUAGES:
            raise typer.BadParameter(
                text(
                    N_("there is no language `{found}`; allowed: {allowed}"), found=asked, allowed=", ".join(LANGUAGES)
                )
            )
        _spoken = asked
    if not _spoken:
        wanted = (
            os.environ.get("SESSION_PLANNER_LANG")
            or os.environ.get("LC_ALL")
            or os.environ.get("LC_MESSAGES")
            or os.environ.get("LANG")
            or locale.getlocale()[0]
            or "en"
        )
        _spoken = wanted[:2] if wanted[:2] in LANGUAGES else "en"
    return _spoken


def changes(sets: list[str] | None, without: list[str] | None) -> list[str]:
    """What `--without` and `--set` change, as a programme notes it: what is taken away first."""
    return [*(f"-{one}" for one in without or ()), *(sets or ())]


def seconds(written: str | None) -> float | None:
    """Seconds of a time limit such as `30s`, `2min`, `1h` or `45`."""
    if written is None:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(s|sec|m|min|h)?", written.strip())
    if found is None or float(found[1]) <= 0:
        raise typer.BadParameter(
            text(N_("`{found}` is not a time limit; write it like 30s or 2min"), language(), found=written)
        )
    return float(found[1]) * {"h": 3600, "m": 60, "min": 60}.get(found[2] or "s", 1)


def cores() -> int:
    """Cores this process may use: more workers than cores make a search slower."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def say_error(message: str) -> None:
    """A message on standard error."""
    typer.echo(message, err=True)


def print_json(value: Any) -> None:
    """A value as JSON on standard output, in UTF-8 whatever the locale."""
    write_out((json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def write_out(data: bytes) -> None:
    """Bytes on standard output, after whatever was printed before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def print_lines(lines: Iterable[str]) -> None:
    """Lines on standard output."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def draw(picture: Callable[[Any], None]) -> None:
    """What `picture` draws on a console of the terminal's width and colours, on standard output.

    Through a string: rich would end the process by itself where whoever reads has gone.
    """
    from rich.console import Console

    console = Console()
    with console.capture() as drawn:
        picture(console)
    sys.stdout.write(drawn.get())


def plain_text(document: Any, width: int = 100) -> bytes:
    """A document as text that a file holds: so many signs wide, no colours."""
    from rich.console import Console

    import session_planner as sp

    console = Console(file=io.StringIO(), width=width, color_system=None)
    sp.show_document(document, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().encode()
