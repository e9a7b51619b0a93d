"""Reading: the core schema of YAML 1.2, places, and what is refused with its place."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest

from session_planner.errors import InputError, OutsideError
from session_planner.scenario import text
from session_planner.scenario.scalars import Number, as_text, resolve
from session_planner.scenario.text import parse, read
from tests.scenario.sample import SAMPLE

PARSERS = ["c", "pure"]


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Once with the C parser, once as if it were not installed."""
    if request.param == "pure":
        monkeypatch.setattr(text, "CParser", None)
    else:
        assert text.CParser is not None
    return str(request.param)


def told(source: bytes | str) -> list[str]:
    with pytest.raises(InputError) as caught:
        parse(source, "s.yaml")
    return [str(mistake) for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("on", "on"),
        ("tRUE", "tRUE"),
        ("7", 7),
        ("-7", -7),
        ("+7", 7),
        ("0", 0),
        ("010", "010"),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        ("-.5", -0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("00.5", "00.5"),
        (".", "."),
        ("-", "-"),
        (".inf", ".inf"),
        ("1e999", "1e999"),
        ("1:30", "1:30"),
        ("10:00-13:00", "10:00-13:00"),
        ("2012-10-17", "2012-10-17"),
        ("1(a)", "1(a)"),
        ("9" * 19, "9" * 19),
        ("9" * 18, int("9" * 18)),
        ("9" * 5000, "9" * 5000),
        ("=", "="),
    ],
)
def test_plain_scalars_follow_the_core_schema(written: str, meant: Any) -> None:
    value = resolve(written)
    assert value == meant
    assert type(value) is (Number if isinstance(meant, float) else type(meant))


def test_an_item_number_keeps_its_zero() -> None:
    source = parse("a: 1.10\nb: 1\nc: '1.10'\nd: true\n", "s")
    assert [as_text(value) for value in source.data.values()] == ["1.10", "1", "1.10", True]
    assert source.raw(("a",)) == "1.10"
    assert source.raw(("z",)) is None
    for twin in (copy.deepcopy(source.data["a"]), pickle.loads(pickle.dumps(source.data["a"]))):
        assert twin.raw == "1.10"


def test_places_of_values_and_keys(parser: str) -> None:
    source = parse(SAMPLE, "s.yaml")
    assert source.place(("bodies", 0, "id")) == (6, 9)
    assert source.key_place(("bodies", 0, "id")) == (6, 5)
    assert source.place(("bodies", 0, "agenda", 1, "title", "fr")) == (9, 66)
    assert source.place(("bodies", 0, "agenda", 1, "title", "ru")) == (9, 49)
    assert source.place(("bodies", 0, "agenda", 99)) == source.place(("bodies", 0, "agenda"))
    assert source.place(("bodies", "agenda")) == source.place(("bodies",))
    assert source.place(()) == (2, 1)
    assert source.key_place(("locks", 0)) == source.place(("locks", 0))


def test_both_parsers_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    with_c = parse(SAMPLE, "s")
    monkeypatch.setattr(text, "CParser", None)
    pure = parse(SAMPLE, "s")
    assert with_c.data == pure.data
    assert with_c.root == pure.root


def test_what_is_left_out_stands_at_its_key(parser: str) -> None:
    source = parse("a: # nothing\n\nb: 1\n", "s")
    assert source.data == {"a": None, "b": 1}
    assert source.place(("a",)) == (1, 1)


HOURS = """\
days: [{hours: [10:00-13:00, 15:00-18:00], "1":2}, 1:2, '3:4', "5:6"]
text: |
  7:8 
"""


@pytest.mark.parametrize("content", [HOURS, HOURS.replace("", "")])
def test_hours_within_brackets(parser: str, content: str) -> None:
    source = parse(content, "s")
    assert source.data["days"] == [{"hours": ["10:00-13:00", "15:00-18:00"], "1": 2}, "1:2", "3:4", "5:6"]
    assert source.data["text"] == content.splitlines()[2][2:] + "\n"
    assert source.place(("days", 2)) == (1, 57)


def test_files_full_of_hours_are_read_by_the_c_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: str) -> None:
        raise AssertionError("the pure parser was asked")

    monkeypatch.setattr(text, "_from_python", never)
    assert parse("a: [10:00, {b: 13:00-15:30}]\n", "s").data == {"a": ["10:00", {"b": "13:00-15:30"}]}


def test_aliases_are_copies_with_their_own_place(parser: str) -> None:
    source = parse("a: &x {k: [1]}\nb: *x\n", "s")
    assert source.data == {"a": {"k": [1]}, "b": {"k": [1]}}
    assert source.data["a"]["k"] is not source.data["b"]["k"]
    assert source.place(("b",)) == (2, 4)
    assert source.place(("b", "k", 0)) == (1, 12)


def test_core_tags_and_a_byte_order_mark(parser: str) -> None:
    source = parse("\ufeffa: !!str 1.10\nb: ! 5\nc: !!float 3\nd: !!map {}\n".encode(), "s")
    assert source.data == {"a": "1.10", "b": "5", "c": 3.0, "d": {}}
    assert source.place(("a",)) == (1, 4)


def test_line_endings_of_windows_and_old_macs(parser: str) -> None:
    for ending in ("\r\n", "\r"):
        assert parse(ending.join(["a: 1", "b:", "  c: 2"]), "s").place(("b", "c")) == (3, 6)


