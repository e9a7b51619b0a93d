"""From facts to a draft: what each fact becomes in a scenario, that it validates, and that its programme is clean."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from session_planner.checker import check
from session_planner.errors import InputError
from session_planner.loading import load_written
from session_planner.planning import solve
from session_planner.programme.interface import parse
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.sources.draft import Draft
from session_planner.sources.evidence import Found
from session_planner.sources.facts import FixedTime, JointFact, Mandate, Paperwork, Spread
from session_planner.sources.written import draft_programme, draft_text
from tests.sources.made import DAY, at, drafted, facts, found, item, row, sitting


def scenario_of(draft: Draft) -> Scenario:
    """The scenario that a draft's text is read as."""
    return load_written(draft_text(draft).encode(), "draft.yaml")


def errors_of(draft: Draft) -> list[str]:
    """What the checker says of the source's own timetable."""
    scenario = scenario_of(draft)
    programme = draft_programme(draft, "draft")
    assert programme is not None
    return [one.words.told("en") for one in check(parse("p.json", programme, scenario), scenario).errors]


def body(draft: Draft, number: int = 0) -> dict[str, Any]:
    """The data of a body."""
    made: dict[str, Any] = draft.data["bodies"][number]
    return made


AGENDA = [
    item("1", "Opening of the session"), item("2", "Adoption of the agenda"), item("3", "Rivers"),
    item("4", "Lakes"), item("5", "Other matters"), item("6", "Adoption of the report"),
]  # fmt: skip


def test_standing_words_give_roles_and_little_time_and_the_rest_is_shared() -> None:
    rows = [row("1"), row("2"), row("3")]
    draft = drafted(facts(items=AGENDA[:3], sittings=[sitting(0, 10, 13, *rows)]))
    assert [(one.get("role"), one["duration"]) for one in body(draft)["agenda"]] == [
        ("opening", "15 min"), ("agenda", "30 min"), (None, "2 h 15 min"),
    ]  # fmt: skip
    assert errors_of(draft) == []


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Открытие сессии", "opening"), ("会议开幕", "opening"), ("افتتاح الدورة", "opening"),
        ("Aprobación del programa y organización de los trabajos", "agenda"), ("通过议程", "agenda"),
        ("Утверждение доклада", "report"), ("Adoption du rapport", "report"), ("مسائل أخرى", "other"),
        ("Élection du Bureau", "election"), ("Clausura del período de sesiones", "closing"), ("Organizational matters",
         "organizational"), ("Opening up of markets", None), ("Report of the Secretary-General", None),
        ("Reform of the adoption of agendas", None),
    ],
)  # fmt: skip
def test_roles_in_six_languages_and_titles_that_only_look_so(title: str, role: str | None) -> None:
    draft = drafted(facts(items=[item("1", title)], sittings=[sitting(0, 10, 13, row("1"))]))
    assert body(draft)["agenda"][0].get("role") == role


def test_a_role_that_the_timetable_speaks_against_is_told_and_not_given() -> None:
    rows = [row("3"), row("6"), row("4")]
    draft = drafted(facts(items=AGENDA, sittings=[sitting(0, 10, 13, row("1"), row("2"), *rows), sitting(0, 15, 18,
                          row("5"))]))  # fmt: skip
    assert "role" not in body(draft)["agenda"][5]
    assert any("item 6 reads like report" in note.told("en") for note in draft.notes)
    assert errors_of(draft) == []


def test_a_continued_item_is_one_item_in_as_many_parts() -> None:
    sittings = [
        sitting(0, 10, 13, row("3")),
        sitting(0, 15, 18, row("3", continued=True)),
        sitting(1, 10, 13, row("4")),
    ]
    draft = drafted(facts(items=AGENDA[2:4], sittings=sittings))
    rivers = body(draft)["agenda"][0]
    assert (rivers["duration"], rivers["splittable"], rivers["most_parts"]) == ("6 h", True, 2)
    assert [(one.item, one.part, one.parts) for one in draft.programme] == [("3", 1, 2), ("3", 2, 2), ("4", 1, 1)]
    assert errors_of(draft) == []


def test_another_wording_in_the_timetable_is_the_programme_title() -> None:
    draft = drafted(facts(items=AGENDA[2:4], sittings=[sitting(0, 10, 13, row("3", "On rivers"), row("4", "lakes."))]))
    agenda = body(draft)["agenda"]
    assert agenda[0]["programme_title"] == {"en": "On rivers"}
    assert "programme_title" not in agenda[1]


