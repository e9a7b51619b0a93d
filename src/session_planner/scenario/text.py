"""From the bytes of a scenario file to plain data, with the place of every value.

First station of the data: what comes out goes to `mistakes.validate` and the models. Everything that is no plain
YAML 1.2 tree of text, numbers, lists and mappings is refused here with its place, and whatever the bytes are, time
and memory stay bounded: the size is limited before reading, depth and number of values while reading.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from ruamel.yaml import YAML, events

from session_planner.errors import InputError, Mistake
from session_planner.files import read_at_most
from session_planner.scenario.places import Place, Source, path_text
from session_planner.scenario.syntax import complaint
from session_planner.scenario.tree import UNPRINTABLE, Builder
from session_planner.words import N_

try:
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
except ImportError:  # no C parser on this platform: the pure one reads the same, some ten times slower
    CParser = None

MAX_BYTES = 8 * 1024 * 1024
MAX_SLOW_EVENTS = 150_000
"""Of the pure parser, where it is asked after the C parser: some three seconds."""
_MAX_INVISIBLE = 20

__all__ = [
    "MAX_BYTES",
    "Source",
    "UnreadableError",
    "content_of",
    "decoded",
    "parse",
    "path_text",
    "read",
    "with_events",
]

_T = TypeVar("_T")

_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def read(path: Path | str) -> Source:
    """Reads a scenario file. Raises `InputError` for what is in it, `OutsideError` when the disk fails."""
    return parse(content_of(path), str(path))


def content_of(path: Path | str) -> bytes:
    """The bytes of a scenario file, one more than are allowed at most. Raises as `read` does."""
    return read_at_most(path, MAX_BYTES)


def parse(text: bytes | str, file: str) -> Source:
    """Reads YAML `text`; `file` is the name that mistakes give. Raises `InputError` with all that is wrong."""
    content = decoded(text, file)
    builder = Builder(file)

    def build(stream: Iterator[Any]) -> None:
        nonlocal builder
        builder = Builder(file)
        for event in stream:
            builder.take(event)

    try:
        with_events(content, build)
    except UnreadableError as error:
        said = complaint(error.reason, builder.line, builder.column)
        builder.mistakes.append(Mistake(file, said.line, said.column, "", said.message, said.fields))
    return builder.source()


class UnreadableError(Exception):
    """The parser gave up; kept apart from everything that its listener may raise."""

    def __init__(self, reason: Exception) -> None:
        super().__init__(str(reason))
        self.reason = reason


def with_events(content: str, listen: Callable[[Iterator[Any]], _T]) -> _T:
    """Gives the parser's events to `listen`: from the C parser, and again from the pure one if that one gives up.

    The C parser knows YAML 1.1 alone and refuses some of what is right in 1.2; so the pure one, some ten times
    slower, has the last word on what is an error and how it is told, but in files too large to wait for it.
    """
    if CParser is not None:
        try:
            return listen(_from_c(content))
        except UnreadableError as error:
            first = error
        return listen(_unless_long(_from_python(content), first))
    return listen(_from_python(content))


def _unless_long(stream: Iterator[Any], first: UnreadableError) -> Iterator[Any]:
    for count, event in enumerate(stream):
        if count == MAX_SLOW_EVENTS:
            raise first
        yield event


# YAML 1.1 has no colon in plain text within brackets, so that the C parser refuses `[10:00, 13:00]`, which agendas are
# full of. Between two digits a colon never means anything to YAML; there another sign of one character stands for it.
_HOUR_COLON = re.compile("(?<=[0-9]):(?=[0-9])")
_STAND_IN = "\ue000"


def _from_c(content: str) -> Iterator[Any]:
    hides = _STAND_IN not in content
    parser = CParser(_HOUR_COLON.sub(_STAND_IN, content) if hides else content)
    while True:
        try:
            event = parser.get_event()
        except Exception as error:
            raise UnreadableError(error) from error
        if event is None:
            return
        if hides and type(event) is events.ScalarEvent and _STAND_IN in event.value:
            event.value = event.value.replace(_STAND_IN, ":")
        yield event


def _from_python(content: str) -> Iterator[Any]:
    stream = YAML(typ="safe", pure=True).parse(content)
    while True:
        try:
            event = next(stream, None)
        # Beside YAMLError the parser lets through what hostile text makes of it: ValueError, IndexError and others.
        except Exception as error:
            raise UnreadableError(error) from error
        if event is None:
            return
        yield event


def decoded(text: bytes | str, file: str) -> str:
    """The text of a scenario file: within the limit of size, UTF-8, printable, without its byte order mark."""
    if len(text) > MAX_BYTES:
        raise InputError(
            [Mistake(file, 1, 1, "", N_("the file is larger than {limit} MiB"), {"limit": MAX_BYTES >> 20})]
        )
    content = text if isinstance(text, str) else _from_utf8(text, file)
    content = content.removeprefix("\ufeff")
    mistakes: list[Mistake] = []
    for found in UNPRINTABLE.finditer(content):
        if len(mistakes) == _MAX_INVISIBLE:
            break
        if found[0] == "\0":
            message = N_("a NUL byte stands here: the file is not text, or not UTF-8")
        else:
            message = N_("the invisible character {code} may not stand here")
        line, column = line_and_column(content, found.start())
        mistakes.append(Mistake(file, line, column, "", message, {"code": f"U+{ord(found[0]):04X}"}))
        if found[0] == "\0":  # the first says it all: in UTF-16 every other byte is one
            break
    if mistakes:
        raise InputError(mistakes)
    return content


def _from_utf8(text: bytes, file: str) -> str:
    for mark, name in _OTHER_ENCODINGS:
        if text.startswith(mark):
            message = N_("the file is written in {encoding}: save it as UTF-8")
            raise InputError([Mistake(file, 1, 1, "", message, {"encoding": name})])
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = line_and_column(text[: error.start].decode("utf-8"), None)
        message = N_("byte {byte} is not UTF-8: save the file as UTF-8")
        raise InputError([Mistake(file, line, column, "", message, {"byte": f"0x{text[error.start]:02X}"})]) from None


def line_and_column(content: str, index: int | None) -> Place:
    """Line and column, from 1, of the character at `index` (None: of the end)."""
    before = content[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")
