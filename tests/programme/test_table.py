"""Tables as people make them: columns, blank cells, sittings shared by their items, joint sessions, mistakes."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from session_planner.programme.model import Programme, Segment, ordered
from session_planner.publish.table import table_csv
from session_planner.scenario.model import Scenario
from tests.programme.sample import DATA, SCENARIO, SESSION, item, lines, mistakes, read, told, vienna


def test_a_plain_table() -> None:
    reading = read(
        "body,item,date,start,end,room\n"
        "cop,2(b),2012-10-16,10:00,13:00,m1\n"
        "wg-ta,3,2012-10-17,10:00,11:30,m2\n"
    )  # fmt: skip
    assert lines(reading) == ["cop/2(b) 16 10:00-13:00 @m1", "wg-ta/3 17 10:00-11:30 @m2"]
    first = reading.programme.segments[0]
    assert first.sitting == "2012-10-16T10:00"
    assert first.start.isoformat() == "2012-10-16T10:00:00+02:00"
    assert (reading.programme.scenario_id, reading.programme.status, reading.notes) == ("week", "given", ())


@pytest.mark.parametrize(
    "heading",
    [
        "Room;END;Start;Date;Agenda item;Body",
        "salle;fin;début;date;Point de l’ordre du jour;organe",
        "Sala;Hora de fin;Hora de inicio;Fecha;Tema;Órgano",
        "Зал;Конец;Начало;Дата;Пункт повестки дня;Орган",
        "会议室;结束;开始;日期;议程项目;机构",
        "القاعة;النهاية;البداية;التاريخ;البند;الهيئة",
    ],
)
def test_columns_in_any_order_and_in_six_languages(heading: str) -> None:
    assert lines(read(f"{heading}\nm1;13.00;10.00;16 October;2 (b);Plenary\n")) == ["cop/2(b) 16 10:00-13:00 @m1"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings(separator: str, encoding: str) -> None:
    rows = [
        ["organe", "point", "date", "heures"],
        ["Conférence des Parties", "2 b)", "mardi 16 octobre", "10 heures-13 heures"],
    ]
    text = "Projet d’organisation des travaux\n" + "\n".join(separator.join(row) for row in rows)
    assert lines(read(text.encode(encoding))) == ["cop/2(b) 16 10:00-13:00"]


def test_an_older_encoding_is_refused_by_name() -> None:
    (mistake,) = mistakes("body,item,date\ncop,1(a),\ncop,Débat,".encode("cp1252"))
    assert mistake.line == 3
    assert "Windows-1252" in mistake.text()


@pytest.mark.parametrize(
    "said",
    ["1(a)", "1 (a)", "1 a)", "1a", "Item 1 (a)", "Point 1 a)", "1(a).", "Tema 1 a)", "пункт 1 а)", "البند 1 (أ)",
     "1 (a) (continued)", "Opening of the session", "OUVERTURE DE LA SESSION", "1 (a) Opening of the session",
     "Item 1 (a): Opening of the session"],
)  # fmt: skip
def test_an_item_by_number_or_title_in_any_form(said: str) -> None:
    assert lines(read(f"body;item;date;time\ncop;{said};15 October;10-10.15 a.m.\n")) == ["cop/1(a) 15 10:00-10:15"]


@pytest.mark.parametrize("said", ["1 (a) and (b)", "1 a), 1 b)", "1 (a) et 1 (b)", "1(a)-1(b)"])
def test_several_items_in_one_cell(said: str) -> None:
    reading = read(f"body;item;date;time\ncop;{said};15 October;10-10.45 a.m.\n")
    assert lines(reading) == ["cop/1(a) 15 10:00-10:15", "cop/1(b) 15 10:15-10:45"]


def test_an_annex_gives_a_sitting_s_hours_on_its_first_row() -> None:
    """Days on rows of their own, hours once, the items of a sitting in order with their expected durations."""
    reading = read(
        "Date et heure;Point de l’ordre du jour;Intitulé ou description;organe\n"
        "Mercredi 17 octobre;;;Groupe de travail sur l’assistance technique\n"
        "10 heures-13 heures;1 a);Ouverture de la réunion;\n"
        ";1 b);Adoption de l’ordre du jour;\n"
        ";2;Suite donnée;\n"
        "15 heures-18 heures;3;Stratégies nationales;\n"
    )
    assert lines(reading) == [
        "wg-ta/1(a) 17 10:00-10:15",
        "wg-ta/1(b) 17 10:15-10:30",
        "wg-ta/2 17 10:30-11:30",
        "wg-ta/3 17 15:00-18:00",
    ]
    assert [str(note) for note in reading.notes] == [
        "line 3: the times of wg-ta, 1(a), 1(b), 2 inside the sitting are set from their durations"
    ]


def test_durations_that_do_not_fit_share_the_sitting_in_proportion() -> None:
    """1(a) 15, 2 60 and 3 90 minutes in 110 minutes: shares of 10, 40 and 60 on the grain of five minutes."""
    reading = read("body,item,date,time\nwg-ta,1(a),17 October,10:00-11:50\n,2,,\n,3,,\n")
    assert lines(reading) == ["wg-ta/1(a) 17 10:00-10:10", "wg-ta/2 17 10:10-10:50", "wg-ta/3 17 10:50-11:50"]
    assert "share its length" in str(reading.notes[0])


def test_the_hours_may_stand_on_every_row_of_the_sitting() -> None:
    on_first = read("body,item,date,start,end\nwg-ta,1(a),17 October,10:00,13:00\n,1(b),,,\n,2,,,\n")
    on_every = read(
        "body,item,date,start,end\n" + "".join(f"wg-ta,{one},17 October,10:00,13:00\n" for one in ("1(a)", "1(b)", "2"))
    )
    assert lines(on_first) == lines(on_every)
    assert len(lines(on_every)) == 3


def test_a_new_day_without_hours_inherits_none() -> None:
    assert told("body,item,date,time\ncop,2(a),15 October,10:00-12:00\n,2(b),16 October,\n") == [
        "plan.csv:3:2: this row says no hours, and none of its day stand above it"
    ]


def test_the_room_is_inherited_inside_a_sitting_only() -> None:
    reading = read(
        "body,item,date,time,room\nwg-ta,1(a),17 October,10:00-13:00,Boardroom A\n,1(b),,,\n,3,,15:00-16:30,\n"
    )
    assert [segment.room for segment in reading.programme.segments] == ["m1", "m1", None]


def test_ends_that_are_left_out() -> None:
    """The next start of the body in the sitting, else the item's duration."""
    reading = read("body,item,date,start\ncop,1(a),15 October,10 a.m.\n,1(b),,10.15 a.m.\n,2(a),,3 p.m.\n")
    assert lines(reading) == ["cop/1(a) 15 10:00-10:15", "cop/1(b) 15 10:15-10:45", "cop/2(a) 15 15:00-17:00"]
    assert "ends that the table leaves out are set" in str(reading.notes[0])


