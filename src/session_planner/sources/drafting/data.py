"""A plan as the data of a scenario, each value with its evidence: what a person would have written into the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.scenario.references import is_zone
from session_planner.sources.draft import Draft, PathTo
from session_planner.sources.drafting.decisions import decisions_of, source_of
from session_planner.sources.drafting.items import agenda_data
from session_planner.sources.drafting.placing import rooms, sits
from session_planner.sources.drafting.plan import GRAIN, Meeting, Organ, Plan, clock, plain_number
from session_planner.sources.drafting.speaking import limits_data
from session_planner.sources.drafting.zones import zone_of
from session_planner.sources.evidence import UNSAID, Evidence, seen
from session_planner.sources.facts import Facts
from session_planner.words import N_, Date, say, text


def data_of(plan: Plan, facts: Facts, draft: Draft, timezone: str | None) -> None:
    """Fills in the draft's data, its evidence, and what is open."""
    data = draft.data
    data["format"] = 1
    data["title"] = {facts.language: _title(plan, facts)}
    note(draft, ("title",), (facts.body or facts.title or None) and (facts.body or facts.title).evidence)  # type: ignore[union-attr]
    _zone(facts, draft, timezone)
    data["languages"] = [facts.language]
    if plan.grain != GRAIN:
        data["grain"] = plan.grain
    main = plan.organs[0]
    data["days"] = _days(plan, main, draft)
    decisions = decisions_of(plan, draft)
    _rooms(plan, draft)
    data["bodies"] = [_body(organ, plan, ("bodies", at), draft, decisions) for at, organ in enumerate(_met(plan, main))]
    _joints(plan, draft, decisions)
    _documents(plan, facts, draft)


def note(draft: Draft, path: PathTo, evidence: Evidence | None) -> None:
    """Notes the evidence of a value, where there is any."""
    if evidence is not None and evidence != UNSAID:
        draft.evidence[path] = evidence


def _title(plan: Plan, facts: Facts) -> str:
    """The body and the days of its session; what the document calls itself where it names no body."""
    whose = plan.organs[0].title
    dates = sorted({meeting.date for meeting in plan.meetings})
    if not dates or facts.body is None:
        return whose
    days = Date(dates[0]).told(facts.language)
    if len(dates) > 1:
        days = text(N_("{first} – {last}"), facts.language, first=days, last=Date(dates[-1]).told(facts.language))
    return text(N_("{body}, {days}"), facts.language, body=whose, days=days)


def _zone(facts: Facts, draft: Draft, timezone: str | None) -> None:
    path: PathTo = ("timezone",)
    found = timezone or (zone_of(facts.place.value) if facts.place else None)
    if timezone is not None and not is_zone(timezone):
        message = N_("`{found}` is not a time zone; write one such as `Europe/Vienna`")
        raise InputError([Mistake("", 0, 0, "timezone", message, {"found": timezone})])
    draft.data["timezone"] = found or "UTC"
    if timezone:
        draft.evidence[path] = Evidence(inferred=say(N_("as --timezone says")))
    elif found and facts.place:
        why = say(N_("from the place"))
        draft.evidence[path] = seen(facts.place.evidence.words, facts.place.evidence.places, inferred=why)
    elif facts.place:
        draft.open[path] = say(N_("the zone of {place} is not known here"), place=facts.place.value)
    else:
        draft.open[path] = say(N_("the source names no place"))


# -- days and rooms --------------------------------------------------------------------------------


def _days(plan: Plan, main: Organ, draft: Draft) -> list[dict[str, Any]]:
    """Every day on which anybody meets, with the hours of the main body."""
    made: list[dict[str, Any]] = []
    for at, date in enumerate(sorted({meeting.date for meeting in plan.meetings})):
        path: PathTo = ("days", at)
        mine = [one for one in plan.meetings if one.date == date and main in one.organs]
        made.append({"date": date.isoformat(), "sittings": _hours(mine, (*path, "sittings"), draft)})
        first = next(one for one in plan.meetings if one.date == date)
        if not first.told:
            note(draft, (*path, "date"), first.evidence)
    return made


def _hours(meetings: Sequence[Meeting], path: PathTo, draft: Draft) -> list[str]:
    """The hours of meetings, one after the other."""
    for number, meeting in enumerate(meetings):
        note(draft, (*path, number), meeting.evidence)
    return [f"{clock(one.start)}-{clock(one.end)}" for one in meetings]


def _rooms(plan: Plan, draft: Draft) -> None:
    found = rooms(plan)
    if not found:
        draft.open["rooms",] = say(N_("the source names no rooms"))
        return
    draft.data["rooms"] = [{"id": name, "title": {plan.lang: title}} for title, (name, _meeting) in found.items()]
    for number, (title, (_name, meeting)) in enumerate(found.items()):
        note(draft, ("rooms", number, "title"), seen(title, meeting.evidence.places))
    for number in range(_without_room(plan)):
        title = text(N_("Another room ({number})"), plan.lang, number=str(number + 1))
        draft.evidence["rooms", len(draft.data["rooms"]), "title"] = Evidence(
            inferred=say(N_("the source does not say in which room some sittings are"))
        )
        draft.data["rooms"].append({"id": f"another-room-{number + 1}", "title": {plan.lang: title}})


