"""`init`: from a template or from answers, a scenario that validates and solves, never over another file."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import session_planner as sp
from session_planner.sources.starting import TEMPLATES
from tests.cli.calling import COMMAND, ENVIRONMENT, call


def answered(answers: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A command that is answered from a pipe."""
    return subprocess.run(
        [*COMMAND, "init", *map(str, arguments)], input=answers, capture_output=True, text=True, encoding="utf-8",
        env=ENVIRONMENT, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_every_template_validates_and_can_be_solved(tmp_path: Path, template: str, lang: str) -> None:
    done = call("init", tmp_path / "new", "--template", template, "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    path = tmp_path / "new" / "scenario.yaml"
    assert call("validate", path).returncode == 0
    assert sp.solve(sp.load(path), sp.Control(20, 2, 0)).programme is not None


def test_options_say_it_all(tmp_path: Path) -> None:
    done = call("init", tmp_path, "--template", "parallel", "--title", "Rivers 2030", "--place", "Nairobi", "--dates",
                "2030-05-02/2030-05-06", "--hours", "09:30-12:30,14:00-17:00", "--body", "Plenary", "--body",
                "Committee on Lakes", "--json")  # fmt: skip
    assert json.loads(done.stdout)["contents"]["bodies"] == 2
    scenario = sp.load(tmp_path / "scenario.yaml")
    assert scenario.timezone == "Africa/Nairobi"
    assert [str(day.date) for day in scenario.days] == ["2030-05-02", "2030-05-03", "2030-05-06"]
    assert [body.called["en"] for body in scenario.bodies] == ["Plenary", "Committee on Lakes"]
    assert scenario.days[0].sittings[0].hours == (570, 750)


def test_it_asks_what_it_needs_and_asks_again(tmp_path: Path) -> None:
    answers = (
        "Rivers\nAtlantis\nGenève\nnext week\n2030-03-04, 2030-03-05\n10-13\n10:00-13:00\nPlenary, Drafting Group\n"
    )
    done = answered(answers, tmp_path)
    assert done.returncode == 0
    assert all(wrong in done.stderr for wrong in ("Atlantis", "next week", "10-13"))
    scenario = sp.load(tmp_path / "scenario.yaml")
    assert (scenario.title["en"], scenario.timezone) == ("Rivers", "Europe/Zurich")
    assert [body.id for body in scenario.bodies] == ["plenary", "dg"]


def test_no_answers_at_all_give_the_template(tmp_path: Path) -> None:
    assert answered("", tmp_path).returncode == 0
    assert sp.load(tmp_path / "scenario.yaml").bodies[0].id == "commission"


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text("mine")
    done = call("init", tmp_path, "--template", "session")
    assert done.returncode == 2
    assert (tmp_path / "scenario.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    "wrong",
    [
        ("--template", "circus"), ("--template", "session", "--place", "Atlantis"),
        ("--template", "session", "--dates", "2030-13-01"),
        ("--template", "session", "--dates", "2030-03-05/2030-03-04"),
        ("--template", "session", "--hours", "10:00-13:00,12:00-15:00"),
        ("--template", "session", "--hours", "25:00-26:00"),
    ],
)  # fmt: skip
def test_wrong_calls(tmp_path: Path, wrong: tuple[str, ...]) -> None:
    done = call("init", tmp_path / "new", *wrong)
    assert done.returncode == 2
    assert wrong[-1].split(",")[0].split("/")[0] in done.stderr
    assert not (tmp_path / "new").exists()
