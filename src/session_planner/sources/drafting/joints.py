"""Joint sessions: those that the text announces, and sittings that a timetable gives to several bodies."""

from __future__ import annotations

from collections.abc import Sequence

from session_planner.sources.drafting.meetings import AFTERNOON, MORNING
from session_planner.sources.drafting.organs import Organs
from session_planner.sources.drafting.plan import Joint, Meeting, Organ, Plan, Point, Taking, moment
from session_planner.sources.evidence import Evidence, Found
from session_planner.sources.facts import Facts, JointFact
from session_planner.words import N_, Words, say


def add_announced(facts: Facts, plan: Plan, organs: Organs) -> None:
    """Joint discussions that the text speaks of. One of them that names fewer than two bodies is told and left out."""
    for fact in facts.joint:
        bodies = list(dict.fromkeys(organs.named(name, fact.evidence) for name in fact.bodies))
        if organs.main not in bodies and any(organs.main.find(item.value) for item in fact.items):
            bodies.insert(0, organs.main)
        if len(bodies) < 2:
            said = N_("a joint discussion names fewer than two bodies, and was left out: {words}")
            plan.notes.append(say(said, words=fact.evidence.words))
            continue
        bodies.sort(key=lambda organ: organ is not organs.main)
        _announce(fact, bodies, plan, organs)


def _announce(fact: JointFact, bodies: list[Organ], plan: Plan, organs: Organs) -> None:
    joint = Joint(_id(fact.date.isoformat() if fact.date else "", plan), fact.title, bodies, fact.evidence)
    joint.decided = fact.decided or fact.rests_on
    if fact.date is not None and fact.start is not None:
        joint.start = Found(moment(fact.date, fact.start), fact.evidence)
    joint.meeting = _meeting(fact, plan, organs)
    items = [
        Found(point, item.evidence) for item in fact.items for point in _leaves(organs.main, item.value) if _free(point)
    ]
    if items:
        joint.items[organs.main.id] = items
        joint.inferred = next((item.evidence.inferred for item in items if item.evidence.inferred), None)
    _seat(joint, items)
    plan.joints.append(joint)


def _leaves(organ: Organ, number: str) -> list[Point]:
    point = organ.find(number)
    return [*point.leaves()] if point else []


def _free(point: Point) -> bool:
    """Whether an item can be a joint session's: it is in none yet, and taken up once at most."""
    return not point.joint and len(point.takings) < 2


def _meeting(fact: JointFact, plan: Plan, organs: Organs) -> Meeting | None:
    """The meeting that holds it: the main body's at that hour; one is made where the timetable has none."""
    mine = [meeting for meeting in plan.meetings if organs.main in meeting.organs]
    if fact.date is None:
        points = [point for item in fact.items for point in _leaves(organs.main, item.value)]
        held = [taking.meeting for point in points for taking in point.takings]
        return held[0] if held else next((one for one in reversed(mine) if not one.told), None)
    start = fact.start
    on_day = [meeting for meeting in mine if meeting.date == fact.date]
    found = [one for one in on_day if start is None or one.start <= start < one.end]
    if found:
        return found[0]
    if start is None:
        return None
    end = fact.end or next((end for begin, end in (MORNING, AFTERNOON) if begin <= start < end), start + 60)
    later = [one.start for one in on_day if one.start > start]
    why = say(N_("the timetable has no sitting at this hour: its end is by custom"))
    made = Meeting(fact.date, start, min([end, *later]), [organs.main], Evidence(fact.evidence.places,
                   fact.evidence.words, why, fact.evidence.doubt), told=False)  # fmt: skip
    plan.meetings.append(made)
    plan.meetings.sort(key=lambda one: one.span[0])
    return made


def _seat(joint: Joint, items: Sequence[Found[Point]]) -> None:
    """Makes the meeting that of all its bodies, with the joint items in one row."""
    meeting = joint.meeting
    for item in items:
        item.value.joint = joint.id
    if meeting is None:
        return
    meeting.joint = joint
    meeting.organs = list(dict.fromkeys([*meeting.organs, *joint.organs]))
    for item in items:
        point = item.value
        if not any(taking.meeting is meeting for taking in point.takings):
            for taking in point.takings:
                taking.meeting.takings.remove(taking)
            point.takings = [Taking(point, meeting, item.evidence, told=meeting.told)]
            meeting.takings.append(point.takings[0])
    mine = [taking for taking in meeting.takings if taking.point.joint == joint.id]
    others = [taking for taking in meeting.takings if taking.point.joint != joint.id]
    at = joint.start.value if joint.start else ""
    starts_later = at > moment(meeting.date, meeting.start)
    meeting.takings = [*others, *mine] if starts_later else [*mine, *others]
    if mine and starts_later:
        mine[0].at = int(at[11:13]) * 60 + int(at[14:16])


def add_held(plan: Plan) -> None:
    """Sittings that the timetable gives to several bodies; an item that is in a joint session already is not again."""
    for meeting in plan.meetings:
        if len(meeting.organs) < 2 or meeting.joint is not None:
            continue
        titles = list(dict.fromkeys(taking.point.title for taking in meeting.takings if taking.point.title))
        identity = _id(f"{meeting.date.isoformat()}-{meeting.start // 60:02}{meeting.start % 60:02}", plan)
        joint = Joint(identity, " – ".join(titles[:2]), list(meeting.organs), meeting.evidence, meeting=meeting)
        for organ in meeting.organs:
            own = [taking for taking in meeting.takings if any(point is taking.point for point in organ.leaves())]
            free = [taking for taking in own if _free(taking.point)]
            joint.items[organ.id] = [Found(taking.point, taking.evidence) for taking in free]
            for taking in own:
                if taking in free:
                    taking.point.joint = identity
                else:
                    _leave(taking)
                    joint.inferred = _again(taking, joint.inferred)
        joint.items = {organ: points for organ, points in joint.items.items() if points}
        meeting.joint = joint
        plan.joints.append(joint)


def _again(taking: Taking, before: Words | None) -> Words:
    said = say(N_("item {number} goes on in it, which an item of a joint session cannot"), number=taking.point.number)
    return before or said


def _leave(taking: Taking) -> None:
    taking.meeting.takings.remove(taking)
    taking.point.takings.remove(taking)


def _id(when: str, plan: Plan) -> str:
    name = f"joint-{when}" if when else f"joint-{len(plan.joints) + 1}"
    taken = {joint.id for joint in plan.joints}
    return name if name not in taken else f"{name}-{len(plan.joints) + 1}"
