"""What the proofs of the rules about published programmes share: a day, two items, a split one, a joint session."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, item

ROOMS = [{"id": "A", "title": "Room A"}, {"id": "B", "title": "Room B"}]
DAY = "2012-10-17T"


def published(ref: str, start: str, end: str, **more: Any) -> dict[str, Any]:
    """A published part of an item on the one day there is."""
    return {"item": ref, "start": DAY + start, "end": DAY + end, **more}


TWO = [body("x", item("1"), item("2", duration="2 h"))]
SPLIT = [body("x", item("1", duration="3 h", splittable=True))]
PARTS = [published("x/1", "10:00", "12:00"), published("x/1", "15:00", "16:00", part=2)]
GUESTS = {
    "bodies": [body("x", item("1")), body("y", item("1"), item("2"))],
    "joint_sessions": [{"id": "j", "bodies": ["x", "y"], "items": {"x": ["1"], "y": ["1"]}}],
}
