"""How the process of a server runs: in a way that whoever waits for a short answer gets it while long ones are made."""

from __future__ import annotations

import gc
import sys

_TURN = 0.001
"""Seconds that a thread calculates before another has its turn; with Python's own 5 ms, whoever changes from thread to
thread a dozen times, as a request does, waits for each of them while somebody else's programme is checked.
"""


def settle() -> None:
    """Called once, before the first request: what is loaded stays, and is gone through for cycles no more."""
    sys.setswitchinterval(_TURN)
    gc.collect()
    gc.freeze()
