"""`bench start`: it times real processes, finds its case, and says so when a floor is broken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import session_planner as sp
from session_planner import bench
from session_planner.bench import start
from session_planner.bench.measure import Demand, Measured, cached, in_pairs, process
from session_planner.errors import InputError


def test_the_case_is_the_shipped_scenario() -> None:
    assert sp.load(start.scenario(start.CASE)).id == "untoc-wg-ta-2012"


def test_a_broken_demand_is_told() -> None:
    kept, broken = Demand("a", 1.5, 1.5), Demand("b", 1.5, 1.51)
    assert Measured(("x",), [], [kept]).as_dict()["holds"] is True
    told = Measured(("x",), [{"x": 1}], [kept, broken]).as_dict()
    assert told["holds"] is False
    assert [one["holds"] for one in told["demands"]] == [True, False]


def test_start_reports_what_it_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "RUNS", (1, 1))
    monkeypatch.setattr(start, "MOST_HELP", 0.0)  # nothing can be as quick as that
    result = bench.run("start", quick=True)
    assert [row["process"] for row in result["rows"]] == ["solve", "--help"]
    assert all(row["seconds"] > 0 and row["floor seconds"] > 0 and row["runs"] == 1 for row in result["rows"])
    assert result["holds"] is False
    assert result["demands"][1] | {"found": 0} == {
        "demand": '`--help` against `python -c "import typer, rich"`', "most": 0.0, "found": 0, "holds": False,
    }  # fmt: skip
    assert result["versions"].keys() == {"session-planner", "Python", "ortools"}
    assert result["machine"]["cores"] >= 1
    text = bench.markdown(result)
    assert "| solve " in text
    assert text.splitlines()[-1].endswith(" no    |")


def test_pairs_are_timed_in_turn_and_compared_pair_by_pair() -> None:
    calls: list[str] = []
    pair = in_pairs(lambda: calls.append("a"), lambda: calls.append("b"), 3)
    assert calls == ["a", "b", "b", "a", "a", "b"]
    assert min(pair.first, pair.second, pair.ratio) > 0


def test_a_process_that_fails_ends_the_benchmark(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        process([sys.executable, "-c", "raise SystemExit(3)"], cached(tmp_path))()


def test_compiled_files_are_kept_for_timed_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    process([sys.executable, "-c", "import session_planner"], cached(tmp_path))()
    assert list(tmp_path.rglob("*.pyc"))


def test_a_benchmark_that_there_is_not_is_the_callers_mistake() -> None:
    with pytest.raises(InputError, match="start, check, week"):
        bench.run("speed")


CP_SAT_WITH_PANDAS = """
import sys
import session_planner.solver
assert "pandas" not in sys.modules, "pandas was loaded"
from ortools.sat.python import cp_model
{pandas}
model = cp_model.CpModel()
series = model.new_bool_var_series("x", cp_model.pd.Index(["a", "b"]))
import pandas
assert isinstance(series, pandas.Series) and list(series.index) == ["a", "b"]
model.add(sum(series) == 1)
solver = cp_model.CpSolver()
solver.solve(model)
assert sum(solver.boolean_values(series)) == 1
"""


@pytest.mark.parametrize("pandas", ["", "import pandas"])
def test_the_solver_loads_without_pandas_and_gives_it_to_who_asks(pandas: str) -> None:
    code = CP_SAT_WITH_PANDAS.format(pandas=pandas)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr[-1500:]
