"""`import` on the command line: files written whole or not at all, never over others; the review; wrong calls."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import session_planner as sp
from tests.cli.calling import COMMAND, ENVIRONMENT, ROOT, call

SOURCE = ROOT / "tests" / "data" / "sources" / "agenda-fr.txt"


def typed(answers: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A command that is answered from a pipe."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], input=answers, capture_output=True, text=True, encoding="utf-8",
        env=ENVIRONMENT, timeout=120, check=False,
    )  # fmt: skip


def test_it_says_what_it_made(tmp_path: Path) -> None:
    done = call("import", SOURCE, "-o", tmp_path / "a.yaml")
    assert done.returncode == 0
    assert f"written: {tmp_path / 'a.yaml'}\nwritten: {tmp_path / 'a.programme.json'}\n" in done.stdout
    assert "bodies: 2; items: 9; sittings: 4; rooms: 0; documents: 7; decisions: 6; joint sessions: 1\n" in done.stdout
    assert "% of 212 lines were used\n" in done.stdout
    assert "left open: 3" in done.stdout


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        call("import", SOURCE, "-o", tmp_path / f"{name}.yaml")
    assert (tmp_path / "a.yaml").read_bytes() == (tmp_path / "b.yaml").read_bytes()


@pytest.mark.parametrize("there", ["a.yaml", "a.programme.json"])
def test_nothing_is_written_over_unless_asked(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine")
    done = call("import", SOURCE, "-o", tmp_path / "a.yaml")
    assert done.returncode == 2
    assert "there already" in done.stderr
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {there: "mine"}
    assert call("import", SOURCE, "-o", tmp_path / "a.yaml", "--force").returncode == 0
    assert (tmp_path / there).read_text() != "mine"


def test_where_the_draft_cannot_be_written_no_programme_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    done = call("import", SOURCE, "-o", tmp_path / "a.yaml", "--force")
    assert done.returncode == 4
    assert not (tmp_path / "a.programme.json").exists()


def test_the_programme_goes_where_it_is_told(tmp_path: Path) -> None:
    call("import", SOURCE, "-o", tmp_path / "a.yaml", "--programme", tmp_path / "p.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "p.json"]


def test_json_holds_facts_evidence_and_what_is_open(tmp_path: Path) -> None:
    told = json.loads(call("import", SOURCE, "--json").stdout)
    assert told["facts"]["items"][1]["number"] == "2"
    assert told["evidence"]["joint_sessions[0].items.wg-at[0]"]["inferred"]
    assert told["lines"]["all"] == 212
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such-file.txt", "-o", "a.yaml"), "there is no such file"),
        (("/dev/null", "-o", "a.yaml"), "the file is empty"),
        ((SOURCE,), "say where the draft is to go"),
        ((SOURCE, "-o", "a.yaml", "--timezone", "Mars/Olympus"), "is not a time zone"),
        ((SOURCE, "-o", "a.yaml", "--year", "12"), "--year"),
    ],
)
def test_wrong_calls(tmp_path: Path, arguments: tuple[str | Path, ...], said: str) -> None:
    done = call("import", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_annex_alone_needs_its_year_and_says_so(tmp_path: Path) -> None:
    annex = SOURCE.read_text("utf-8").split(" Annexe \n")[1]
    (tmp_path / "annex.txt").write_text("Annexe\n" + annex, "utf-8")
    without = call("import", tmp_path / "annex.txt", "-o", tmp_path / "a.yaml")
    assert "with --year" in without.stdout
    assert not (tmp_path / "a.programme.json").exists()
    done = call("import", tmp_path / "annex.txt", "-o", tmp_path / "b.yaml", "--year", "2012")
    assert done.returncode == 0
    assert [str(day.date) for day in sp.load(tmp_path / "b.yaml").days] == ["2012-10-17", "2012-10-18"]


# -- the review ------------------------------------------------------------------------------------


def test_a_review_shows_each_doubtful_value_in_its_context(tmp_path: Path) -> None:
    done = typed("q\n", "import", SOURCE, "-o", tmp_path / "a.yaml", "--review")
    assert done.returncode == 0
    assert "bodies[wg-at].agenda[1].items[1(a)].role: opening" in done.stdout
    assert "> 7 a) Ouverture de la réunion;" in done.stdout
    assert "left to review: " in done.stdout


def test_accepted_changed_and_dropped_values(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    done = typed("d\nc 20 min\na\nall\nall\nall\nall\n" + "a\n" * 40, "import", SOURCE, "-o", path, "--review")
    assert done.returncode == 0, done.stderr
    scenario = sp.load(path)
    first, second = scenario.bodies[0].agenda[0].items
    assert first.role == "substance"
    assert first.duration is not None
    assert first.duration.expected == 20
    assert second.role == "agenda"
    text = path.read_text("utf-8")
    assert "duration: 20 min  # inferred: changed in review" in text
    assert "accepted in review" in text
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.programme.json", "a.yaml"]


def test_a_value_that_makes_no_scenario_is_told_and_asked_for_again(tmp_path: Path) -> None:
    answers = "c nonsense\nc opening\nc a long time\nd\nwhat\nq\n"
    done = typed(answers, "import", SOURCE, "-o", tmp_path / "a.yaml", "--review")
    assert done.returncode == 0
    assert "nonsense" in done.stderr
    assert "a long time" in done.stderr
    assert "has no `duration`" in done.stderr
    assert "`what` is no answer" in done.stderr
    assert sp.load(tmp_path / "a.yaml").bodies[0].agenda[0].items[0].role == "opening"


def test_a_review_goes_on_where_it_stopped(tmp_path: Path) -> None:
    command = ("import", SOURCE, "-o", tmp_path / "a.yaml", "--review")
    first = typed("d\n", *command)
    second = typed("", *command)
    assert "items[1(a)].role" in first.stdout
    assert "items[1(a)].role" not in second.stdout
    assert "items[1(a)].duration" in second.stdout
    assert sp.load(tmp_path / "a.yaml").bodies[0].agenda[0].items[0].role == "substance"


def test_a_draft_changed_by_hand_is_not_written_over_by_a_review(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    command = ("import", SOURCE, "-o", path, "--review")
    typed("a\n", *command)
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    done = typed("a\n", *command)
    assert done.returncode == 2
    assert "was changed since" in done.stderr
    assert path.read_text("utf-8").endswith("# mine\n")
    assert typed("", *command, "--force").returncode == 0
