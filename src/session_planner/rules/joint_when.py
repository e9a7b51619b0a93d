"""`joint-when`: a joint session is at the time, or in the window, that its decision sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, decided
from session_planner.scenario.model import JointSession
from session_planner.scenario.outline import Outline
from session_planner.words import N_, When, Words, say


def post(rule: Active, b: Builder) -> None:
    """An instance for each start, earliest, latest, window and order that a joint session states, on its host."""
    problem = b.problem
    outline = problem.outline
    for joint_id, (host, *_) in problem.joint_tasks.items():
        joint, (piece,) = outline.joints[joint_id], host.pieces
        said = dict(_sayings(joint, outline))
        placed = (b.is_placed(piece),)
        if joint.start:
            enforce = b.require(rule, (joint_id, "start"), said["start"], joint.source)
            at = problem.minute(problem.up(outline.minute(joint.start))) == outline.minute(joint.start)
            b.add(b.start(piece) == (problem.up(outline.minute(joint.start)) if at else -1), (*enforce, *placed))
        if joint.earliest:
            enforce = b.require(rule, (joint_id, "earliest"), said["earliest"], joint.source)
            b.add(b.start(piece) >= problem.up(outline.minute(joint.earliest)), (*enforce, *placed))
        if joint.latest:
            enforce = b.require(rule, (joint_id, "latest"), said["latest"], joint.source)
            b.add(b.end(piece) <= problem.down(outline.minute(joint.latest)), (*enforce, *placed))
        if joint.windows:
            enforce = b.require(rule, (joint_id, "windows"), said["windows"], joint.source)
            inside = []
            for low, high in map(problem.within, outline.spans(joint.windows)):
                inside.append(b.new_bool(f"{joint_id} in {low}-{high}"))
                b.add(b.start(piece) >= low, (inside[-1],))
                b.add(b.end(piece) <= high, (inside[-1],))
            b.any_of([*inside, ~b.is_placed(piece)], enforce)
        for other in joint.after:
            if first := problem.joint_tasks.get(other):
                enforce = b.require(rule, (joint_id, "after", other), said[f"after {other}"], joint.source)
                b.add(b.end(first[0].pieces[0]) <= b.start(piece), (*enforce, *placed, b.is_placed(first[0].pieces[0])))


def _sayings(joint: JointSession, outline: Outline) -> Iterator[tuple[str, Words]]:
    """What the joint session states, in words: shared by the model's instances and the check."""
    fields = {"decided": decided(joint.source, outline), "joint": outline.title(f"joint:{joint.id}")}
    if joint.start:
        yield "start", say(N_("{decided}{joint} is at {when}"), **fields, when=When(outline.local(joint.start)))
    if joint.earliest:
        yield (
            "earliest",
            say(N_("{decided}{joint} is not before {when}"), **fields, when=When(outline.local(joint.earliest))),
        )
    if joint.latest:
        yield "latest", say(N_("{decided}{joint} ends by {when}"), **fields, when=When(outline.local(joint.latest)))
    if joint.windows:
        bounds = (window.start or window.end for window in joint.windows)
        starts = [When(outline.local(bound)) for bound in bounds if bound]
        yield "windows", say(N_("{decided}{joint} is in one of the windows from {windows}"), **fields, windows=starts)
    for other in joint.after:
        yield (
            f"after {other}",
            say(N_("{decided}{joint} comes after {other}"), **fields, other=outline.title(f"joint:{other}")),
        )


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """The joint session stands where the decision put it, as its host's programme has it."""
    for joint in t.outline.joints.values():
        where = t.joint_span(joint.id, joint.bodies[0])
        if where is None:
            continue
        start, end, _ = where
        for name, words in _sayings(joint, t.outline):
            if not _holds(joint, name, start, end, t):
                told = say(
                    N_("{rule}; the programme has it at {found}"), rule=words, found=When(t.outline.clock(start))
                )
                yield Breach(
                    (joint.id, *name.split()), told, t.joint_rows(joint.id), joint.bodies, start, source=joint.source
                )


def _holds(joint: JointSession, name: str, start: int, end: int, t: Timetable) -> bool:
    minute = t.outline.minute
    match name.split():
        case ["start"]:
            return joint.start is not None and start == minute(joint.start)
        case ["earliest"]:
            return joint.earliest is not None and start >= minute(joint.earliest)
        case ["latest"]:
            return joint.latest is not None and end <= minute(joint.latest)
        case ["windows"]:
            return any(low <= start and end <= high for low, high in t.outline.spans(joint.windows))
        case _:
            first = t.joint_span(name.split(maxsplit=1)[1], t.outline.joints[name.split(maxsplit=1)[1]].bodies[0])
            return first is None or first[1] <= start


RULE = Rule(
    id="joint-when",
    title=N_("Joint sessions when decided"),
    says=N_("A joint session is at the time, or in the window, that its decision sets."),
    post=post,
    check=check,
)
