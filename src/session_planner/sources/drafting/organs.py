"""Which bodies a document speaks of: its own, those that sit beside it, those of its joint discussions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from session_planner.programme.names import plain, without_marks
from session_planner.sources.drafting.names import body_id
from session_planner.sources.drafting.plan import Organ, Plan
from session_planner.sources.evidence import UNSAID, Evidence, seen
from session_planner.sources.facts import Facts, SittingFact
from session_planner.words import N_, Words, say, text

_MAIN_TRACKS = frozenset(
    {
        "",
        "plenary",
        "plenary meeting",
        "plenary meetings",
        "pleniere",
        "plenaria",
        "пленарное заседание",
        "全体会议",
        "جلسة عامة",
    }
)
_ARTICLE = re.compile(r"^(?:[Tt]he|[Ll][ea]s?|[Ee]l|[Ll]os|[Ll]as)\s+(?=[A-ZÀ-Þ])|^[Ll]’(?=[A-ZÀ-Þ])")


class Organs:
    """The bodies of a plan, found by the names that a document gives them, and made where they are new."""

    def __init__(self, facts: Facts, plan: Plan) -> None:
        self._facts, self._plan = facts, plan
        self._named: dict[str, Organ] = {}
        self.main = self._main()

    def _main(self) -> Organ:
        facts = self._facts
        found = facts.body or facts.title
        if found is not None:
            short = facts.body_short
            named = short.value if short and short.value.isupper() and len(short.value) <= 12 else found.value
            organ = Organ(body_id(named, ()), found.value, found.evidence, short)
            if facts.body is None:
                organ.made_up = say(N_("the source names no body: this is its title"))
        else:
            organ = Organ("body", text(N_("Meeting"), facts.language), UNSAID)
            organ.made_up = say(N_("the source names no body"))
        self._plan.organs.append(organ)
        for name in (found, facts.body_short):
            if name is not None:
                self._named[without_marks(name.value)] = organ
        return organ

    def named(self, name: str, evidence: Evidence, made_up: Words | None = None) -> Organ:
        """The body of this name."""
        name = _ARTICLE.sub("", name)
        key = without_marks(name)
        if key not in self._named:
            organ = Organ(body_id(name, {one.id for one in self._plan.organs}), name, evidence, made_up=made_up)
            self._named[key] = organ
            self._plan.organs.append(organ)
        return self._named[key]

    def of_track(self, track: str, evidence: Evidence) -> Organ:
        """The body that stands for a column of a timetable whose meetings run beside another's."""
        why = say(N_("the timetable has it in a column or under a heading of its own, beside other meetings"))
        name = track or self.main.title
        return self.named(name, replace(evidence, inferred=evidence.inferred or why), why)

    def beside(self, organ: Organ, lane: int, evidence: Evidence) -> Organ:
        """A body for what sits at the same time as `organ` itself does."""
        why = say(N_("the timetable has two meetings of one body at one time"))
        return self.named(f"{organ.title} ({lane})", replace(evidence, doubt=evidence.doubt or why), why)

    def owners(self, sittings: Sequence[SittingFact]) -> dict[str, Organ]:
        """By track: whose meetings those are that name no body: the main body's, unless they run beside those."""
        spans: dict[str, list[SittingFact]] = {}
        for sitting in sittings:
            if not sitting.bodies:
                spans.setdefault(sitting.track, []).append(sitting)
        ranked = sorted(spans, key=lambda track: plain(track) not in map(plain, _MAIN_TRACKS))
        mine: list[SittingFact] = []
        owners: dict[str, Organ] = {}
        for track in ranked:
            if any(_overlap(one, other) for one in spans[track] for other in mine):
                owners[track] = self.of_track(track, seen(track, spans[track][0].evidence.places))
            else:
                owners[track] = self.main
                mine += spans[track]
        return owners


def _overlap(one: SittingFact, other: SittingFact) -> bool:
    if one.date != other.date or None in (one.start, one.end, other.start, other.end):
        return False
    assert one.start is not None and one.end is not None and other.start is not None and other.end is not None  # noqa: PT018
    return one.start < other.end and other.start < one.end
