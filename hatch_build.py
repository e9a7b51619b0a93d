"""Compiles the message catalogues (.po) for the wheel and for editable installs, and builds the board for wheels.

Hatchling calls this before it packs the wheel or links the folder; ``python hatch_build.py`` does the same for a
checkout whose catalogues have changed since. The compiled files (.mo) stand beside their sources and are not
committed. A catalogue with a broken message stops the build: what a planner reads must not fall back unnoticed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> list[Path]:
    """Write one .mo beside each .po of the project at ``root``; returns those written (none while there is no .po)."""
    written = []
    for source in sorted(root.glob("src/session_planner/locale/*/LC_MESSAGES/*.po")):
        with source.open("rb") as lines:
            catalogue = read_po(lines, locale=source.parts[-3], abort_invalid=True)
        mistakes = [
            f"{source}: {message.id!r}: {mistake}" for message, errors in catalogue.check() for mistake in errors
        ]
        if mistakes:
            raise SystemExit("\n".join(mistakes))
        target = source.with_suffix(".mo")
        with target.open("wb") as compiled:
            write_mo(compiled, catalogue)
        written.append(target)
    return written


class CatalogueHook(BuildHookInterface[Any]):
    """The build hook: compiled catalogues for wheels, editable or not, and none in source archives."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            compile_catalogues(Path(self.root))
            # A checkout builds its board with `make board` when it is wanted: solving needs neither Node nor network.
            if version == "standard":
                subprocess.run([sys.executable, Path(self.root) / "tools" / "build-board"], check=True)


if __name__ == "__main__":
    for path in compile_catalogues(Path(__file__).parent):
        print(path.relative_to(Path(__file__).parent), file=sys.stdout)
