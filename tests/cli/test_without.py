"""`--without` on the command line, and that a programme made with it finds its scenario again."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.calling import CASE, call

SECOND_GROUP = ("--without", "body:wg-ic")


def test_a_programme_made_without_something_is_read_as_that_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = call("solve", CASE, "-o", out, *SECOND_GROUP, "--set", "bodies.wg-ta.agenda.8.duration=45 min", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["scenario"]["set"] == ["-body:wg-ic", "bodies.wg-ta.agenda.8.duration=45 min"]
    # Without the second group there is no joint discussion: 6, 7 and 8 follow each other.
    week = call("export", out / "programme.json", "--to", "csv")
    assert week.returncode == 0, week.stderr
    assert "wg-ic" not in week.stdout


def test_a_programme_checked_against_more_than_it_was_made_with_is_told_how_it_was_made(tmp_path: Path) -> None:
    assert call("solve", CASE, "-o", tmp_path, *SECOND_GROUP).returncode == 0
    same = call("check", CASE, tmp_path / "programme.json", *SECOND_GROUP)
    assert (same.returncode, same.stderr) == (0, "")
    other = call("check", CASE, tmp_path / "programme.json")
    assert other.stderr == "this programme was made with --without body:wg-ic, and is checked without\n"
    assert other.returncode == 1


def test_what_is_not_there_is_told_as_it_was_asked_for() -> None:
    done = call("validate", CASE, "--without", "joint:cultural-propert")
    assert done.returncode == 2
    assert done.stdout.splitlines()[0] == (
        "--without joint:cultural-propert: `joint:cultural-propert`: there is no `cultural-propert`; "
        "did you mean `cultural-property`?"
    )


def test_an_impossible_scenario_is_possible_without_what_it_rests_on() -> None:
    impossible = CASE.parent / "impossible" / "bureau-against-sittings.yaml"
    assert call("explain", impossible).returncode == 1
    told = json.loads(call("explain", impossible, "--json").stdout)
    sources = {part["source"] for one in told["conflicts"] for part in one["parts"]} - {None}
    assert sources
    left = [call("explain", impossible, "--without", f"decision:{one}").returncode for one in sorted(sources)]
    assert 0 in left
