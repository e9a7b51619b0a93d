"""A workbook of the library as the draft that `import` writes: each part says which sheet and which names it is from.

At the end of this folder, under the door `sources.reading`; the scenario is that of `scenario`.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePath
from typing import Any

from session_planner.scenario.costing import MOST_COST
from session_planner.sources.conferences.cosplib.charges import kept_apart, place_costs
from session_planner.sources.conferences.cosplib.instance import Instance
from session_planner.sources.conferences.cosplib.reading import parse_instance
from session_planner.sources.conferences.cosplib.scenario import WEIGHED, ids_of, scenario_of
from session_planner.sources.conferences.cosplib.sheets import loose
from session_planner.sources.draft import Draft, PathTo
from session_planner.sources.evidence import Evidence, Place, shortened
from session_planner.sources.reading import Options
from session_planner.sources.systems.clock import zone_of
from session_planner.sources.systems.wrong import Wrong, cut
from session_planner.words import N_, say

MOST_WEIGHT = 1_000_000
"""The most that a rule of a scenario weighs."""
_MOST_LISTED = 1 << 20
"""Bytes of a workbook's list of sheets that are looked at."""
_SHEET = re.compile(rb"""<(?:\w+:)?sheet\s[^>]*?\bname\s*=\s*["']([^"']*)["']""")
_OF_IT = {loose(name) for name in ("tracks_sessions|penalty", "tracks_rooms|penalty", "sessions_rooms|penalty")}
"""Sheets that only the library's workbooks have."""


def recognise(data: bytes, file: str) -> bool:
    """Whether a file is a workbook with a sheet of submissions and one of the library's sheets of penalties."""
    del file
    if data[:2] != b"PK" or b"xl/workbook.xml" not in data:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as whole, whole.open("xl/workbook.xml") as part:
            listed = part.read(_MOST_LISTED)
    except (OSError, ValueError, KeyError, RuntimeError, NotImplementedError, EOFError, zlib.error, zipfile.BadZipFile):
        return False
    names = {loose(name.decode("utf-8", "replace")) for name in _SHEET.findall(listed)}
    return "submissions" in names and not names.isdisjoint(_OF_IT)


def read(data: bytes, file: str, options: Options) -> Draft:
    """The draft of a conference. Raises InputError with all mistakes, each with its sheet and cell."""
    instance = parse_instance(data, file)
    scenario = scenario_of(instance, PurePath(file).stem)
    _tell_too_dear(scenario, file)
    evidence = _evidence(instance, scenario)
    if options.timezone is not None:
        scenario["timezone"], asked = zone_of("", options.timezone, "", Place())
        evidence["timezone",] = asked or Evidence()
    told = N_("{file}: a conference of CoSPLib; a track is a body, a submission an item, a session a sitting, and "
              "every term of its score a rule")  # fmt: skip
    back = N_("what is planned is written as the library writes it with --to cosplib --instance {file}")
    name = PurePath(file).name
    return Draft("", scenario, evidence, notes=[say(told, file=name), say(back, file=name)])


def _tell_too_dear(scenario: dict[str, Any], file: str) -> None:
    """Raises InputError for weights and penalties beyond what a scenario can hold."""
    wrong = Wrong(file)
    for rule, term in WEIGHED.items():
        setting = scenario["rules"][rule]
        if isinstance(setting, dict) and setting["weight"] > MOST_WEIGHT:
            message = N_("a weight of {found} is more than a rule can have; at most {most}")
            wrong.add(f"parameters, {term.label}", message, found=setting["weight"], most=MOST_WEIGHT)
    for section in ("place_costs", "kept_apart"):
        for entry in scenario.get(section, ()):
            if entry["cost"] > MOST_COST:
                message = N_("weight, penalty and slots come to {found}; a scenario can hold costs of at most {most}")
                wrong.add(
                    cut(", ".join(entry.get("of", entry.get("rooms")))), message, found=entry["cost"], most=MOST_COST
                )
    wrong.tell()


# -- where everything comes from ---------------------------------------------------------------------------------------


def _evidence(instance: Instance, scenario: dict[str, Any]) -> dict[PathTo, Evidence]:
    ids = ids_of(instance)
    sheet = {name: _from(name) for name in ("sessions", "rooms", "submissions", "parameters")}
    found: dict[PathTo, Evidence] = {
        ("timezone",): _from("parameters", f"GMT{instance.parameters.zone:+}"),
        ("grain",): Evidence(inferred=say(N_("the longest slot that fits into every session"))),
        ("rooms",): sheet["rooms"],
        ("tiers",): Evidence(inferred=say(N_("all terms of the score are added"))),
        ("rules",): Evidence(inferred=say(N_("what the library has no term for is off"))),
    }
    for at, day in enumerate(scenario["days"]):
        names = [one for one, window in ids.windows.items() if window.startswith(day["date"])]
        found["days", at] = _from("sessions", ", ".join(names))
    for at, track in enumerate(instance.tracks):
        found["bodies", at] = _from("tracks", ", ".join(track.chairs))
        found["bodies", at, "agenda"] = sheet["submissions"]
    for at, (_, said) in enumerate(place_costs(instance, ids)):
        found["place_costs", at] = Evidence(words=shortened(said))
    for at, (_, said) in enumerate(kept_apart(instance, ids, scenario["grain"])):
        found["kept_apart", at] = Evidence(words=shortened(said))
    for rule, term in WEIGHED.items():
        if instance.weights[term]:
            found["rules", rule] = _from("parameters", term.label)
    return found


def _from(sheet: str, words: str = "") -> Evidence:
    return Evidence((Place(path=sheet),), shortened(words))
