"""What an import tells of a draft: how much it holds, what is left to look at; all of it for machines.

Beside `written`, for the command line and for programs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from session_planner.scenario.places import path_text
from session_planner.sources.draft import Draft
from session_planner.sources.evidence import Evidence, Place
from session_planner.sources.written import places_told, share_told
from session_planner.words import N_, text

_MOST_TOLD = 8


def draft_counts(draft: Draft) -> dict[str, int]:
    """How much a draft holds, by kind."""
    data = draft.data
    bodies = data.get("bodies", [])
    return {
        "bodies": len(bodies),
        "items": sum(1 for body in bodies for _item in _leaves(body.get("agenda", []))),
        "sittings": sum(map(len, _sittings(data))),
        "rooms": len(data.get("rooms", [])),
        "documents": len(data.get("documents", [])),
        "decisions": len(data.get("decisions", [])),
        "joint_sessions": len(data.get("joint_sessions", [])),
        "segments": len(draft.programme),
        "doubtful": len(draft.doubts()),
        "open": len(draft.open),
        "kept": sum(len(kept.lines) for kept in draft.kept),
    }


def _leaves(agenda: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in agenda:
        if item.get("items"):
            yield from _leaves(item["items"])
        else:
            yield item


def _sittings(data: Mapping[str, Any]) -> Iterator[list[Any]]:
    yield from (day.get("sittings", []) for day in data.get("days", []))
    for body in data.get("bodies", []):
        yield from (pattern.get("hours", []) for pattern in body.get("sittings") or [])


def draft_summary(draft: Draft, lang: str) -> list[str]:
    """What an import says when it is done, line by line."""
    counts = {kind: str(count) for kind, count in draft_counts(draft).items()}
    lines = [
        text(
            N_(
                "bodies: {bodies}; items: {items}; sittings: {sittings}; rooms: {rooms}; documents: {documents}; "
                "decisions: {decisions}; joint sessions: {joint_sessions}"
            ),
            lang,
            **counts,
        )
    ]
    if draft.programme:
        lines.append(text(N_("the source has a timetable; segments: {segments}"), lang, **counts))
    if draft.lines:
        lines.append(share_told(draft, lang))
    lines.append(
        text(N_("inferred or doubtful values: {doubtful}; left open: {open}; lines not placed: {kept}"), lang, **counts)
    )
    lines += [f"- {note.told(lang)}" for note in draft.notes]
    kept = [line for one in draft.kept for line in one.lines]
    lines += [f"- {places_told([line.place], lang)}: {line.text}" for line in kept[:_MOST_TOLD]]
    if len(kept) > _MOST_TOLD:
        lines.append(text(N_("… and {count} lines more"), lang, count=str(len(kept) - _MOST_TOLD)))
    return lines


def draft_as_dict(draft: Draft, lang: str = "en") -> dict[str, Any]:
    """A draft for machines: what was read, the scenario's data, the evidence by path, what is open, what was kept."""
    from session_planner.sources.facts_dict import facts_as_dict

    return {
        "facts": facts_as_dict(draft.facts) if draft.facts is not None else None,
        "scenario": draft.data,
        "evidence": {path_text(path): _evidence(evidence, lang) for path, evidence in draft.evidence.items()},
        "open": {path_text(path): words.told(lang) for path, words in draft.open.items()},
        "kept": [
            {"place": _place(line.place), "text": line.text, "why": kept.why.told(lang) if kept.why else None}
            for kept in draft.kept
            for line in kept.lines
        ],
        "notes": [note.told(lang) for note in draft.notes],
        "lines": {"all": draft.lines, "used": draft.taken},
        "counts": draft_counts(draft),
    }


def _evidence(evidence: Evidence, lang: str) -> dict[str, Any]:
    return {
        "places": [_place(place) for place in evidence.places],
        "words": evidence.words,
        "inferred": evidence.inferred.told(lang) if evidence.inferred else None,
        "doubt": evidence.doubt.told(lang) if evidence.doubt else None,
    }


def _place(place: Place) -> dict[str, int | str]:
    """What of a place there is."""
    parts: dict[str, int | str] = {
        "page": place.page, "line": place.line, "table": place.table, "row": place.row, "column": place.column,
        "path": place.path,
    }  # fmt: skip
    return {key: value for key, value in parts.items() if value}