def test_rows_without_an_agenda_make_one_in_the_order_of_numbers() -> None:
    rows = [row("8", "Other matters"), row(None, "Briefing"), row("6(b)", "Lakes"), row("16.1", "Seas")]
    draft = drafted(facts(sittings=[sitting(0, 10, 13, *rows), sitting(0, 15, 18, row(None, "Briefing"))]))
    agenda = body(draft)["agenda"]
    assert [one["number"] for one in agenda] == ["6(b)", 8, "u1", "16.1"]
    assert agenda[2]["most_parts"] == 2
    assert draft.evidence["bodies", 0, "agenda", 2, "number"].inferred is not None
    assert errors_of(draft) == []


def test_a_heading_in_a_row_stands_for_what_is_under_it() -> None:
    heading = item("3", "Waters", item("3(a)", "Rivers"), item("3(b)", "Lakes"))
    draft = drafted(facts(items=[heading], sittings=[sitting(0, 10, 13, row("3"))]))
    assert [one.item for one in draft.programme] == ["3(a)", "3(b)"]
    assert errors_of(draft) == []


def test_hours_of_a_row_of_its_own_stand() -> None:
    rows = [row("3"), row("4", start=690, end=720), row("5")]
    draft = drafted(facts(items=AGENDA[2:5], sittings=[sitting(0, 10, 13, *rows)]))
    assert [(one.start[11:16], one.end[11:16]) for one in draft.programme] == [
        ("10:00", "11:30"), ("11:30", "12:00"), ("12:00", "12:30"),
    ]  # fmt: skip


def test_columns_side_by_side_are_bodies_and_one_column_is_the_body_itself() -> None:
    draft = drafted(
        facts(
            items=AGENDA,
            sittings=[
                sitting(0, 10, 13, row("3"), track="plenary"),
                sitting(0, 10, 13, row(None, "Round table"), track="parallel", room="Room 4"),
                sitting(0, 15, 18, row("4"), track="plenary"),
            ],
        )
    )
    assert [one["title"]["en"] for one in draft.data["bodies"]] == ["Commission on Rivers", "parallel"]
    assert body(draft, 1)["sittings"] == [{"dates": [DAY.isoformat()], "hours": ["10:00-13:00"]}]
    assert [one["id"] for one in draft.data["rooms"]] == ["room-4", "another-room-1"]
    assert [(one.body, one.room) for one in draft.programme][1] == ("parallel", "room-4")
    scenario = scenario_of(draft)
    assert solve(scenario, Control(20, 2, 0)).programme is not None


def test_two_sittings_of_one_body_at_once_are_doubtful_and_still_validate() -> None:
    draft = drafted(facts(items=AGENDA, sittings=[sitting(0, 10, 13, row("3")), sitting(0, 11, 12, row("4"))]))
    assert len(scenario_of(draft).bodies) == 2
    assert any(why.doubt for why in draft.evidence.values())


def test_a_sitting_of_several_bodies_is_a_joint_session_with_the_items_of_each() -> None:
    rows = [row(None, "High-level segment", joint=True, items_by_body=(("COP", "15"), ("CMP", "19")))]
    again = [row(None, "High-level segment", joint=True, items_by_body=(("COP", "15"), ("CMP", "19")), continued=True)]
    sittings = [sitting(0, 10, 13, *rows, bodies=("COP", "CMP")), sitting(0, 15, 18, *again, bodies=("COP", "CMP"))]
    draft = drafted(facts(body="", sittings=sittings))
    first, second = draft.data["joint_sessions"]
    assert first["bodies"] == ["cop", "cmp"]
    assert first["items"] == {"cop": [15], "cmp": [19]}
    assert "items" not in second
    assert second["duration"] == "3 h"
    assert errors_of(draft) == []
    assert solve(scenario_of(draft), Control(20, 2, 0)).programme is not None


def joint_facts(**more: Any) -> JointFact:
    """An announced joint discussion of two bodies on items 3 and 4."""
    agreed = Mandate("bureau_agreement", at("agreed"), by="Bureau", date=dt.date(2015, 2, 3), place="Rome")
    given: dict[str, Any] = {
        "items": (found("3"), found("4")), "date": DAY, "start": 900, "decided": agreed,
    }  # fmt: skip
    return JointFact("Joint discussion", ("the Commission on Rivers", "Committee on Seas"), at("jointly"),
                     **{**given, **more})  # fmt: skip


