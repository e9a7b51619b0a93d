"""What this machine lacks: for each thing that publishing can need, whether it is here, and the line that installs it.

Beside the formats of `publish`, which say "`session-planner doctor`" where they cannot go on. Each library is tried in
the way in which it will be used: Python packages are imported, Pango is loaded as WeasyPrint loads it.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module, metadata, util
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from session_planner.publish import doctor_fonts, doctor_install, doctor_pango
from session_planner.publish.doctor_install import Install
from session_planner.words import N_, Words, say


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: what does not work without it, whether it is here, and how to get it.

    `detail` says what was found (a version, the name of a font) or what is wrong.
    """

    id: str
    what_for: Words
    here: bool
    detail: str = ""
    install: Install = doctor_install.NOTHING

    def as_dict(self, lang: str = "en") -> dict[str, str]:
        """For `--json`."""
        return {
            "id": self.id,
            "for": self.what_for.told(lang),
            "state": "here" if self.here else "missing",
            "detail": self.detail,
            "install": "" if self.here else " && ".join(doctor_install.lines([self.install], lang)),
        }


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All findings of one look at the machine."""

    findings: tuple[Finding, ...]

    @property
    def missing(self) -> tuple[Finding, ...]:
        """What is not here."""
        return tuple(finding for finding in self.findings if not finding.here)

    def install_lines(self, lang: str = "en") -> list[str]:
        """The fewest lines that install all that is missing."""
        return doctor_install.lines([finding.install for finding in self.missing], lang)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """For `--json`."""
        return {
            "missing": len(self.missing),
            "findings": [finding.as_dict(lang) for finding in self.findings],
            "install": self.install_lines(lang),
        }


def doctor(store: Path | str = "releases") -> Diagnosis:
    """What is here and what is missing for all that can be published; `store` is the folder that releases go into."""
    return Diagnosis((*_programs(), *_extras(), *_pango(), *_fonts(), _time_zones(), _store(Path(store)), _locale()))


def _programs() -> Iterator[Finding]:
    yield Finding("python", say(N_("everything")), True, platform.python_version())
    here = util.find_spec("ortools") is not None
    what_for = say(N_("the search for a programme: solve and explain"))
    # Only whether it is there: this station of the way of the data does not load the solver.
    yield Finding("ortools", what_for, here, _version("ortools"), doctor_install.by_pip("ortools"))


# Package, the module it is imported as, our extra that brings it, what for.
_EXTRAS = (
    ("openpyxl", "openpyxl", "xlsx", N_("programmes as Excel files (.xlsx)")),
    ("python-docx", "docx", "docx", N_("documents as DOCX")),
    ("weasyprint", "weasyprint", "pdf", N_("documents as PDF")),
    ("resvg-py", "resvg_py", "png", N_("pictures as PNG, and those in DOCX")),
    ("caldav", "caldav", "caldav", N_("releases on a CalDAV server")),
)


def _extras() -> Iterator[Finding]:
    for package, module, extra, what_for in _EXTRAS:
        reason = _import_error(module)
        yield Finding(package, say(what_for), not reason, reason or _version(package), doctor_install.by_extra(extra))


def _import_error(module: str) -> str:
    """Why a module cannot be imported; nothing where it can."""
    try:
        if module == "weasyprint":  # takes long, and what else it loads has a finding of its own
            return "" if util.find_spec(module) else f"No module named {module!r}"
        import_module(module)
    except Exception as error:  # a broken library may fail in any way
        return str(error) or type(error).__name__
    return ""


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _pango() -> Iterator[Finding]:
    lacking = doctor_pango.lacking()
    install = doctor_install.by_system("pango")
    if lacking and (folder := doctor_pango.unseen_folder()):
        install = doctor_install.by_hand(Words(f"export DYLD_FALLBACK_LIBRARY_PATH={folder}"))
    yield Finding("pango", say(N_("documents as PDF")), not lacking, lacking or doctor_pango.version(), install)
    here = not doctor_pango.subset_lacking()
    what_for = say(N_("small PDF files, quickly made"))
    yield Finding("harfbuzz-subset", what_for, here, "", doctor_install.by_system("harfbuzz-subset"))


# By script: what for, in the languages that are written in it.
_SCRIPTS = {
    "latin": N_("PDF and PNG in English, French, Russian and Spanish"),
    "ar": N_("PDF and PNG in Arabic"),
    "zh": N_("PDF and PNG in Chinese"),
}


def _fonts() -> Iterator[Finding]:
    for script, what_for in _SCRIPTS.items():
        font = doctor_fonts.font_for(script)
        yield Finding(f"font-{script}", say(what_for), bool(font), font, doctor_install.by_system(f"font-{script}"))


def _time_zones() -> Finding:
    reason = ""
    try:
        ZoneInfo("Europe/Vienna")
    except (OSError, ValueError, LookupError) as error:
        reason = str(error)
    what_for = say(N_("scenarios: the hours of each place"))
    return Finding("time-zones", what_for, not reason, reason or _version("tzdata"), doctor_install.by_pip("tzdata"))


def _store(folder: Path) -> Finding:
    """Whether files can be made in the folder, or in the one that it would be made in, and take another's place."""
    there = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    reason = ""
    try:
        with tempfile.TemporaryDirectory(prefix=".session-planner-", dir=there) as name:
            old, new = Path(name, "old"), Path(name, "new")
            old.write_bytes(b"old")
            new.write_bytes(b"new")
            os.replace(new, old)
    except OSError as error:
        reason = f"{there}: {error.strerror or error}"
    what_for = say(N_("the store of releases, `{folder}`"), folder=str(folder))
    fix = doctor_install.by_hand(say(N_("name a folder that you may write into with --store")))
    return Finding("store", what_for, not reason, reason or str(there), fix)


def _locale() -> Finding:
    """Whether the terminal takes all letters."""
    encoding = (getattr(sys.stdout, "encoding", None) or sys.getfilesystemencoding()).lower()
    what_for = say(N_("answers in all six languages in this terminal"))
    line = "set PYTHONUTF8=1" if os.name == "nt" else "export LANG=C.UTF-8"
    here = encoding.replace("-", "").replace("_", "") == "utf8"
    return Finding("locale", what_for, here, encoding, doctor_install.by_hand(Words(line)))
