"""Plain data as YAML text: how a value is written into a scenario file.

Used by `edit.py`. Text goes without quotes where every reader takes it for text.
"""

from __future__ import annotations

import json
import re
from typing import Any

from session_planner.scenario.scalars import as_text, resolve
from session_planner.scenario.tree import UNPRINTABLE

# Words that readers of YAML 1.1 take for something else; they get quotes for their sake.
_OTHERS_WORDS = frozenset({"yes", "no", "on", "off", "y", "n"})
_UNSAFE = re.compile(r"[\n\r\t]|:\s|\s#|:$|\s$|^\W|^_")
_UNSAFE_IN_FLOW = re.compile(r"[,:\[\]{}]")


def is_tall(value: Any) -> bool:
    """Whether the value takes lines of its own outside brackets."""
    return isinstance(value, dict | list) and bool(value)


def scalar_text(value: Any, flow: bool = False, style: str | None = None) -> str:
    """One scalar; `style` is the quotation mark it had before, kept where text follows text."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if not isinstance(value, str):
        return str(as_text(value)) if isinstance(value, int) else str(getattr(value, "raw", repr(value)))
    if "\n" in value or "\r" in value or "\t" in value or UNPRINTABLE.search(value):
        return json.dumps(value, ensure_ascii=False)
    if style == '"':
        return json.dumps(value, ensure_ascii=False)
    plain = isinstance(resolve(value), str) and value.lower() not in _OTHERS_WORDS and not _UNSAFE.search(value)
    if style == "'" or not plain or (flow and _UNSAFE_IN_FLOW.search(value)):
        return "'" + value.replace("'", "''") + "'"
    return value


def flow_text(value: Any, style: str | None = None) -> str:
    """The value within brackets, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(entry_text(key, inner) for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow_text(inner) for inner in value) + "]"
    return scalar_text(value, flow=True, style=style)


def entry_text(key: str, value: Any) -> str:
    """`key: value` within brackets."""
    return f"{scalar_text(key, flow=True)}: {flow_text(value)}"


def block_lines(value: Any) -> list[str]:
    """The lines of a list or mapping, from column 0."""
    if isinstance(value, dict):
        return [line for key, inner in value.items() for line in key_lines(key, inner)]
    return [line for inner in value for line in dash_lines(inner)]


def key_lines(key: str, value: Any) -> list[str]:
    """The lines of one entry of a mapping."""
    name = scalar_text(key, flow=True)
    if is_tall(value):
        return [f"{name}:", *(f"  {line}" for line in block_lines(value))]
    return [f"{name}: {_inline(value)}"]


def dash_lines(value: Any) -> list[str]:
    """The lines of one entry of a list."""
    if is_tall(value):
        first, *others = block_lines(value)
        return [f"- {first}", *(f"  {line}" for line in others)]
    return [f"- {_inline(value)}"]


def _inline(value: Any) -> str:
    return flow_text(value) if isinstance(value, dict | list) else scalar_text(value)
