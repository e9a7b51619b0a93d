"""Keeps the search for cycles out of where hundreds of thousands of objects are made and none of them is in a cycle.

Reading and checking a long programme take twice as long with it, and it finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """No search for cycles inside; afterwards as it was before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
