"""`session-planner prices` and `front` as a planner uses them: on shipped scenarios, to every form, to every end."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.calling import CASE, SCENARIOS, call

HYBRID = SCENARIOS / "hybrid-week.yaml"
IMPOSSIBLE = SCENARIOS / "impossible" / "two-at-once.yaml"
BETWEEN = ("--between", "agenda-order", "remote-hours")


def said(text: str) -> str:
    """What is printed, as one line."""
    return re.sub(r"\s+", " ", text)


def test_what_the_joint_sitting_costs() -> None:
    """That nothing else may be taken up in the joint sitting puts item 8 before 6 and 7: one inversion, 10."""
    done = call("prices", CASE, "--lang", "en")
    assert done.returncode == 0, done.stderr
    told = said(done.stdout)
    assert "The programme as it is costs: Order of work: 10; Use of the house: 24." in told
    assert "Joint sittings hold" in told
    assert "Order of work: 10 less" in told
    assert "Nothing is gained, proved (" in told


def test_prices_for_machines() -> None:
    done = call("prices", CASE, "--json", "--lang", "en")
    found = json.loads(done.stdout)
    assert found["status"] == "optimal"
    assert found["tiers"] == [
        {"id": "order", "objective": 10, "bound": 10},
        {"id": "house", "objective": 24, "bound": 24},
    ]
    dear = [price for price in found["prices"] if price["gains"]]
    assert [price["id"] for price in dear] == ["rule:joint-only"]
    (price,) = dear
    assert price["sets"] == ["-rule:joint-only"]
    assert price["exact"]
    assert price["first"] == "order"
    assert price["gains"] == [{"tier": "order", "gain": 10, "low": 10, "high": 10}]
    (move,) = price["moves"]
    assert (move["id"], move["kinds"]) == ("wg-ta/8/1", ["moved"])
    assert move["from"]["start"] == "2012-10-17T17:15:00+02:00"
    assert move["to"]["start"] == "2012-10-18T12:15:00+02:00"
    assert price["least"]


def test_kinds_filter_and_are_known_by_name() -> None:
    found = json.loads(call("prices", CASE, "--kind", "window", "--kind", "decision", "--json").stdout)
    assert {price["kind"] for price in found["prices"]} == {"window", "decision"}
    done = call("prices", CASE, "--kind", "locks", "--lang", "en")
    assert done.returncode == 2
    assert "decision, lock, window" in said(re.sub("[│╭╮╰╯─]", " ", done.stderr))


def test_nothing_of_a_kind_is_said() -> None:
    done = call("prices", CASE, "--kind", "lock", "--lang", "en")
    assert done.returncode == 0
    assert "There is nothing of this kind" in done.stdout


def test_a_changed_scenario_has_prices_of_its_own() -> None:
    """Without the joint session there is nothing to gain of its rule."""
    done = call("prices", CASE, "--without", "joint:cultural-property", "--kind", "rule", "--json")
    assert not [price for price in json.loads(done.stdout)["prices"] if price["gains"]]


@pytest.mark.parametrize(
    ("form", "begins"), [("html", b"<!DOCTYPE"), ("docx", b"PK"), ("pdf", b"%PDF"), ("txt", b"What")]
)
def test_prices_in_every_form(tmp_path: Path, form: str, begins: bytes) -> None:
    file = tmp_path / f"prices.{form}"
    done = call("prices", CASE, "--kind", "decision", "-o", file, "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert file.read_bytes().startswith(begins)


def test_for_machines_and_in_a_file_at_once(tmp_path: Path) -> None:
    for number, scenario in enumerate((CASE, CASE.parent / "impossible/national-day.yaml")):
        file = tmp_path / f"{number}.html"
        done = call("prices", scenario, "--kind", "decision", "--json", "-o", file)
        assert json.loads(done.stdout)["status"] == ("optimal", "impossible")[number]
        assert file.read_bytes().startswith(b"<!DOCTYPE")


def test_what_would_allow_a_programme() -> None:
    done = call("prices", IMPOSSIBLE, "--lang", "en", COLUMNS="200")
    assert done.returncode == 1
    told = said(done.stdout)
    assert "There is no programme for this scenario." in told
    assert "Documents out in time: 10" in told
    assert "Bureau of the Forum" in told
    found = json.loads(call("prices", IMPOSSIBLE, "--json", "--lang", "en").stdout)
    assert found["status"] == "impossible"
    asks = [repair["asks"] for repair in found["repairs"]]
    assert asks == sorted(asks)
    assert asks[0] == 20
    assert found["least"]


def test_time_that_is_up_is_no_price() -> None:
    done = call("prices", SCENARIOS / "commission-week.yaml", "--time-limit", "0.1s", "--lang", "en")
    assert done.returncode == 3
    assert "the time was up" in done.stderr


def test_a_front_with_its_programmes(tmp_path: Path) -> None:
    out = tmp_path / "front"
    done = call("front", HYBRID, *BETWEEN, "-o", out, "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "Proved: there are no other points." in done.stdout
    folders = sorted(one.name for one in out.iterdir())
    assert folders == ["front.svg", "point-1", "point-2", "point-3"]
    costs = []
    for number in (1, 2, 3):
        programme = json.loads((out / f"point-{number}" / "programme.json").read_text("utf-8"))
        costs.append({one["rule"]: one["cost"] for one in programme["costs"]})
        # It finds its own scenario again, and stands its check.
        exported = call("export", out / f"point-{number}" / "programme.json", "--to", "csv", "--lang", "en")
        assert exported.returncode == 0, exported.stderr
    assert [(one["agenda-order"], one["remote-hours"]) for one in costs] == [(0, 45), (10, 33), (20, 21)]
    checked = call("check", HYBRID, out / "point-1" / "programme.json", "--json")
    assert checked.returncode == 0


def test_points_of_an_earlier_run_are_told(tmp_path: Path) -> None:
    call("front", HYBRID, *BETWEEN, "-o", tmp_path)
    done = call("front", HYBRID, *BETWEEN, "--steps", "2", "-o", tmp_path, "--lang", "en")
    assert done.returncode == 0
    assert "point-3" in done.stderr
    assert "of an earlier run" in said(done.stderr)
    assert "There may be other points" in done.stdout


def test_a_front_in_every_form() -> None:
    found = json.loads(call("front", CASE, "--between", "agenda-order", "finish-early", "--json").stdout)
    assert found["complete"]
    assert [(one["first"], one["second"], one["proved"]) for one in found["points"]] == [(10, 8, True)]
    svg = call("front", HYBRID, *BETWEEN, "--to", "svg", "--lang", "en").stdout
    assert svg.startswith("<svg")
    assert "Hours of remote participants" in svg


def test_a_front_between_what_is_not_there() -> None:
    done = call("front", HYBRID, "--between", "agenda-order", "remote-hour", "--lang", "en")
    assert done.returncode == 2
    assert "did you mean `remote-hours`?" in done.stderr


def test_a_front_of_an_impossible_scenario() -> None:
    done = call("front", IMPOSSIBLE, "--between", "agenda-order", "finish-early", "--lang", "en")
    assert done.returncode == 1
    assert "explain" in done.stderr
