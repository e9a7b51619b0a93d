"""How to take part from afar: the address that holds for an entry of a calendar, and what it can carry.

A leaf of `publish`, beside `events`. A scenario gives addresses to joint sessions, bodies and rooms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from session_planner.publish.document import clean
from session_planner.scenario.outline import Outline

_URI = re.compile(r"([a-z][a-z0-9+.-]*):[^\s<>\"\\]+", re.IGNORECASE)
# What runs in a reader's program, or reads their disk, is no way to take part.
_NEVER = frozenset({"javascript", "vbscript", "data", "file", "blob"})
_FEATURES = {"tel": ("PHONE",), "sip": ("AUDIO",), "sips": ("AUDIO",), "xmpp": ("CHAT",), "mailto": ()}


def ways(joint: str | None, bodies: Iterable[str], rooms: Iterable[str], out: Outline) -> tuple[str, ...]:
    """The addresses that hold: a joint session's own; else that of the only body; else the rooms'; else the bodies'."""
    session = out.joints.get(joint or "")
    own = [out.bodies[body].remote for body in bodies if body in out.bodies]
    theirs = [out.rooms[room].remote for room in rooms if room in out.rooms]
    for found in ([session.remote] if session else [], own if len(own) == 1 else [], theirs, own):
        if given := tuple(dict.fromkeys(cleaned for one in found if one and (cleaned := clean(one).strip()))):
            return given
    return ()


def features(way: str) -> tuple[str, ...] | None:
    """What RFC 7986 calls the features of an address; None for one that is none, such as a sentence."""
    found = _URI.fullmatch(way)
    if found is None or found[1].lower() in _NEVER:
        return None
    return _FEATURES.get(found[1].lower(), ("AUDIO", "VIDEO"))
