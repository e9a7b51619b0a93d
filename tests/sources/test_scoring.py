"""The scorer itself: it counts what is there, taken and right, and finds what is missed and wrong."""

from __future__ import annotations

import datetime as dt

from session_planner.sources.evidence import UNSAID, Found
from session_planner.sources.facts import AgendaItem, Facts, Row, SittingFact
from tests.sources.scoring import same, score

GOLD = {
    "title": "Provisional agenda",
    "symbol": None,
    "items": [
        {"number": "1", "title": "Opening", "sub_items": []},
        {"number": "2", "title": "Other “matters”", "sub_items": []},
    ],
    "meetings": [
        {
            "date": "2012-10-17",
            "start": "10:00",
            "end": "13:00",
            "rows": [
                {"item": "1", "title": "Opening", "continued": False, "documents": []},
                {"item": "2", "title": None, "continued": True, "documents": []},
            ],
        }
    ],
}


def facts(*, end: int = 780, symbol: str = "", rows: tuple[Row, ...] | None = None) -> Facts:
    """What a reader says of the document, right but for what is given."""
    whole = (Row("1", "Opening", UNSAID), Row("2", 'Other "matters"', UNSAID, continued=True, title_printed=False))
    return Facts(
        "en",
        title=Found("provisional agenda", UNSAID),
        symbol=Found(symbol, UNSAID) if symbol else None,
        items=[AgendaItem("1", "Opening", UNSAID), AgendaItem("2", 'Other "matters".', UNSAID)],
        sittings=[SittingFact(dt.date(2012, 10, 17), 600, end, UNSAID, whole if rows is None else rows)],
    )


def test_what_differs_in_quotes_and_marks_alone_is_right() -> None:
    result = score(GOLD, facts())
    assert (result.precision, result.recall) == (1.0, 1.0), result.told()
    assert same("« x »  y;") == same("“x” y")
    assert same("x y") != same("X y")


def test_a_wrong_hour_is_one_wrong_and_one_missed() -> None:
    result = score(GOLD, facts(end=810))
    assert [fact[1:] for fact in result.wrongs()] == [("hours", "10:00", "13:30")]
    assert [fact[1:] for fact in result.misses()] == [("hours", "10:00", "13:00")]


def test_what_the_document_does_not_say_is_wrong_and_a_row_left_out_is_missed() -> None:
    assert score(GOLD, facts(symbol="A/1")).wrongs() == [("symbol", "a/1")]
    result = score(GOLD, facts(rows=(Row("1", "Opening", UNSAID),)))
    assert [fact[1] for fact in result.misses()] == ["order", "continued", "item"]
    assert [fact[1] for fact in result.wrongs()] == ["order"]


def test_rows_in_another_order_are_told() -> None:
    rows = (Row("2", "", UNSAID, continued=True, title_printed=False), Row("1", "Opening", UNSAID))
    assert {fact[1] for fact in score(GOLD, facts(rows=rows)).wrongs()} == {"order"}
