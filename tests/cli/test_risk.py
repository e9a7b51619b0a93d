"""`risk` and `solve --robust` on the command line: what they say, in which forms, with which exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.calling import CASE, ROOT, call
from tests.docs.test_docs import keys

SHARED = """\
format: 1
title: {en: Two groups, fr: Deux groupes}
timezone: Europe/Vienna
days: [{date: 2012-10-17, sittings: ["10:00-13:00"]}]
bodies:
  - id: wg-a
    title: {en: Group A, fr: Groupe A}
    speaking_limits: {delegation: 3 min}
    agenda:
      - {number: 1, title: {en: Trade, fr: Commerce}, duration: {least: 30 min, expected: 1 h, most: 1 h 30 min}}
      - {number: 2, title: {en: Debate, fr: Débat}, speakers: {number: {least: 5, expected: 10, most: 15}}}
  - {id: wg-b, title: {en: Group B, fr: Groupe B}}
joint_sessions:
  - {id: both, title: {en: Both groups, fr: Les deux groupes}, bodies: [wg-a, wg-b], duration: 30 min}
precedences:
  - {before: wg-a/1, after: wg-a/2}
  - {before: wg-a/2, after: "joint:both"}
rules: {joint-only: off}
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scenario of two groups, and its programme beside it."""
    folder = tmp_path_factory.mktemp("shared")
    (folder / "week.yaml").write_text(SHARED, encoding="utf-8")
    assert call("solve", folder / "week.yaml", "-o", folder / "out").returncode == 0
    return folder


def test_chances_with_their_error_for_people_and_for_machines(shared: Path) -> None:
    given = (shared / "week.yaml", shared / "out" / "programme.json")
    told = call("risk", *given)
    assert (told.returncode, told.stderr) == (0, "")
    said = " ".join(told.stdout.split())
    assert "Simulated sessions: 10,000 (seed 0)." in said
    found = json.loads(call("risk", *given, "--json").stdout)
    (session,) = (one for one in found["starts"] if one["id"] == "joint:both")
    chance = session["on_time"]
    assert chance["low"] < chance["chance"] < chance["high"]
    assert f"{chance['chance']:.1%}".replace(".0%", "%") in said
    assert {one["item"] for one in found["threats"] if one["target"] == "joint:both"} == {"wg-a/1", "wg-a/2"}
    assert (found["certain"], found["tolerance"], found["spread"]) == ([], 0, None)


def test_every_key_that_machines_get_is_described(shared: Path) -> None:
    page = (ROOT / "docs/reference/files.md").read_text(encoding="utf-8")
    found = json.loads(call("risk", shared / "week.yaml", shared / "out" / "programme.json", "--json").stdout)
    solved = json.loads(call("solve", shared / "week.yaml", "-o", shared / "r", "--robust", "0.8", "--json").stdout)
    assert {key for key in keys([found, solved["robust"]]) if f"`{key}`" not in page} == set()


def test_a_scenario_without_estimates_says_that_nothing_varies_unless_a_spread_is_given(tmp_path: Path) -> None:
    assert call("solve", CASE, "-o", tmp_path).returncode == 0
    given = (CASE, tmp_path / "programme.json")
    plain, spread = call("risk", *given), call("risk", *given, "--spread", "0.2")
    assert "Nothing varies: the scenario gives one figure for every duration" in " ".join(plain.stdout.split())
    assert "may take up to 20% less or more" in " ".join(spread.stdout.split())
    assert "Nothing varies" not in spread.stdout


def test_for_machines_and_in_a_file_at_once(shared: Path, tmp_path: Path) -> None:
    given = (shared / "week.yaml", shared / "out" / "programme.json", "--samples", "1000")
    done = call("risk", *given, "--json", "-o", tmp_path / "risk.svg")
    assert json.loads(done.stdout)["samples"] == 1000
    ElementTree.parse(tmp_path / "risk.svg")


@pytest.mark.parametrize("form", ["html", "docx", "svg", "txt"])
def test_the_form_is_that_of_the_file_and_the_same_each_time(shared: Path, tmp_path: Path, form: str) -> None:
    given = (shared / "week.yaml", shared / "out" / "programme.json", "--lang", "fr", "--samples", "1000")
    files = [tmp_path / f"{name}.{form}" for name in "ab"]
    for file in files:
        done = call("risk", *given, "-o", file)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    first, second = (file.read_bytes() for file in files)
    assert first == second
    if form == "svg":
        ElementTree.fromstring(first)
    if form != "docx":
        assert "Les deux groupes" in first.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--tolerance", "soon"), "`soon` is not a time of minutes"),
        (("--spread", "1.5"), "`1.5` is not a share"),
        (("--to", "odt"), "allowed: text, html, pdf, docx, md, svg, png"),
        (("--samples", "7"), "100"),
    ],
)
def test_a_call_that_is_wrong(shared: Path, arguments: tuple[str, str], said: str) -> None:
    done = call("risk", shared / "week.yaml", shared / "out" / "programme.json", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in " ".join(done.stderr.split())


def test_estimates_that_contradict_themselves_are_a_mistake_of_the_scenario(shared: Path) -> None:
    wrong = "bodies.wg-a.agenda.1.duration={least: 1 h, expected: 1 h, most: 2 h}"
    done = call("risk", shared / "week.yaml", shared / "out" / "programme.json", "--set", wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert "wg-a/1 is expected to take 60, and may take from 60 to 120 min" in done.stderr


def test_a_programme_that_holds_is_written_with_its_reserve_and_passes_its_check(shared: Path) -> None:
    out = shared / "robust"
    plain = json.loads(call("risk", shared / "week.yaml", shared / "out" / "programme.json", "--json").stdout)
    assert next(one for one in plain["starts"] if one["id"] == "joint:both")["on_time"]["chance"] < 0.8
    done = call("solve", shared / "week.yaml", "-o", out, "--robust", "0.9")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Every joint session starts on time with a chance of at least 90.0% (simulated):" in done.stdout
    (reserve,) = re.findall(r"^- Both groups: (\d+) min kept free before it; on time in \d", done.stdout, re.M)
    programme = json.loads((out / "programme.json").read_text(encoding="utf-8"))
    assert programme["scenario"]["set"] == [f"joint_sessions[both].reserve={reserve} min"]
    asked = ("--set", programme["scenario"]["set"][0])
    assert call("check", out / "scenario.yaml", out / "programme.json", *asked).returncode == 0
    assert call("export", out / "programme.json", "--to", "md").returncode == 0
    fresh = json.loads(call("risk", shared / "week.yaml", out / "programme.json", "--seed", "77", "--json").stdout)
    assert next(one for one in fresh["starts"] if one["id"] == "joint:both")["on_time"]["chance"] > 0.89


def test_if_no_programme_holds_that_is_bad_news_with_the_highest_chance(shared: Path) -> None:
    short = ("--set", "days.2012-10-17.sittings=['10:00-12:10']")
    done = call("solve", shared / "week.yaml", "-o", shared / "none", "--robust", "0.99", *short)
    assert done.returncode == 1
    assert "more reserve than this leaves no programme. The highest chance found is" in done.stdout
    assert not (shared / "none" / "programme.json").exists()
    found = json.loads(
        call("solve", shared / "week.yaml", "-o", shared / "none", "--robust", "0.99", *short, "--json").stdout
    )
    assert (found["robust"]["reached"], found["robust"]["why"]) == (False, "impossible")


@pytest.mark.parametrize("chance", ["0", "90"])
def test_a_chance_lies_between_nothing_and_one(shared: Path, chance: str) -> None:
    done = call("solve", shared / "week.yaml", "-o", shared / "wrong", "--robust", chance)
    assert done.returncode == 2
    assert f"`{chance}` is not a chance" in " ".join(done.stderr.split())
