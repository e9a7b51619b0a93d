"""The facts of a document as plain data: what `import --json` prints.

After `facts`. The keys are those of the fact files that the tests hold readers against; where a value comes from stands
beside it under `evidence`. Hours are `10:00` (beyond 24:00 on the next day), dates ISO 8601.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from session_planner.sources.evidence import Evidence, Found, Place
from session_planner.sources.facts import (
    AgendaItem,
    Deadline,
    Facts,
    FixedTime,
    JointFact,
    Kept,
    Mandate,
    Paperwork,
    Row,
    SittingFact,
    Speaking,
    Spread,
)

Plain = dict[str, Any]


def facts_as_dict(facts: Facts, lang: str = "en") -> Plain:
    """Everything that was read, in plain data; inferences and doubts are told in `lang`."""
    dates = facts.dates.value if facts.dates else None
    heads = {
        "title": facts.title,
        "annex_title": facts.annex_title,
        "body": facts.body,
        "body_short": facts.body_short,
        "parent_body": facts.parent_body,
        "session": facts.session,
        "own_symbol": facts.symbol,
        "place": facts.place,
    }
    return {
        "language": facts.language,
        **{key: found.value if found else None for key, found in heads.items()},
        "dates": {"start": dates[0].isoformat(), "end": dates[1].isoformat()} if dates else None,
        "evidence": _evidence_of({**heads, "dates": facts.dates}, lang),
        "meetings": [_sitting(one, lang) for one in facts.sittings],
        "schedule_by_item": [_spread(one, lang) for one in facts.spreads],
        "deadlines": [_deadline(one, lang) for one in facts.deadlines],
        "fixed_times": [_fixed(one, lang) for one in facts.fixed],
        "items": [_item(one, facts.documents, lang) for one in facts.items],
        "organization_of_work": _organization(facts, lang),
        "joint_discussions": [_joint(one, lang) for one in facts.joint],
        "documents": [_document(one, lang) for one in facts.documents],
        "speaking": _speaking(facts.speaking, lang),
        "kept": [_kept(one, lang) for one in facts.kept],
        "notes": [note.told(lang) for note in facts.notes],
    }


def _evidence_of(values: dict[str, Found[Any] | None], lang: str) -> Plain:
    return {key: evidence_as_dict(found.evidence, lang) for key, found in values.items() if found}


def evidence_as_dict(evidence: Evidence, lang: str = "en") -> Plain:
    """Where a value comes from; `inferred` and `doubt` only where there is something to say."""
    made: Plain = {"places": [_place(place) for place in evidence.places], "words": evidence.words}
    if evidence.inferred:
        made["inferred"] = evidence.inferred.told(lang)
    if evidence.doubt:
        made["doubt"] = evidence.doubt.told(lang)
    return made


def _place(place: Place) -> Plain:
    """What a place has: only the numbers that count something."""
    named = {"page": place.page, "line": place.line, "table": place.table, "row": place.row, "column": place.column}
    return {key: value for key, value in {**named, "path": place.path}.items() if value}


def _speaking(said: Speaking, lang: str) -> Plain:
    """Limits and numbers of speakers, with where they stand."""
    values = {"minutes_per_speaker": said.delegation, "minutes_per_group": said.group, "speakers": said.speakers}
    made: Plain = {key: found.value if found else None for key, found in values.items()}
    return made | ({"speaking_evidence": _evidence_of(values, lang)} if said else {})


def _day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _clock(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes // 60:02d}:{minutes % 60:02d}"


def _item(item: AgendaItem, papers: Iterable[Paperwork], lang: str) -> Plain:
    titles = {paper.symbol: paper.title for paper in papers}
    return {
        "number": item.number,
        "title": item.title,
        "documents": [{"symbol": symbol, "title": titles.get(symbol, "")} for symbol in item.documents],
        "mandates": [_mandate(one, lang) for one in item.mandates],
        "has_annotation": item.annotated,
        **_speaking(item.speaking, lang),
        "evidence": evidence_as_dict(item.evidence, lang),
        "sub_items": [_item(one, papers, lang) for one in item.sub_items],
    }


def _mandate(mandate: Mandate, lang: str) -> Plain:
    """A bureau's agreement has its meeting, a resolution or decision its number and title."""
    if mandate.kind == "bureau_agreement":
        told: Plain = {
            "by": mandate.by,
            "meeting_date": _day(mandate.date),
            "meeting_place": mandate.place or None,
        }
    else:
        told = {"number": mandate.number, "title": mandate.title or None, "adopted_by": mandate.by or None}
    return {
        "kind": mandate.kind,
        **told,
        "effect": mandate.effect or None,
        "evidence": evidence_as_dict(mandate.evidence, lang),
    }


