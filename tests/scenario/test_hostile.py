"""Broken and hostile files: mistakes with places, no other exception, bounded memory and time."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from session_planner.errors import InputError, Mistake
from session_planner.scenario import text
from session_planner.scenario.mistakes import validate
from session_planner.scenario.text import parse
from session_planner.scenario.tree import MAX_NODES
from tests.scenario.sample import SAMPLE, Week

BROKEN_FILES = 240
GOOD = SAMPLE.encode()


def outcome(content: bytes) -> tuple[Mistake, ...]:
    """The mistakes that are told of a file; none if it is a good one. Whatever else is raised fails the test."""
    try:
        validate(Week, parse(content, "s.yaml"))
    except InputError as error:
        return error.mistakes
    return ()


def _truncated(rng: random.Random) -> bytes:
    return GOOD[: rng.randrange(len(GOOD))]


def _bytes_changed(rng: random.Random) -> bytes:
    content = bytearray(GOOD)
    for _ in range(rng.randint(1, 12)):
        content[rng.randrange(len(content))] = rng.randrange(256)
    return bytes(content)


def _signs_put_in(rng: random.Random) -> bytes:
    content = SAMPLE
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(content))
        sign = rng.choice(
            [
                "[",
                "]",
                "{",
                "}",
                ":",
                " ",
                "\n",
                "\t",
                "- ",
                "&a ",
                "*a ",
                "!!x ",
                "|",
                "'",
                '"',
                "#",
                "%",
                "\\",
                "? ",
                "<<: ",
            ]
        )
        content = content[:at] + sign + content[at:]
    return content.encode()


def _lines_shuffled(rng: random.Random) -> bytes:
    lines = SAMPLE.splitlines(keepends=True)
    one, other = rng.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    if rng.random() < 0.5:
        del lines[rng.randrange(len(lines))]
    return "".join(lines).encode()


def _wrong_type(rng: random.Random) -> bytes:
    data = parse(SAMPLE, "s").data
    here: Any = data
    while True:
        key = rng.choice(list(here) if isinstance(here, dict) else range(len(here)))
        if not isinstance(here[key], dict | list) or not here[key] or rng.random() < 0.3:
            break
        here = here[key]
    here[key] = rng.choice([[], {}, [[]], {"x": {}}, 3, 1.5, True, "x", [1, "x", None]])
    return repr(data).replace("None", "null").replace("True", "true").encode()


def _unknown_id(rng: random.Random) -> bytes:
    return SAMPLE.replace("wg-ta/2", f"wg-ta/{rng.randint(4, 999)}").encode()


def _unknown_key(rng: random.Random) -> bytes:
    key = rng.choice(["title", "bodies", "id", "agenda", "number", "duration", "kind", "item", "date", "least"])
    return SAMPLE.replace(f"{key}:", f"{key[:-2]}{key[-1]}{key[-2]}x:", 1).encode()


def _aliases_in_aliases(rng: random.Random) -> bytes:
    width, levels = rng.randint(3, 40), rng.randint(12, 30)
    lines = [f"a0: &a0 [{', '.join(['x'] * width)}]"]
    lines += [f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * width)}]" for n in range(levels)]
    return "\n".join(lines).encode()


def _deep(rng: random.Random) -> bytes:
    opening = rng.choice(["[", "{a: ", "- ", "[{a: ", "? ", "{? ", "!!seq [", "&a ["])
    return (opening * rng.randint(70, 200_000)).encode()


def _noise(rng: random.Random) -> bytes:
    return rng.randbytes(rng.randint(1, 3000))


KINDS: list[Callable[[random.Random], bytes]] = [
    _truncated, _bytes_changed, _signs_put_in, _lines_shuffled, _wrong_type, _unknown_id, _unknown_key,
    _aliases_in_aliases, _deep, _noise,
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__.strip("_"))
def test_broken_files(kind: Callable[[random.Random], bytes]) -> None:
    broken = 0
    for seed in range(10 * BROKEN_FILES):
        told = outcome(kind(random.Random(seed)))
        assert all(mistake.text() for mistake in told)
        broken += bool(told)  # a file may have been changed and still be a good one
        assert all(mistake.line >= 1 and mistake.column >= 1 for mistake in told)
        if broken == BROKEN_FILES // len(KINDS):
            return
    pytest.fail(f"only {broken} files were broken")


def test_what_is_refused_does_not_depend_on_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    contents = [kind(random.Random(seed)) for kind in KINDS for seed in range(6)]
    with_c = [outcome(content) for content in contents]
    monkeypatch.setattr(text, "CParser", None)
    pure = [outcome(content) for content in contents]
    assert [bool(told) for told in with_c] == [bool(told) for told in pure]


def test_the_most_values_and_mistakes_that_a_file_may_have() -> None:
    body = "  - {id: b, agenda: [], x: 1}\n"
    told = outcome(("title: t\nbodies:\n" + body * (MAX_NODES // 8)).encode())
    assert len(told) == 1001


def test_a_large_file_does_not_wait_for_the_slow_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_SLOW_EVENTS", 1000)
    taken: list[Any] = []
    slow = text._from_python

    def counted(content: str) -> Iterator[Any]:
        for event in slow(content):
            taken.append(event)
            yield event

    monkeypatch.setattr(text, "_from_python", counted)
    (told,) = outcome(b"a: [" + b"b, " * 5000 + b"\n")
    assert "did not find expected" in told.text("en")
    assert len(taken) == 1001


def test_names_too_long_to_compare() -> None:
    long = "x" * 200_000
    told = outcome(f"title: t\nbodies: []\n? {long}\n: 1\nlimits: {{{'y' * 900}: 5}}\n".encode())
    assert len(told) == 2
    assert all(len(str(mistake)) < 400 for mistake in told)


# The peak that /proc tells is the program's own; what getrusage tells begins with that of the process it came from.
MEASURED = """
import re, sys
from pathlib import Path
from session_planner.errors import InputError
from session_planner.scenario.text import read
try:
    read(sys.argv[1])
except InputError as error:
    peak = re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())
    print(error, int(peak[1]) // 1024, sep="\\n")
"""


@pytest.mark.parametrize("size", [50_000_000, 8_000_000], ids=["50 MB", "8 MB"])
def test_memory_stays_bounded(tmp_path: Path, size: int) -> None:
    path = tmp_path / "s.yaml"
    line = b"- [10:00, {a: b, c: 'd e f'}]\n"
    path.write_bytes(line * (size // len(line)))
    run = subprocess.run([sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, timeout=120)
    told, megabytes = run.stdout.splitlines()
    assert ("larger than 8 MiB" if size > text.MAX_BYTES else f"more than {MAX_NODES} values") in told
    assert int(megabytes) < 300
    assert run.stderr == ""