def test_morning_or_afternoon_may_stand_in_the_other_cell() -> None:
    assert lines(read("body,item,date,start,end\ncop,2(b),16 October,3,6 p.m.\n")) == ["cop/2(b) 16 15:00-18:00"]


def test_parts_are_counted_in_order_of_time() -> None:
    reading = read("body,item,date,time\ncop,5,19 October,10:00-13:00\ncop,5 (continued),18 October,15:00-16:00\n")
    assert lines(reading) == ["cop/5 18 15:00-16:00 1/2", "cop/5 19 10:00-13:00 2/2"]


def test_parts_that_the_table_counts_are_kept() -> None:
    assert lines(read("body,item,date,time,part\ncop,5,18 October,15:00-16:00,2/3\n")) == ["cop/5 18 15:00-16:00 2/3"]
    assert told("body,item,date,time,part\ncop,5,18 October,15:00-16:00,1\ncop,5,19 October,10:00-11:00,1\n") == [
        "plan.csv:3:1: part 1 of this item stands in the table twice"
    ]


def test_a_heading_takes_no_time() -> None:
    reading = read("body,item,date,time\ncop,2,15 October,15:00-18:00\n,2(a),,\n")
    assert lines(reading) == ["cop/2(a) 15 15:00-18:00"]
    assert "heading 2 takes no time itself" in str(reading.notes[0])
    alone = read("body,item,date,time\ncop,1,15 October,10:00-13:00\n")
    assert lines(alone) == ["cop/1(a) 15 10:00-10:15", "cop/1(b) 15 10:15-10:45", "cop/1(c) 15 10:45-11:30"]
    assert str(alone.notes[0]) == "line 2: heading 1 stands for its sub-items 1(a), 1(b), 1(c)"


