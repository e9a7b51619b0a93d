"""Comparisons: what differs and what is within the gap, on the case of 2012 by reasoning and on figures by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from session_planner.errors import InputError
from session_planner.planning import solve
from session_planner.publish.document import Bullets, Document, Table, plain
from session_planner.publish.documents import written
from session_planner.publish.layouts.comparison import comparison_document, comparison_svg
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.studies.compare import Comparison, Side, Subject, Verdict, compare, laid, subjects, verdict
from session_planner.studies.measures import Measures, Tier
from session_planner.studies.trials import Result, Trial
from session_planner.words import LANGUAGES
from tests.cli.calling import CASE
from tests.rules.hand import body, item

FILE = str(CASE)
HOUR_LATER = "joint_sessions.cultural-property.start=2012-10-18T11:00"


@pytest.fixture(scope="module")
def case() -> Comparison:
    """The questions of the week of 2012: as it stands, on the day before, an hour later, without the second group."""
    return compare(subjects([FILE], ["joint-on-17"], [HOUR_LATER, "-body:wg-ic"]), Control(60, workers=1))


def tables(document: Document) -> dict[str, list[list[str]]]:
    """By caption: the cells of each table as text, head first."""
    found = {}
    for block in document.blocks:
        if isinstance(block, Table):
            head = [plain(column.head) for column in block.columns]
            rows = [[" / ".join(map(plain, cell.lines)) for cell in row.cells] for row in block.rows]
            found[block.caption] = [head, *rows]
    return found


def sentences(document: Document) -> list[str]:
    return [plain(block.words) for block in document.blocks if hasattr(block, "words")]


# -- the case of 2012 ----------------------------------------------------------------------------------------------


def test_an_hour_later_there_is_no_programme_since_it_would_run_past_the_sitting(case: Comparison) -> None:
    """Items 6 and 7 last 2 h 15 min together: from 11:00 until 13:15, and the last sitting of both ends at 13:00."""
    later = case.sides[2].result
    assert later.status == "impossible"
    assert later.why
    assert case.against[2].verdict == "none"
    assert case.impossible


def test_the_day_before_costs_more_since_the_order_of_the_agenda_is_broken_twice(case: Comparison) -> None:
    """6 and 7 on the first afternoon come before 4, 5 and 8; as it stands, only 8 comes before 6 and 7."""
    one = case.against[1]
    assert (one.verdict, one.decided) == ("more", "order")
    assert one.moved is not None
    assert {move.id for move in one.moved.moves} == {"joint:cultural-property", "wg-ta/4", "wg-ta/5", "wg-ta/8"}


def test_without_the_second_group_the_agenda_is_kept_and_only_the_last_item_moves(case: Comparison) -> None:
    """6, 7 and 8 follow each other in the group's own last sitting: 2 h 15 min and half an hour of its three hours."""
    one = case.against[3]
    assert (one.verdict, one.decided) == ("less", "order")
    order = next(tier for tier in case.sides[3].result.measures.tiers if tier.id == "order")  # type: ignore[union-attr]
    assert (order.cost, order.proved) == (0, True)
    assert one.moved is not None
    moved = {move.id: move.kinds for move in one.moved.moves}
    assert moved["wg-ta/8"] == ("moved",)
    assert "partners" in moved["joint:cultural-property"]
    assert set(moved) == {"wg-ta/8", "joint:cultural-property"}


