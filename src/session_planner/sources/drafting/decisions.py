"""The decisions that a document cites, as a scenario holds them: each once, by its kind and number, or by its date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from session_planner.sources.draft import Draft
from session_planner.sources.drafting.names import slug, unused
from session_planner.sources.drafting.plan import Plan
from session_planner.sources.facts import Mandate
from session_planner.words import N_, text

_BEGINS = {"resolution": "resolution", "decision": "decision", "bureau_agreement": "bureau"}


def decisions_of(plan: Plan, draft: Draft) -> dict[str, str]:
    """Puts the decisions into the data; their ids by the key of a mandate."""
    ids: dict[str, str] = {}
    made: list[dict[str, Any]] = []
    for mandate in _cited(plan):
        key = _key(mandate)
        if key in ids:
            _filled(made[list(ids).index(key)], mandate, plan.lang)
            continue
        about = mandate.number or (mandate.date.isoformat() if mandate.date else "") or mandate.title
        ids[key] = unused(f"{_BEGINS[mandate.kind]}-{slug(about.replace('.', '-'))}", ids.values())
        draft.evidence["decisions", len(made), "id"] = mandate.evidence
        made.append({"id": ids[key]})
        _filled(made[-1], mandate, plan.lang)
    if made:
        draft.data["decisions"] = made
    return ids


def _cited(plan: Plan) -> Iterable[Mandate]:
    """Every citation, in the order of the agenda; those of joint sessions last."""
    for organ in plan.organs:
        for top in organ.agenda:
            for point in top.all():
                yield from point.mandates
    yield from (joint.decided for joint in plan.joints if joint.decided is not None)


def _key(mandate: Mandate) -> str:
    return "|".join(mandate.key) if any(mandate.key[1:]) else f"{mandate.kind}|{mandate.title}|{mandate.by}"


def _filled(one: dict[str, Any], mandate: Mandate, lang: str) -> None:
    """Adds to a decision what a citation says of it, in the order of keys; what an earlier one said stands."""
    said: dict[str, Any] = {}
    if mandate.by:
        said["by"] = {lang: mandate.by}
    if mandate.date is not None:
        said["on"] = mandate.date.isoformat()
    if mandate.place:
        said["at"] = {lang: mandate.place}
    if mandate.number:
        said["symbol"] = mandate.number
    if mandate.title or mandate.effect:
        said["text"] = {lang: mandate.title or mandate.effect}
    whole = said | one
    one.clear()
    one |= {key: whole[key] for key in ("id", "by", "on", "at", "symbol", "text") if key in whole}


def source_of(mandates: Sequence[Mandate], ids: dict[str, str]) -> str:
    """The id of the first of some mandates; empty where there is none."""
    return next((ids[_key(mandate)] for mandate in mandates if _key(mandate) in ids), "")


def also(mandates: Sequence[Mandate], ids: dict[str, str], lang: str) -> str:
    """A remark that names the further ones: a part of a scenario has one `source`."""
    others = list(dict.fromkeys(ids[_key(mandate)] for mandate in mandates if _key(mandate) in ids))[1:]
    return text(N_("Also {decisions}."), lang, decisions=", ".join(others)) if others else ""
