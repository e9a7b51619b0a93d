"""What is asked of a joint session, by its decision and the scenario, and how a stretch of time differs from that.

Beside `stands`, which asks it of every body's programme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from session_planner.bureau.given import Stretch
from session_planner.scenario.model import JointSession
from session_planner.scenario.outline import FOREVER, Outline, Span
from session_planner.words import N_, When, Words, say
from session_planner.words import Span as Long


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked. Times in minutes since 1970 UTC, None where nothing is said.

    `minutes` is how long it is to last; only where the scenario states that of the session itself (`stated`) is another
    length against it: else it is what its items are expected to take.
    """

    start: int | None
    earliest: int | None
    latest: int | None
    windows: tuple[Span, ...]
    after: tuple[str, ...]
    minutes: int
    stated: bool

    def as_dict(self, outline: Outline, joint: JointSession) -> dict[str, object]:
        """For `--json`."""
        times = {"start": self.start, "earliest": self.earliest, "latest": self.latest}
        windows = ((_clock(low, outline), _clock(high, outline)) for low, high in self.windows)
        return {
            **{name: _clock(at, outline) for name, at in times.items()},
            "windows": [{"start": low, "end": high} for low, high in windows],
            "after": list(self.after),
            "minutes": self.minutes,
            "bodies": list(joint.bodies),
            "items": {body: list(numbers) for body, numbers in joint.items.items()},
        }


def _clock(minute: int | None, outline: Outline) -> str | None:
    return None if minute is None or abs(minute) == FOREVER else outline.clock(minute).isoformat()


def asked(joint: JointSession, outline: Outline) -> Asked:
    """What a scenario asks of one of its joint sessions."""
    start, earliest, latest = (
        None if at is None else outline.minute(at) for at in (joint.start, joint.earliest, joint.latest)
    )
    return Asked(
        start,
        earliest,
        latest,
        outline.spans(joint.windows),
        joint.after,
        outline.joint_minutes(joint),
        joint.duration is not None,
    )


def against(
    what: Asked, found: Stretch, outline: Outline, end_of: Callable[[str], int | None]
) -> Iterator[tuple[str, Words]]:
    """How a stretch differs from what was asked, by kind; `end_of` says when another joint session ends."""
    if what.start is not None and found.start != what.start:
        later = found.start > what.start
        said = N_("begins {minutes} later than decided") if later else N_("begins {minutes} earlier than decided")
        yield "start", say(said, minutes=Long(abs(found.start - what.start)))
    if what.earliest is not None and found.start < what.earliest:
        yield "earliest", say(N_("begins before {when}"), when=_when(what.earliest, outline))
    if what.latest is not None and found.end > what.latest:
        yield "latest", say(N_("is not over by {when}"), when=_when(what.latest, outline))
    if what.windows and not any(low <= found.start and found.end <= high for low, high in what.windows):
        yield "windows", say(N_("is outside the time set for it"))
    for other in what.after:
        end = end_of(other)
        if end is not None and found.start < end:
            yield "after", say(N_("begins before the end of {other}"), other=outline.title(f"joint:{other}"))
    if what.stated and found.minutes != what.minutes:
        longer = found.minutes > what.minutes
        said = N_("is {minutes} longer than decided") if longer else N_("is {minutes} shorter than decided")
        yield "duration", say(said, minutes=Long(abs(found.minutes - what.minutes)))


def _when(minute: int, outline: Outline) -> When:
    return When(outline.clock(minute))
