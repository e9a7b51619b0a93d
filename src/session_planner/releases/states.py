"""The life of a release: draft, proposed, agreed by the bureau, adopted by the body; revised, where it changes that.

    draft ──> proposed ──┐
                         ├──> agreed ──> adopted
              revised ───┘

A release begins as a *draft* (for the secretariat's own eyes), as *proposed* to the bureau, or as *revised*: a change
to what a body has adopted already. The bureau *agrees* by a decision, the body *adopts*. Each state is followed by one
other at most, and none is ever taken back: what was wrong is put right by the next release. A draft is not public: no
feed shows it, and what the next release changes is counted from the one before it. Once another release has replaced
a draft, it stays a draft.

Beside `store`, which keeps a file for each state: since every state has one successor, the n-th state of a release has
one name that it can have, and of two who give it at the same time one comes too late.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from session_planner.words import N_, Words, say

StateName = Literal["draft", "proposed", "agreed", "adopted", "revised"]
STATES: tuple[StateName, ...] = get_args(StateName)
BEGINNINGS: tuple[StateName, ...] = ("draft", "proposed", "revised")
NEXT: Mapping[StateName, StateName | None] = {
    "draft": "proposed",
    "proposed": "agreed",
    "revised": "agreed",
    "agreed": "adopted",
    "adopted": None,
}
BY_OTHERS: tuple[StateName, ...] = ("agreed", "adopted")
"""The states that somebody else than who releases gives: it is told by whom and when."""

_SAID: Mapping[StateName, str] = {
    "draft": N_("draft"),
    "proposed": N_("proposed"),
    "agreed": N_("agreed by {by}"),
    "adopted": N_("adopted by {by}"),
    "revised": N_("revised"),
}


@dataclass(frozen=True, slots=True)
class State:
    """A state that a release came to: by whom and when, resting on which decision (its id in the scenario, or text).

    `when` is a date alone where no more is known, such as that of a bureau's decision.
    """

    name: StateName
    by: str
    when: dt.date
    decision: str = ""
    note: str = ""

    def words(self) -> Words:
        """The state as a person reads it: `agreed by the Extended Bureau`."""
        return say(_SAID[self.name], by=self.by)

    def as_dict(self) -> dict[str, str | None]:
        """The state as its file holds it."""
        return {
            "state": self.name,
            "by": self.by,
            "when": self.when.isoformat(),
            "decision": self.decision or None,
            "note": self.note or None,
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> State:
        """The state in a file; raises ValueError, KeyError or TypeError for anything else."""
        name, by, when = found["state"], found["by"], found["when"]
        decision, note = found.get("decision") or "", found.get("note") or ""
        if name not in STATES or not all(isinstance(text, str) for text in (by, decision, note)):
            raise ValueError(name)
        return cls(cast(StateName, name), by, date_or_moment(when), decision, note)


def date_or_moment(written: str) -> dt.date:
    """A date, or a moment with its offset; raises ValueError or TypeError for anything else."""
    if len(written) == len("2012-10-17"):
        return dt.date.fromisoformat(written)
    moment = dt.datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(written)
    return moment


def before(one: dt.date, other: dt.date) -> bool:
    """Whether one is earlier than another; of a moment and a date, only by the day."""
    if isinstance(one, dt.datetime) and isinstance(other, dt.datetime):
        return one.timestamp() < other.timestamp()
    days = [at.date() if isinstance(at, dt.datetime) else at for at in (one, other)]
    return days[0] < days[1]