def test_an_announced_joint_discussion_takes_its_items_and_its_decision() -> None:
    sittings = [sitting(0, 10, 13, row("1"), row("2")), sitting(0, 15, 18, row("3"), row("4"))]
    draft = drafted(facts(items=AGENDA[:4], sittings=sittings, joint=[joint_facts()]))
    (joint,) = draft.data["joint_sessions"]
    assert joint["items"] == {"comm-r": [3, 4]}
    assert (joint["start"], joint["source"]) == ("2015-06-01T15:00", "bureau-2015-02-03")
    assert draft.data["decisions"][0] == {
        "id": "bureau-2015-02-03", "by": {"en": "Bureau"}, "on": "2015-02-03", "at": {"en": "Rome"},
    }  # fmt: skip
    assert body(draft, 1)["sittings"] == [{"dates": ["2015-06-01"], "hours": ["15:00-18:00"]}]
    assert errors_of(draft) == []


def test_a_joint_discussion_at_an_hour_without_a_sitting_gets_one_by_custom() -> None:
    draft = drafted(facts(items=AGENDA[:4], sittings=[sitting(0, 10, 13, row("1"), row("2"))], joint=[joint_facts()]))
    assert draft.data["days"][0]["sittings"] == ["10:00-13:00", "15:00-18:00"]
    assert draft.evidence["days", 0, "sittings", 1].inferred is not None
    assert solve(scenario_of(draft), Control(20, 2, 0)).programme is not None


def test_one_body_makes_no_joint_discussion() -> None:
    given = JointFact("Joint", ("Commission on Rivers",), at("jointly"), date=DAY, start=900)
    draft = drafted(facts(items=AGENDA, joint=[given], sittings=[sitting(0, 10, 13, row("3"))]))
    assert "joint_sessions" not in draft.data
    assert any("fewer than two bodies" in note.told("en") for note in draft.notes)


def test_documents_keep_all_their_symbols_and_serve_the_items_that_there_are() -> None:
    papers = [
        Paperwork(("A/1", "B/2"), "A/1-B/2", at("A/1-B/2"), "Report", ("3", "9")),
        Paperwork(("A/2",), "A/2", at("A/2"), "", ("4",)),
    ]
    draft = drafted(facts(items=AGENDA, documents=papers, sittings=[sitting(0, 10, 13, row("3"))]))
    assert draft.data["documents"] == [
        {"symbols": ["A/1", "B/2"], "title": {"en": "Report"}, "items": ["comm-r/3"]},
        {"symbol": "A/2", "items": ["comm-r/4"]},
    ]
    scenario_of(draft)


def test_a_decision_cited_twice_is_one_and_an_item_says_which_else_it_rests_on() -> None:
    cited = Mandate("resolution", at("5/1"), "5/1", "On rivers", "Assembly")
    also = Mandate("decision", at("2/6"), "2/6")
    items = [item("3", "Rivers", mandates=(cited, also)), item("4", "Lakes", mandates=(cited,))]
    draft = drafted(facts(items=items, sittings=[sitting(0, 10, 13, row("3"), row("4"))]))
    assert [one["id"] for one in draft.data["decisions"]] == ["resolution-5-1", "decision-2-6"]
    assert [one["source"] for one in body(draft)["agenda"]] == ["resolution-5-1", "resolution-5-1"]
    assert body(draft)["agenda"][0]["note"] == "Also decision-2-6."


@pytest.mark.parametrize(
    ("place", "zone"),
    [("Vienna", "Europe/Vienna"), ("Ginebra", "Europe/Zurich"), ("Нью-Йорк", "America/New_York"),
     ("内罗毕", "Africa/Nairobi"), ("Kyiv, Ukraine", "Europe/Kyiv"), ("فيينا", "Europe/Vienna")],
)  # fmt: skip
def test_a_place_gives_the_zone(place: str, zone: str) -> None:
    draft = drafted(facts(place=found(place), items=AGENDA, sittings=[sitting(0, 10, 13, row("3"))]))
    assert draft.data["timezone"] == zone


