"""Which trials a grid makes and a sample draws; the table of a sweep filtered, sorted, and laid out by hand."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest

import session_planner as sp
from session_planner.errors import InputError
from session_planner.publish.document import plain
from session_planner.publish.layouts import sweep as layout
from session_planner.studies.sweeping import grid
from session_planner.studies.sweeping.grid import axis
from session_planner.studies.sweeping.results import Asked, Row
from session_planner.studies.sweeping.tables import SweepTable
from tests.studies.sweeping import small

# -- trials -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("p=1,2, 3", ["1", "2", "3"]),
        ("p=1,2,1", ["1", "2"]),
        ("p=[a, b],[c]", ["[a, b]", "[c]"]),
        ("p={x: [1,2], y: 3},null", ["{x: [1,2], y: 3}", "null"]),
        ("p='a, b',\"c, ]d\"", ["'a, b'", '"c, ]d"']),
        ("p=it's,so", ["it's", "so"]),
        ("p=", [""]),
        ("p=10:00-13:00,a=b", ["10:00-13:00", "a=b"]),
    ],
)
def test_values_of_an_axis_are_parted_by_commas(written: str, values: list[str]) -> None:
    assert axis(written).path == "p"
    assert list(axis(written).values) == values


@pytest.mark.parametrize("written", ["p", "=1,2"])
def test_what_is_no_axis_is_told(written: str) -> None:
    with pytest.raises(InputError, match="is no axis of a grid"):
        axis(written)


FIRST, SECOND = "bodies.a.agenda.1.duration", "bodies.a.agenda.2.duration"


def test_a_grid_has_every_combination_the_last_axis_changing_first(tmp_path: Path) -> None:
    made = sp.sweep_trials(
        small(tmp_path), variants=["v1"], grid=[f"{FIRST}=1 h,2 h", f"{SECOND}=5 min,6 min"], sets=["title=Other"]
    )
    assert made == tuple(
        sp.Trial("v1", ("title=Other", f"{FIRST}={first}", f"{SECOND}={second}"))
        for first in ("1 h", "2 h")
        for second in ("5 min", "6 min")
    )


def test_what_is_tried_where_nothing_is_said(tmp_path: Path) -> None:
    file = small(tmp_path)
    names = [None, *(f"v{number}" for number in range(25))]
    assert [trial.variant for trial in sp.sweep_trials(file)] == names
    assert [trial.variant for trial in sp.sweep_trials(file, grid=[f"{FIRST}=1 h"])] == [None]
    assert [trial.variant for trial in sp.sweep_trials(file, grid=[f"{FIRST}=1 h"], all_variants=True)] == names


def test_a_sample_is_of_the_grid_without_repeats_and_by_its_seed(tmp_path: Path) -> None:
    file = small(tmp_path)
    values = ",".join(f"{number} min" for number in range(1, 101))
    axes = [f"{FIRST}={values}", f"{SECOND}={values}", f"bodies.a.agenda.3.duration={values}"]
    drawn = sp.sweep_trials(file, grid=axes, sample=50, seed=3)  # of a million
    assert len(set(drawn)) == 50
    assert drawn == sp.sweep_trials(file, grid=axes, sample=50, seed=3)
    assert drawn != sp.sweep_trials(file, grid=axes, sample=50, seed=4)
    assert all(len(trial.sets) == 3 for trial in drawn)
    whole = sp.sweep_trials(file, grid=axes[:1])
    assert sp.sweep_trials(file, grid=axes[:1], sample=100) == whole
    part = sp.sweep_trials(file, grid=axes[:1], sample=99)
    assert [trial for trial in whole if trial in part] == list(part)
    with pytest.raises(InputError, match="there are 1000000 trials"):
        sp.sweep_trials(file, grid=axes)


def test_what_leads_nowhere_is_told_before_anything_is_solved(tmp_path: Path) -> None:
    file = small(tmp_path)
    with pytest.raises(InputError, match="there is no variant `v99`"):
        sp.sweep_trials(file, variants=["v99"])
    with pytest.raises(InputError) as found:
        sp.sweep_trials(file, grid=["bodies.b.agenda.1.duration=1 h", "bodies.a.agenda.9.duration=1 h"])
    assert len(found.value.mistakes) == 2
    with pytest.raises(InputError, match=r"--set bodies\.b"):
        sp.sweep_trials(file, sets=["bodies.b.title=x"])


def test_a_path_that_one_of_the_variants_has_will_do(tmp_path: Path) -> None:
    file = small(tmp_path)
    text = file.read_text("utf-8").replace('"id": "v1", "set"', '"id": "v1", "remove": ["bodies.a.agenda.2"], "set"')
    file.write_text(text, "utf-8")
    axes = [f"{SECOND}=1 h"]
    assert len(sp.sweep_trials(file, variants=["v0", "v1"], grid=axes)) == 2
    with pytest.raises(InputError):
        sp.sweep_trials(file, variants=["v1"], grid=axes)


def test_no_more_trials_are_made_than_anybody_waits_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MOST", 26)
    assert len(sp.sweep_trials(small(tmp_path))) == 26
    monkeypatch.setattr(grid, "MOST", 25)
    with pytest.raises(InputError, match="there are 26 trials, and at most 25"):
        sp.sweep_trials(small(tmp_path))


# -- the table --------------------------------------------------------------------------------------------------------


def row(variant: str | None, length: str, status: str, cost: int | None, held: int | None, error: str = "") -> Row:
    asked = Asked("s", "0", "1", variant, (f"{FIRST}={length}", "grain=5"))
    figures = {} if held is None else {"figures": {"cost.few-splits": cost, "sittings.held": held}}
    return Row(asked, status, cost, None if cost is None else min(cost, 6), 0.25, figures, None, error)


ROWS = [
    row("b", "45 min", "optimal", 6, 2),
    row(None, "2 h", "impossible", None, None, "no room"),
    row("b", "1 h", "feasible", 8, 2),
    row("a", "1 h 30 min", "optimal", 3, 1),
    row("a", "2 h", "impossible", None, None, "no room"),
    row("a", "PT3H", "time-up", None, None, "=HYPERLINK(1)"),
]


def numbers(table: SweepTable) -> list[object]:
    return [one["number"] for one in table.rows]


@pytest.mark.parametrize(
    ("where", "left"),
    [
        ([], [1, 2, 3, 4, 5, 6]),
        (["status=optimal"], [1, 4]),
        (["status != optimal"], [2, 3, 5, 6]),
        (["cost<=6"], [1, 4]),
        (["cost<6"], [4]),
        (["cost >= 6", "variant=b"], [1, 3]),
        (["cost>6"], [3]),
        (["cost=3.0"], [4]),
        (["cost="], [2, 5, 6]),
        (["cost!="], [1, 3, 4]),
        (["variant="], [2]),
        (["reason~ROOM"], [2, 5]),
        (["variant<b"], [4, 5, 6]),
        (["1.duration<=60 min"], [1, 3]),
        ([f"{FIRST}>1 h"], [2, 4, 5, 6]),
        (["1.duration=180"], [6]),
        (["variant>5"], []),
        (["sittings.held=2"], [1, 3]),
    ],
)
def test_rows_that_meet_all_conditions_stay(where: list[str], left: list[int]) -> None:
    table = sp.sweep_table(ROWS, where)
    assert numbers(table) == left
    assert table.of == 6


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (["cost"], [4, 1, 3, 2, 5, 6]),
        (["-cost"], [3, 1, 4, 2, 5, 6]),
        (["1.duration"], [1, 3, 4, 2, 5, 6]),
        (["-1.duration", "variant"], [6, 5, 2, 4, 3, 1]),
        (["variant", "-number"], [6, 5, 4, 3, 1, 2]),
    ],
)
def test_rows_are_sorted_and_those_without_a_value_come_last(sort: list[str], order: list[int]) -> None:
    assert numbers(sp.sweep_table(ROWS, sort=sort)) == order


def test_columns_are_those_that_tell_the_trials_apart_those_asked_for_or_all() -> None:
    table = sp.sweep_table(ROWS)
    assert table.columns == ("number", "variant", FIRST, "status", "cost", "bound", "sittings.held", "seconds")
    assert table.every == (
        "number", "variant", FIRST, "grain", "status", "cost", "bound", "cost.few-splits", "sittings.held", "seconds",
        "reason",
    )  # fmt: skip
    assert sp.sweep_table(ROWS, columns=["all"]).columns == table.every
    chosen = sp.sweep_table(ROWS, ["number=3"], columns=["few-splits", "1.duration"])
    assert chosen.as_dicts() == [{"cost.few-splits": 8, FIRST: "1 h"}]
    assert sp.sweep_table(ROWS[:1]).columns == ("number", "status", "cost", "sittings.held", "seconds")
    assert sp.sweep_table([]).columns == ("number", "status", "cost", "seconds")
    assert (table.short(FIRST), table.short("sittings.held"), table.short("cost")) == (
        "1.duration",
        "sittings.held",
        "cost",
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"where": ["costs<3"]}, "--where: there is no column `costs`; did you mean `cost`?"),
        ({"where": ["cost"]}, "--where: `cost` is no condition"),
        ({"sort": ["-xyzzy"]}, "--sort: there is no column `xyzzy`; there are number, variant"),
        ({"columns": ["duration", "nothing at all"]}, "--columns: there is no column `nothing at all`"),
    ],
)
def test_what_there_is_not_is_told_with_the_option(asked: dict[str, list[str]], said: str) -> None:
    with pytest.raises(InputError) as found:
        sp.sweep_table(ROWS, **asked)
    assert said in str(found.value)


def test_two_paths_that_end_alike_need_more_of_the_path() -> None:
    other = Row(Asked("s", "0", "1", None, (f"{FIRST}=1 h", "bodies.b.agenda.1.duration=2 h")), "optimal", 1, 1)
    table = sp.sweep_table([other, ROWS[0]])
    assert table.short(FIRST) == "a.agenda.1.duration"
    with pytest.raises(InputError):
        sp.sweep_table([other], ["1.duration=1 h"])
    assert numbers(sp.sweep_table([other], ["b.agenda.1.duration=2 h"])) == [1]


def test_csv_reads_back_and_runs_nothing_in_a_spreadsheet() -> None:
    read = list(csv.DictReader(io.StringIO(sp.sweep_table(ROWS, columns=["all"]).csv())))
    assert [one["status"] for one in read] == [one.status for one in ROWS]
    assert [one[FIRST] for one in read][:2] == ["45 min", "2 h"]
    assert read[1]["cost"] == ""
    assert read[5]["reason"] == "'=HYPERLINK(1)"


def test_the_document_counts_the_answers_and_gives_each_reason_once(tmp_path: Path) -> None:
    table = sp.sweep_table(ROWS, ["number<=5"])
    document = sp.sweep_document(table, sp.load(small(tmp_path)), "en")
    told = [plain(one) for block in document.blocks for one in getattr(block, "items", ())]
    assert told == [
        "optimal, proved to be the best there is: 2",
        "impossible, proved that there is no programme: 2",
        "feasible, found, better is not ruled out: 1",
        "No. 2, 5: no room",
    ]
    paragraphs = [plain(block.words) for block in document.blocks if hasattr(block, "kind")]
    assert paragraphs == ["Small", "Trials shown: 5 of 6"]
    (grid_,) = [block for block in document.blocks if hasattr(block, "groups")]
    assert [[plain(cell.lines[0]) for cell in one.cells] for one in grid_.rows][1:3] == [
        ["2", "as it is", "2 h", "impossible", "", "", "", "0.25"],
        ["3", "b", "1 h", "feasible", "8", "6", "2", "0.25"],
    ]


def test_the_chart_has_a_bar_for_each_trial_while_they_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = sp.sweep_svg(sp.sweep_table(ROWS), "en")
    assert "b, 1 h, 8 (6–8)" in drawn
    assert "a, 2 h, impossible" in drawn
    monkeypatch.setattr(layout, "_BARS", 5)
    counted = sp.sweep_svg(sp.sweep_table(ROWS), "en")
    assert "without a programme: 3" in counted
    assert "half cost at most this: 6" in counted


def test_a_chart_is_the_same_in_a_page_that_is_read_right_to_left() -> None:
    root = ElementTree.fromstring(sp.sweep_svg(sp.sweep_table(ROWS), "ar"))
    assert root.get("direction") == "ltr"
    anchors = {text.get("text-anchor") for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert anchors == {"end", "middle"}


def test_a_histogram_counts_every_cost_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[tuple[list[float], list[int]]] = []
    monkeypatch.setattr(layout, "_BARS", 0)
    monkeypatch.setattr(
        layout, "histogram", lambda _title, _across, _up, edges, counts, *_: counted.append((edges, counts)) or ""
    )
    sp.sweep_svg(sp.sweep_table([row(None, "1 h", "optimal", cost, 1) for cost in (0, 3, 3, 10)]), "en")
    ((edges, counts),) = counted
    assert (edges[0], edges[-1], sum(counts)) == (0, 10, 4)
    assert [count for edge, count in zip(edges, counts, strict=False) if edge <= 3 < edge + 0.5] == [2]
    counted.clear()
    sp.sweep_svg(sp.sweep_table([row(None, "1 h", "impossible", None, None)]), "en")
    assert sum(counted[0][1]) == 0


def test_a_plot_has_a_point_for_each_trial_with_both_amounts() -> None:
    table = sp.sweep_table(ROWS)
    drawn = sp.sweep_svg(table, "en", "1.duration, cost")
    assert "1.duration" in drawn
    assert "a, 1 h 30 min, 90, 3" in drawn
    assert "impossible" not in drawn
    with pytest.raises(InputError, match="--plot: there is no column `costs`; did you mean `cost`"):
        sp.sweep_svg(table, "en", "costs,number")
    with pytest.raises(InputError, match="no trial has an amount for both `variant` and `cost`"):
        sp.sweep_svg(table, "en", "variant,cost")
