"""Where the segments of a programme's JSON stand in the file; looked up only when something is wrong with them."""

from __future__ import annotations

import json
import re
from bisect import bisect_right

_SPACE = re.compile(r"[\s,:]*")


def places(data: bytes, wanted: set[int]) -> dict[int, tuple[int, int]]:
    """Line and column, from 1, of the segments with these numbers, of a document that is known to be JSON.

    The list `segments` of the outermost map is meant, the last one where the key stands there twice, as for `json`.
    """
    text = data.decode(json.detect_encoding(data), "surrogatepass")
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    decode = json.JSONDecoder().raw_decode
    found: dict[int, tuple[int, int]] = {}
    at = _next(text, text.index("{") + 1)
    while wanted and at < len(text) and text[at] != "}":
        key, at = decode(text, at)
        at = _next(text, at)
        if key != "segments" or text[at] != "[":
            at = _next(text, decode(text, at)[1])
            continue
        at, index = _next(text, at + 1), 0
        while text[at] != "]":
            if index in wanted:
                line = bisect_right(lines, at)
                found[index] = (line, at - lines[line - 1] + 1)
            at, index = _next(text, decode(text, at)[1]), index + 1
        at = _next(text, at + 1)
    return found


def _next(text: str, at: int) -> int:
    """Where the next value, key or closing bracket begins."""
    space = _SPACE.match(text, at)
    return space.end() if space else at