def test_a_body_that_sits_without_saying_its_item() -> None:
    reading = read(
        "body,item,date,time,title\nwg-ic,,15 October,15:00-18:00,Working Group on International Cooperation\n"
        "wg-ic,,16 October,10:00-13:00,\n"
    )
    assert [(one.item, one.joint, one.id) for one in reading.programme.segments] == [
        ("", None, "wg-ic//1"),
        ("", None, "wg-ic//2"),
    ]


# -- joint sessions --------------------------------------------------------------------------------

WHOLE = [
    "wg-ic/None 18 10:00-13:00 joint=cultural-property:wg-ta+wg-ic",
    "wg-ta/6 18 10:00-11:30 joint=cultural-property:wg-ta+wg-ic",
    "wg-ta/7 18 11:30-12:30 joint=cultural-property:wg-ta+wg-ic",
]


@pytest.mark.parametrize(
    "rows",
    [
        "wg-ta; wg-ic,,18 October,10:00-13:00,,cultural-property\n",
        "wg-ta + wg-ic,,18 October,10:00-13:00,Discussion conjointe sur les biens culturels,\n",
        "wg-ta; wg-ic,joint:cultural-property,18 October,10:00-13:00,,\n",
        "wg-ta; wg-ic,6,18 October,10:00-13:00,,\nwg-ta; wg-ic,7,,,,\n",
        "wg-ta; wg-ic,,18 October,10:00-13:00,,\n",
        "wg-ic,,18 October,10:00-13:00,,cultural-property\nwg-ta,6,18 October,10:00-13:00,,\n,7,,,,\n",
    ],
)
def test_a_joint_session_in_any_form(rows: str) -> None:
    assert lines(read(f"body,item,date,time,title,joint\n{rows}")) == WHOLE


def test_a_joint_session_whose_items_have_hours_of_their_own() -> None:
    reading = read("body,item,date,time\nwg-ta; wg-ic,6,18 October,10:00-11:30\nwg-ta; wg-ic,7,,11:30-12:30\n")
    assert lines(reading) == [WHOLE[0].replace("13:00", "12:30"), *WHOLE[1:]]


def test_a_joint_session_that_only_one_body_has_stays_that_body_s() -> None:
    reading = read("body,item,date,time\nwg-ta,6,18 October,10:00-13:00\n,7,,\n")
    assert lines(reading) == [line.replace("+wg-ic", "") for line in WHOLE[1:]]
    other = read("body,item,date,time,joint\nwg-ic,,18 October,10:00-13:00,cultural-property\n")
    assert lines(other) == ["wg-ic/None 18 10:00-13:00 joint=cultural-property:wg-ic"]


def test_both_bodies_may_have_items_in_a_joint_session() -> None:
    bodies = [
        *SESSION["bodies"][:2],
        SESSION["bodies"][2] | {"agenda": [item("3", 60, "Cultural property", "Biens culturels")]},
    ]
    joint = SESSION["joint_sessions"][0] | {"items": {"wg-ta": ["6", "7"], "wg-ic": ["3"]}}
    scenario = Scenario.model_validate(SESSION | {"bodies": bodies, "joint_sessions": [joint]})
    reading = read("body,item,date,time\nwg-ta; wg-ic,6,18 October,10:00-13:00\nwg-ta; wg-ic,7,,\n", scenario)
    assert lines(reading)[0] == "wg-ic/3 18 10:00-13:00 joint=cultural-property:wg-ta+wg-ic"


def test_bodies_that_do_not_take_part_or_share_nothing() -> None:
    assert told("body,item,date,time,joint\ncop,,18 October,10:00-13:00,cultural-property\n") == [
        "plan.csv:2:1: cop does not take part in the joint session cultural-property"
    ]
    assert "no joint session of theirs" in told("body,item,date,time\ncop; wg-ta,,18 October,10:00-13:00\n")[0]
    assert (
        "not an item of the joint session"
        in told("body,item,date,time,joint\nwg-ta,3,18 October,10:00-13:00,cultural-property\n")[0]
    )


# -- mistakes --------------------------------------------------------------------------------------


