"""Segments as the database and the API carry them, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import session_planner as sp


def segments_to(parts: Iterable[sp.Segment]) -> list[dict[str, Any]]:
    """Segments in the shape of the interface's programme."""
    return [one.as_dict() for one in parts]


def segments_from(parts: Iterable[Mapping[str, Any]], zone: dt.tzinfo) -> tuple[sp.Segment, ...]:
    """Segments on the clocks of a zone."""
    return tuple(
        sp.Segment(
            body=one["body"],
            item=one["item"],
            start=dt.datetime.fromisoformat(one["start"]).astimezone(zone),
            end=dt.datetime.fromisoformat(one["end"]).astimezone(zone),
            room=one["room"],
            sitting=one["sitting"],
            part=one["part"],
            parts=one["parts"],
            joint=one["joint"],
            bodies=tuple(one["bodies"]),
        )
        for one in parts
    )


def programme_from(data: Mapping[str, Any], zone: dt.tzinfo) -> sp.Programme:
    """The segments of a programme that a job gave."""
    return sp.Programme(segments_from(data["segments"], zone))
