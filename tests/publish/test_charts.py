"""Charts: bars as long as their figures, points where they belong, mirrored where that is read, told to all."""

from __future__ import annotations

import re
from functools import partial
from xml.etree import ElementTree

import pytest

from session_planner.publish.pictures.charts import (
    TONES,
    WIDTH,
    Curve,
    Mark,
    Point,
    Series,
    bars,
    curves,
    histogram,
    points,
)
from session_planner.publish.pictures.picture import png_of
from session_planner.publish.pictures.scales import number, percent, scale
from session_planner.words import LANGUAGES

NS = "{http://www.w3.org/2000/svg}"
HERE, LATER = "as it is", "an hour later"


def rule_bars(lang: str = "en") -> str:
    """Two groups of two bars; one of them known only to lie between 100 and 200, one without a figure."""
    first = Series(HERE, (Mark(50), Mark(100)))
    second = Series(LATER, (Mark(200, low=100), Mark(None, told="impossible")))
    return bars("Cost <by> rule", ["agenda order", "few splits"], [first, second], lang)


def field(lang: str = "en") -> str:
    """Three points of a front and one behind it."""
    front = [Point(1, 40, "A", front=True), Point(2, 30, "B", front=True, sure=False, y_low=20)]
    return points("Front", "splits", "load", [*front, Point(5, 10, "C", front=True), Point(4, 35, "D")], lang)


def drawing(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def filled(svg: str, tone: str) -> list[tuple[float, float]]:
    """Left end and length of every bar in a tone; the squares of the legend are not among them."""
    rects = drawing(svg).iter(f"{NS}rect")
    bars = [one for one in rects if one.get("fill") == tone and one.get("height") == "12" and one.get("rx") == "1"]
    return [(float(one.attrib["x"]), float(one.attrib["width"])) for one in bars]


def dots(svg: str) -> list[tuple[float, float, str]]:
    circles = drawing(svg).iter(f"{NS}circle")
    return [(float(one.attrib["cx"]), float(one.attrib["cy"]), one.attrib["fill"]) for one in circles]


def test_bars_are_as_long_as_their_figures() -> None:
    (x, fifty), (x_two, hundred) = filled(rule_bars(), TONES[0])
    ((x_three, two_hundred),) = filled(rule_bars(), TONES[1])
    assert x == x_two == x_three
    assert (hundred, two_hundred) == pytest.approx((2 * fifty, 4 * fifty), abs=0.05)


def test_what_is_not_known_to_the_point_says_from_where_to_where() -> None:
    says = drawing(rule_bars()).findtext(f"{NS}desc")
    assert says == (
        f"agenda order, {HERE}, 50; agenda order, {LATER}, 200 (100–200); few splits, {HERE}, 100; "
        f"few splits, {LATER}, impossible"
    )
    # The whisker goes from the middle of its bar to the end of it.
    ((x, wide),) = filled(rule_bars(), TONES[1])
    whiskers = re.findall(r'd="M([\d.]+) ([\d.]+)L([\d.]+) \2" fill="none" stroke="#1a1a1a"', rule_bars())
    assert [(float(a), float(b)) for a, _, b in whiskers] == [
        (pytest.approx(x + wide / 2, abs=0.02), pytest.approx(x + wide, abs=0.02))
    ]


def test_points_stand_in_order_of_their_figures_and_the_front_goes_in_steps() -> None:
    svg = field()
    (a, b, c, d) = dots(svg)
    assert a[0] < b[0] < d[0] < c[0]
    assert a[1] < d[1] < b[1] < c[1]  # more is higher, that is nearer to the top
    assert b[2] == "#ffffff"
    assert "#ffffff" not in (a[2], c[2], d[2])
    (steps,) = re.findall(r'd="M([^"]*)" fill="none" stroke="#8c8c8c"', svg)
    corners = [tuple(map(float, one.split())) for one in steps.split("L")]
    assert corners == [a[:2], (b[0], a[1]), b[:2], (c[0], b[1]), c[:2]]


def test_what_is_read_right_to_left_is_mirrored() -> None:
    there, mirrored = dots(field("en")), dots(field("ar"))
    assert [x for x, _, _ in mirrored] == pytest.approx([WIDTH - x for x, _, _ in there], abs=0.02)
    assert [y for _, y, _ in mirrored] == [y for _, y, _ in there]


def test_a_point_whose_name_finds_no_room_keeps_it_for_the_pointer() -> None:
    svg = points("Crowd", "x", "y", [Point(0, 0, "first"), Point(9, 9, "far"), *[Point(0, 0, "same")] * 6], "en")
    titles = [one.text for one in drawing(svg).iter(f"{NS}title")]
    written = [one.text for one in drawing(svg).iter(f"{NS}text")]
    assert titles.count("same, 0, 0") == 6
    assert written.count("same") < 6


def test_curves_bands_and_columns_are_where_their_figures_are() -> None:
    chance = partial(percent, "en")
    svg = curves("Chance", "x", "y", [Curve("a", ((0, 0.5), (10, 1.0)), ((0, 0.4, 0.6),))], "en", (str, chance))
    first, last = dots(svg)
    assert drawing(svg).findtext(f"{NS}desc") == "a, 0: 50%, 10: 100%"
    (_, low, _, high) = re.findall(r'd="M([\d.]+) ([\d.]+)L(\1) ([\d.]+)" fill="none" stroke="#1a1a1a"', svg)[0]
    assert float(low) - float(high) == pytest.approx((first[1] - last[1]) * 0.4, abs=0.05)
    sums = histogram("Overrun", "min", "n", (0, 5, 10), (40, 10), "en", at=((7, "nine in ten"),))
    tall = [float(one.attrib["height"]) for one in drawing(sums).iter(f"{NS}rect") if one.get("fill") == TONES[0]]
    assert tall[0] == pytest.approx(4 * tall[1], abs=0.05)
    assert "nine in ten: 7" in (drawing(sums).findtext(f"{NS}desc") or "")


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ((0, 7), (0, 1, 2, 3, 4, 5, 6, 7)),
        ((0, 1000), (0, 200, 400, 600, 800, 1000)),
        ((0.1, 0.35), (0.1, 0.15, 0.2, 0.25, 0.3, 0.35)),
        ((-3, 12), (-4, -2, 0, 2, 4, 6, 8, 10, 12)),
        ((5, 5), (0, 1, 2, 3, 4, 5)),
        ((), (0, 0.2, 0.4, 0.6, 0.8, 1.0)),
    ],
)
def test_an_axis_ends_on_round_figures(values: tuple[float, ...], marks: tuple[float, ...]) -> None:
    assert scale(values, 0, 100).marks == pytest.approx(marks)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chart_is_a_picture_in_every_language(lang: str) -> None:
    for svg in (rule_bars(lang), field(lang)):
        assert drawing(svg).findtext(f"{NS}title") in ("Cost <by> rule", "Front")
        assert png_of(svg).startswith(b"\x89PNG")
    assert rule_bars(lang) == rule_bars(lang)


def test_figures_are_written_as_the_language_does() -> None:
    assert number("en", 1017.25) == "1,017.25"
    assert number("ru", 0.5) == "0,5"
    assert percent("fr", 0.125) == "12,5\u00a0%"


def test_nothing_to_show_is_still_a_chart() -> None:
    for svg in (bars("None", [], [], "en"), points("None", "x", "y", [], "en"), curves("None", "x", "y", [], "en")):
        assert drawing(svg).findtext(f"{NS}title") == "None"