def test_every_mistake_at_once_with_its_cell_and_the_nearest_name() -> None:
    table = (
        "body,item,date,start,end,room\n"
        "wg-tb,1(a),17 Octember,10:00,13:00,m9\n"
        "cop,9,2012-10-15,ten,13:00,m1\n"
        "cop,Opening of the sesion,2012-10-15,10:00,10:00,m1\n"
        "cop,1(b),5/6/2012,10:00,11:00,m1\n"
    )
    assert told(table) == [
        "plan.csv:2:1: `wg-tb` is not a body of the scenario; did you mean `wg-ta`?",
        "plan.csv:2:3: `17 Octember` is not a date; write it like `2012-10-17`",
        "plan.csv:2:6: `m9` is not a room of the scenario; known are: m1, m2",
        "plan.csv:3:2: `9` is not an item of this body; known are: 1, 1(a), 1(b), 1(c), 2, 2(a), 2(b), 5",
        "plan.csv:3:4: `ten` is not hours; write them like `10:00-13:00` or `10 a.m.-1 p.m.`",
        "plan.csv:4:2: `Opening of the sesion` is not an item of this body; did you mean `Opening of the session`?",
        "plan.csv:4:5: the end is not after the start",
        "plan.csv:5:3: the date can be 2012-05-06 / 2012-06-05; write it like 2012-05-06",
    ]


def test_a_title_that_two_items_have_is_not_guessed() -> None:
    agenda = [item(number, 30, "Other matters", "Questions diverses") for number in ("8", "9")]
    scenario = Scenario.model_validate(SESSION | {"bodies": [{"id": "cop", "agenda": agenda}], "joint_sessions": []})
    row = "body,item,date,time\ncop,{},19 October,10:00-10:30\n"
    assert told(row.format("Other matters"), scenario) == [
        "plan.csv:2:2: `Other matters` is the title of several items (8, 9); write the number"
    ]
    assert lines(read(row.format("9. Other matters"), scenario)) == ["cop/9 19 10:00-10:30"]


def test_what_inherits_an_unreadable_cell_is_not_told_again() -> None:
    assert len(told("body,item,date,time\nwg-xx,1(a),17 October,10:00-13:00\n,1(b),,\n,2,,\ncop,5,,\n")) == 1
    assert len(told("body,item,date,time\nwg-ta,1(a),17 Octember,10:00-13:00\n,1(b),,\n,2,,\n")) == 1


@pytest.mark.parametrize(
    ("table", "place", "words"),
    [
        ("", (1, 0), "no row names the columns"),
        ("a,b\n1,2\n", (1, 0), "no row names the columns"),
        ('body,item,date\n"cop,1(a)\n', (2, 0), "cannot be read as CSV"),
        ("body,item,date,time\ncop,1(a),15 October,10:00-11:00,and,more\n", (2, 5), "more cells"),
        ("body,item,date,time,date\ncop,1(a),15 October,10:00-11:00,\n", (1, 5), "more than one column `date`"),
        ("body,item,time\ncop,1(a),10:00-11:00\n", (2, 1), "no date"),
        ("item,date,time\n1(a),15 October,10:00-11:00\n", (2, 1), "no body"),
        ("body,item,date,day,time\ncop,1(a),15 October,Tuesday,10:00-11:00\n", (2, 4), "this says 2012-10-16"),
        ("body,item,date,end\ncop,1(a),15 October,10:00\n", (2, 4), "no start"),
        ("body,item,date,time,part\ncop,5,15 October,10:00-11:00,first\n", (2, 5), "is not a part"),
        ("body,item,date,start\nwg-ic,,20 October,10:00\n", (2, 1), "says no end"),
        ("body,item,date,time\ncop,1(a)\0,15 October,10:00-11:00\n", (2, 0), "NUL"),
    ],
)
def test_places_of_mistakes(table: str, place: tuple[int, int], words: str) -> None:
    (mistake,) = mistakes(table)
    assert (mistake.line, mistake.column) == place
    assert words in mistake.text()


def test_an_hour_that_the_clocks_leave_out() -> None:
    scenario = Scenario.model_validate(SESSION | {"days": [{"date": "2012-03-25", "sittings": ["01:00-05:00"]}]})
    assert "does not exist" in told("body,item,date,start,end\ncop,1(a),2012-03-25,02:30,04:00\n", scenario)[0]
    reading = read("body,item,date,start,end\ncop,1(a),2012-03-25,01:30,03:30\n", scenario)
    assert reading.programme.segments[0].end - reading.programme.segments[0].start == dt.timedelta(hours=2)
    assert reading.programme.segments[0].end.astimezone(dt.UTC) - reading.programme.segments[0].start.astimezone(
        dt.UTC
    ) == dt.timedelta(hours=1)


