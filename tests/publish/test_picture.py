"""The picture of the week: where its boxes are, what they say, and that all of it can be seen."""

from __future__ import annotations

import datetime as dt
import io
import sys
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from session_planner.errors import OutsideError
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment
from session_planner.publish import dates, export
from session_planner.publish.colours import COLOURS, colours
from session_planner.publish.pictures.canvas import directed
from session_planner.publish.pictures.fitting import fitted, width
from session_planner.publish.pictures.picture import png_of, svg
from session_planner.scenario.model import Scenario
from session_planner.words import LANGUAGES
from tests.publish import weeks
from tests.publish.cases import week
from tests.publish.test_layouts import bodies, cop6, held, joint, morning, together

NS = "{http://www.w3.org/2000/svg}"
SEEDS = range(25)


@dataclass(frozen=True)
class Shape:
    """A rectangle of the drawing."""

    x: float
    y: float
    width: float
    height: float
    fill: str

    def over(self, other: Shape) -> bool:
        """Whether they cover the same spot; a hair's breadth is what rounding leaves."""
        return (
            self.x < other.x + other.width - 0.05
            and other.x < self.x + self.width - 0.05
            and self.y < other.y + other.height - 0.05
            and other.y < self.y + self.height - 0.05
        )


@dataclass(frozen=True)
class Box:
    """A sitting as it is drawn."""

    title: str
    shape: Shape
    stripes: tuple[Shape, ...]
    lines: tuple[str, ...]
    texts: tuple[ElementTree.Element, ...]


def shape(element: ElementTree.Element) -> Shape:
    x, y, wide, high = (float(element.get(name, "0")) for name in ("x", "y", "width", "height"))
    return Shape(x, y, wide, high, element.get("fill", ""))


def bare(text: str) -> str:
    """A text without its marks of direction."""
    return text.strip("\u2066\u2067\u2069")


def boxes(drawing: str) -> list[Box]:
    """The boxes of a drawing, in its order."""
    found = []
    for group in ElementTree.fromstring(drawing).iter(f"{NS}g"):
        first, *stripes = [shape(one) for one in group.iter(f"{NS}rect")]
        texts = tuple(group.iter(f"{NS}text"))
        lines = tuple(bare(one.text or "") for one in texts)
        found.append(Box(group.findtext(f"{NS}title", ""), first, tuple(stripes), lines, texts))
    return found


def labels(drawing: str) -> list[str]:
    """The texts outside the boxes: days, hours, rows, legend."""
    root = ElementTree.fromstring(drawing)
    return [bare(one.text or "") for one in root.findall(f"{NS}text")]


def drawn(shown: tuple[Programme, Scenario], lang: str = "en", keep: Filter = EVERYTHING) -> list[Box]:
    return boxes(svg(*shown, lang, keep))


# -- what it shows --------------------------------------------------------------------------------------------------


def test_a_week_of_three_bodies_box_by_box() -> None:
    drawing = svg(*week(), "en")
    tones = {body: COLOURS[name] for body, name in colours(week()[1]).items()}
    assert [(box.shape.fill, box.lines) for box in boxes(drawing)] == [
        (tones["a"], ("WG.A", "1 (a) Opening, election", "1 (b) Adoption of the agenda", "2 Long | debate <b> & more")),
        (tones["b"], ("WG.B", "5 Extradition")),
        (tones["a"], ("WG.A", "2 Long | debate <b> & more (continued)")),
        (tones["a"], ("WG.A, WG.B, GE.C", "Joint discussion", "WG.A 3 Cultural property", "WG.B 6 Property")),
    ]
    assert boxes(drawing)[-1].title == (
        "3-6 p.m., Working Group A, Working Group B, Group of Experts C, Room M, 1st floor; east,"
        " Joint discussion, WG.A 3 Cultural property, WG.B 6 Property"
    )
    told = labels(drawing)
    assert told[:2] == ["Session week", "Friday, 26 October"]
    assert told[2:11] == ["10 a.m.", "11 a.m.", "noon", *(f"{hour} p.m." for hour in range(1, 7))]
    assert told[11:14] == ["Room M, 1st floor; east", "M2", "Monday, 29 October"]
    assert told[-4:] == ["WG.A", "WG.B", "GE.C", "Joint meeting"]


