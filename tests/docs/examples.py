"""Runs the examples of the docs as a reader would: every `console` block of a page, one after the other, in one folder.

A line that begins with `$ ` is a command, `> ` goes on with it, and what follows is what it prints (errors too). A
line `…` stands for any lines, and `…` inside a line for any text. `python tests/docs/examples.py PAGE` prints what the
commands of a page really print.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.cli.calling import ENVIRONMENT, ROOT

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


@dataclass
class Example:
    """One command of a page, and what the page says it prints."""

    page: Path
    line: int
    command: str
    printed: list[str] = field(default_factory=list)


def examples(page: Path) -> Iterator[Example]:
    """The commands of a page in their order."""
    text = page.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1)) + 1
        found: Example | None = None
        for number, line in enumerate(block[1].splitlines(), first):
            if line.startswith("$ "):
                if found:
                    yield found
                found = Example(page, number, line[2:])
            elif found and line.startswith("> ") and not found.printed:
                found.command += "\n" + line[2:]
            elif found:
                found.printed.append(line.rstrip())
        if found:
            yield found


def outputs(page: Path) -> Iterator[tuple[Example, list[str]]]:
    """Each command of a page with the lines that it prints, run in a folder that has what pages name alone."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "scenarios", folder / "scenarios")
        shutil.copytree(ROOT / "tests" / "data" / "untoc-2012", folder / "tests" / "data" / "untoc-2012")
        for part in ("sources", "conferences"):
            shutil.copytree(ROOT / "tests" / "data" / part, folder / "tests" / "data" / part)
        planner = f'session-planner() {{ {shlex.quote(sys.executable)} -m session_planner "$@"; }}\n'
        state = folder / ".code"
        for example in examples(page):
            last = state.read_text().strip() if state.exists() else "0"
            script = f"{planner}(exit {last})\n{example.command}\necho $? > .code\n"
            done = subprocess.run(
                ["bash", "-c", script],
                cwd=folder,
                env={**ENVIRONMENT, "COLUMNS": "100"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                timeout=120,
                check=False,
            )
            yield example, [line.rstrip() for line in done.stdout.splitlines()]


def agree(said: list[str], printed: list[str]) -> bool:
    """Whether lines of the docs, with their `…`, are what a command prints, however wide its columns are."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "…" else re.escape(_plain(line)).replace("…", ".*?") + r"\n" for line in said
    )
    return re.fullmatch(pattern, "".join(f"{_plain(line)}\n" for line in printed)) is not None


def _plain(line: str) -> str:
    return " ".join(line.split())


if __name__ == "__main__":
    for one, lines in outputs(Path(sys.argv[1]).resolve()):
        print("$ " + one.command.replace("\n", "\n> "))
        print("\n".join(lines))