def _document(paper: Paperwork, lang: str) -> Plain:
    return {
        "symbol": paper.symbol,
        "title": paper.title,
        "items": list(paper.items),
        "symbols": list(paper.symbols),
        "evidence": evidence_as_dict(paper.evidence, lang),
    }


def _row(row: Row, lang: str) -> Plain:
    return {
        "item": row.item,
        "title": row.title if row.title_printed else None,
        "continued": row.continued,
        "documents": list(row.documents),
        "joint": row.joint,
        "items_by_body": dict(row.items_by_body),
        "start": _clock(row.start),
        "end": _clock(row.end),
        "evidence": evidence_as_dict(row.evidence, lang),
    }


def _sitting(sitting: SittingFact, lang: str) -> Plain:
    return {
        "date": sitting.date.isoformat(),
        "start": _clock(sitting.start),
        "end": _clock(sitting.end),
        "items": [row.item for row in sitting.rows if row.item],
        "rows": [_row(row, lang) for row in sitting.rows],
        "track": sitting.track or None,
        "bodies": list(sitting.bodies),
        "room": sitting.room or None,
        "meeting": sitting.meeting or None,
        "open_end": sitting.open_end,
        "closed": sitting.closed,
        "after": sitting.after or None,
        "evidence": evidence_as_dict(sitting.evidence, lang),
    }


def _organization(facts: Facts, lang: str) -> list[Plain]:
    """The rows of all sittings in one list, with the agenda's title for comparison."""
    titles = {item.number: item.title for one in facts.items for item in (one, *one.sub_items)}
    rows = [(sitting, row, at == 0) for sitting in facts.sittings for at, row in enumerate(sitting.rows)]
    return [
        {
            "order": order,
            "date": sitting.date.isoformat(),
            "start": _clock(sitting.start),
            "end": _clock(sitting.end),
            "time_printed_on_this_row": first,
            "item": row.item,
            "title_in_annex": row.title if row.title_printed else None,
            "title_same_as_agenda": titles.get(row.item or "") == row.title,
            "continued": row.continued,
            "evidence": evidence_as_dict(row.evidence, lang),
        }
        for order, (sitting, row, first) in enumerate(rows, 1)
    ]


def _spread(spread: Spread, lang: str) -> Plain:
    return {
        "items": list(spread.items),
        "titles": list(spread.titles),
        "start": _moment(spread.start, spread.start_half, spread.start_time),
        "end": _moment(spread.end, spread.end_half, spread.end_time),
        "documents": list(spread.documents),
        "evidence": evidence_as_dict(spread.evidence, lang),
    }


def _moment(date: dt.date | None, half: str, minutes: int | None) -> str | None:
    """`2019-07-10`, `2019-07-10 a.m.` or `2019-07-10T10:00`, as exact as the text is."""
    if date is None:
        return None
    if minutes is not None:
        return f"{date.isoformat()}T{_clock(minutes)}"
    return f"{date.isoformat()} {half}".strip()


def _deadline(deadline: Deadline, lang: str) -> Plain:
    return {
        "date": deadline.date.isoformat(),
        "time": _clock(deadline.time),
        "title": deadline.title,
        "evidence": evidence_as_dict(deadline.evidence, lang),
    }


def _fixed(fixed: FixedTime, lang: str) -> Plain:
    return {
        "what": fixed.what,
        "item": fixed.item or None,
        "date": fixed.date.isoformat(),
        "start": _clock(fixed.start),
        "end": _clock(fixed.end),
        "evidence": evidence_as_dict(fixed.evidence, lang),
    }


def _joint(joint: JointFact, lang: str) -> Plain:
    decided, rests = joint.decided, joint.rests_on
    sources = [one.evidence.inferred for one in joint.items if one.evidence.inferred]
    return {
        "title": joint.title,
        "bodies": list(joint.bodies),
        "items": [one.value for one in joint.items],
        "items_source": sources[0].told(lang) if sources else None,
        "items_inferred": bool(sources),
        "date": _day(joint.date),
        "start": _clock(joint.start),
        "end": _clock(joint.end),
        "decided_by": decided.by if decided else None,
        "decided_on": _day(decided.date) if decided else None,
        "decided_at_place": (decided.place or None) if decided else None,
        "underlying_resolution": rests.number if rests else None,
        "evidence": evidence_as_dict(joint.evidence, lang),
    }


def _kept(kept: Kept, lang: str) -> Plain:
    return {
        "lines": [{"text": line.text, **_place(line.place)} for line in kept.lines],
        "why": kept.why.told(lang) if kept.why else None,
    }
