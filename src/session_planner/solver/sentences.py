"""A conflict and a way out as a planner reads them: few sentences, what was decided first, what is obvious last.

Stands behind `explain`, whose instances it only words. Many instances of one rule become one sentence with their list;
what a body must take up is told with its sum, beside the sittings that the body has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from session_planner.problem.model import Problem
from session_planner.rules import rules
from session_planner.rules.base import PHYSICAL, Instance, name_of
from session_planner.rules.within_sitting import hours_of
from session_planner.scenario.model import JointSession, Scenario
from session_planner.scenario.outline import Outline, Slot
from session_planner.words import N_, Date, Span, When, Words, say

_FEW = 3
"""Instances of one rule that are told one by one; more become one sentence."""
_NEED, _TOGETHER, _START = "within-sitting", "joint-together", ("joint-when", "start")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a planner reads of some instances of a conflict."""

    words: Words
    instances: tuple[Instance, ...]


class Teller:
    """Words the conflicts and ways out of one scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self.problem = Problem(scenario)
        self.outline: Outline = self.problem.outline

    def conflict(self, instances: Iterable[Instance]) -> tuple[Sentence, ...]:
        """The sentences of a conflict; each instance stands behind exactly one."""
        ordered = sorted(instances, key=self._rank)
        told: list[Sentence] = []
        for _, same in groupby(ordered, key=self._group):
            parts = tuple(same)
            if parts[0].rule == _NEED and len(parts) > 1:
                told.append(Sentence(self._needs(parts), parts))
            elif len(parts) > _FEW:
                told.append(Sentence(self._alike(parts), parts))
            else:
                told += (Sentence(self._words(part, ordered), (part,)) for part in parts)
        return tuple(told)

    def giving_up(self, instance: Instance) -> Words:
        """An instance as what could be done: left out, moved, done without, and whose decision that reopens."""
        body, _, joint = instance.key[0].partition("/")
        if instance.rule == _NEED and joint.startswith("joint:"):
            title = self.outline.title
            done = say(N_("leave {joint} out of the programme of {body}"), joint=title(joint), body=title(body))
        elif instance.rule == _NEED:
            done = say(N_("leave out {item}"), item=name_of(instance.key[0], self.outline))
        elif instance.rule == "joint-when":
            done = say(N_("hold {joint} at another time"), joint=self.outline.title(f"joint:{instance.key[0]}"))
        elif instance.rule == _TOGETHER:
            joint, body = instance.key[:2]
            done = say(
                N_("hold {joint} apart for {body}"),
                joint=self.outline.title(f"joint:{joint}"),
                body=self.outline.title(body),
            )
        else:
            done = say(N_("do without this: {statement}"), statement=instance.words)
        decision = self.outline.decisions.get(instance.source or "")
        if decision is None:
            return done
        by = decision.by or decision.symbol or decision.id
        if decision.on is None:
            return say(N_("{done} (reopens a decision: {by})"), done=done, by=by)
        return say(N_("{done} (reopens a decision: {by}, {date})"), done=done, by=by, date=Date(decision.on))

    def _rank(self, instance: Instance) -> tuple[int, str, str, str]:
        """Decisions, then what can be given up, then what is needed, then what goes without saying."""
        body = instance.key[0].partition("/")[0] if instance.rule == _NEED else ""
        if instance.rule == _NEED:
            place = 3
        elif instance.asks >= PHYSICAL or instance.rule == _TOGETHER:
            place = 4
        else:
            place = 1 if instance.source else 2
        return place, instance.rule, body, instance.id

    def _group(self, instance: Instance) -> tuple[int, str, str]:
        return self._rank(instance)[:3]

    def _words(self, instance: Instance, beside: Sequence[Instance]) -> Words:
        if (instance.rule, *instance.key[1:]) == _START:
            return self._fixed(instance, self.outline.joints[instance.key[0]], beside)
        if instance.rule == _TOGETHER:
            joint, guest = instance.key
            return say(
                N_("{joint} is one session of {host} and {guest}"),
                joint=self.outline.title(f"joint:{joint}"),
                host=self.outline.title(self.outline.joints[joint].bodies[0]),
                guest=self.outline.title(guest),
            )
        return instance.words

    def _fixed(self, instance: Instance, joint: JointSession, beside: Sequence[Instance]) -> Words:
        """Who set the joint session at which hour, and which of the bodies has no sitting then."""
        assert joint.start is not None
        told = instance.words
        decision = self.outline.decisions.get(instance.source or "")
        if decision is not None and decision.on is not None:
            told = say(
                N_("{by}, on {date}, set {joint} at {when}"),
                by=decision.by or decision.symbol or decision.id,
                date=Date(decision.on),
                joint=self.outline.title(f"joint:{joint.id}"),
                when=When(self.outline.local(joint.start)),
            )
        at = self.outline.minute(joint.start)
        bound = {part.key[0] for part in beside if part.rule == _NEED}
        bound |= {f"{part.key[1]}/joint:{part.key[0]}" for part in beside if part.rule == _TOGETHER}
        for body in joint.bodies:
            slots = self.outline.slots[body]
            if f"{body}/joint:{joint.id}" in bound and not any(slot.start <= at < slot.last for slot in slots):
                told = say(N_("{decided}; {lacks}"), decided=told, lacks=self._lacks(body, slots, at))
        return told

    def _lacks(self, body: str, slots: Sequence[Slot], at: int) -> Words:
        title = self.outline.title(body)
        if slots and slots[-1].last <= at:
            return say(
                N_("{body} has no sitting after {when}"), body=title, when=When(self.outline.clock(slots[-1].last))
            )
        if slots and slots[0].start > at:
            return say(N_("{body} has no sitting before {when}"), body=title, when=When(slots[0].begins))
        return say(N_("{body} has no sitting at that time"), body=title)

    def _needs(self, parts: Sequence[Instance]) -> Words:
        """What one body must take up, with the sum of it and the sittings it has."""
        tasks = [task for part in parts if (task := self.problem.task(part.key[0])) is not None]
        tasks.sort(key=lambda task: task.index)
        body = tasks[0].body
        joint = [self.outline.title(f"joint:{task.joint.id}") for task in tasks if task.joint]
        return say(
            N_("{body} must take up items {items}: {needed} in all; its sittings: {sittings}"),
            body=self.outline.title(body),
            items=[*(leaf.item.number for task in tasks if not task.joint for leaf in task.leaves), *joint],
            needed=Span(sum(task.length for task in tasks) * self.problem.grain),
            sittings=hours_of(self.outline.slots[body], self.outline),
        )

    def _alike(self, parts: Sequence[Instance]) -> Words:
        """The rule, and all that it is about here."""
        names = {str(name): name for name in map(self._name, parts)}
        return say(N_("{says} Here: {about}"), says=say(rules()[parts[0].rule].says), about=list(names.values()))

    def _name(self, part: Instance) -> Words:
        """What an instance is about: the last thing of its key that has a name, or what it says."""
        for key in reversed(part.key):
            if key in self.outline.leaves or key in self.outline.joints or self.outline.title(key) != {"": key}:
                return name_of(f"joint:{key}" if key in self.outline.joints else key, self.outline)
        return part.words