def test_all_that_is_refused_is_told_at_once(parser: str) -> None:
    assert told("a: 1\na: 2\n1: x\n<<: {}\nb: !foo x\nc: *z\n? [q]\n: 3\nd: &d [*d]\ne: !!int x\n") == [
        "s.yaml:2:1: the key `a` stands here twice, first in line 1",
        "s.yaml:3:1: the key `1` is no text: put it in quotes",
        "s.yaml:4:1: merge keys (`<<`) are not read: write out what they stand for",
        "s.yaml:5:4: the tag `!foo` is not read: leave it out, or put the text in quotes",
        "s.yaml:6:4: the alias `*z` has no anchor `&z` before it",
        "s.yaml:7:3: a key must be text, and this is a list or a mapping",
        "s.yaml:9:8: the alias `*d` stands within its own anchor: that has no end",
        "s.yaml:10:4: `x` is not what its tag `!!int` says",
    ]


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        ("", "1:1", "empty"),
        ("# only a comment\n", "2:1", "empty"),
        ("---\n", "2:1", "empty"),
        ("a: 1\n---\nb: 2\n", "2:1", "a second document"),
        ("a: !!python/object:os.system x", "1:4", "`!!python/object:os.system`"),
        (b"\xff\xfea\0:\0", "1:1", "UTF-16"),
        (b"\0\0\xfe\xff\0\0\0a", "1:1", "UTF-32"),
        ("a: 1\n".encode("utf-16-be"), "1:1", "NUL"),
        (b"ok: 1\nbad: \xe9t\xe9\n", "2:6", "0xE9 is not UTF-8"),
        (b"a: 1\nb\0: 2\n", "2:2", "NUL"),
        ("a: 1\nb: \x07\n", "2:4", "U+0007"),
        ("a: x\u2028y\n", "1:5", "U+2028"),
        ('a: "\\ud800"\n', "1:4", "invisible"),
        ('a: "\\e[31m"\n', "1:4", "invisible"),
        ("a:\n\tb: 1\n", "2:1", "a tab"),
        ("a: b: c\n", "1:5", "a colon is not expected"),
        ("a: [1, 2", "1:9", "opened with `[` in line 1"),
        ("a: {b: 1", "1:9", "opened with `{` in line 1"),
        ("a: 'x\nb: 1\n", "1:4", "the quotation mark opened in line 1 is never closed"),
        ("a: 'it's'\n", "1:8", "check quotes"),
        ("a:\n   b: 1\n  c: 2\n", "3:3", "check the indentation"),
        ("a: @x\n", "1:4", "put it in quotes"),
        ("a: - b\n", "1:4", "a list entry"),
        ("a: *\n", "1:5", "begins with `&` or `*`"),
        ("a: !x!y z\n", "1:4", "begins with `!`"),
        ('a: "\\q"\n', "1:6", "a backslash"),
        ('a: 1\nb: "\\U00110000"\n', "2:1", "a backslash"),
        ("a: |x\n b\n", "1:5", "on the next line"),
        ("a: ]\n", "1:4", "a value is missing"),
        ("a b\nc: 1\n", "2:2", "a colon is not expected"),
        ("- a\nkey\nb: 1\n", "2:1", "without a colon"),
        ("[" * 100_000, "1:65", "64 deep"),
        ("{a: " * 100_000, "1:257", "64 deep"),
        ("- " * 100_000, "1:129", "64 deep"),
        ("- x\n" * 400_001, "400000:3", "more than 400000 values"),
        ("x" * (8 * 1024 * 1024 + 1), "1:1", "larger than 8 MiB"),
    ],
)
def test_refused_with_its_place(parser: str, content: bytes | str, place: str, words: str) -> None:
    (mistake,) = told(content)
    assert mistake.startswith(f"s.yaml:{place}: ")
    assert words in mistake


def test_another_version_of_yaml(parser: str) -> None:
    assert parse("%YAML 1.2\n---\na: yes\n", "s").data == {"a": "yes"}
    (mistake,) = told("%YAML 1.1\n---\na: yes\n")
    assert mistake.endswith(": the file says that it is YAML 1.1: only 1.2 is read")


def test_depth_through_aliases_and_breadth_through_aliases(parser: str) -> None:
    deep = "a0: &a0 [" + "[" * 30 + "]" * 30 + "]\n"
    assert "64 deep" in told(deep + "b: " + "[" * 40 + "*a0" + "]" * 40)[0]
    laughs = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        laughs += f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    assert "aliases counted in full" in told(laughs)[0]


def test_files_that_cannot_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "s.yaml").write_bytes(b"a: 1\n")
    assert read(tmp_path / "s.yaml").data == {"a": 1}
    for path in (tmp_path / "none.yaml", tmp_path, tmp_path / "s.yaml" / "x", "a\0b"):
        with pytest.raises(InputError) as caught:
            read(path)
        assert caught.value.exit_code == 2
        assert str(caught.value.mistakes[0]).startswith(f"{path}: ")

    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("builtins.open", broken)
    with pytest.raises(OutsideError, match=r"cannot be read: Input/output error") as outside:
        read(tmp_path / "s.yaml")
    assert outside.value.exit_code == 4
