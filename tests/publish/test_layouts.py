"""What stands where: parallel meetings, day sheets, the week at a glance, the order of the day."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment
from session_planner.programme.reading import read_programme
from session_planner.publish import LAYOUTS, loaded
from session_planner.publish.document import Cell, Document, Heading, NewPage, Paragraph, Table, plain
from session_planner.publish.documents import FORMS, written
from session_planner.scenario.model import Scenario
from session_planner.words import LANGUAGES
from tests.publish import weeks
from tests.publish.cases import WEEK, annex_2012, at, week
from tests.scenarios.shipped import DATA, scenario

SEEDS = range(40)
MINE = ("parallel", "week", "day", "order")


def laid_out(layout: str, shown: tuple[Programme, Scenario], lang: str = "en", keep: Filter = EVERYTHING) -> Document:
    """A programme in a layout."""
    made: Document = loaded(LAYOUTS[layout])(*shown, lang, keep)
    return made


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def text(cell: Cell | None) -> list[str]:
    """The lines of a cell."""
    return [plain(line) for line in cell.lines] if cell else []


def rows(document: Document) -> list[list[list[str]]]:
    """The rows of the first table: the lines of each of their cells."""
    return [[text(cell) for cell in row.cells] for row in tables(document)[0].rows]


def heads(document: Document) -> list[str]:
    return [plain(column.head) for column in tables(document)[0].columns]


def texts(document: Document) -> list[str]:
    """Every line of every cell."""
    return [line for table in tables(document) for row in table.rows for cell in row.cells for line in text(cell)]


@cache
def cop6() -> tuple[Programme, Scenario]:
    """The programme of the sixth session as it was printed."""
    of = scenario("untoc-cop6-2012")
    return read_programme(DATA / "untoc-2012" / "programme-en.csv", of).programme, of


# -- the programme of the sixth session -----------------------------------------------------------------------------


def printed() -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """By date and hour: what the printed programme has in its two columns, read off without our own code.

    The heading of item 2, which it prints once over the first of its sub-items, is not told in our rows. Of the group
    on technical assistance it prints the name alone, as it does of the joint discussion.
    """
    found: dict[tuple[str, str], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    with (DATA / "untoc-2012" / "programme-en.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            plenary = row["body"] == "cop"
            column = found[row["date"], row["start"]][0 if plenary else 1]
            told = f"{row['item'].replace('(', ' (')} {row['title']}" if plenary else row["title"]
            if told not in column and row["item"] != "2":
                column.append(told)
    return found


def test_parallel_meetings_stand_as_the_sixth_session_printed_them() -> None:
    document = laid_out("parallel", cop6())
    assert document.landscape
    assert heads(document) == ["Date and time", "Plenary", "Parallel meeting"]
    dates = {"Monday, 15 October": "2012-10-15", "Tuesday, 16 October": "2012-10-16"}
    dates |= {"Wednesday, 17 October": "2012-10-17", "Thursday, 18 October": "2012-10-18"}
    dates |= {"Friday, 19 October": "2012-10-19"}
    hours = {"10 a.m.-1 p.m.": "10:00", "3-6 p.m.": "15:00"}
    date, seen = "", set()
    for row in rows(document):
        if len(row) == 1:
            date = dates[row[0][0]]
            continue
        (time,), plenary, beside = row
        wanted = printed()[date, hours[time]]
        seen.add((date, hours[time]))
        assert plenary == wanted[0]
        if len(beside) > 1:  # what the groups take up is not in the printed programme
            assert wanted[1][0].removesuffix(" (continued)") in beside[:2]
        else:
            assert beside == wanted[1]
    assert seen == set(printed())


def test_the_joint_discussion_names_both_groups_once_and_who_set_its_time() -> None:
    document = laid_out("parallel", cop6())
    (joint,) = [cell for row in rows(document) for cell in row if any("Joint discussion" in line for line in cell)]
    assert joint[0] == (
        "Working Group on International Cooperation,"
        " Open-ended Interim Working Group of Government Experts on Technical Assistance"
    )
    assert [line[:20] for line in joint[2:]] == ["WG on assistance 6 R", "WG on assistance 7 A"]
    (note,) = [plain(block.words) for block in document.blocks if isinstance(block, Paragraph) and block.kind == "note"]
    assert "Extended Bureau" in note
    assert "15 February 2012" in note


# -- parallel meetings in general -----------------------------------------------------------------------------------


def held(body: str, item: str | None, start: str, end: str, **more: object) -> Segment:
    return Segment(body, item, at(start), at(end), **more)  # type: ignore[arg-type]


def bodies(count: int, **more: object) -> Scenario:
    """A scenario of bodies `b0`, `b1` and so on with two items each."""
    agenda = [{"number": "1", "title": "First"}, {"number": "2", "title": "Second"}]
    return Scenario.model_validate(
        {
            "format": 1,
            "title": "Bodies",
            "timezone": "Europe/Vienna",
            "days": [
                {"date": "2026-10-01", "sittings": ["10:00-13:00", {"hours": "15:00-18:00", "open_until": "20:00"}]}
            ],
            "bodies": [
                {"id": f"b{at}", "title": f"Body {at}", "short": f"B{at}", "agenda": agenda} for at in range(count)
            ],
            **more,
        }
    )


def morning(*ids: str) -> tuple[Segment, ...]:
    """These bodies, each with its first item in the morning."""
    return tuple(held(body, "1", "2026-10-01T10:00", "2026-10-01T12:00") for body in ids)


def afternoon(body: str, end: str = "17:00") -> Segment:
    return held(body, "2", "2026-10-01T15:00", f"2026-10-01T{end}")


def test_bodies_that_never_meet_at_the_same_time_share_a_column_which_names_them() -> None:
    document = laid_out("parallel", (Programme((*morning("b0", "b1"), afternoon("b2"))), bodies(3)))
    assert heads(document)[1:] == ["B0", "Parallel meeting"]
    assert rows(document)[1:] == [
        [["10 a.m.-1 p.m."], ["1 First"], ["Body 1", "1 First"]],
        [["3-6 p.m."], [], ["Body 2", "2 Second"]],
    ]


def test_few_bodies_at_the_same_time_have_a_column_each() -> None:
    document = laid_out("parallel", (Programme(morning("b0", "b2", "b1")), bodies(3)))
    assert heads(document)[1:] == ["B0", "B1", "B2"]
    assert rows(document)[1] == [["10 a.m.-1 p.m."], ["1 First"], ["1 First"], ["1 First"]]


def joint(*ids: str) -> tuple[Segment, ...]:
    return tuple(held(id, "2", "2026-10-01T15:00", "2026-10-01T17:00", joint="j", bodies=ids, room="r") for id in ids)


def together(*ids: str) -> dict[str, object]:
    session = {"id": "j", "title": "Joint talk", "bodies": ids, "items": {id: ["2"] for id in ids}}
    return {"joint_sessions": [session], "rooms": [{"id": "r", "title": "Hall"}]}


def test_a_joint_session_spans_the_columns_of_its_bodies() -> None:
    shown = Programme((*morning("b0", "b1", "b2"), *joint("b1", "b2"))), bodies(3, **together("b1", "b2"))
    table = tables(laid_out("parallel", shown))[0]
    _hours, plenary, cell = table.rows[2].cells
    assert (plenary.lines, cell.columns) == ((), 2)
    assert text(cell) == ["Body 1, Body 2", "Joint talk", "B1 2 Second", "B2 2 Second", "Hall"]


def test_a_joint_session_of_bodies_apart_stands_with_each_and_says_so() -> None:
    shown = Programme((*morning("b0", "b1", "b2"), *joint("b0", "b2"))), bodies(3, **together("b0", "b2"))
    _hours, first, middle, last = rows(laid_out("parallel", shown))[2]
    assert middle == []
    assert first[:4] == last[:4] == ["Body 0, Body 2", "Joint talk", "B0 2 Second", "B2 2 Second"]
    assert first[4] == "The same meeting as under: B2"
    assert last[4] == "The same meeting as under: B0"


def test_own_items_before_a_joint_session_in_one_sitting_do_not_cover_it() -> None:
    own = held("b1", "1", "2026-10-01T15:00", "2026-10-01T15:30")
    shown = Programme((*morning("b0", "b1", "b2"), own, *joint("b1", "b2"))), bodies(3, **together("b1", "b2"))
    table = tables(laid_out("parallel", shown))[0]
    assert table.rows[2].cells[0].rows == 2
    assert [text(cell)[0] for row in table.rows[2:] for cell in row.cells if cell.lines] == [
        "3-6 p.m.", "1 First", "Body 1, Body 2",
    ]  # fmt: skip


def test_many_bodies_share_as_few_columns_as_there_are_meetings_at_a_time() -> None:
    """Bodies 1, 2 and 3 meet two by two: a column each would be one more than there are meetings beside the first."""
    evening = [held(f"b{at}", "1", f"2026-10-01T21:{at}0", f"2026-10-01T21:{at}5") for at in (4, 5)]
    evening += [held("b6", "1", "2026-10-01T22:00", "2026-10-01T22:10")]
    night = [held(body, "1", "2026-10-01T22:30", "2026-10-01T23:30") for body in ("b3", "b1")]
    crowded = Programme((*morning("b2", "b1", "b0"), afternoon("b2"), afternoon("b3"), *evening, *night))
    document = laid_out("parallel", (crowded, bodies(9)))
    assert heads(document)[1:] == ["B0", "Parallel meeting 1", "Parallel meeting 2"]
    assert rows(document)[1] == [["10 a.m.-1 p.m."], ["1 First"], ["Body 1", "1 First"], ["Body 2", "1 First"]]
    # Body 2 stands where it stood before, and body 3 in what is free.
    assert rows(document)[2] == [["3-6 p.m."], [], ["Body 3", "2 Second"], ["Body 2", "2 Second"]]


def test_more_meetings_than_columns_stand_in_several_lines_of_their_hours() -> None:
    everybody = Programme(morning(*(f"b{at}" for at in range(12))))
    document = laid_out("parallel", (everybody, bodies(12)))
    assert heads(document)[1:] == [f"Parallel meeting {number}" for number in range(1, 6)]
    assert tables(document)[0].rows[1].cells[0].rows == 3
    assert sum(line.startswith("Body ") for line in texts(document)) == 12


def test_a_sitting_that_goes_on_longer_tells_its_own_hours() -> None:
    shown = Programme((afternoon("b0", "19:30"), afternoon("b1"), afternoon("b2"))), bodies(3)
    for layout in ("parallel", "week"):
        (late,) = [
            cell for row in rows(laid_out(layout, shown)) for cell in row[1:] if any("7.30" in one for one in cell)
        ]
        assert "3-7.30 p.m." in late
        assert ["3-6 p.m."] in [row[0] for row in rows(laid_out(layout, shown))]


# -- the other layouts ----------------------------------------------------------------------------------------------


def test_the_week_has_a_column_a_day_and_a_body_keeps_its_row() -> None:
    document = laid_out("week", week())
    assert heads(document) == ["Time", "Friday, 26 October", "Monday, 29 October"]
    room = "Room M, 1st floor; east"
    assert rows(document) == [
        [["10 a.m.-1 p.m."], ["WG.A", room], ["WG.A", room]],
        [["WG.B", "M2"], []],
        [["3-6 p.m."], [], ["WG.A, WG.B, GE.C", "Joint discussion", room]],
    ]
    tones = [cell.colour for row in tables(document)[0].rows for cell in row.cells if cell.lines and not cell.heads]
    assert tones == ["royalblue", "royalblue", "firebrick", "royalblue"]


def test_the_week_of_one_body_tells_what_is_on() -> None:
    document = laid_out("week", annex_2012(), "fr")
    assert [row[1:] for row in rows(document)] == [[["1 a), 1 b), 2, 3"], ["6, 7"]], [["4, 5, 8"], []]]


def test_a_body_keeps_its_row_beside_one_that_comes_later() -> None:
    first, second = morning("b1", "b0")
    tomorrow = tuple(
        replace(one, item="2", start=one.start + dt.timedelta(1), end=one.end + dt.timedelta(1))
        for one in (second, first)
    )
    days = [{"date": f"2026-10-0{day}", "sittings": ["10:00-13:00"]} for day in (1, 2)]
    document = laid_out("week", (Programme((first, *tomorrow)), bodies(2, days=days)))
    assert rows(document) == [[["10 a.m.-1 p.m."], ["B1"], ["B1"]], [[], ["B0"]]]


def test_a_day_between_without_sittings_keeps_its_column() -> None:
    programme, _ = week()
    days = [{"date": f"2012-10-{day}", "sittings": ["10:00-13:00", "15:00-18:00"]} for day in range(24, 31)]
    document = laid_out("week", (programme, Scenario.model_validate(WEEK | {"days": days})))
    assert heads(document)[1:] == [
        "Friday, 26 October", "Saturday, 27 October", "Sunday, 28 October", "Monday, 29 October",
    ]  # fmt: skip


def test_a_longer_session_has_a_table_a_week() -> None:
    segments = tuple(held("b0", "1", f"2026-10-{day:02}T10:00", f"2026-10-{day:02}T11:00") for day in range(1, 13))
    document = laid_out("week", (Programme(segments), bodies(1)))
    assert [len(table.columns) for table in tables(document)] == [5, 8, 2]
    assert [plain(block.words) for block in document.blocks if isinstance(block, Heading) and block.level == 2] == [
        "Thursday, 1 October – Sunday, 4 October",
        "Monday, 5 October – Sunday, 11 October",
        "Monday, 12 October – Monday, 12 October",
    ]


def test_day_sheets_have_a_page_a_day_with_the_items_own_times() -> None:
    document = laid_out("day", week())
    assert document.large
    assert sum(isinstance(block, NewPage) for block in document.blocks) == 1
    friday, monday = tables(document)
    assert [[text(cell) for cell in row.cells] for row in friday.rows] == [
        [["10 a.m.-1 p.m."], ["Working Group A", "Room M, 1st floor; east"]],
        [["10-10.30 a.m."], ["1 (a) Opening, election"]],
        [["10.30-11 a.m."], ["1 (b) Adoption of the agenda"]],
        [["11 a.m.-1 p.m."], ["2 Long | debate <b> & more"]],
        [["10 a.m.-1 p.m."], ["Working Group B", "M2"]],
        [["10 a.m.-12 noon"], ["5 Extradition"]],
    ]
    everybody = "Working Group A, Working Group B, Group of Experts C"
    assert [[text(cell) for cell in row.cells] for row in monday.rows][2:] == [
        [["3-6 p.m."], [everybody, "Joint discussion", "Room M, 1st floor; east"]],
        [["3-5 p.m."], ["WG.A 3 Cultural property"]],
        [[], ["WG.B 6 Property"]],  # at the same time
    ]


def test_a_day_of_many_sittings_is_in_letters_small_enough_for_a_page() -> None:
    everybody = Programme(morning(*(f"b{at}" for at in range(10))))
    assert not laid_out("day", (everybody, bodies(10))).large
    assert laid_out("day", (everybody, bodies(10)), keep=Filter(bodies=("b3",))).large


def test_the_sheet_of_a_door_names_its_room_once_and_the_partners_of_a_joint_session() -> None:
    document = laid_out("day", week(), keep=Filter(rooms=("m1",), bodies=("b",)))
    assert [plain(one.words) for one in document.blocks if isinstance(one, Paragraph) and one.kind == "where"] == [
        "Room M, 1st floor; east"
    ]
    assert texts(document) == [
        "3-6 p.m.", "Working Group A, Working Group B, Group of Experts C", "Joint discussion", "3-5 p.m.",
        "6 Property",
    ]  # fmt: skip


def test_the_order_of_the_day_tells_documents_headings_and_decisions() -> None:
    papers = [{"symbol": "A/1", "title": {"en": "Report"}, "items": ["a/2"], "link": "https://example.org/a1"}]
    decision = {
        "id": "d",
        "by": {"en": "The Bureau"},
        "on": "2012-02-15",
        "symbol": "B/7",
        "text": {"en": "On Monday."},
    }
    data: dict[str, Any] = dict(WEEK)
    session = data["joint_sessions"][0] | {"source": "d"}
    changed = data | {"documents": papers, "decisions": [decision], "joint_sessions": [session]}
    document = laid_out("order", (week()[0], Scenario.model_validate(changed)))
    shown = rows(document)
    assert heads(document) == ["Agenda item", "Title or description", "Documents"]
    assert shown[1] == [["10 a.m.-1 p.m.", "Working Group A", "Room M, 1st floor; east"]]
    assert [row[:2] for row in shown[2:4]] == [
        [["1"], ["Organizational matters"]], [["1 (a)"], ["Opening, election"]],
    ]  # fmt: skip
    assert shown[5] == [["2"], ["Long | debate <b> & more"], ["A/1 – Report"]]
    links = [run.link for row in tables(document)[0].rows for cell in row.cells for line in cell.lines for run in line]
    assert sorted(filter(None, links)) == ["https://example.org/a1"] * 2  # the item goes on on Monday
    assert [["2"], ["Long | debate <b> & more (continued)"], ["A/1 – Report"]] in shown
    (joint,) = [row[0] for row in shown if "Joint discussion" in row[0]]
    assert joint[2:5] == ["Joint discussion", "Decision: The Bureau, B/7, 15 February 2012", "On Monday."]


def test_the_words_of_a_decision_are_told_once() -> None:
    data: dict[str, Any] = dict(WEEK)
    agenda = [{"number": "5", "title": "One", "source": "d"}, {"number": "6", "title": "Two", "source": "d"}]
    changed = data["bodies"][1] | {"agenda": agenda}
    decision = {"id": "d", "text": "It is so."}
    data |= {"bodies": [data["bodies"][0], changed, data["bodies"][2]], "decisions": [decision]}
    told = texts(laid_out("order", (week()[0], Scenario.model_validate(data))))
    assert (told.count("Decision: d"), told.count("It is so.")) == (2, 1)


def test_the_order_of_the_day_of_one_body_does_not_name_it_again() -> None:
    document = laid_out("order", annex_2012(), "fr")
    assert len(heads(document)) == 3
    told = [row[0] for row in rows(document) if len(row) == 1][1]
    assert told == ["10 heures-13 heures"]
    symbols = " ".join(line for row in rows(document) for line in row[-1] if len(row) == 3)
    assert "CTOC/COP/2012/9" in symbols


def test_without_documents_there_is_no_column_for_them() -> None:
    assert len(heads(laid_out("order", (Programme(morning("b0")), bodies(1))))) == 2


@pytest.mark.parametrize("layout", MINE)
def test_what_has_no_place_and_titles_in_another_language_are_told_of(layout: str) -> None:
    document = laid_out(layout, week(), "fr")
    bottom = " ".join(plain(block.words) for block in document.blocks if isinstance(block, Paragraph))
    assert "* Intitulé" in bottom
    assert document.blocks[-1].items == (document.blocks[-1].items[0],)  # type: ignore[union-attr]
    assert plain(document.blocks[-1].items[0]).startswith("WG.B 6")  # type: ignore[union-attr]


# -- any programme --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("layout", ["parallel", "day", "order"])
def test_every_segment_is_shown_once(layout: str, seed: int) -> None:
    """A joint session in columns apart is shown in each of them, and nothing else is shown twice."""
    programme, of = weeks.week(seed)
    document = laid_out(layout, (programme, of))
    told = Counter(line.split("Topic ")[1].split(" ")[0] for line in texts(document) if "Topic " in line)
    repeated = max(1, sum("The same meeting" in line for line in texts(document)))
    for segment in programme.segments:
        if segment.item:
            times = repeated if segment.joint else segment.parts
            assert told.pop(f"{segment.body}.{segment.item}", times) == times
    assert not told
    attending = {segment.body for segment in programme.segments if segment.joint}
    if attending and len({segment.body for segment in programme.segments}) > 1:
        (joint,) = {
            line for cell in _joint_cells(document) for line in cell if line.startswith("Body ") and "Topic" not in line
        }
        assert {f"b{name.removeprefix('Body b')}" for name in joint.split(", ")} == attending


def _joint_cells(document: Document) -> list[list[str]]:
    cells = [text(cell) for table in tables(document) for row in table.rows for cell in row.cells]
    return [cell for cell in cells if "Joint talk" in cell]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_week_shows_every_sitting_on_its_day(seed: int) -> None:
    programme, of = weeks.week(seed)
    short = {body.id: (body.short or body.called).told("en") for body in of.bodies}
    found: set[tuple[str, str]] = set()
    for table in tables(laid_out("week", (programme, of))):
        days = [plain(column.head) for column in table.columns]
        cells = [(day, text(cell)) for row in table.grid for day, cell in zip(days[1:], row[1:], strict=True) if cell]
        found |= {(day, name) for day, lines in cells if lines for name in lines[0].split(", ")}
    alone = len({one.body for one in programme.segments}) == 1
    for segment in programme.segments:
        names = [short[body] for body in segment.bodies or (segment.body,)]
        items = [segment.item] if segment.item else []
        assert {(_day(segment), name) for name in (items if alone and not segment.joint else names)} <= found
    assert {day for day, _ in found} == {_day(segment) for segment in programme.segments}


def _day(segment: Segment) -> str:
    """The day of its sitting: those over midnight begin at 11 p.m., and no other before 9 a.m."""
    date = segment.start.date() - dt.timedelta(segment.start.hour < 9)
    return f"{date:%A}, {date.day} {date:%B}"


@pytest.mark.parametrize("layout", MINE)
def test_the_cells_of_a_row_fill_it_and_no_more(layout: str) -> None:
    for seed in SEEDS:
        for table in tables(laid_out(layout, weeks.week(seed))):
            taken = [0] * len(table.columns)
            for row in table.rows:
                free = taken.count(0)
                assert sum(cell.columns for cell in row.cells) == free
                cells = iter(row.cells)
                spans = [cell for cell in cells for _ in range(cell.columns)]
                taken = [rows - 1 if rows else spans.pop(0).rows - 1 for rows in taken]
            assert not any(taken)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("layout", MINE)
def test_every_layout_in_every_language(layout: str, lang: str) -> None:
    """Whole pages, the right way round; nobody's days and hours stay English."""
    document = laid_out(layout, cop6(), lang)
    page = written(document, "html").decode()
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in page
    assert ("Monday" in page) == ("p.m." in page) == (lang == "en")