def test_a_sitting_over_midnight() -> None:
    (segment,) = read("body,item,date,start,end\ncop,5,19 October,22:00,01:00\n").programme.segments
    assert (segment.start, segment.end) == (vienna(19, 22), vienna(20, 1))


def test_what_is_not_read_is_noted() -> None:
    reading = read("body,item,date,time,Remarks\ncop,5,19 October,10:00-11:00,bring coffee\n")
    assert [str(note) for note in reading.notes] == [
        "column 5 (“Remarks”) says nothing that a programme holds; not read"
    ]


def test_a_table_of_hundreds_of_mistakes_is_bounded() -> None:
    rows = "".join(f"body {number},1,15 October,10:00-11:00\n" for number in range(3000))
    assert len(mistakes(f"body,item,date,time\n{rows}")) == 1000


# -- our own table ----------------------------------------------------------------------------------


def test_our_own_table_comes_back_as_it_was() -> None:
    """Parts, joint sessions, a sitting without an item, and two items at once, which is wrong and stays wrong."""
    times = (vienna(15, 10), vienna(15, 11))
    twice = [Segment("cop", item, *times, "m1", "2012-10-15T10:00", bodies=("cop",)) for item in ("1(a)", "1(b)")]
    plan = (
        "body,item,date,time,room\n"
        "cop,5,18 October,15:00-16:00,m1\n"
        "cop,5,19 October,10:00-13:00,m2\n"
        "wg-ic,,16 October,10:00-13:00,\n"
        "wg-ta; wg-ic,,18 October,10:00-13:00,m2\n"
    )
    programme = Programme(ordered([*twice, *read(plan).programme.segments]), scenario_id="week")
    for lang in ("en", "fr"):
        reading = read(table_csv(programme, SCENARIO, lang))
        assert reading.programme == programme
        assert reading.notes == ()


# -- the real programme ----------------------------------------------------------------------------


def test_the_real_programme_of_2012() -> None:
    """Every row is a segment (that of the heading 2 apart), and the joint discussion is both groups'."""
    path = DATA / "untoc-2012" / "programme-en.csv"
    cop = [
        ("1", [f"1({mark})" for mark in "abcdef"]),
        ("2", [f"2({mark})" for mark in "abcd"]),
        *((n, []) for n in "34567"),
    ]
    agenda = [
        {"number": number, "items": [{"number": sub, "duration": "30 min"} for sub in below]}
        if below
        else {"number": number, "duration": "3 h"}
        for number, below in cop
    ]
    group = [{"number": n, "duration": "45 min"} for n in ("1(a)", "1(b)", "2", "3", "4", "5", "6", "7", "8")]
    scenario = Scenario.model_validate(SESSION | {"rooms": [], "bodies": [
        {"id": "cop", "agenda": agenda}, {"id": "wg-ta", "agenda": group},
        {"id": "wg-ic", "title": "Working Group on International Cooperation"}]})  # fmt: skip
    reading = read(path.read_bytes(), scenario)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    segments = reading.programme.segments
    expected = {
        (row["body"], row["item"], row["date"])
        for row in rows
        if row["body"] in ("cop", "wg-ic") and row["item"] != "2"
    }
    assert {
        (one.body, one.item, str(one.start.date())) for one in segments if one.body == "cop" or one.item == ""
    } == expected
    assert [(one.item, f"{one.start:%d %H}") for one in segments if one.body == "wg-ta"] == [
        ("1(a)", "17 10"), ("1(b)", "17 10"), ("2", "17 11"), ("3", "17 12"),
        ("4", "17 15"), ("5", "17 15"), ("8", "17 16"), ("6", "18 10"), ("7", "18 10"),
    ]  # fmt: skip
    joint = [one for one in segments if one.joint]
    assert {(one.body, one.item) for one in joint} == {("wg-ta", "6"), ("wg-ta", "7"), ("wg-ic", None)}
    assert {one.bodies for one in joint} == {("wg-ta", "wg-ic")}
    assert all(one.sitting for one in segments)
    assert segments == ordered(segments)
