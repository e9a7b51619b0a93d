"""The agenda of a body as data: titles, roles, durations with what they are estimated from, starts and windows."""

from __future__ import annotations

from typing import Any

from session_planner.programme.names import without_marks
from session_planner.sources.draft import Draft, PathTo
from session_planner.sources.drafting.decisions import also, source_of
from session_planner.sources.drafting.plan import Organ, Plan, Point, clock, plain_number
from session_planner.sources.drafting.roles import STANDING
from session_planner.sources.drafting.speaking import speakers_data
from session_planner.sources.evidence import UNSAID, Evidence
from session_planner.words import N_, Words, say, text


def agenda_data(
    organ: Organ, points: list[Point], path: PathTo, plan: Plan, draft: Draft, decisions: dict[str, str]
) -> list[dict[str, Any]]:
    """The points of an agenda, headings with what is under them."""
    return [_item(organ, point, (*path, at), plan, draft, decisions) for at, point in enumerate(points)]


def _item(
    organ: Organ, point: Point, path: PathTo, plan: Plan, draft: Draft, decisions: dict[str, str]
) -> dict[str, Any]:
    lang = plan.lang
    made: dict[str, Any] = {"number": plain_number(point.number)}
    _note(draft, (*path, "number"), point.number_evidence)
    if point.title:
        made["title"] = {lang: point.title}
        _note(draft, (*path, "title"), point.evidence)
    if point.programme_title is not None:
        made["programme_title"] = {lang: point.programme_title.value}
        _note(draft, (*path, "programme_title"), point.programme_title.evidence)
    if not point.below:
        made |= _own(organ, point, path, plan, draft)
    if source := source_of(point.mandates, decisions):
        made["source"] = source
    if remark := _remark(point, lang, decisions):
        made["note"] = remark
    if point.below:
        made["items"] = agenda_data(organ, point.below, (*path, "items"), plan, draft, decisions)
    return made


def _own(organ: Organ, point: Point, path: PathTo, plan: Plan, draft: Draft) -> dict[str, Any]:
    """What an item that takes time has beside its titles."""
    from session_planner.sources.drafting.data import spelt

    made: dict[str, Any] = {}
    if point.role is not None:
        made["role"] = point.role.value
        _note(draft, (*path, "role"), point.role.evidence)
    made["duration"] = spelt(_minutes(point, plan.grain))
    draft.evidence[*path, "duration"] = Evidence(inferred=_why(point, plan.grain))
    speakers, why = speakers_data(point, organ, spelt)
    if speakers:
        made["speakers"] = speakers
        for key, evidence in why.items():
            _note(draft, (*path, "speakers", key), evidence)
    if len(point.takings) > 1:
        made |= {"splittable": True, "most_parts": len(point.takings)}
        takings = [one.evidence for one in point.takings]
        whole = sum(takings[1:], takings[0])
        _note(draft, (*path, "most_parts"), Evidence(whole.places, "", doubt=whole.doubt))
    if point.start is not None and not point.joint:
        made["start"] = point.start.value
        _note(draft, (*path, "start"), point.start.evidence)
    if point.windows and not point.joint:
        made["windows"] = [found.value for found in point.windows]
        for number, found in enumerate(point.windows):
            _note(draft, (*path, "windows", number), found.evidence)
    return made


def _minutes(point: Point, grain: int) -> int:
    """What its takings come to; for an item that no sitting has room for, what such items take."""
    usual = point.spoken or STANDING.get(point.role.value if point.role else "", 60)
    usual = -(-usual // grain) * grain
    return point.minutes or usual // grain * grain


def _why(point: Point, grain: int) -> Words:
    """What a duration is estimated from."""
    if point.spoken and _minutes(point, grain) == -(-point.spoken // grain) * grain and len(point.takings) < 2:
        count = str(point.spoken // (point.minutes_each or 1))
        minutes = str(point.minutes_each)
        return say(N_("estimate: {count} speakers with {minutes} min each"), count=count, minutes=minutes)
    if not point.takings:
        return say(N_("estimate: nothing in the source says how long it takes"))
    if len(point.takings) > 1:
        return say(N_("estimate: its shares of {count} sittings"), count=str(len(point.takings)))
    taking = point.takings[0]
    meeting = taking.meeting
    if taking.at is not None and taking.until is not None:
        said = say(N_("from the hours {hours} that it has"), hours=f"{clock(taking.at)}-{clock(taking.until)}")
    else:
        hours = f"{clock(meeting.start)}-{clock(meeting.end)}"
        said = say(N_("estimate: its share of {hours}"), hours=hours)
    if point.minutes_each:
        return say(N_("{estimate}; speakers have {minutes} min each"), estimate=said, minutes=str(point.minutes_each))
    return said


def _remark(point: Point, lang: str, decisions: dict[str, str]) -> str:
    """Further decisions that an item rests on, and other wordings of it in the timetable."""
    parts = [also(point.mandates, decisions, lang)]
    told = {without_marks(point.title)}
    if point.programme_title is not None:
        told.add(without_marks(point.programme_title.value))
    others = [title for title in point.other_titles if without_marks(title) not in told]
    if others:
        parts.append(text(N_("In the timetable also: {titles}."), lang, titles="; ".join(others)))
    return " ".join(filter(None, parts))


def _note(draft: Draft, path: PathTo, evidence: Evidence) -> None:
    if evidence != UNSAID:
        draft.evidence[path] = evidence
