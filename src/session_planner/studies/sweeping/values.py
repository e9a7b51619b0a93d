"""The values in the table of a sweep, and what they amount to. A leaf under `tables`, which charts ask too."""

from __future__ import annotations

from session_planner.scenario.values import minutes_of

Value = int | float | str | None


def read(written: str) -> Value:
    """A number where it is one, else the text."""
    text = written.strip()
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def amount(value: Value) -> float | None:
    """What a value amounts to: a number, or the minutes of a duration; None for any other text."""
    if not isinstance(value, str):
        return value
    try:
        return minutes_of(value)
    except ValueError:
        return None
