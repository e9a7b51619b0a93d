"""The programme in a terminal: plain in a pipe, coloured by body on a screen, and summed up."""

from __future__ import annotations

import io

from rich.console import Console

from session_planner.programme.filter import Filter
from session_planner.programme.model import Cost, Programme, TierResult
from session_planner.publish.terminal import show, summary
from tests.publish.cases import week


def printed(lang: str, *, screen: bool, keep: Filter | None = None) -> str:
    """What a console of 100 columns gets."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=screen, color_system="standard" if screen else None, width=100)
    show(*week(), lang, console, keep or Filter())
    return out.getvalue()


def test_a_pipe_gets_plain_text() -> None:
    text = printed("en", screen=False)
    assert "\x1b" not in text
    lines = [line.split("  ") for line in text.splitlines()]
    cells = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    assert ["Friday, 26 October"] in cells
    assert ["10 a.m.-1 p.m.", "Working Group A · Room M, 1st floor; east"] in cells
    assert ["10:30-11:00", "1 (b)", "Adoption of the agenda"] in cells
    assert ["10:00-11:30", "2", "Long | debate <b> & more (continued)"] in cells
    assert text.splitlines()[-2:] == [
        "Without a place in the programme: WG.B 6 Property",
        "Sittings held: 6 of 12; handed back: 6",
    ]


def test_a_screen_tells_bodies_apart_by_colour() -> None:
    text = printed("en", screen=True)
    colours = {line[line.index("\x1b") :].partition("m")[0] for line in text.splitlines() if "Extradition" in line}
    others = {line[line.index("\x1b") :].partition("m")[0] for line in text.splitlines() if "election" in line}
    assert len(colours) == len(others) == 1
    assert colours.isdisjoint(others)


def test_a_filter_and_a_language_hold_here_too() -> None:
    text = printed("zh", screen=False, keep=Filter(bodies=("b",)))
    assert "下午3时至6时" in text
    assert "Working Group A" not in text


def test_the_summary_tells_gap_and_costs() -> None:
    _, scenario = week()
    tiers = (TierResult("t", 30, 24),)
    costs = (Cost("agenda-order", 10, 30), Cost("few-splits", 5, 0))
    told = {
        status: list(summary(Programme((), status=status, costs=costs, tiers=tiers), scenario, "en"))
        for status in ("optimal", "feasible", "given")
    }
    assert told["feasible"] == [
        "The best found so far: it costs 30, and none can cost less than 24 (gap 20.0 %).",
        "agenda-order costs 30 (weight 10)",
        "Sittings held: 0 of 12; handed back: 12",
    ]
    assert told["optimal"][0] == "Proved: there is no better programme (it costs 30)."
    assert told["given"] == told["feasible"][1:]
