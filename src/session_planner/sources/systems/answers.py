"""JSON of other systems: read within bounds, and walked with a path to every value.

Under `frab_json`, `pretalx` and `indico`. What has the wrong type is told by its path, such as
`schedule.conference.days[0].rooms["Hall"][3].duration`, and the walk goes on, so that all mistakes are told at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from session_planner.sources.systems.wrong import Wrong, cut, refused
from session_planner.words import N_

MOST_VALUES = 2_000_000
"""Of one document; a conference of ten thousand talks has some half a million."""
_KINDS: dict[type, str] = {
    str: N_("found {found}; this must be a text"),
    int: N_("found {found}; this must be a whole number"),
    list: N_("found {found}; this must be a list"),
    dict: N_("found {found}; this must be a map"),
}


def parsed(data: bytes, file: str) -> Any:
    """What the JSON holds. Raises InputError for what is no JSON, is nested too deeply, or has NaN for a number."""
    # Marks between values, those inside of texts too: counted before an object is made of each.
    if sum(map(data.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise refused(file, N_("this JSON has more than {most} values"), most=MOST_VALUES)
    try:
        found = json.loads(data, parse_constant=_no_number)
        if b"\\ud" in data or b"\\uD" in data:
            json.dumps(found, ensure_ascii=False).encode()  # half of a surrogate pair is no text
    except json.JSONDecodeError as error:
        raise refused(file, N_("this is not JSON: {reason}"), error.lineno, reason=error.msg) from None
    except RecursionError:
        raise refused(file, N_("this JSON is nested too deeply")) from None
    except ValueError as error:
        raise refused(file, N_("this is not JSON: {reason}"), reason=str(error)[:120]) from None
    return found


def _no_number(found: str) -> NoReturn:
    raise ValueError(f"{found} is no number of JSON")


class Node:
    """A value of a JSON document and its path. What is missing or null gives empty values; what is wrong is told."""

    __slots__ = ("data", "path", "wrong")

    def __init__(self, data: Any, path: str, wrong: Wrong) -> None:
        self.data, self.path, self.wrong = data, path, wrong

    def at(self, key: str) -> Node:
        """The value of a key; of what is no map, nothing."""
        data = self.data.get(key) if isinstance(self.data, dict) else None
        return Node(data, _path(self.path, key), self.wrong)

    def has(self, *keys: str) -> bool:
        """Whether it is a map with all these keys."""
        return isinstance(self.data, dict) and all(key in self.data for key in keys)

    def say(self, message: str, /, **fields: Any) -> None:
        """Notes a mistake here."""
        self.wrong.add(self.path, message, **fields)

    def _of(self, kind: type) -> bool:
        """Whether there is a value of a kind; one of another kind is told."""
        if self.data is None:
            return False
        if not isinstance(self.data, kind) or (kind is int and isinstance(self.data, bool)):
            self.say(_KINDS[kind], found=f"`{cut(json.dumps(self.data, ensure_ascii=False)[:80])}`")
            return False
        return True

    def text(self) -> str:
        """A text; nothing where there is none."""
        return self.data if self._of(str) else ""

    def name(self) -> str:
        """A text, or a whole number as text: ids are written as either."""
        if isinstance(self.data, int) and not isinstance(self.data, bool):
            return str(self.data) if abs(self.data) < 10**30 else self.text()
        return self.text()

    def texts(self) -> str | dict[str, str]:
        """A text, or one in several languages as a map."""
        if not isinstance(self.data, dict):
            return self.text()
        return {key: node.text() for key, node in self.items() if node.data is not None}

    def number(self) -> int | None:
        """A whole number; None where there is none."""
        if isinstance(self.data, float) and self.data.is_integer() and abs(self.data) < 1e15:
            return int(self.data)
        return int(self.data) if self._of(int) else None

    def each(self) -> Iterator[Node]:
        """The entries of a list."""
        for index, entry in enumerate(self.data if self._of(list) else ()):
            yield Node(entry, f"{self.path}[{index}]", self.wrong)

    def items(self) -> Iterator[tuple[str, Node]]:
        """The entries of a map, in its order."""
        for key in self.data if self._of(dict) else ():
            yield key, self.at(key)

    def maps(self) -> Iterator[Node]:
        """The entries of a list that are maps; others are told."""
        return (node for node in self.each() if node.data is not None and node._of(dict))


def _path(path: str, key: str) -> str:
    if not key.isidentifier():
        return f"{path}[{json.dumps(key[:60], ensure_ascii=False)}]"
    return f"{path}.{key}" if path else key