def _without_room(plan: Plan) -> int:
    """How many sittings for which no room is named are on at one time at most."""
    bare = [meeting for meeting in plan.meetings if not meeting.room]
    return max((sum(one.overlaps(other) for other in bare) for one in bare), default=0)


# -- bodies ----------------------------------------------------------------------------------------


def _met(plan: Plan, main: Organ) -> list[Organ]:
    """The bodies that have an agenda or sit; at least one."""
    return [one for one in plan.organs if one.agenda or sits(one, plan) or _joined(one, plan)] or [main]


def _joined(organ: Organ, plan: Plan) -> bool:
    return any(organ in joint.organs for joint in plan.joints)


def _body(organ: Organ, plan: Plan, path: PathTo, draft: Draft, decisions: dict[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {"id": organ.id, "title": {plan.lang: organ.title}}
    why = organ.evidence
    if organ.made_up is not None:
        why = Evidence(why.places, why.words, why.inferred or organ.made_up, why.doubt)
    note(draft, (*path, "title"), why)
    if organ.short is not None:
        made["short"] = {plan.lang: organ.short.value}
        note(draft, (*path, "short"), organ.short.evidence)
    mine = sits(organ, plan)
    if organ is not plan.organs[0] and mine and _hours_of(mine) != _hours_of(sits(plan.organs[0], plan)):
        made["sittings"] = _patterns(mine, path, draft)
    if limits := limits_data(organ):
        made["speaking_limits"] = {key: spelt(found.value) for key, found in limits.items()}
        for key, found in limits.items():
            note(draft, (*path, "speaking_limits", key), found.evidence)
    if organ.agenda:
        made["agenda"] = agenda_data(organ, organ.agenda, (*path, "agenda"), plan, draft, decisions)
    elif _joined(organ, plan):
        draft.open[*path, "agenda"] = say(N_("its own agenda is not in the source"))
    return made


def _hours_of(meetings: Sequence[Meeting]) -> list[tuple[object, ...]]:
    return sorted((meeting.date, meeting.start, meeting.end) for meeting in meetings)


def _patterns(meetings: Sequence[Meeting], path: PathTo, draft: Draft) -> list[dict[str, Any]]:
    """When a body sits beside the main one: by date."""
    made: list[dict[str, Any]] = []
    for number, date in enumerate(sorted({meeting.date for meeting in meetings})):
        mine = [one for one in meetings if one.date == date]
        hours = _hours(mine, (*path, "sittings", number, "hours"), draft)
        made.append({"dates": [date.isoformat()], "hours": hours})
    return made


# -- joint sessions and documents ------------------------------------------------------------------


def _joints(plan: Plan, draft: Draft, decisions: dict[str, str]) -> None:
    made: list[dict[str, Any]] = []
    for number, joint in enumerate(plan.joints):
        path: PathTo = ("joint_sessions", number)
        one: dict[str, Any] = {"id": joint.id}
        if joint.title:
            one["title"] = {plan.lang: joint.title}
            note(draft, (*path, "title"), joint.evidence)
        one["bodies"] = [organ.id for organ in joint.organs]
        if joint.items:
            one["items"] = {
                organ: [plain_number(found.value.number) for found in items] for organ, items in joint.items.items()
            }
            for organ, items in joint.items.items():
                for place, found in enumerate(items):
                    note(draft, (*path, "items", organ, place), found.evidence)
        if joint.minutes or not joint.items:
            one["duration"] = spelt(joint.minutes or 60)
            estimate = say(N_("estimate: as long as its sitting"))
            draft.evidence[*path, "duration"] = Evidence(inferred=joint.inferred or estimate)
        if joint.start is not None:
            one["start"] = joint.start.value
            note(draft, (*path, "start"), joint.start.evidence)
        if joint.decided is not None and (name := source_of([joint.decided], decisions)):
            one["source"] = name
            note(draft, (*path, "source"), joint.decided.evidence)
        if joint.inferred is not None:
            one["note"] = joint.inferred.told(plan.lang)
        made.append(one)
    if made:
        draft.data["joint_sessions"] = made


def spelt(minutes: int) -> str:
    """`1 h 15 min`, as durations are written in a scenario."""
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")))


def _documents(plan: Plan, facts: Facts, draft: Draft) -> None:
    """The documents with the items that they serve; one that serves none of the draft's items stands without."""
    main = plan.organs[0]
    made: list[dict[str, Any]] = []
    told = set[str]()
    for paper in facts.documents:
        symbols = [symbol for symbol in dict.fromkeys(paper.symbols or (paper.symbol,)) if symbol]
        if not symbols or told & set(symbols):
            continue
        told |= set(symbols)
        path: PathTo = ("documents", len(made))
        one: dict[str, Any] = {"symbol": symbols[0]} if len(symbols) == 1 else {"symbols": symbols}
        if paper.title:
            one["title"] = {plan.lang: paper.title}
        if items := [f"{main.id}/{number}" for number in dict.fromkeys(paper.items) if main.find(number)]:
            one["items"] = items
        note(draft, (*path, "title") if paper.title else (*path, *list(one)[:1]), paper.evidence)
        made.append(one)
    if made:
        draft.data["documents"] = made