def test_only_a_joint_session_has_stripes_and_they_are_of_all_its_bodies() -> None:
    *others, together = drawn(week())
    assert not any(box.stripes for box in others)
    paper, *stripes = together.stripes
    assert {one.fill for one in stripes} == {COLOURS[name] for name in colours(week()[1]).values()}
    assert all(one.width > 5 and one.fill != neighbour.fill for one, neighbour in pairwise(stripes))
    bottom = together.shape.y + together.shape.height
    assert paper.y + paper.height == pytest.approx(bottom, abs=0.02)


def test_a_sitting_without_a_room_stands_with_each_of_its_bodies() -> None:
    segments = tuple(replace(one, room=None) for one in joint("b0", "b2"))
    shown = Programme((*morning("b1"), *segments)), bodies(3, **together("b0", "b2"))
    drawing = svg(*shown, "en")
    assert [label for label in labels(drawing) if label in ("B0", "B1", "B2")][:3] == ["B0", "B1", "B2"]
    tones = [COLOURS[name] for name in colours(shown[1]).values()]
    assert [box.shape.fill for box in boxes(drawing)] == tones, "each row has its own body's colour"


def test_rooms_stand_in_the_order_of_the_scenario() -> None:
    first, second = morning("b0", "b1")
    rooms = {"rooms": [{"id": "y"}, {"id": "x"}]}
    drawing = svg(Programme((replace(first, room="x"), replace(second, room="y"))), bodies(2, **rooms), "en")
    assert [label for label in labels(drawing) if label in ("x", "y")] == ["y", "x"]


def test_a_sitting_that_moves_to_another_room_stands_in_both_with_what_is_done_there() -> None:
    one = held("b0", "1", "2026-10-01T10:00", "2026-10-01T11:00", room="x")
    other = held("b0", "2", "2026-10-01T11:30", "2026-10-01T13:00", room="y")
    first, second = drawn((Programme((one, other)), bodies(1, rooms=[{"id": "x"}, {"id": "y"}])))
    assert (first.lines, second.lines) == (("B0", "1 First"), ("B0", "2 Second"))
    assert second.shape.x > first.shape.x + first.shape.width


def test_a_filter_leaves_what_was_asked_for() -> None:
    assert [box.lines[0] for box in drawn(week(), keep=Filter(bodies=("b",)))] == ["WG.B", "WG.A, WG.B, GE.C"]


def test_nothing_to_show_is_a_picture_all_the_same() -> None:
    drawing = svg(Programme(()), bodies(1), "en")
    assert labels(drawing) == ["Bodies"]
    assert png_of(drawing)


# -- time -----------------------------------------------------------------------------------------------------------


def night(start: str, end: str, *days: str) -> str:
    """The drawing of one sitting of one body, given in UTC, in Vienna."""
    of = bodies(1, days=[{"date": day} for day in days])
    first, last = (
        dt.datetime.fromisoformat(f"{text}+00:00").astimezone(ZoneInfo("Europe/Vienna")) for text in (start, end)
    )
    return svg(Programme((Segment("b0", "1", first, last),)), of, "en")


def test_an_hour_that_comes_twice_is_as_long_as_two() -> None:
    """From midnight to 5 a.m. in the night in which clocks are put back are six hours."""
    drawing = night("2026-10-24T22:00", "2026-10-25T04:00", "2026-10-25")
    told = labels(drawing)
    assert told[2:9] == ["midnight", "1 a.m.", "2 a.m.", "2 a.m.", "3 a.m.", "4 a.m.", "5 a.m."]
    (box,) = boxes(drawing)
    axis = 1400 - 24 - box.shape.x
    assert box.shape.width == pytest.approx(axis, abs=2.5), "it fills its axis of six hours"


