"""A scenario to begin with: the standing items of a session, its sittings and bodies, with what is to be replaced said.

For who has no document to import. Built as a draft is from a document, so that what comes out validates and can be
solved as it stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from session_planner.errors import InputError, Mistake
from session_planner.scenario.references import is_zone
from session_planner.scenario.values import Hours, hours_of
from session_planner.sources.draft import Draft
from session_planner.sources.drafting.agendas import place_the_rest
from session_planner.sources.drafting.data import data_of
from session_planner.sources.drafting.joints import add_held
from session_planner.sources.drafting.lengths import settle_grain, share_out
from session_planner.sources.drafting.names import body_id
from session_planner.sources.drafting.plan import Meeting, Organ, Plan, Point, Taking
from session_planner.sources.drafting.roles import give_roles
from session_planner.sources.drafting.zones import zone_of
from session_planner.sources.evidence import UNSAID, Evidence
from session_planner.sources.facts import Facts
from session_planner.words import N_, say, text

_MOST_DAYS = 60
_MOST_BODIES = 40
_DATES = (dt.date(2030, 3, 4), dt.date(2030, 3, 5))
_HOURS = ("10:00-13:00", "15:00-18:00")
_YOURS = Evidence(inferred=say(N_("template: put your own here")))


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of session: what bodies it has where none are named, how many items of substance each, what is joint."""

    says: str
    bodies: tuple[str, ...]
    items: int
    report: bool = True
    joint: bool = False


TEMPLATES: dict[str, Template] = {
    "session": Template(N_("One body, its standing items, two items of substance."), (N_("Commission"),), 2),
    "working-group": Template(
        N_("One working group; no report to adopt."), (N_("Working Group"),), 3, report=False
    ),
    "parallel": Template(
        N_("A plenary and two committees that sit in parallel."),
        (N_("Plenary"), N_("First Committee"), N_("Second Committee")), 2,
    ),
    "joint": Template(
        N_("Two working groups, the last sitting a joint session of both."),
        (N_("First Working Group"), N_("Second Working Group")), 2, report=False, joint=True,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of a session that is to be planned; what is left out comes from the template."""

    template: str = "session"
    title: str = ""
    place: str = ""
    """A zone such as `Europe/Vienna`, or a city."""
    dates: tuple[dt.date, ...] = ()
    hours: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


def started(start: Start, lang: str = "en") -> Draft:
    """The draft of a session that begins with nothing. Raises InputError with everything that is wrong in `start`."""
    mistakes = [*_mistakes(start)]
    if mistakes:
        raise InputError(mistakes)
    template = TEMPLATES[start.template]
    plan = Plan(lang)
    for name in start.bodies or [text(body, lang) for body in template.bodies]:
        _add_body(name, template, plan, given=bool(start.bodies))
    for date in start.dates or _DATES:
        for hours in start.hours or _HOURS:
            begin, end = hours_of(hours)
            plan.meetings += [Meeting(date, begin, end, [organ], UNSAID, told=False) for organ in plan.organs]
    plan.meetings.sort(key=lambda one: one.span[0])
    if template.joint and len(plan.organs) > 1:
        _hold_together(plan, lang)
    return _finished(plan, start, lang)


def _finished(plan: Plan, start: Start, lang: str) -> Draft:
    for organ in plan.organs:
        place_the_rest(plan, organ)
        give_roles(organ)
    settle_grain(plan)
    share_out(plan)
    draft = Draft("", {})
    data_of(plan, Facts(lang), draft, zone_named(start.place) if start.place else None)
    draft.evidence = {path: why for path, why in draft.evidence.items() if path[-1] not in ("role", "timezone")}
    draft.open.clear()
    if start.title:
        draft.data["title"] = {lang: start.title}
    elif not start.bodies:
        draft.evidence["title",] = _YOURS
    if not start.place:
        draft.open["timezone",] = say(N_("the zone of the place where it is held, such as Europe/Vienna"))
    if not start.dates:
        draft.evidence["days", 0, "date"] = _YOURS
    draft.notes.append(say(N_("Replace what is marked, then `session-planner validate` and `solve`.")))
    return draft


def zone_named(place: str) -> str | None:
    """The zone that somebody means who writes a zone or a city; None if there is none."""
    return place if is_zone(place) else zone_of(place)


def _mistakes(start: Start) -> Sequence[Mistake]:
    found: list[Mistake] = []
    if start.template not in TEMPLATES:
        message = N_("there is no template `{found}`; allowed: {allowed}")
        fields = {"found": start.template, "allowed": ", ".join(TEMPLATES)}
        found.append(Mistake("", 0, 0, "template", message, fields))
    if start.place and zone_named(start.place) is None:
        message = N_("`{found}` is no time zone and no city that is known here; write one such as `Europe/Vienna`")
        found.append(Mistake("", 0, 0, "timezone", message, {"found": start.place}))
    if len(start.dates) > _MOST_DAYS or len(start.bodies) > _MOST_BODIES:
        message = N_("at most {days} days and {bodies} bodies to begin with")
        found.append(Mistake("", 0, 0, "days", message, {"days": _MOST_DAYS, "bodies": _MOST_BODIES}))
    found += _overlapping(start.hours)
    return found


def _overlapping(written: Sequence[str]) -> list[Mistake]:
    """Sittings of a day that overlap each other, or the first one of the next day."""
    hours = sorted(hours_of(one) for one in written)
    following = [*hours[1:], *(Hours(one.start + 1440, one.end + 1440) for one in hours[:1])]
    if all(one.end <= other.start for one, other in zip(hours, following, strict=True)):
        return []
    return [Mistake("", 0, 0, "hours", N_("the sittings of a day overlap: {hours}"), {"hours": ", ".join(written)})]


def _add_body(name: str, template: Template, plan: Plan, *, given: bool) -> None:
    organ = Organ(body_id(name, {one.id for one in plan.organs}), name, UNSAID if given else _YOURS)
    titles = [N_("Opening of the session"), N_("Adoption of the agenda and organization of work")]
    titles += [N_("Item {number}")] * template.items
    titles += [N_("Matter of common interest")] if template.joint else []
    titles += [N_("Other matters")]
    titles += [N_("Adoption of the report")] if template.report else []
    for number, msgid in enumerate(titles, 1):
        mine = msgid in ("Item {number}", "Matter of common interest")
        organ.agenda.append(Point(str(number), text(msgid, plan.lang, number=str(number)), _YOURS if mine else UNSAID))
    plan.organs.append(organ)


def _hold_together(plan: Plan, lang: str) -> None:
    """The last sitting of all bodies is one meeting, with the matter that is on both their agendas."""
    last = [meeting for meeting in plan.meetings if meeting.span == plan.meetings[-1].span]
    joint = last[0]
    joint.organs = list(plan.organs)
    plan.meetings = [meeting for meeting in plan.meetings if meeting is joint or meeting not in last]
    common = text(N_("Matter of common interest"), lang)
    for point in (one for organ in plan.organs for one in organ.agenda if one.title == common):
        point.takings.append(Taking(point, joint, UNSAID, told=False))
        joint.takings.append(point.takings[0])
    add_held(plan)
