"""What one unquoted word of a scenario file means: the core schema of YAML 1.2, and the text behind a number.

First stop of a scenario's text; `text.py` asks it for every scalar.
"""

from __future__ import annotations

import math
import re
from typing import Any

from session_planner.words import N_, Words, say

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Beyond 18 digits nothing here is a number of anything; a leading zero (`010`) is a code and not an amount.
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_BASED = re.compile(r"0o[0-7]{1,20}|0x[0-9a-fA-F]{1,16}")
_FRACTION = re.compile(r"[-+]?(\.[0-9]{1,40}|[0-9]{1,40}(\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,3})?")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")


class Number(float):
    """A number with a fraction, as it was written: item `1.10` is not item `1.1`."""

    __slots__ = ("raw",)
    raw: str

    def __new__(cls, value: float, raw: str | None = None) -> Number:
        self = super().__new__(cls, value)
        self.raw = repr(float(value)) if raw is None else raw
        return self

    def __getnewargs__(self) -> tuple[float, str]:  # type: ignore[override]
        return float(self), self.raw


def as_text(value: Any) -> Any:
    """A number as its writer wrote it, anything else unchanged: for text fields that may look like a number."""
    if isinstance(value, Number):
        return value.raw
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def resolve(written: str) -> str | int | float | bool | None:
    """The value of the plain scalar `written`.

    `yes`, `on`, dates, hours (`1:30`), `010`, `.inf` and numbers too long to count anything stay text.
    """
    if written in _WORDS:
        return _WORDS[written]
    if len(written) > 100 or written[0] not in "+-.0123456789":
        return written
    if _DECIMAL.fullmatch(written):
        return int(written)
    if _BASED.fullmatch(written):
        return int(written, 0)
    if _FRACTION.fullmatch(written) and not _LEADING_ZERO.match(written) and not written.lstrip("+-").isdigit():
        number = float(written)
        return Number(number, written) if math.isfinite(number) else written
    return written


def shown(value: Any, limit: int = 60) -> str:
    """A scalar as it may stand in a sentence: on one line, and not longer than a person reads."""
    written = as_text(value)
    if isinstance(written, bool):
        written = "true" if written else "false"
    line = " ".join(str(written)[: 4 * limit].split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def named(value: Any) -> Words | str:
    """What stands in the file, as the subject of a sentence."""
    if value is None:
        return say(N_("nothing"))
    if isinstance(value, dict):
        return say(N_("a mapping"))
    if isinstance(value, list):
        return say(N_("a list"))
    return f"`{shown(value)}`"
