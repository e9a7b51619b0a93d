"""`compare` on the command line: sides, forms, exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.calling import CASE, ROOT, call
from tests.docs.test_docs import keys

DAY_BEFORE = ("--variant", "joint-on-17")
IMPOSSIBLE = ("--variant", "second-group-late")


def test_sides_from_arguments_variants_and_changes() -> None:
    done = call("compare", f"{CASE}@no-joint", *DAY_BEFORE, "--also", "@item-5-longer; -body:wg-ic", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    sides = json.loads(done.stdout)["sides"]
    assert [(side["variant"], side["set"]) for side in sides] == [
        ("no-joint", []),
        ("joint-on-17", []),
        ("item-5-longer", ["-body:wg-ic"]),
    ]
    assert all(side["status"] == "optimal" for side in sides)


def test_a_side_without_a_programme_is_told_and_is_bad_news() -> None:
    done = call("compare", CASE, *IMPOSSIBLE)
    assert done.returncode == 1
    assert "B: there is no programme, because of this:" in done.stdout


def test_no_time_is_neither_good_news_nor_bad() -> None:
    done = call("compare", CASE, *DAY_BEFORE, "--time-limit", "0.000001s")
    assert done.returncode == 3
    assert "A: no programme was found in the time there was." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((CASE,), "two or more"),
        ((CASE, "--variant", "joint-on-71"), "did you mean `joint-on-17`?"),
        ((CASE, CASE.with_name("nowhere.yaml")), "nowhere.yaml"),
        ((CASE, "--also", "bodies.wg-tb.size=3"), "did you mean `wg-ta`?"),
        ((CASE, CASE.with_name("six-languages.yaml")), "they have no body in common"),
        ((CASE, *DAY_BEFORE, "--to", "odt"), "allowed: text, html, pdf, docx, md, svg, png"),
    ],
)
def test_a_call_that_is_wrong(arguments: tuple[str | Path, ...], said: str) -> None:
    done = call("compare", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in " ".join(done.stderr.split())


@pytest.mark.parametrize("form", ["html", "md", "docx", "svg", "png", "txt"])
def test_the_form_is_that_of_the_file_and_the_same_each_time(tmp_path: Path, form: str) -> None:
    files = [tmp_path / str(number) / f"days.{form}" for number in range(2)]
    for file in files:
        assert call("compare", CASE, *DAY_BEFORE, "--workers", "1", "-o", file).returncode == 0
    first, second = (file.read_bytes() for file in files)
    assert first == second
    if form == "svg":
        assert "agenda, A: the scenario as it stands, 10" in (ElementTree.fromstring(first).findtext("{*}desc") or "")
    if form == "html":
        assert b"<svg" in first


def test_for_machines_and_in_a_file_at_once(tmp_path: Path) -> None:
    done = call("compare", CASE, *DAY_BEFORE, "--json", "-o", tmp_path / "days.md")
    assert len(json.loads(done.stdout)["sides"]) == 2
    assert "joint discussion is on 17 October" in (tmp_path / "days.md").read_text("utf-8")


def test_a_programme_and_the_variant_that_it_was_made_from_are_the_same(tmp_path: Path) -> None:
    assert call("solve", CASE, "-o", tmp_path / "made", *DAY_BEFORE, "--workers", "1").returncode == 0
    made = tmp_path / "made" / "programme.json"
    done = call("compare", f"{CASE}@joint-on-17", made, "--workers", "1", "--json")
    sides = json.loads(done.stdout)["sides"]
    assert [side["verdict"] for side in sides] == ["same", "same"]
    assert sides[1]["moved"]["moves"] == []
    assert (sides[1]["variant"], sides[1]["programme"]) == ("joint-on-17", True)


def test_every_key_that_machines_get_is_described() -> None:
    page = (ROOT / "docs/reference/files.md").read_text("utf-8").partition("## Comparisons")[2].partition("\n## ")[0]
    hybrid = CASE.with_name("hybrid-week.yaml")
    calls = [(CASE, f"{CASE}@joint-on-17"), (hybrid, hybrid)]
    told = [json.loads(call("compare", *sides, "--json").stdout) for sides in calls]
    for side in (side for one in told for side in one["sides"]):
        side["moved"] = None  # described with the releases
        figures = side["measures"].pop("figures")
        named = {re.sub(r"^(tier|bound)[.].*", r"\1.ID", re.sub(r"^cost[.].*", "cost.RULE", name)) for name in figures}
        assert {name for name in named if f"`{name}`" not in page} == set()
        side["tiers"] = {}
    assert {key for key in keys(told) if f"`{key}`" not in page} == set()