def test_the_document_says_all_of_it(case: Comparison) -> None:
    document = comparison_document(case, "en")
    found = tables(document)
    assert [row[0] + ": " + row[2] for row in found["What is compared"][1:]] == [
        "A: proved best",
        "B: proved best",
        "C: no programme",
        "D: proved best",
    ]
    assert found["What is compared"][3][1] == HOUR_LATER
    assert found["What each costs"][1] == ["Order of work", "10", "20", "–", "0"]
    assert found["Use of time"][1] == ["Sittings held", "3", "3", "–", "3"]
    assert found["Joint sessions"][1][2] == "Wednesday, 17 October, 15:00–17:15"
    said = sentences(document)
    assert "B costs more than A: Order of work, 20 against 10." in said
    assert "D costs less than A: Order of work, 0 against 10." in said
    assert "C: there is no programme, because of this:" in said
    whom = [[plain(one) for one in block.items] for block in document.blocks if isinstance(block, Bullets)]
    groups = "Working Group of Government Experts on Technical Assistance", "Working Group on International Cooperation"
    assert whom[1] == [f"bodies: {groups[0]} (4), {groups[1]} (1)"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_every_form_in_every_language(case: Comparison, lang: str, form: str) -> None:
    assert written(comparison_document(case, lang), form) == written(comparison_document(case, lang), form)
    svg = comparison_svg(case, lang)
    assert ElementTree.fromstring(svg).get("{http://www.w3.org/XML/1998/namespace}lang") == lang


def test_json_has_every_side(case: Comparison) -> None:
    told = json.loads(json.dumps(case.as_dict("en")))
    assert [side["verdict"] for side in told["sides"]] == ["same", "more", "none", "less"]
    assert told["first"] == 0
    assert told["sides"][1]["tiers"]["order"] == "more"
    assert told["sides"][1]["moved"]["audiences"]["bodies"] == {"wg-ta": 4, "wg-ic": 1}
    assert told["sides"][2]["measures"] is None


# -- what is a difference ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ((3, 3), (3, 3), "same"),
        ((2, 2), (3, 3), "less"),
        ((4, 4), (3, 3), "more"),
        ((4, 1), (9, 5), "less"),  # at most 4 against at least 5
        ((9, 5), (4, 1), "more"),
        ((4, 1), (9, 4), "gap"),  # both may cost 4
        ((4, 1), (4, 1), "gap"),  # the same was found, and either may yet cost less
        ((3, 3), (5, 2), "gap"),
        ((5, None), (5, 5), "same"),  # a programme by hand is what it is
        ((6, None), (5, 5), "more"),
        ((5, None), (5, 3), "gap"),
        ((0, 0), (0, None), "same"),
    ],
)
def test_a_difference_is_one_only_outside_the_gap(
    one: tuple[int, int | None], other: tuple[int, int | None], found: Verdict
) -> None:
    assert verdict(Tier("t", *one), Tier("t", *other)) == found


def side(*tiers: Tier) -> Side:
    """A side with a programme that costs so much."""
    scenario = Scenario.model_validate(SMALL)
    programme = solve(scenario, Control(workers=1)).programme
    blank = Measures(tiers, (), 0, 1, 0, 1, 0, 0, 0, 0, 0, (), (), (), (), ())
    return Side(Subject("f.yaml"), scenario, Result(Trial(), "feasible", programme, blank))


SMALL = {
    "format": 1,
    "title": "Small",
    "timezone": "Europe/Vienna",
    "days": [{"date": "2012-10-17", "sittings": ["10:00-13:00"]}],
    "bodies": [body("x", item("1"))],
}


def test_a_tier_decides_only_while_those_above_it_are_the_same() -> None:
    first = side(Tier("people", 5, 5), Tier("order", 3, 3))
    found = laid(
        [
            first,
            side(Tier("people", 5, 5), Tier("order", 2, 2)),
            side(Tier("people", 6, 4), Tier("order", 2, 2)),
            side(Tier("people", 5, 5), Tier("order", 3, 3)),
            side(Tier("people", 6, 6), Tier("order", 0, 0)),
        ]
    )
    assert [(one.verdict, one.decided) for one in found.against] == [
        ("same", None),
        ("less", "order"),
        ("gap", "people"),
        ("same", None),
        ("more", "people"),
    ]


def test_what_is_within_the_gap_is_said_to_be_so_and_drawn_with_its_whisker() -> None:
    found = laid([side(Tier("people", 5, 5)), side(Tier("people", 6, 4))])
    document = comparison_document(found, "en")
    said = sentences(document)
    assert "B and A are not distinguishable: People, 4–6 against 5, is within the gap of the solver." in said
    assert tables(document)["What each costs"][1] == ["People", "5", "4–6 ≈"]
    assert "≈: not distinguishable from A: within the gap of the solver." in said
    assert tables(document)["What is compared"][2][2] == "found; better is not ruled out"
    assert "6 (4–6)" in (ElementTree.fromstring(comparison_svg(found, "en")).findtext("{*}desc") or "")


# -- what is compared ----------------------------------------------------------------------------------------------


def test_what_a_call_names() -> None:
    assert subjects(["a.yaml", "a.yaml@late", "out/p.json", "hand.csv"], ["v"], ["@v; x.y=1; -lock:l"]) == (
        Subject("a.yaml"),
        Subject("a.yaml", Trial("late")),
        Subject("out/p.json", programme=True),
        Subject("hand.csv", programme=True, scenario="a.yaml"),
        Subject("a.yaml", Trial("v")),
        Subject("a.yaml", Trial("v", ("x.y=1", "-lock:l"))),
    )
    assert subjects(["p.json", "q.xlsx"], scenario="s.yaml")[1] == Subject("q.xlsx", programme=True, scenario="s.yaml")


