"""Text without what does not matter in running prose, and patterns that are compiled once.

Used by `bodies`, and by the readers of agendas.
"""

from __future__ import annotations

import re
from functools import lru_cache


def quiet(text: str) -> str:
    """The text in lower case, with plain apostrophes and spaces; as long as it was, so that places in it stay."""
    return "".join(low if len(low := mark.lower()) == 1 else mark for mark in text.translate(_PLAIN))


_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "‑": "-"})


@lru_cache(maxsize=200)
def pattern(source: str) -> re.Pattern[str]:
    """One of the patterns above, compiled."""
    return re.compile(source)
