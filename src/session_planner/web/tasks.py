"""What each kind of job does, in the process of its own that `work` starts it in, inside an empty folder of its own.

Each takes what was asked (plain data, the scenario's text in it) and gives plain data for the job's `result`. Of that,
`programme` becomes a proposal, with `text` where events have changed the scenario; `document` is a page to be read.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import session_planner as sp
from session_planner.words import N_, text

_CALLED = {
    "board": N_("The board as it stands"),
    "variant": N_("Solved anew"),
    "proposal": N_("A proposal"),
    "release": N_("Release {number}"),
}
Asked = dict[str, Any]
Many = Callable[[int, int, float], None]
Task = Callable[[Asked, "sp.Control", Many], dict[str, Any]]


def _scenario(asked: Asked) -> sp.Scenario:
    return sp.load_written(asked["text"].encode(), asked["file"], asked["variant"] or None)


def _on_disk(asked: Asked) -> Path:
    """The scenario as a file: some studies change texts, and take them where they stand."""
    path = Path(Path(asked["file"]).name)
    path.write_bytes(asked["text"].encode())
    return path


def _solve(asked: Asked, control: sp.Control, _many: Many) -> dict[str, Any]:
    """`programme`, null where there is none; `impossible`: proved."""
    outcome = sp.solve(_scenario(asked), control)
    return {
        "programme": outcome.programme.as_dict() if outcome.programme else None,
        "impossible": outcome.impossible,
    }


def _explain(asked: Asked, control: sp.Control, _many: Many) -> dict[str, Any]:
    """The explanation; each of its ways out with the `sets` that would try it, null where no edit can."""
    scenario = _scenario(asked)
    found = sp.explain(scenario, control)
    told = found.as_dict(asked["lang"])
    for way, sets in zip(told["repairs"], sp.tries(found, scenario), strict=True):
        way["sets"] = sets
    return {"explanation": told}


def _replan(asked: Asked, control: sp.Control, _many: Many) -> dict[str, Any]:
    """The programme that changes least, what changed, in words and counted, and the text that events made."""
    scenario = sp.load(_on_disk(asked), asked["variant"] or None)
    published = sp.parse_programme(json.dumps(asked["published"]).encode(), "published.json", None).programme
    now = sp.read_now(asked["now"], scenario) if asked["now"] else None
    was = sp.load_written(asked["was"].encode(), asked["file"]) if asked["was"] else None
    found = sp.replan(scenario, published, asked["events"], now, None, control, was, write=not asked["variant"])
    told = {name: value for name, value in found.as_dict().items() if name in ("now", "edits", "variants_dropped")}
    if found.changes is not None:
        told["notice"] = sp.replan_notice(found.changes, asked["lang"], time=found.now).decode()
    return {
        **told,
        "counts": [one.words.told(asked["lang"]) for one in found.counts],
        "programme": found.programme.as_dict() if found.programme else None,
        "text": found.text.text if found.text and found.edits else None,
        "impossible": found.outcome.impossible,
    }


def _compare(asked: Asked, control: sp.Control, _many: Many) -> dict[str, Any]:
    """Sides as `sp.compare` takes them: scenarios to be solved, programmes with their scenario beside them."""
    given = []
    for side in asked["sides"]:
        folder = Path(side["name"])
        folder.mkdir()
        scenario = folder / "scenario.yaml"
        scenario.write_bytes(side["text"].encode())
        if side["programme"] is None:
            given.append(f"{scenario}@{side['variant']}" if side["variant"] else str(scenario))
        else:
            programme = folder / "programme.json"
            programme.write_bytes(json.dumps(side["programme"]).encode())
            given.append(str(programme))
    subjects = [
        replace(one, called=_called(side, asked["lang"]))
        for one, side in zip(sp.subjects(given), asked["sides"], strict=True)
    ]
    found = sp.compare(subjects, control)
    document = sp.comparison_document(found, asked["lang"])
    return {
        "comparison": found.as_dict(asked["lang"]),
        "names": [side["name"] for side in asked["sides"]],
        "document": sp.written(document, "html").decode(),
    }


def _called(side: Asked, lang: str) -> str:
    """A side in the words of the board: the files that it is read from here say nothing to a planner."""
    called = _CALLED[side["of"]]
    return text(called, lang, number=side["which"])


def _prices(asked: Asked, control: sp.Control, _many: Many) -> dict[str, Any]:
    """What each requirement costs; where there is no programme, the base says so."""
    scenario = sp.load(_on_disk(asked), asked["variant"] or None)
    found = sp.prices(scenario, control, asked["only"])
    told: dict[str, Any] = {"prices": found.as_dict(asked["lang"])}
    if found.base.programme is not None:
        told["document"] = sp.written(sp.prices_document(found, scenario, asked["lang"]), "html").decode()
    return told


def _sweep(asked: Asked, control: sp.Control, many: Many) -> dict[str, Any]:
    """The trials as rows; what is stopped keeps those that are made."""
    path = _on_disk(asked)
    variants = asked["variants"] or ([asked["variant"]] if asked["variant"] else ())
    trials = sp.sweep_trials(
        path, variants=variants, grid=asked["grid"], sets=asked["sets"], sample=asked["sample"], seed=asked["seed"]
    )
    with sp.SweepResults("sweep.sqlite") as results:
        swept = sp.sweep(
            path, trials, results, seconds=asked["each"], seed=asked["seed"], lang=asked["lang"], control=control,
            watch=lambda seen: many(seen.done, seen.of, seen.seconds),
        )  # fmt: skip
        table = sp.sweep_table(results.rows(swept.keys), (), (), ())
    drawing = sp.sweep_svg(table, asked["lang"])
    document = sp.sweep_document(table, sp.load(path), asked["lang"], drawing=drawing)
    return {
        "trials": swept.progress.of,
        "done": swept.progress.done,
        "rows": table.as_dicts(),
        "document": sp.written(document, "html").decode(),
    }


TASKS: dict[str, Task] = {
    "solve": _solve,
    "explain": _explain,
    "replan": _replan,
    "compare": _compare,
    "prices": _prices,
    "sweep": _sweep,
}