def test_an_hour_that_does_not_come_has_no_line() -> None:
    drawing = night("2026-03-29T00:00", "2026-03-29T03:00", "2026-03-29")
    assert labels(drawing)[2:6] == ["1 a.m.", "3 a.m.", "4 a.m.", "5 a.m."]


def test_over_midnight_a_sitting_stays_on_the_day_on_which_it_begins() -> None:
    drawing = night("2026-10-01T20:00", "2026-10-02T00:30", "2026-10-01")
    assert labels(drawing)[1:8] == [
        "Thursday, 1 October",
        "10 p.m.",
        "11 p.m.",
        "midnight",
        "1 a.m.",
        "2 a.m.",
        "3 a.m.",
    ]
    assert len(boxes(drawing)) == 1


def test_the_same_hour_is_at_the_same_place_on_every_day() -> None:
    first, second = (held("b0", "1", f"2026-10-0{day}T11:00", f"2026-10-0{day}T12:00") for day in (1, 2))
    early = held("b1", "1", "2026-10-02T08:00", "2026-10-02T09:00")
    of = bodies(2, days=[{"date": "2026-10-01"}, {"date": "2026-10-02"}])
    found = {box.shape.x for box in drawn((Programme((first, second, early)), of)) if box.lines[0] == "B0"}
    assert len(found) == 1


# -- any programme --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("seed", SEEDS)
def test_boxes_do_not_overlap_and_texts_stay_inside(seed: int, lang: str) -> None:
    programme, of = weeks.week(seed)
    drawing = svg(programme, of, lang)
    root = ElementTree.fromstring(drawing)
    wide, high = float(root.get("width", "0")), float(root.get("height", "0"))
    found = boxes(drawing)
    for box in found:
        assert _within(box.shape.x, box.shape.x + box.shape.width, wide)
        assert _within(box.shape.y, box.shape.y + box.shape.height, high)
        for element in box.texts:
            left, right = _extent(element)
            assert _within(left - box.shape.x, right - box.shape.x, box.shape.width)
            y, size = float(element.get("y", "0")), float(element.get("font-size", "0"))
            floor = min((one.y for one in box.stripes), default=box.shape.y + box.shape.height)
            assert _within(y - size * 0.8 - box.shape.y, y + size * 0.22 - box.shape.y, floor - box.shape.y)
    for one, other in combinations(found, 2):
        assert not one.shape.over(other.shape), (one.title, other.title)
    for element in root.findall(f"{NS}text"):
        assert _within(*_extent(element), wide)
        assert _within(float(element.get("y", "0")) - 11, float(element.get("y", "0")), high)


def _within(start: float, end: float, room: float) -> bool:
    return start >= -0.01 and end <= room + 0.01


def _extent(element: ElementTree.Element) -> tuple[float, float]:
    """From where to where a text goes at most."""
    x, size = float(element.get("x", "0")), float(element.get("font-size", "0"))
    wide = width(element.text or "", size, strong=element.get("font-weight") == "bold")
    before = {"end": wide, "middle": wide / 2}.get(element.get("text-anchor", "start"), 0)
    return x - before, x - before + wide


@pytest.mark.parametrize("seed", SEEDS)
def test_every_segment_is_in_a_box(seed: int) -> None:
    programme, of = weeks.week(seed)
    titles = " ".join(box.title for box in drawn((programme, of)))
    for segment in programme.segments:
        if segment.item:
            rows = len(segment.bodies) if segment.joint and not segment.room else 1
            shown = titles.count(f"Topic {segment.body}.{segment.item} ")
            assert shown == (rows if segment.joint else segment.parts) or len(of.bodies) == 1


def test_the_same_programme_gives_the_same_picture() -> None:
    for lang in LANGUAGES:
        assert svg(*cop6(), lang) == svg(*cop6(), lang)


# -- right to left --------------------------------------------------------------------------------------------------


