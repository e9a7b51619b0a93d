"""`joint-when`: a joint session is at the time, or in the window, that its decision sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Enforce, Rule, decided
from session_planner.rules.earliest_latest import Place, keep_inside
from session_planner.rules.room_available import window_words
from session_planner.scenario.model import JointSession
from session_planner.scenario.outline import Outline
from session_planner.scenario.values import Window
from session_planner.words import N_, When, Words, say


def post(rule: Active, b: Builder) -> None:
    """An instance for each start, earliest, latest, window and order that a joint session states, on its host."""
    outline, joint_tasks = b.problem.outline, b.problem.joint_tasks
    for joint_id, (host, *_) in joint_tasks.items():
        joint = outline.joints[joint_id]
        for said, words in _sayings(joint, outline):
            if said[0] != "after" or said[1] in joint_tasks:
                _keep(b, joint, host.pieces[0], said, b.require(rule, (joint_id, *said), words, joint.source))


def _keep(b: Builder, joint: JointSession, piece: int, said: tuple[str, ...], enforce: Enforce) -> None:
    problem, outline = b.problem, b.problem.outline
    match said:
        case ("after", other):
            first = problem.joint_tasks[other][0].pieces[0]
            b.add(b.end(first) <= b.start(piece), (*enforce, b.is_placed(first), b.is_placed(piece)))
        case ("start",):
            assert joint.start is not None
            minute = outline.minute(joint.start)
            if problem.up(minute) == problem.down(minute):
                b.add(b.start(piece) == problem.up(minute), (*enforce, b.is_placed(piece)))
            else:  # off the grain
                b.forbid(b.is_placed(piece), enforce)
        case _:
            windows = joint.windows if said == ("windows",) else [_bounds(joint, said[0])]
            keep_inside(b, [Place(piece)], [problem.within(span) for span in outline.spans(windows)], enforce)


def _bounds(joint: JointSession, said: str) -> Window:
    return Window(joint.earliest, None) if said == "earliest" else Window(None, joint.latest)


def _sayings(joint: JointSession, outline: Outline) -> Iterator[tuple[tuple[str, ...], Words]]:
    """What the joint session states, in words, by what its instance's key says: shared by model and check."""
    fields = {"decided": decided(joint.source, outline), "joint": outline.title(f"joint:{joint.id}")}
    if joint.start:
        yield ("start",), say(N_("{decided}{joint} is at {when}"), **fields, when=When(outline.local(joint.start)))
    if joint.earliest:
        when = When(outline.local(joint.earliest))
        yield ("earliest",), say(N_("{decided}{joint} is not before {when}"), **fields, when=when)
    if joint.latest:
        yield ("latest",), say(N_("{decided}{joint} ends by {when}"), **fields, when=When(outline.local(joint.latest)))
    if joint.windows:
        said = N_("{decided}{item} is taken up inside one of its windows: {windows}")
        windows = [window_words(window, outline) for window in joint.windows]
        yield ("windows",), say(said, decided=fields["decided"], item=fields["joint"], windows=windows)
    for other in joint.after:
        yield (
            ("after", other),
            say(N_("{decided}{joint} comes after {other}"), **fields, other=outline.title(f"joint:{other}")),
        )


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """The joint session stands where the decision put it, as its host's programme has it."""
    for joint in t.outline.joints.values():
        where = t.joint_span(joint.id, joint.bodies[0])
        if where is None:
            continue
        start, end, _ = where
        for said, words in _sayings(joint, t.outline):
            if not _holds(joint, said, start, end, t):
                told = say(
                    N_("{rule}; the programme has it at {found}"), rule=words, found=When(t.outline.clock(start))
                )
                key = (joint.id, *said)
                yield Breach(key, told, t.joint_rows(joint.id), joint.bodies, start, source=joint.source)


def _holds(joint: JointSession, said: tuple[str, ...], start: int, end: int, t: Timetable) -> bool:
    match said:
        case ("after", other):
            first = t.joint_span(other, t.outline.joints[other].bodies[0])
            return first is None or first[1] <= start
        case ("start",):
            return joint.start is not None and start == t.outline.minute(joint.start)
        case ("earliest",):
            return joint.earliest is not None and start >= t.outline.minute(joint.earliest)
        case ("latest",):
            return joint.latest is not None and end <= t.outline.minute(joint.latest)
        case _:
            return any(low <= start and end <= high for low, high in t.outline.spans(joint.windows))


RULE = Rule(
    id="joint-when",
    title=N_("Joint sessions when decided"),
    says=N_("A joint session is at the time, or in the window, that its decision sets."),
    post=post,
    check=check,
)
