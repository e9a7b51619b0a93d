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
        if organs.main not in bodies and len(bodies) < 2:
            bodies.insert(0, organs.main)
        if len(bodies) < 2 and any((one.date, one.start) == (fact.date, fact.start) for one in facts.sittings):
            continue  # a row of the timetable that is headed so; it is there as a sitting
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
    joint.meeting = _meeting(fact, bodies, plan, organs)
    if joint.meeting is not None and (busy := _busy(joint, plan)) is not None:
        said = N_("a joint discussion was left out: {body} has another sitting at that time ({words})")
        plan.notes.append(say(said, body=busy.title, words=fact.evidence.words))
        return
    if joint.meeting is not None and len(joint.meeting.organs) > 1 and set(bodies) <= set(joint.meeting.organs):
        _hold(joint, joint.meeting, plan)
        return
    items = [
        Found(point, item.evidence) for item in fact.items for point in _leaves(bodies[0], item.value) if _free(point)
    ]
    if items:
        joint.items[bodies[0].id] = items
        joint.inferred = next((item.evidence.inferred for item in items if item.evidence.inferred), None)
    _seat(joint, items)
    plan.joints.append(joint)


def _leaves(organ: Organ, number: str) -> list[Point]:
    point = organ.find(number)
    return [*point.leaves()] if point else []


def _free(point: Point) -> bool:
    """Whether an item can be a joint session's: it is in none yet, and taken up once at most."""
    return not point.joint and len(point.takings) < 2


def _busy(joint: Joint, plan: Plan) -> Organ | None:
    """A body of a joint session that sits elsewhere at the time of its meeting."""
    meeting = joint.meeting
    assert meeting is not None
    others = [one for one in plan.meetings if one is not meeting and one.overlaps(meeting)]
    return next((organ for organ in joint.organs for one in others if organ in one.organs), None)


def _meeting(fact: JointFact, bodies: list[Organ], plan: Plan, organs: Organs) -> Meeting | None:
    """The meeting at that hour of most of its bodies; one is made where the timetable has none."""
    theirs = [meeting for meeting in plan.meetings if set(bodies) & set(meeting.organs)]
    if fact.date is None:
        points = [point for item in fact.items for point in _leaves(organs.main, item.value)]
        held = [taking.meeting for point in points for taking in point.takings]
        return held[0] if held else next((one for one in reversed(theirs) if not one.told), None)
    start = fact.start
    on_day = [meeting for meeting in theirs if meeting.date == fact.date]
    found = [one for one in on_day if start is None or one.start <= start < one.end]
    if found:
        return max(found, key=lambda one: len(set(bodies) & set(one.organs)))
    if start is None:
        return None
    end = fact.end or next((end for begin, end in (MORNING, AFTERNOON) if begin <= start < end), start + 60)
    later = [one.start for one in on_day if one.start > start]
    why = say(N_("the timetable has no sitting at this hour: its end is by custom"))
    made = Meeting(fact.date, start, min([end, *later]), bodies[:1], Evidence(fact.evidence.places,
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
    """Sittings that the timetable gives to several bodies."""
    for meeting in plan.meetings:
        if len(meeting.organs) > 1 and meeting.joint is None:
            titles = list(dict.fromkeys(taking.point.title for taking in meeting.takings if taking.point.title))
            identity = _id(f"{meeting.date.isoformat()}-{meeting.start // 60:02}{meeting.start % 60:02}", plan)
            joint = Joint(identity, " – ".join(titles[:2]), list(meeting.organs), meeting.evidence, meeting=meeting)
            _hold(joint, meeting, plan)


def _hold(joint: Joint, meeting: Meeting, plan: Plan) -> None:
    """Makes a sitting of several bodies the joint session's, with the items of each body's agenda.

    An item that is in a joint session already is in no second one, and a row without a number is the session itself.
    """
    joint.organs, meeting.joint = list(meeting.organs), joint
    for organ in meeting.organs:
        own = [taking for taking in meeting.takings if any(point is taking.point for point in organ.leaves())]
        for taking in own:
            if _is_unnumbered(taking.point) and len(taking.point.takings) == 1:
                _leave(taking)
                organ.agenda.remove(taking.point)
            elif not taking.point.joint and all(len(one.meeting.organs) > 1 for one in taking.point.takings):
                taking.point.joint = joint.id
                joint.items.setdefault(organ.id, []).append(Found(taking.point, taking.evidence))
            else:
                _leave(taking)
                joint.inferred = _again(taking, joint.inferred)
    plan.joints.append(joint)


def _is_unnumbered(point: Point) -> bool:
    return point.number_evidence.inferred is not None and point.role is None and not point.below


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
