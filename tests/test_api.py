"""The package as a library: light to import, every name there, and the example of its docstring true."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

import session_planner as sp

ROOT = Path(__file__).parents[1]


def run(code: str, *arguments: str) -> str:
    """What code prints in a process of its own."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_it_brings_in_nothing_heavy() -> None:
    found = run("import session_planner, sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))").split()
    heavy = {"ortools", "numpy", "pandas", "pydantic", "networkx", "pendulum", "ruamel", "babel", "icalendar", "jinja2",
             "rich", "typer"}  # fmt: skip
    assert not heavy & set(found)


def test_reading_checking_and_publishing_a_programme_bring_in_no_solver(tmp_path: Path) -> None:
    table = tmp_path / "programme.csv"
    table.write_text("body,item,date,start,end\nwg-ta,1(a),2012-10-17,10:00,10:15\n", "utf-8")
    code = """
        import sys
        import session_planner as sp
        scenario = sp.load("scenarios/untoc-wg-ta-2012.yaml")
        programme = sp.read_programme(sys.argv[1], scenario).programme
        print(len(sp.check(programme, scenario).errors) > 0, len(sp.export(programme, scenario, to="ics")) > 0)
        print(sp.differences(programme, programme), "ortools" in sys.modules)
    """
    assert run(dedent(code), str(table)).split() == ["True", "True", "()", "False"]


@pytest.mark.parametrize("name", sp.__all__)
def test_every_name_is_there_and_says_what_it_is(name: str) -> None:
    found = getattr(sp, name)
    assert name == "__version__" or inspect.getdoc(found)


def test_a_name_that_there_is_not() -> None:
    with pytest.raises(AttributeError, match="no attribute 'schedule'"):
        sp.schedule  # noqa: B018


def test_what_type_checkers_are_told_is_what_there_is() -> None:
    """The names under TYPE_CHECKING are those that load when they are first used, from the same modules."""
    source = Path(sp.__file__).read_text("utf-8")
    told = {line.split()[5]: line.split()[1] for line in source.splitlines() if line.startswith("    from session_")}
    assert told == sp._HOMES
    assert all(f"import {name} as {name}" in source for name in told)


def test_the_example_of_the_docstring_runs() -> None:
    assert sp.__doc__ is not None
    example = "\n".join(line[4:] for line in sp.__doc__.splitlines() if line.startswith("    "))
    assert example.count("sp.") >= 4
    annex = run(f"{example}\nimport sys; sys.stdout.buffer.write(annex)\nassert report.clean").splitlines()
    assert any("10 heures" in line for line in annex)


def test_the_module_runs_as_a_command() -> None:
    command = [sys.executable, "-m", "session_planner", "--version"]
    assert sp.__version__ in subprocess.run(command, capture_output=True, text=True, check=True).stdout