def test_an_unknown_place_leaves_the_zone_open_and_a_wrong_zone_is_refused() -> None:
    given = facts(place=found("Atlantis"), items=AGENDA, sittings=[sitting(0, 10, 13, row("3"))])
    draft = drafted(given)
    assert (draft.data["timezone"], "timezone" in str(draft.open)) == ("UTC", True)
    with pytest.raises(InputError, match="not a time zone"):
        drafted(given, "Mars/Olympus")


def test_an_agenda_alone_gets_sittings_by_custom_on_working_days_and_can_be_solved() -> None:
    dates = Found((dt.date(2015, 6, 5), dt.date(2015, 6, 9)), at("5 to 9 June 2015"))
    draft = drafted(facts(items=AGENDA, dates=dates))
    assert [day["date"] for day in draft.data["days"]] == ["2015-06-05", "2015-06-08", "2015-06-09"]
    assert draft.programme == ()
    assert draft_programme(draft) is None
    assert solve(scenario_of(draft), Control(20, 2, 0)).programme is not None


def test_without_any_date_one_stands_in_and_is_doubtful() -> None:
    draft = drafted(facts(items=AGENDA))
    assert draft.evidence["days", 0, "date"].doubt is not None
    scenario_of(draft)


def test_nothing_at_all_still_makes_a_draft_that_validates() -> None:
    assert scenario_of(drafted(facts(body=""))).bodies[0].id == "body"


def test_an_hour_that_the_text_fixes_is_the_items_start_and_its_place_in_the_programme() -> None:
    fixed = [FixedTime("", DAY, 600, at("opens at 10")), FixedTime("Lakes", DAY, 720, at("at noon"), "4")]
    sittings = [sitting(0, 10, 13, row("1"), row("3"), row("4"))]
    draft = drafted(facts(items=AGENDA[:4], sittings=sittings, fixed=fixed))
    agenda = body(draft)["agenda"]
    assert (agenda[0]["start"], agenda[3]["start"]) == ("2015-06-01T10:00", "2015-06-01T12:00")
    assert next(one.start[11:16] for one in draft.programme if one.item == "4") == "12:00"


def test_item_first_tables_give_windows_and_half_days_by_custom() -> None:
    spreads = [
        Spread(("3",), ("Rivers",), at("1-2 June a.m."), DAY, "a.m.", None, DAY + dt.timedelta(1), "a.m."),
        Spread(
            ("4",), ("Lakes",), at("2 June p.m."), DAY + dt.timedelta(1), "p.m.", None, DAY + dt.timedelta(1), "p.m."
        ),
    ]
    draft = drafted(facts(spreads=spreads))
    agenda = body(draft)["agenda"]
    assert [one["windows"] for one in agenda] == [
        ["2015-06-01T10:00/2015-06-02T13:00"], ["2015-06-02T15:00/2015-06-02T18:00"],
    ]  # fmt: skip
    assert (agenda[0]["duration"], agenda[0]["most_parts"]) == ("9 h", 3)
    assert solve(scenario_of(draft), Control(20, 2, 0)).programme is not None


def test_an_end_that_is_not_said_is_by_custom_and_doubtful_and_what_follows_follows() -> None:
    sittings = [sitting(0, 15, None, row("3")), sitting(0, 0, None, row("4"))]
    sittings[1] = type(sittings[1])(DAY, None, None, at("after"), (row("4"),), after="immediately after the plenary")
    draft = drafted(facts(items=AGENDA, sittings=[*sittings, sitting(1, 10, 13, row("5"))]))
    assert draft.data["days"][0]["sittings"] == ["15:00-18:00"]
    assert draft.evidence["days", 0, "sittings", 0].doubt is not None
    assert any("has no hours" in note.told("en") for note in draft.notes)


@pytest.mark.parametrize(("start", "end", "grain"), [(600, 775, None), (601, 780, 1)])
def test_hours_off_the_grain_make_it_finer(start: int, end: int, grain: int | None) -> None:
    one = sitting(0, 10, 13, row("3"), row("4"))
    draft = drafted(facts(items=AGENDA[2:4], sittings=[type(one)(DAY, start, end, one.evidence, one.rows)]))
    assert draft.data.get("grain") == grain
    assert errors_of(draft) == []


def test_more_rows_than_minutes_on_the_grain_still_fit() -> None:
    rows = [row(str(number), f"Title {number}") for number in range(1, 31)]
    draft = drafted(facts(sittings=[sitting(0, 10, 11, *rows)]))
    assert len(draft.programme) == 30
    assert errors_of(draft) == []