def test_in_arabic_time_runs_to_the_left() -> None:
    # Titles in another language are marked, which takes a little of the width.
    usual, mirrored = drawn(week()), drawn(week(), "ar")
    for one, other in zip(usual, mirrored, strict=True):
        assert other.shape.width == pytest.approx(one.shape.width, rel=0.01)
        assert other.shape.x + other.shape.width == pytest.approx(1400 - one.shape.x, abs=10)
    assert {element.get("text-anchor") for box in mirrored for element in box.texts} == {"end"}


def test_texts_run_as_their_letters_do_and_what_has_none_as_the_language_does() -> None:
    assert directed("1 (a) Opening", "en") == "1 (a) Opening"
    assert directed("1 (a) Opening", "ar") == "\u20661 (a) Opening\u2069"
    assert directed("1 (أ) افتتاح", "ar") == "\u20671 (أ) افتتاح\u2069"
    assert directed("1، 2", "ar") == "\u20671، 2\u2069"
    assert directed("افتتاح", "en") == "\u2067افتتاح\u2069"


@pytest.mark.parametrize(
    ("lang", "hour", "day"),
    [
        ("ar", "10/00", "الجمعة، 26 أكتوبر/تشرين الأول"),
        ("es", "10.00", "Viernes 26 de octubre"),
        ("fr", "10 h", "Vendredi 26 octobre"),
        ("ru", "10 ч.", "Пятница, 26 октября"),
        ("zh", "10时", "10月26日星期五"),
    ],
)
def test_days_and_hours_in_the_form_of_the_language(lang: str, hour: str, day: str) -> None:
    assert labels(svg(*week(), lang))[1:3] == [day, hour]


def test_a_title_in_another_language_has_a_mark_that_is_explained() -> None:
    told = labels(svg(*week(), "fr"))
    assert told[-1] == "* Intitulé donné dans une autre langue, faute d’intitulé dans celle-ci."
    assert "*" not in "".join(labels(svg(*week(), "en")))


def test_hours_that_are_not_full() -> None:
    times = {lang: dates.hour(dt.time(15, 30), lang) for lang in LANGUAGES}
    assert times == {
        "ar": "15/30", "en": "3.30 p.m.", "es": "15.30", "fr": "15 h 30", "ru": "15 ч. 30 м.", "zh": "15时30分",
    }  # fmt: skip


# -- hostile and long texts -----------------------------------------------------------------------------------------


def test_titles_cannot_break_out_of_the_drawing() -> None:
    title = "</text><script>alert(1)</script>\x00\ud800 & \"quoted\" 'too' ]]> " + "x" * 10_000
    of = Scenario.model_validate(
        {
            "format": 1,
            "title": title,
            "timezone": "Europe/Vienna",
            "days": [{"date": "2026-10-01"}],
            "bodies": [{"id": "b0", "title": title, "agenda": [{"number": "1", "title": title}]}],
        }
    )
    drawing = svg(Programme(morning("b0")), of, "en")
    root = ElementTree.fromstring(drawing)
    assert {element.tag.removeprefix(NS) for element in root.iter()} == {
        "svg",
        "title",
        "desc",
        "rect",
        "text",
        "g",
        "path",
    }
    assert "<script>alert(1)</script>" in (root.findtext(f"{NS}title") or "")
    assert not [name for element in root.iter() for name in element.attrib if "href" in name or name.startswith("on")]
    assert max(len(text) for text in labels(drawing)) < 300
    assert png_of(drawing).startswith(b"\x89PNG")


def test_the_drawing_says_what_it_shows_to_those_who_do_not_see_it() -> None:
    root = ElementTree.fromstring(svg(*cop6(), "fr"))
    assert root.get("role") == "img"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert [child.tag for child in root][:2] == [f"{NS}title", f"{NS}desc"]
    assert "Jeudi 18 octobre: 10 heures-13 heures, " in (root.findtext(f"{NS}desc") or "")


