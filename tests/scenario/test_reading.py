"""From a file to a whole scenario: every stage's mistakes at once, variants, formats, and what it remembers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from session_planner.errors import InputError, Mistake
from session_planner.scenario import reading
from session_planner.scenario.contradictions import contradictions
from session_planner.scenario.model import Scenario
from session_planner.scenario.places import Source
from session_planner.scenario.reading import load
from tests.scenario.marked import BODIES, HEAD

JOINT = "joint_sessions:\n  - {id: j, bodies: [ta, ic], items: {ta: [2]}, start: 2012-10-18T10:00}\n"
VARIANTS = """\
variants:
  - {id: late, set: {joint_sessions.j.start: 2012-10-17T15:00}}
  - {id: wrong, set: {joint_sessions.j.start: 2012-10-32T15:00, bodies.ta.size: many}}
  - {id: unknown, on: late, add: {locks: {id: l, item: ta/7, start: 2012-10-17T15:00}}}
  - {id: short, add: {bodies.ic.agenda: {number: 2, items: [{number: a, duration: 5 min}]}}}
"""
GOOD = HEAD + BODIES + JOINT + VARIANTS


def at(needle: str, content: str = GOOD) -> tuple[int, int]:
    """Line and column of the one place where `needle` stands."""
    before, found, after = content.partition(needle)
    assert found
    assert needle not in after
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def place(needle: str, content: str = GOOD) -> str:
    return "week-1.yaml:{}:{}: ".format(*at(needle, content))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "week-1.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def told(path: Path, *args: Any, **more: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        load(path, *args, **more)
    return [str(mistake).removeprefix(f"{path.parent}/") for mistake in caught.value.mistakes]


def start(scenario: Scenario) -> str:
    return f"{scenario.joint_sessions[0].start:%d %H:%M}"


def test_a_scenario_and_what_it_remembers(file: Path) -> None:
    scenario = load(file)
    assert (scenario.id, scenario._variant, scenario._sets) == ("week-1", None, ())
    assert scenario._sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert scenario._source.place(("joint_sessions", 0, "start")) == at("2012-10-18T10:00")
    assert start(scenario) == "18 10:00"
    file.write_text("id: own\n" + GOOD, encoding="utf-8")
    assert load(file).id == "own"


def test_a_variant_and_settings_on_it(file: Path) -> None:
    late = load(file, "late")
    assert (start(late), late._variant) == ("17 15:00", "late")
    assert late._sha256 == load(file)._sha256
    assert late._source.place(("joint_sessions", 0, "start")) == at("2012-10-17T15:00}}\n")
    set_ = load(file, "late", ["joint_sessions.j.start=2012-10-17T16:00"])
    assert (start(set_), set_._sets) == ("17 16:00", ("joint_sessions.j.start=2012-10-17T16:00",))


def test_sub_items_that_a_variant_brings_are_numbered_in_full(file: Path) -> None:
    assert load(file, "short").bodies[1].agenda[1].items[0].number == "2(a)"


def test_mistakes_that_a_variant_brings_stand_in_the_variant(file: Path) -> None:
    assert told(file, "wrong") == [
        place("2012-10-32") + "`2012-10-32T15:00` is not a moment; write it like `2012-10-17T10:00`",
        place("many") + "found `many`; allowed here: a whole number; for example `3`",
    ]
    assert told(file, "unknown") == [place("ta/7") + "`ta` has no item `7`; there are 1(a), 1(b), 2, 3, 1"]


def test_mistakes_that_a_setting_brings_name_it(file: Path) -> None:
    assert told(file, None, ["joint_sessions.j.start=noon", "joint_sessions.j.bodies=[ta, ci]"]) == [
        "--set joint_sessions.j.bodies=[ta, ci]: there is no body `ci`; there are ta, ic",
        "--set joint_sessions.j.start=noon: `noon` is not a moment; write it like `2012-10-17T10:00`",
    ]


def places(file: Path, variant: str) -> list[tuple[int, int]]:
    """Where the mistakes of a variant stand."""
    try:
        load(file, variant)
    except InputError as error:
        return [(mistake.line, mistake.column) for mistake in error.mistakes]
    return []


def test_all_variants(file: Path) -> None:
    assert {name: places(file, name) for name in ("late", "wrong", "unknown", "short")} == {
        "late": [],
        "wrong": [at("2012-10-32"), at("many")],
        "unknown": [at("ta/7")],
        "short": [],
    }


def test_mistakes_of_every_stage_at_once(file: Path) -> None:
    bad = (
        GOOD.replace("Europe/Vienna", "Vienna")
        .replace("number: 3, duration: 1 h", "number: 3, duratoin: 1 h")
        .replace("ta: [2]", "ta: [2, 9]")
        .replace("joint_sessions.j.start: 2012-10-17", "joint_sessions.k.start: 2012-10-17")
    )
    file.write_text(bad, encoding="utf-8")
    assert told(file) == [
        place("Vienna", bad) + "there is no time zone `Vienna`; did you mean `Europe/Vienna`?",
        place("duratoin", bad)
        + "unknown key `duratoin`; did you mean `duration`? Allowed here: drafting_time, duration, earliest, "
        "items, latest, least_part, most_parts, note, number, place, preferred, programme_title, role, source, "
        "speakers, splittable, start, title, unavailable, windows",
        place("9]", bad) + "`ta` has no item `9`; there are 1(a), 1(b), 2, 3",
        place("joint_sessions.k", bad) + "`joint_sessions.k.start`: there is no `k`; there are j",
    ]


def test_a_variant_that_does_not_exist_and_the_mistakes_of_the_file(file: Path) -> None:
    bad = GOOD.replace("duration: 30 min", "duration: 30")
    file.write_text(bad, encoding="utf-8")
    assert told(file, "lat") == [
        "week-1.yaml: there is no variant `lat`; did you mean `late`?",
        place("30}", bad) + "`30` is not a duration; write it like `45 min`, `1 h 30 min` or `PT1H30M`",
    ]


def test_what_the_rules_say_is_told_with_the_rest(file: Path) -> None:
    def rules(scenario: Scenario, source: Source) -> Iterator[Mistake]:
        yield from (source.mistake(("rules", rule), "there is no such rule", at_key=True) for rule in scenario.rules)

    file.write_text(GOOD + "rules: {joint-olny: off}\ngrain: 7 min\n", encoding="utf-8")
    assert told(file, check_rules=rules) == [
        "week-1.yaml:23:9: there is no such rule",
        "week-1.yaml:24:8: found `7 min`; allowed here: a whole number; for example `3`",
    ]
    file.write_text(GOOD, encoding="utf-8")
    assert load(file, check_rules=rules).id == "week-1"


def test_a_format_of_a_later_version(file: Path) -> None:
    file.write_text(GOOD.replace("format: 1", "format: 2").replace("title: T", "titel: T"), encoding="utf-8")
    assert told(file) == [
        "week-1.yaml:1:9: this file is of format 2; this version of session-planner reads formats up to 1"
    ]


def test_a_later_format_in_quotes_is_later_too(file: Path) -> None:
    file.write_text(GOOD.replace("format: 1", "format: '2'"), encoding="utf-8")
    assert len(told(file)) == 1


@pytest.mark.parametrize("written", ["format: one", "format: 0", "format: [1]", "forma: 1"])
def test_no_format(file: Path, written: str) -> None:
    file.write_text(GOOD.replace("format: 1", written), encoding="utf-8")
    assert any(mistake.startswith("week-1.yaml:1:") for mistake in told(file))


def test_an_older_format_is_migrated(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As format 0 could have been: `meetings` where there are bodies now; places are those of the file."""

    def to_1(data: dict[str, Any]) -> dict[str, Any]:
        return {
            **{key: value for key, value in data.items() if key != "meetings"},
            "format": 1,
            "bodies": data["meetings"],
        }

    monkeypatch.setitem(reading.MIGRATIONS, 0, to_1)
    old = GOOD.replace("format: 1", "format: 0").replace("\nbodies:", "\nmeetings:")
    file.write_text(old, encoding="utf-8")
    assert load(file).bodies[0].id == "ta"
    bad = old.replace("ta: [2]", "ta: [8]")
    file.write_text(bad, encoding="utf-8")
    assert told(file) == [place("8]", bad) + "`ta` has no item `8`; there are 1(a), 1(b), 2, 3"]


@pytest.mark.parametrize(
    "content", ["", "5", "[]", "x", "bodies: 5", "bodies: [5]", "{format: 1, days: [], bodies: []}", "days: {a: b}"]
)
def test_a_file_that_is_no_scenario(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    assert all(mistake.startswith("week-1.yaml:1:") for mistake in told(file))


def test_no_file(tmp_path: Path) -> None:
    assert told(tmp_path / "none.yaml") == ["none.yaml: there is no such file"]


def test_contradictions_have_the_places_of_the_variant(file: Path) -> None:
    """Set at noon, the joint hour ends with the sitting; the variant sets it at two, when nobody sits."""
    assert contradictions(load(file)) == ()
    bad = GOOD.replace("2012-10-17T15:00}}\n", "2012-10-17T14:00}}\n")
    file.write_text(bad, encoding="utf-8")
    [mistake] = contradictions(load(file, "late"))
    assert (mistake.line, mistake.column, mistake.path) == (*at("2012-10-17T14:00", bad), "joint_sessions[0].start")
