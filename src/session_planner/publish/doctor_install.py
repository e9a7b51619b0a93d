"""The lines that install what is missing: by pip, or by the package manager that this machine has.

Beside `doctor`. Names of packages are those of Debian and Ubuntu (apt), Fedora (dnf), Alpine (apk) and Homebrew.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import util

from session_planner.words import N_, Words, say, text


@dataclass(frozen=True, slots=True)
class Install:
    """What to install, one field of these: an extra of ours, a Python package, a thing of the system, or a hint."""

    extra: str = ""
    package: str = ""
    thing: str = ""
    hint: Words | None = None


NOTHING = Install()


def by_extra(extra: str) -> Install:
    """One of the extras of this package, such as `pdf`."""
    return Install(extra=extra)


def by_pip(package: str) -> Install:
    """A Python package."""
    return Install(package=package)


def by_system(thing: str) -> Install:
    """What `_PACKAGES` names."""
    return Install(thing=thing)


def by_hand(hint: Words) -> Install:
    """What no package manager can do."""
    return Install(hint=hint)


# The program that shows that a manager is there, and how it is called.
_MANAGERS = {"apt-get": "apt-get install", "dnf": "dnf install", "apk": "apk add", "brew": "brew install"}
_ALONE = frozenset({"brew"})  # refuses to be called by root
_MSYS = "C:\\msys64\\usr\\bin\\pacman -S mingw-w64-ucrt-x86_64-pango"

# By thing and manager: its packages. What they stand on (GLib, HarfBuzz, fontconfig) comes along.
_PACKAGES: dict[str, dict[str, tuple[str, ...]]] = {
    "pango": {
        "apt-get": ("libpango-1.0-0", "libpangoft2-1.0-0"),
        "dnf": ("pango",),
        "apk": ("so:libpango-1.0.so.0", "so:libpangoft2-1.0.so.0"),
        "brew": ("pango",),
    },
    "harfbuzz-subset": {
        "apt-get": ("libharfbuzz-subset0",),
        "dnf": ("harfbuzz",),
        "apk": ("so:libharfbuzz-subset.so.0",),
        "brew": ("harfbuzz",),
    },
    "font-latin": {
        "apt-get": ("fonts-liberation",),
        "dnf": ("liberation-serif-fonts",),
        "apk": ("font-liberation",),
        "brew": ("font-liberation",),
    },
    "font-ar": {
        "apt-get": ("fonts-noto-core",),
        "dnf": ("google-noto-naskh-arabic-vf-fonts", "google-noto-sans-arabic-vf-fonts"),
        "apk": ("font-noto-arabic",),
        "brew": ("font-noto-naskh-arabic", "font-noto-sans-arabic"),
    },
    "font-zh": {
        "apt-get": ("fonts-noto-cjk",),
        "dnf": ("google-noto-serif-cjk-vf-fonts", "google-noto-sans-cjk-vf-fonts"),
        "apk": ("font-noto-cjk",),
        "brew": ("font-noto-serif-cjk-sc", "font-noto-sans-cjk-sc"),
    },
}

# By thing: what to look for where none of these managers is there.
_NAMES = {
    "pango": "Pango, PangoFT2",
    "harfbuzz-subset": "HarfBuzz-Subset",
    "font-latin": "Liberation Serif",
    "font-ar": "Noto Naskh Arabic",
    "font-zh": "Noto Serif CJK SC",
}


def lines(installs: Iterable[Install], lang: str = "en") -> list[str]:
    """The fewest lines that install all of these: one of pip, one of the system's manager, and what is done by hand."""
    asked = list(installs)
    extras = [one.extra for one in asked if one.extra]
    wanted = [one.package for one in asked if one.package] + (
        [f"session-planner[{','.join(extras)}]"] if extras else []
    )
    things = [one.thing for one in asked if one.thing]
    made = [_pip(wanted)] if wanted else []
    made += _system(things, lang) if things else []
    return made + [one.hint.told(lang) for one in asked if one.hint]


def _pip(packages: list[str]) -> str:
    """Into the Python that runs now, also where it has no pip of its own."""
    python = subprocess.list2cmdline([sys.executable]) if os.name == "nt" else shlex.quote(sys.executable)
    names = " ".join(f'"{name}"' if "[" in name else name for name in packages)
    if util.find_spec("pip") is None and shutil.which("uv"):
        return f"uv pip install --python {python} {names}"
    return f"{python} -m pip install {names}"


def _system(things: list[str], lang: str) -> list[str]:
    manager = next((name for name in _MANAGERS if shutil.which(name)), "")
    if manager:
        packages = [package for thing in things for package in _PACKAGES[thing][manager]]
        root = not hasattr(os, "geteuid") or os.geteuid() == 0
        return [" ".join((*([] if root or manager in _ALONE else ["sudo"]), _MANAGERS[manager], *packages))]
    if os.name == "nt":
        return list(dict.fromkeys(_windows(thing, lang) for thing in things))
    names = ", ".join(_NAMES[thing] for thing in things)
    return [text(N_("with the package manager of this system: {names}"), lang, names=names)]


def _windows(thing: str, lang: str) -> str:
    if thing in {"pango", "harfbuzz-subset"}:
        return text(N_("with MSYS2 (https://www.msys2.org): {line}"), lang, line=_MSYS)
    return say(N_("a font for all users, such as {name}"), name=_NAMES[thing]).told(lang)
