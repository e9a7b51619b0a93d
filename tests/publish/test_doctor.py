"""What a machine lacks is found, each thing by itself, and the line that installs it is for this machine."""

from __future__ import annotations

import ctypes
import os
import sys
import zoneinfo
from collections.abc import Iterator
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from session_planner.publish import doctor_fonts, doctor_pango
from session_planner.publish.doctor import Diagnosis, Finding, doctor
from session_planner.words import LANGUAGES

EXTRAS = {
    "openpyxl": ("openpyxl", "xlsx"),
    "python-docx": ("docx", "docx"),
    "weasyprint": ("weasyprint", "pdf"),
    "resvg-py": ("resvg_py", "png"),
    "caldav": ("caldav", "caldav"),
}
MANAGERS = ("apt-get", "dnf", "apk", "brew")
SH = "/bin/sh"


def found(diagnosis: Diagnosis, name: str) -> Finding:
    """The finding of this name."""
    (one,) = (finding for finding in diagnosis.findings if finding.id == name)
    return one


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder that programs are looked for in; empty at first."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def program(folder: Path, name: str, script: str = "exit 0") -> None:
    """A program that runs a line of shell."""
    (folder / name).write_text(f"#!{SH}\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """A loader that finds no Pango, and nothing to look its names up with."""
    load = ctypes.CDLL

    def refuse(name: str, *more: Any, **named: Any) -> Any:
        if "pango" in str(name):
            raise OSError(f"{name}: cannot open shared object file")
        return load(name, *more, **named)

    monkeypatch.setattr(ctypes, "CDLL", refuse)


def test_every_thing_is_found_once_and_said_in_every_language(tmp_path: Path) -> None:
    diagnosis = doctor(tmp_path)
    names = [finding.id for finding in diagnosis.findings]
    assert names == [
        "python", "ortools", *EXTRAS, "pango", "harfbuzz-subset", "font-latin", "font-ar", "font-zh",
        "time-zones", "store", "locale",
    ]  # fmt: skip
    for lang in LANGUAGES:
        told = diagnosis.as_dict(lang)
        assert [one["id"] for one in told["findings"]] == names
        assert all(one["for"] and one["state"] in {"here", "missing"} for one in told["findings"])
        assert told["missing"] == len(diagnosis.missing) == sum(one["state"] == "missing" for one in told["findings"])


def test_what_the_project_stands_on_is_here_with_its_version(tmp_path: Path) -> None:
    diagnosis = doctor(tmp_path)
    assert found(diagnosis, "python").detail == ".".join(map(str, sys.version_info[:3]))
    for name in ("ortools", "time-zones", *EXTRAS):
        one = found(diagnosis, name)
        assert one.here
        assert one.detail[0].isdigit()
        assert one.as_dict()["install"] == ""


@pytest.mark.parametrize(("package", "module", "extra"), [(name, *more) for name, more in EXTRAS.items()])
def test_a_package_that_is_missing(
    package: str, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    diagnosis = doctor(tmp_path)
    missing = found(diagnosis, package)
    assert not missing.here
    assert module in missing.detail
    assert missing.as_dict()["install"].endswith(f'-m pip install "session-planner[{extra}]"')
    assert [finding.here for finding in diagnosis.findings if finding.id in EXTRAS and finding is not missing] == [
        True
    ] * 4


def test_a_package_that_is_there_and_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resvg_py.py").write_text("raise OSError('invalid ELF header')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "resvg_py", raising=False)
    one = found(doctor(tmp_path), "resvg-py")
    assert (one.here, one.detail) == (False, "invalid ELF header")


def test_several_packages_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("docx", "caldav"):
        monkeypatch.setitem(sys.modules, module, None)
    lines = doctor(tmp_path).install_lines()
    assert [line.partition(" -m ")[2] for line in lines if " -m " in line] == [
        'pip install "session-planner[docx,caldav]"'
    ]


def test_a_python_without_pip_is_filled_by_uv(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == "pip" else find(name))
    monkeypatch.setitem(sys.modules, "docx", None)
    assert "python -m pip" not in found(doctor(path), "python-docx").as_dict()["install"].partition(" -m ")[0]
    program(path, "uv")
    line = found(doctor(path), "python-docx").as_dict()["install"]
    assert line == f'uv pip install --python {sys.executable} "session-planner[docx]"'


@pytest.mark.parametrize(
    ("manager", "root", "line"),
    [
        ("apt-get", True, "apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
        ("apt-get", False, "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
        ("dnf", False, "sudo dnf install pango"),
        ("apk", True, "apk add so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0"),
        ("brew", False, "brew install pango"),
        ("", False, "with the package manager of this system: Pango, PangoFT2"),
    ],
)
def test_pango_is_missed_and_the_line_is_for_the_package_manager_that_is_there(
    manager: str, root: bool, line: str, path: Path, no_pango: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
    if manager:
        program(path, manager)
    one = found(doctor(path), "pango")
    assert (one.here, one.detail) == (False, "Pango, PangoFT2")
    assert one.as_dict()["install"] == line


def test_the_first_manager_that_is_there_is_the_systems_own(path: Path, no_pango: None) -> None:
    for manager in MANAGERS[1:]:
        program(path, manager)
    assert "dnf" in found(doctor(path), "pango").as_dict()["install"]
    program(path, "apt-get")
    assert "apt-get" in found(doctor(path), "pango").as_dict()["install"]


@pytest.mark.needs("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
def test_what_weasyprint_can_load_is_here(tmp_path: Path) -> None:
    import weasyprint

    assert weasyprint
    one = found(doctor(tmp_path), "pango")
    assert one.here
    assert one.detail.startswith("1.")
    assert found(doctor(tmp_path), "harfbuzz-subset").here


def test_a_library_that_only_makes_pdf_better_is_missed_by_itself(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load = ctypes.CDLL

    def refuse(name: str, *more: Any, **named: Any) -> Any:
        if "subset" in str(name):
            raise OSError(name)
        return load(name, *more, **named)

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    program(path, "apk")
    subset = found(doctor(path), "harfbuzz-subset")
    assert not subset.here
    assert subset.as_dict()["install"].endswith("apk add so:libharfbuzz-subset.so.0")


def test_a_pango_that_is_too_old_is_no_pango(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Old:
        def pango_version(self) -> int:
            return 14215

    monkeypatch.setattr(ctypes, "CDLL", lambda *_given: Old())
    one = found(doctor(tmp_path), "pango")
    assert (one.here, one.detail) == (False, "Pango 1.42.15 < 1.44")


def test_a_pango_that_homebrew_has_and_the_loader_does_not_see(
    path: Path, no_pango: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor_pango, "_BREW", (path / "none", path))
    program(path, "brew")
    (path / "libpango-1.0.dylib").write_text("")
    assert found(doctor(path), "pango").as_dict()["install"] == f"export DYLD_FALLBACK_LIBRARY_PATH={path}"


@pytest.mark.needs("fonts-liberation", "fonts-noto-core", "fonts-noto-cjk")
def test_the_fonts_of_every_language_are_here(tmp_path: Path) -> None:
    fonts = {one.id: one.detail for one in doctor(tmp_path).findings if one.id.startswith("font-")}
    assert all(fonts.values())
    assert fonts["font-zh"] in {"SimSun", "Noto Serif CJK SC"}
    assert fonts["font-ar"] in {"Simplified Arabic", "Noto Naskh Arabic"}


def test_fonts_that_fontconfig_does_not_know_are_missing(path: Path) -> None:
    script = 'case "$1" in :lang=ar) echo "Amiri,أميري";; :lang=fr) echo B; echo A;; :lang=ru) echo B;; esac'
    program(path, "fc-list", script)
    program(path, "apt-get")
    diagnosis = doctor(path)
    assert found(diagnosis, "font-ar").detail == "Amiri"
    assert found(diagnosis, "font-latin").detail == "B"
    chinese = found(diagnosis, "font-zh")
    assert (chinese.here, chinese.detail) == (False, "")
    assert chinese.as_dict()["install"].endswith("apt-get install fonts-noto-cjk")


def test_everything_of_the_system_is_one_line(path: Path, no_pango: None) -> None:
    program(path, "fc-list", "exit 0")
    program(path, "dnf")
    (line,) = (line for line in doctor(path).install_lines() if "dnf" in line)
    assert line.partition("dnf install ")[2].split() == [
        "pango", "liberation-serif-fonts",
        "google-noto-naskh-arabic-vf-fonts", "google-noto-sans-arabic-vf-fonts",
        "google-noto-serif-cjk-vf-fonts", "google-noto-sans-cjk-vf-fonts",
    ]  # fmt: skip


@pytest.mark.parametrize("broken", ["", "exit 3", "printf '\\377'"], ids=["none", "fails", "not-utf-8"])
def test_without_fontconfig_files_are_looked_for(broken: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if broken:
        program(path, "fc-list", broken)
    fonts = path / "fonts"

    def folders() -> Iterator[Path]:
        yield fonts

    monkeypatch.setattr(doctor_fonts, "_folders", folders)
    assert [doctor_fonts.font_for(script) for script in ("latin", "ar", "zh")] == ["", "", ""]
    (fonts / "deep").mkdir(parents=True)
    for name in (
        "DejaVuSans.ttf",
        "Times New Roman.TTF",
        "deep/PingFang.ttc",
        "songti.txt",
        "NotoSansThai-Regular.ttf",
    ):
        (fonts / name).write_text("")
    assert [doctor_fonts.font_for(script) for script in ("latin", "ar", "zh")] == [
        "Times New Roman.TTF", "Times New Roman.TTF", "PingFang.ttc",
    ]  # fmt: skip


def test_time_zones_that_are_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tzdata", None)
    zoneinfo.reset_tzpath([str(tmp_path)])
    zoneinfo.ZoneInfo.clear_cache()
    try:
        one = found(doctor(tmp_path), "time-zones")
    finally:
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache()
    assert not one.here
    assert one.as_dict()["install"].endswith("-m pip install tzdata")


def test_a_store_is_tried_where_it_would_be_made_and_nothing_is_left_there(tmp_path: Path) -> None:
    one = found(doctor(tmp_path / "new" / "releases"), "store")
    assert (one.here, one.detail) == (True, str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_cannot_be_written_into(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    one = found(doctor(tmp_path / "file" / "releases"), "store")
    assert not one.here
    assert one.detail.startswith(f"{tmp_path / 'file'}: ")
    assert "--store" in one.as_dict()["install"]


@pytest.mark.parametrize(("encoding", "here"), [("utf-8", True), ("UTF8", True), ("ascii", False), ("latin-1", False)])
def test_a_terminal_that_does_not_take_all_letters(
    encoding: str, here: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open(tmp_path / "out", "w", encoding=encoding) as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        one = found(doctor(tmp_path), "locale")
    assert one.here is here
    assert one.as_dict()["install"] == ("" if here else "export LANG=C.UTF-8")
