"""Which fonts are here for the scripts of the six languages.

Beside `doctor`. fontconfig is asked where its `fc-list` is there, as it knows which letters each font has; elsewhere
(macOS, Windows) the folders of fonts are searched for files that are known to have them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

# By script: the languages that a font must have all letters of, as fontconfig names them.
_LANGUAGES = {"latin": ("fr", "ru"), "ar": ("ar",), "zh": ("zh-cn",)}

# By script: the fonts that documents and pictures ask for, in the order of choice.
_WANTED = {
    "latin": ("Times New Roman", "Liberation Serif", "Noto Serif", "DejaVu Serif"),
    "ar": ("Simplified Arabic", "Noto Naskh Arabic", "Noto Sans Arabic"),
    "zh": ("SimSun", "Noto Serif CJK SC", "Noto Sans CJK SC"),
}

# By script: how the files of fonts that have its letters begin, in small letters without blanks, the best first.
_FILES = {
    "latin": ("times", "liberationserif", "notoserif-", "tinos", "dejavu"),
    "ar": ("simpo", "notonaskharabic", "trado", "times", "arial", "notosansarabic", "geezapro", "amiri", "dejavusans"),
    "zh": (
        "simsun",
        "msyh",
        "notoserifcjk",
        "notosanscjk",
        "notoserifsc",
        "notosanssc",
        "songti",
        "pingfang",
        "stheiti",
    ),
}


def font_for(script: str) -> str:
    """The name of a font that has the letters of a script, the best one that is here; nothing where there is none."""
    families = _listed(script)
    if families is None:
        return _searched(script)
    return next((font for font in _WANTED[script] if font in families), min(families, default=""))


def _listed(script: str) -> set[str] | None:
    """The families that fontconfig knows for a script; None where it cannot be asked."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    found: list[set[str]] = []
    for language in _LANGUAGES[script]:
        try:
            run = subprocess.run(
                [program, f":lang={language}", "family"], capture_output=True, timeout=60, check=True, encoding="utf-8"
            )
        except (OSError, subprocess.SubprocessError, UnicodeError):
            return None
        found.append({family.strip() for line in run.stdout.splitlines() for family in line.split(",")} - {""})
    return set.intersection(*found)


def _searched(script: str) -> str:
    """The file of a font that has the letters, by its name."""
    names = [path.name for folder in _folders() for path in sorted(folder.rglob("*.[otOT][tT][fcFC]"))]
    small = {name.lower().replace(" ", ""): name for name in reversed(names)}
    return next((small[name] for start in _FILES[script] for name in sorted(small) if name.startswith(start)), "")


def _folders() -> Iterator[Path]:
    """Where systems keep their fonts."""
    home = Path.home()
    places = [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".fonts",
        home / ".local/share/fonts",
        Path("/System/Library/Fonts"),
        Path("/Library/Fonts"),
        home / "Library/Fonts",
    ]
    if windows := os.environ.get("WINDIR"):
        places.append(Path(windows, "Fonts"))
    if local := os.environ.get("LOCALAPPDATA"):
        places.append(Path(local, "Microsoft", "Windows", "Fonts"))
    return (place for place in places if place.is_dir())