def test_nothing_to_show_is_a_document_all_the_same() -> None:
    for layout in MINE:
        document = laid_out(layout, (Programme(()), bodies(2)))
        for form in ("html", "md"):
            assert b"Bodies" in written(document, form)
    assert set(FORMS) >= {"html", "md"}


def test_segments_of_no_known_body_item_or_room_are_shown() -> None:
    """A programme made by hand may name what the scenario does not know."""
    stranger = held("x", "9", "2026-10-01T10:00", "2026-10-01T11:00", room="tent")
    shown = Programme((*morning("b0"), stranger, replace(stranger, item=None, joint="z", bodies=("x", "y")))), bodies(1)
    for layout in MINE:
        assert "tent" in " ".join(texts(laid_out(layout, shown)))


def test_a_sitting_stays_on_one_page_with_its_hours_unless_it_is_long() -> None:
    """Each row but the last leads the next, which no page's end may come between."""
    short = tuple(
        held("b0", "1", f"2026-10-01T10:{minute}", f"2026-10-01T10:{minute + 5}") for minute in range(10, 55, 5)
    )
    long = (*short, *(replace(one, item="2") for one in short))
    for segments, leading in ((short, len(short)), (long, 1)):
        page = written(laid_out("day", (Programme(segments), bodies(1))), "html").decode()
        assert page.count("<tr") - 1 == len(segments) + 1
        assert page.count('leads">') == leading


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_whatever_the_scenario_says_in_another_language_is_marked_and_the_mark_explained(layout: str) -> None:
    made = laid_out(layout, cop6(), "ar")
    lines = [line for block in made.blocks if isinstance(block, Heading | Paragraph) for line in (block.words,)]
    lines += [column.head for table in tables(made) for column in table.columns]
    lines += [line for table in tables(made) for row in table.rows for cell in row.cells for line in cell.lines]
    marked = 0
    for line in lines:
        for place, run in enumerate(line):
            if run.lang == "en":
                marked += 1
                assert "*" in [after.text for after in line[place + 1 : place + 3]], plain(line)
    assert marked > 10
    assert [plain(line)[0] for line in lines].count("*") == 1


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_nothing_is_marked_in_a_language_that_has_all_titles(layout: str) -> None:
    assert b"\\*" not in written(laid_out(layout, cop6()), "md")
