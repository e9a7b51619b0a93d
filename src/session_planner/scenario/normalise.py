"""The numbers of sub-items, as people write them, made one: `a`, `(a)`, `a)` under heading `1` become `1(a)`.

Stands between the text of a file and its validation; the places of values stay what they were.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from session_planner.scenario.places import Source
from session_planner.scenario.values import raw

_LETTERS = re.compile(r"\(?([A-Za-z]{1,4})\)?")
_BRACKETED = re.compile(r"\(?(\w{1,4})\)")


def normalised(source: Source) -> Source:
    """The same source with the numbers of all sub-items written in full; nothing of it is changed in place."""
    data = source.data
    if not isinstance(data, dict) or not isinstance(data.get("bodies"), list):
        return source
    bodies = [_with_items(body, "agenda", None) for body in data["bodies"]]
    return dataclasses.replace(source, data={**data, "bodies": bodies})


def _with_items(entry: Any, key: str, heading: str | None) -> Any:
    """A body, or an item, with the numbers of what stands under it in full."""
    if not isinstance(entry, dict) or not isinstance(entry.get(key), list):
        return entry
    return {**entry, key: [_item(item, heading) for item in entry[key]]}


def _item(item: Any, heading: str | None) -> Any:
    number = item.get("number") if isinstance(item, dict) else None
    if not isinstance(number, str | int | float) or isinstance(number, bool):
        return item
    full = raw(number).strip() if heading is None else full_number(raw(number).strip(), heading)
    return _with_items({**item, "number": full}, "items", full)


def full_number(number: str, heading: str) -> str:
    """The number of a sub-item in full: `a`, `(a)`, `a)`, `1 (a)`, `1 a)` under `1` are `1(a)`; others stay."""
    if letters := _LETTERS.fullmatch(number) or _BRACKETED.fullmatch(number):
        return f"{heading}({letters[1]})"
    if number.startswith(heading) and (part := _BRACKETED.fullmatch(number[len(heading) :].strip())):
        return f"{heading}({part[1]})"
    return number