@pytest.mark.parametrize(
    ("text", "room", "lines", "told"),
    [
        ("short", 100, 2, ("short",)),
        ("two words here", 60, 2, ("two", "words…")),
        ("two words", 60, 2, ("two", "words")),
        ("Extraordinarily long", 60, 3, ("Extrao…",)),
        ("Asia-Pacific", 60, 2, ("Asia-", "Pacific")),
        ("关于技术援助的工作组会议", 62, 2, ("关于技术援", "助的工作…")),
        ("anything", 5, 3, ()),
        ("", 100, 3, ()),
        ("one", 100, 0, ()),
        ("e\u0301e\u0301e\u0301e\u0301", 30, 1, ("e\u0301e\u0301…",)),
        ("👩‍🚀👩‍🚀👩‍🚀", 46, 1, ("👩‍🚀…",)),
        ("👩‍🚀👩‍🚀👩‍🚀", 34, 1, ()),  # half of the sign would have room
    ],
)
def test_texts_are_wrapped_and_cut_to_fit(text: str, room: float, lines: int, told: tuple[str, ...]) -> None:
    found = fitted(text, room, lines, 12)
    assert found == told
    assert all(width(line, 12) <= room for line in found)


# -- colours and dots -----------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """As WCAG 2 defines it."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_text_can_be_read_on_what_it_stands_on() -> None:
    assert all(contrast(colour, "#ffffff") >= 4.5 for colour in COLOURS.values())
    root = ElementTree.fromstring(svg(*week(), "en"))
    assert {element.get("fill") for element in root.findall(f".//{NS}g/{NS}text")} == {"#ffffff"}
    outside = {element.get("fill") or "" for element in root.findall(f"{NS}text")}
    assert all(contrast(colour, "#ffffff") >= 7 for colour in outside)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_dots_are_where_the_drawing_has_its_boxes(lang: str) -> None:
    drawing = svg(*cop6(), lang)
    image = Image.open(io.BytesIO(export(*cop6(), "png", lang))).convert("RGB")
    zoom = image.width / 1400
    assert zoom == 2
    for box in boxes(drawing):
        # The margin beside the texts, half way down.
        x, y = box.shape.x + 2.5, box.shape.y + box.shape.height / 2
        dot = image.crop((int(x * zoom), int(y * zoom), int(x * zoom) + 1, int(y * zoom) + 1)).tobytes()
        assert f"#{dot.hex()}" == box.shape.fill


@pytest.mark.needs("fonts-dejavu-core", "fonts-noto-core", "fonts-noto-cjk")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_are_drawn_and_stay_inside_for_real(lang: str) -> None:
    """Between the texts' estimated end and the end of the box nothing is drawn; before it there is something."""
    drawing = svg(*week(), lang)
    image = Image.open(io.BytesIO(png_of(drawing))).convert("RGB")
    for box in boxes(drawing):
        for element in box.texts:
            left, right = (int(2 * edge) for edge in _extent(element))
            y = int(2 * float(element.get("y", "0")))
            line = image.crop((int(2 * box.shape.x) + 6, y - 20, int(2 * (box.shape.x + box.shape.width)) - 6, y + 5))
            ink = [at for at in range(line.width) if len(set(_column(line, at))) > 1]
            start = int(2 * box.shape.x) + 6
            assert ink, element.text
            assert _within(start + ink[0] - left + 2, start + ink[-1] - left, right - left + 2), element.text


def _column(image: Image.Image, x: int) -> list[object]:
    return [image.getpixel((x, y)) for y in range(image.height)]


def test_a_picture_too_large_for_memory_has_fewer_dots() -> None:
    tall = '<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="60000"><rect width="9" height="9"/></svg>'
    image = Image.open(io.BytesIO(png_of(tall)))
    assert image.width * image.height <= 40_000_000


def test_without_resvg_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(OutsideError, match=r"install `session-planner\[png\]`") as raised:
        png_of("<svg/>")
    assert raised.value.exit_code == 4


def test_what_resvg_cannot_draw_is_told() -> None:
    with pytest.raises(OutsideError, match="resvg could not draw the picture"):
        png_of('<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>')