def test_a_file_whose_name_has_an_at_sign_is_that_file(tmp_path: Path) -> None:
    file = tmp_path / "a@b.yaml"
    file.write_bytes(CASE.read_bytes())
    assert subjects([str(file)]) == (Subject(str(file)),)
    assert subjects([f"{file}@joint-on-17"]) == (Subject(str(file), Trial("joint-on-17")),)


@pytest.mark.parametrize(
    ("given", "also", "said"),
    [(["p.json"], ["x=1"], "none is named"), (["a.yaml"], [" ; "], "` ; ` changes nothing")],
)
def test_a_call_that_names_nothing(given: list[str], also: list[str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        subjects(given, (), also)


def test_mistakes_of_all_sides_are_told_before_anything_is_solved() -> None:
    wanted = subjects([FILE, f"{FILE}@joint-on-71"], (), ["-lock:x"])
    with pytest.raises(InputError) as caught:
        compare(wanted, Control(1e-9))
    assert [str(one).rpartition("2012.yaml")[2] for one in caught.value.mistakes] == [
        "--without lock:x: `lock:x`: there is no `x`; the list is empty",
        ": there is no variant `joint-on-71`; did you mean `joint-on-17`?",
    ]


def test_a_programme_from_its_file_is_compared_as_it_stands(tmp_path: Path, case: Comparison) -> None:
    programme = case.sides[0].result.programme
    assert programme is not None
    (tmp_path / "programme.json").write_text(programme.to_json(), encoding="utf-8")
    (tmp_path / "scenario.yaml").write_bytes(CASE.read_bytes())
    hand = tmp_path / "hand.csv"
    hand.write_text("body,item,start,end\n" + "\n".join(_rows(case)), encoding="utf-8")
    found = compare(subjects([FILE, str(tmp_path / "programme.json"), str(hand)]), Control(60, workers=1))
    assert [one.verdict for one in found.against] == ["same", "same", "more"]
    assert found.against[1].moved is not None
    assert found.against[1].moved.empty
    assert found.sides[1].result.status == "optimal"
    # By hand item 3 comes before item 2: an inversion more.
    assert found.against[2].decided == "order"
    assert found.against[2].moved is not None
    assert {move.id for move in found.against[2].moved.moves} == {"wg-ta/2", "wg-ta/3"}
    answers = [row[2] for row in tables(comparison_document(found, "en"))["What is compared"][1:]]
    assert answers == ["proved best", "proved best", "as it stands; nothing is proved of it"]
    names = [row[1] for row in tables(comparison_document(found, "en"))["What is compared"][1:]]
    assert names == ["untoc-wg-ta-2012.yaml, the scenario as it stands", "programme.json", "hand.csv"]


def _rows(case: Comparison) -> Iterable[str]:
    """The programme as a table by hand, items 2 and 3 (an hour each) in the other order."""
    programme = case.sides[0].result.programme
    assert programme is not None
    swapped = {"2": "3", "3": "2"}
    for one in programme.segments:
        number = swapped.get(one.item or "", one.item) if one.item else f"joint:{one.joint}"
        yield f"{one.body},{number},{one.start:%Y-%m-%dT%H:%M},{one.end:%Y-%m-%dT%H:%M}"


def test_a_programme_that_breaks_a_rule_is_bad_news(tmp_path: Path) -> None:
    hand = tmp_path / "hand.csv"
    hand.write_text("body,item,start,end\nwg-ta,2,2012-10-17T10:00,2012-10-17T11:00\n", encoding="utf-8")
    found = compare(subjects([str(hand), FILE]), Control(60, workers=1))
    assert found.impossible
    assert "A breaks rules:" in sentences(comparison_document(found, "en"))


def test_rules_that_are_otherwise_are_said_since_costs_are_counted_otherwise() -> None:
    found = compare(subjects([FILE], (), ["rules.agenda-order.weight=7; rules.even-load=off"]), Control(60, workers=1))
    assert found.sides[1].rules == ("agenda-order", "even-load")
    said = "B has rules otherwise than A, so that costs are counted otherwise: Order of the agenda, Even load"
    assert said in sentences(comparison_document(found, "en"))


def test_time_is_shared_and_what_one_leaves_goes_to_the_next() -> None:
    limits: list[float] = []
    control = Control(100.0, workers=1)
    part = control.part

    class Sharing(Control):
        def part(self, share: float) -> Control:
            limits.append(share)
            return part(share)

    compare(subjects([FILE], ["joint-on-17", "no-joint"]), Sharing(100.0, workers=1))
    assert [round(share, 3) for share in limits] == [0.333, 0.5, 1.0]
