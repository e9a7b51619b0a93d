"""Rewriting: the entry meant is changed, and every other line stays as it was, to the byte."""

from __future__ import annotations

import difflib
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_planner import files
from session_planner.errors import InputError, OutsideError
from session_planner.files import write_atomically
from session_planner.scenario.edit import edit
from session_planner.scenario.text import parse
from tests.scenario.sample import SAMPLE

AGENDA = ("bodies", "[wg-ta]", "agenda")


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that differ, as `-old` and `+new`."""
    rows = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [row for row in rows if row[:3] not in ("---", "+++") and row[:2] != "@@"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # quotes, comments behind the value and the style of brackets stay
        (("set", ("title",), "Week 2"), ['-title: "A week: the second one"', '+title: "Week 2"']),
        (("set", ("bodies", 0, "id"), "wg"), ["-  - id: wg-ta   # its id", "+  - id: wg   # its id"]),
        (
            ("set", (*AGENDA, "[1.10]", "title", "fr"), "L'état"),
            [
                "-      - {number: 1.10, duration: 30 min, title: {en: Report, fr: 'Rapport'}}",
                "+      - {number: 1.10, duration: 30 min, title: {en: Report, fr: 'L''état'}}",
            ],
        ),
        (
            ("set", (*AGENDA, "[1]", "mode"), "joint"),
            [
                "-      - {number: 1, duration: 15 min}   # opening",
                "+      - {number: 1, duration: 15 min, mode: joint}   # opening",
            ],
        ),
        # values that take lines of their own
        (
            ("set", (*AGENDA, "[2]", "duration"), "1 h"),
            [
                "-        duration:",
                "-          least: 45 min    # at the very least",
                "-          most: 60 min",
                "+        duration: 1 h",
            ],
        ),
        (
            ("set", (*AGENDA, "[3]", "title"), "Other"),
            ["-        title: |", "-          Other", "-          matters", "+        title: Other"],
        ),
        (
            ("set", (*AGENDA, "[3]", "duration"), {"least": "5 min"}),
            ["-        duration: 5 min", "+        duration:", "+          least: 5 min"],
        ),
        (("set", ("bodies", "[coop]", "seats"), 3), ["+    seats: 3"]),
        # added
        (("add", ("locks",), {"kind": "lock", "item": "coop/1"}), ["+  - kind: lock", "+    item: coop/1"]),
        (("add", ("bodies", "[coop]", "agenda"), {"number": "2"}), ["+    - number: '2'"]),
        (("add", ("limits", "a"), {"least": "5 min"}), ["-limits: {}", "+limits:", "+  a:", "+    least: 5 min"]),
        (("add", ("note",), "no: 1\n2"), ['+note: "no: 1\\n2"']),
        # removed
        (
            ("remove", (*AGENDA, "[1.10]")),
            ["-      - {number: 1.10, duration: 30 min, title: {en: Report, fr: 'Rapport'}}"],
        ),
        (("remove", ("locks", 0)), ["-  - {kind: lock, item: wg-ta/2}"]),
        (
            ("remove", ("bodies", 0, "agenda", 0, "number")),
            ["-      - {number: 1, duration: 15 min}   # opening", "+      - {duration: 15 min}   # opening"],
        ),
        (("remove", ("bodies", 1, "id")), ["-  - id: coop", "-    agenda:", "+  - agenda:"]),
        (
            ("remove", ("bodies", 1, "agenda", 0)),
            ["-    agenda:", "-    - number: 1", "-      duration: 20 min", "+    agenda: []"],
        ),
        (("remove", ("limits",)), ["-limits: {}"]),
    ],
)
def test_one_change_and_the_lines_it_touches(change: Any, expected: list[str]) -> None:
    assert sorted(changed_lines(SAMPLE, edit(SAMPLE, [change]))) == sorted(expected)


def test_several_changes_windows_endings_and_a_byte_order_mark() -> None:
    text = "\ufeff" + SAMPLE.replace("\n", "\r\n")
    new = edit(
        text, [("add", ("locks",), {"kind": "span", "date": "x"}), ("set", ("title",), "t"), ("remove", ("bodies", 1))]
    )
    assert new.startswith("\ufeff# A week")
    assert new.count("\n") == new.count("\r\n")
    data = parse(new, "s").data
    assert (data["title"], len(data["bodies"]), data["locks"][2]) == ("t", 1, {"kind": "span", "date": "x"})


def test_nothing_to_change_changes_nothing() -> None:
    assert edit(SAMPLE, []) == SAMPLE


def test_a_list_that_is_null_or_empty_or_at_the_end_without_newline() -> None:
    assert (
        edit("locks:  # none yet\n\n# x\na: 1", [("add", ("locks",), "b")]) == "locks:  # none yet\n  - b\n\n# x\na: 1"
    )
    assert edit("a: [] # c", [("add", ("a",), 1), ("add", ("a",), 2)]) == "a: [1, 2] # c"
    assert edit("a:\n- 1", [("add", ("a",), [1, []])]) == "a:\n- 1\n- - 1\n  - []"
    assert edit("a: 1", [("set", ("b",), True)]) == "a: 1\nb: true"


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (("set", ("bodies", "[wg]", "id"), "x"), "s:5:3", "there is no `[wg]` here"),
        (("remove", ("nothing",)), "s:2:1", "there is no `nothing` here"),
        (("set", ("title", "fr"), "x"), "s:2:8", "there is no `fr` here"),
        (("add", ("title",), "x"), "s:2:8", "stands here already"),
        (("set", (), "x"), "s:2:1", "the whole file"),
    ],
)
def test_paths_that_lead_nowhere(change: Any, place: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        edit(
            SAMPLE.replace("# A week of one body, to the last comment.", "#").replace(
                "\nbodies:\n  # The group that the secretariat serves.", "bodies:\n#"
            ),
            [change],
            "s",
        )
    assert str(caught.value).startswith(place)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "change", [("set", ("b", 0), 3), ("set", ("a",), "z"), ("remove", ("a",)), ("set", ("a", 0), 9)]
)
def test_what_an_alias_shares_is_left_to_its_writer(change: Any) -> None:
    with pytest.raises(InputError, match="change it by hand"):
        edit("a: &x [1, 2]\nb: *x\n", [change])


def _paths(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [one for key, value in inner for one in ((*path, key), *_paths(value, (*path, key)))]


PATHS = _paths(parse(SAMPLE, "s").data)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"], exclude_characters="\ufeff"),
    max_size=12,
)
SCALARS = st.none() | st.booleans() | st.integers(-999, 999) | st.floats(-1e3, 1e3).map(lambda x: round(x, 3)) | WORDS
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=5
)


def _span(path: tuple[str | int, ...]) -> tuple[int, int]:
    """First and last line (from 0) of the entry at `path` in the sample, from the places of what is in it."""
    source = parse(SAMPLE, "s")
    first = source.key_place(path)[0]
    lines = [source.place(one)[0] for one in PATHS if one[: len(path)] == path]
    last = max([first, *lines])
    block = source.raw(path) if path else None
    ends_in_block = any(one[: len(path)] == path and "\n" in str(source.raw(one)) for one in PATHS) or "\n" in str(
        block
    )
    return first - 1, last - 1 + (2 if ends_in_block else 0)


@given(st.sampled_from(PATHS), VALUES)
def test_any_value_anywhere_leaves_the_lines_around_alone(path: tuple[str | int, ...], value: Any) -> None:
    new = edit(SAMPLE, [("set", path, value)])
    first, last = _span(path)
    old_lines, new_lines = SAMPLE.splitlines(), new.splitlines()
    assert new_lines[:first] == old_lines[:first]
    tail = old_lines[last + 1 :]
    assert new_lines[len(new_lines) - len(tail) :] == tail


@given(st.sampled_from(PATHS))
def test_any_entry_taken_away_takes_its_lines_alone(path: tuple[str | int, ...]) -> None:
    new = edit(SAMPLE, [("remove", path)])
    first, last = _span(path)
    old_lines, new_lines = SAMPLE.splitlines(), new.splitlines()
    kept = min(first, _span(path[:-1])[0]) if path[:-1] else first
    assert new_lines[:kept] == old_lines[:kept]
    # A first key taken away hands its dash to the next one.
    after_dash = isinstance(path[-1], str) and old_lines[first].lstrip().startswith("- ")
    tail = old_lines[last + (2 if after_dash else 1) :]
    assert new_lines[len(new_lines) - len(tail) :] == tail


@given(
    st.sampled_from(
        [path for path in PATHS if isinstance(path[-1], str) and path[-1] in ("agenda", "locks", "bodies")]
    ),
    VALUES,
)
def test_any_entry_added_adds_its_lines_alone(path: tuple[str | int, ...], value: Any) -> None:
    new = edit(SAMPLE, [("add", path, value)])
    assert all(row.startswith("+") for row in changed_lines(SAMPLE, new))


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    write_atomically(target, b"one")
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~_umask()
    target.chmod(0o640)
    (tmp_path / "link").symlink_to(target)
    write_atomically(tmp_path / "link", b"two")
    assert target.read_bytes() == b"two"
    assert (tmp_path / "link").is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "link"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.yaml"
    target.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OutsideError, match="No space left on device"):
        write_atomically(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
    assert target.read_bytes() == b"old"
    with pytest.raises(OutsideError):
        write_atomically(tmp_path / "none" / "a.yaml", b"new")
    with pytest.raises(OutsideError):
        write_atomically(tmp_path, b"new")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
