"""How the API writes boards, conflicts and steps."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from session_planner.board.state import State
from session_planner.web.store.boards import Step
from session_planner.web.store.codecs import segments_to


def board_shape(number: int, state: State, lang: str) -> dict[str, Any]:
    """A board as the page needs it: what there is, where it stands, what waits, and what the checker says."""
    cards = {card: segments_to(parts) for card, parts in state.cards.items()}
    return {"number": number, **_scenario(state), "cards": cards, **standing_shape(state, lang)}


def standing_shape(state: State, lang: str) -> dict[str, Any]:
    """What a change of any card can change: the tray, conflicts and costs."""
    report = state.report.as_dict(lang)
    return {
        "waiting": [{"card": one.card, "minutes": one.minutes} for one in state.waiting],
        "conflicts": report["conflicts"],
        "costs": report["costs"],
    }


def _scenario(state: State) -> dict[str, Any]:
    scenario, out = state.scenario, state.outline
    return {
        "id": scenario.id,
        "title": dict(scenario.title),
        "timezone": scenario.timezone,
        "languages": list(scenario.languages),
        "grain": scenario.grain,
        "days": [day.date.isoformat() for day in scenario.days],
        "variants": [{"id": one.id, "title": dict(one.called)} for one in scenario.variants],
        "rooms": [{"id": one.id, "title": dict(one.called), "capacity": one.capacity} for one in scenario.rooms],
        "bodies": [
            {
                "id": one.id,
                "title": dict(one.called),
                "sittings": [
                    {"key": slot.key, "start": slot.begins.isoformat(), "end": out.clock(slot.end).isoformat(),
                     "last": out.clock(slot.last).isoformat()}
                    for slot in out.slots[one.id]
                ],
            }
            for one in scenario.bodies
        ],
        "items": [
            {
                "ref": leaf.ref, "body": leaf.body, "number": leaf.item.number, "minutes": leaf.minutes,
                "title": dict(leaf.item.title or {}), "joint": leaf.joint.id if leaf.joint else None,
                "splittable": leaf.item.splittable,
            }
            for leaf in out.leaves.values()
        ],
        "joint_sessions": [
            {"id": one.id, "title": dict(one.called), "bodies": list(one.bodies), "minutes": out.joint_minutes(one),
             "source": one.source}
            for one in scenario.joint_sessions
        ],
        "locks": [{"id": one.id, "item": one.item} for one in scenario.locks],
    }  # fmt: skip


def step_shape(step: Step) -> dict[str, Any]:
    """A change for the history and for live boards."""
    return {
        "number": step.number,
        "variant": step.variant,
        "at": step.at.isoformat(),
        "who": step.who,
        "kind": step.kind,
        "note": step.note,
        "cards": {
            card: {"before": segments_to(before), "after": segments_to(after)}
            for card, (before, after) in step.change.cards.items()
        },
        "text": step.change.text is not None,
        "undoes": step.undoes,
        "undone_by": step.undone_by,
    }


def job_shape(row: Row[Any]) -> dict[str, Any]:
    """A job as the API writes it."""
    return {
        "id": row.id,
        "variant": row.variant,
        "kind": row.kind,
        "asked": row.asked,
        "who": row.who,
        "base": row.base,
        "state": row.state,
        "progress": row.progress,
        "result": row.result,
        "made": row.made.isoformat(),
        "ended": row.ended.isoformat() if row.ended else None,
    }
