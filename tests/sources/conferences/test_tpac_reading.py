"""Weeks of group meetings: whose meeting it is, what the text asks for, what nobody can read, and every mistake."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import session_planner as sp
from session_planner.errors import InputError
from session_planner.sources.conferences.tpac.titles import title_of
from tests.sources.conferences.tpac_small import MONDAY, REAL, body, event, monday, week

KNOWN = {"whatwg", "web & networks ig", "media and entertainment ig", "devices and sensors wg", "media wg"}


@pytest.mark.parametrize(
    ("title", "names"),
    [
        (" Web & Networks IG", ["Web & Networks IG"]),
        ("Media WG & Web Real-Time Communications WG joint meeting", ["Media WG", "Web Real-Time Communications WG"]),
        (
            "JSON for Linking data CG, Web Of Things WG, RDF Dataset Canonicalization and Hash Working Group "
            "Joint meeting",
            ["JSON for Linking data CG", "Web Of Things WG", "RDF Dataset Canonicalization and Hash WG"],
        ),
        ("WHATWG, Media WG Joint Meeting", ["WHATWG", "Media WG"]),
        ("Web & Networks IG and Media and Entertainment IG joint meeting",
         ["Web & Networks IG", "Media and Entertainment IG"]),
        ("Audio CG, Media WG, and WHATWG joint meeting", ["Audio CG", "Media WG", "WHATWG"]),
        ("Media WG: playback", ["Media WG"]),
        ("Media WG & Audio Working Group joint meeting > codecs", ["Media WG", "Audio WG"]),
        ("Media WG & Audio WG", ["Media WG", "Audio WG"]),
        ("W3C Chapters and Evangelists", ["W3C Chapters and Evangelists"]),
        ("Second Screen Community Group", ["Second Screen CG"]),
    ],
)  # fmt: skip
def test_whose_meeting(title: str, names: list[str]) -> None:
    assert list(title_of(title, KNOWN).names) == names


def test_one_group_however_it_is_spelled() -> None:
    found = event(
        {1: (" Web of  Things WG", body()), 2: ("Audio CG & Web Of Things Working Group joint meeting", body())}
    )
    assert found.groups == ("Web of Things WG", "Audio CG")
    assert found.meetings[1].groups == ("Audio CG", "Web of Things WG")
    assert found.unread == ()


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("Less than 15", (1, 15)),
        ("16-30", (16, 30)),
        ("More than 50", (51, 51)),
        ("Fewer than 20 people", (1, 20)),
        ("20-45 people", (20, 45)),
        ("Don't know (Default)", (0, 0)),
        ("_No response_", (0, 0)),
    ],
)
def test_people(said: str, people: tuple[int, int]) -> None:
    found = event({1: ("Media WG", body(people=said))})
    assert (found.meetings[0].people, found.unread) == (people, ())


@pytest.mark.parametrize("said", ["many", "30-16", "0-", "16-30-45"])
def test_people_that_nobody_can_count(said: str) -> None:
    found = event({1: ("Media WG", body(people=said))})
    assert found.meetings[0].people == (0, 0)
    assert [one.text for one in found.unread] == [said]


def test_slots_that_are_asked_for() -> None:
    found = event({1: ("Media WG", body([*monday(3, 1), "Tuesday, 09:00 - 10:30", "whenever it rains"]))})
    assert found.meetings[0].wanted == (0, 2)
    assert [(one.text, one.why.told("en")) for one in found.unread] == [
        ("- [X] Tuesday, 09:00 - 10:30", "there is no such slot"),
        ("- [X] whenever it rains", "this is not understood, and nothing in the scenario follows from it"),
    ]


def test_a_weekday_that_the_week_has_twice_is_told() -> None:
    slots = [f"2023-09-{day} {MONDAY[0]}" for day in (11, 18)]
    found = event({1: ("Media WG", body(monday(1)))}, slots=slots)
    assert found.meetings[0].wanted == ()
    assert [one.why.told("en") for one in found.unread] == ["there are several such slots"]


@pytest.mark.parametrize(
    ("said", "avoids", "why"),
    [
        ("#2, #3", (2, 3), []),
        ("#3 #2", (3, 2), []),
        ("- #2\n- #3", (2, 3), []),
        ("Audio WG", (2,), []),
        ("audio working group, Web & Networks IG", (2, 3), []),
        ("Web & Networks IG; #2", (3, 2), []),
        ("#2, #77", (2,), ["no such meeting is among these: #77"]),
        ("Audio WG, Quantum WG", (2,), ["no such meeting is among these: Quantum WG"]),
        ("#1", (), ["a meeting cannot be kept apart from itself"]),
        ("Media WG", (), ["a meeting cannot be kept apart from itself"]),
        ("anything that Ann must attend", (), ["this is not understood, and nothing in the scenario follows from it"]),
        ("#2 if you can", (), ["this is not understood, and nothing in the scenario follows from it"]),
    ],
)
def test_conflicts_that_a_text_names(said: str, avoids: tuple[int, ...], why: list[str]) -> None:
    others = {2: ("Audio WG", body()), 3: ("Web & Networks IG", body())}
    found = event({1: ("Media WG", body(conflicts=said))} | others)
    assert found.meetings[0].avoids == avoids
    assert [one.why.told("en") for one in found.unread] == why
    for one in found.unread:
        assert one.path.startswith("sessions[0].body, line ")
        assert one.text in said


def test_free_words_are_kept_word_for_word() -> None:
    words = "Please leave an hour for lunch.\nWe bring our own projector."
    text = (
        body().replace("planners (Optional)\n\n_No response_", f"planners (Optional)\n\n{words}")
        + "\n### Weather\n\nSunny."
    )
    found = event({1: ("Media WG", text)})
    assert [one.text for one in found.unread] == [*words.splitlines(), "### Weather", "Sunny."]


def test_titles_that_are_not_as_they_should_be_are_told() -> None:
    found = event({1: ("Media WG joint meeting", body()), 2: ("Audio WG and Second Screen WG", body())})
    assert [(one.path, one.why.told("en")) for one in found.unread] == [
        ("sessions[0].title", "a joint meeting of one group alone; it is taken as its own"),
        ("sessions[1].title", "several groups and no word of a joint meeting; it is taken as one"),
    ]
    assert [one.joint for one in found.meetings] == [False, True]


def test_unknown_fields_are_told() -> None:
    held = [{"number": 1, "title": "Media WG", "body": body(), "labels": ["track: media"], "author": None}]
    found = sp.tpac.parse_event(week(held), "week.json")
    assert [(one.path, one.text) for one in found.unread] == [("sessions[0].labels", "['track: media']")]


# -- who is kept apart ------------------------------------------------------------------------------------------------


def test_joint_meetings_of_a_group_are_kept_apart_with_it() -> None:
    found = event(
        {
            1: ("Media WG", body()),
            2: ("Web Real-Time Communications WG", body()),
            3: ("Media WG & Web Real-Time Communications WG joint meeting", body()),
            4: ("Timed Text WG", body(conflicts="#1")),
            5: ("Timed Text WG & Second Screen WG joint meeting", body()),
        }
    )
    assert [(one.one, one.other, one.indirect) for one in sp.tpac.clashes(found)] == [
        (1, 4, False),  # as the text says
        (1, 5, True),  # who is at Timed Text is at its joint meeting
        (3, 4, True),  # and Media is at its own
        (3, 5, True),
    ]


def test_a_joint_meeting_that_names_or_is_named_stands_for_itself() -> None:
    found = event(
        {
            1: ("Media WG", body()),
            2: ("Media WG & Audio WG joint meeting", body(conflicts="#4")),
            3: ("Audio WG", body()),
            4: ("Math WG", body()),
        }
    )
    assert [(one.one, one.other, one.indirect) for one in sp.tpac.clashes(found)] == [(2, 4, False)]


def test_meetings_of_one_group_need_no_word() -> None:
    found = event({1: ("Media WG", body(conflicts="#2")), 2: ("Media WG & Audio WG joint meeting", body())})
    assert sp.tpac.clashes(found) == ()


# -- mistakes ---------------------------------------------------------------------------------------------------------


def told(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        sp.tpac.parse_event(data, "week.json")
    return [(one.path, one.told("en")) for one in caught.value.mistakes]


def test_every_mistake_is_told_with_its_place() -> None:
    document = json.loads(week({1: ("Media WG", body())}))
    document["metadata"]["timezone"] = "Europe/Nowhere"
    document["rooms"] += ["Red (20)", "Left, right (3)", 5]
    document["slots"] += ["2023-09-31 09:00 - 10:00", "2023-09-11 10:00 - 11:00", "2023-09-12 10:00 - 09:00"]
    document["sessions"] += [
        {"number": 1, "title": "Audio WG"}, {"title": "Math WG"}, {"number": 4, "title": "  "}, 7,
        {"number": 5, "title": "Solid CG", "body": ["x"]},
    ]  # fmt: skip
    assert {path for path, _ in told(json.dumps(document).encode())} == {
        "metadata.timezone", "rooms[2]", "rooms[3]", "rooms[4]", "slots[3]", "slots[4]", "slots[5]",
        "sessions[1].number", "sessions[2].number", "sessions[3].title", "sessions[4]", "sessions[5].body",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{", "not JSON"),
        (b"[]", "no `rooms`, `slots` and `sessions`"),
        (b'{"rooms": [], "slots": []}', "no `rooms`, `slots` and `sessions`"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"rooms": [NaN], "slots": [], "sessions": []}', "NaN is no number"),
        (b'{"rooms": ["\\ud800"], "slots": [], "sessions": []}', "not JSON"),
        (b"[" + b"1," * 2_100_000 + b"1]", "more than 2000000 values"),
        (week({number: (f"Group {number} WG", "") for number in range(1, 1002)}), "more than 1000"),
        (week({1: ("Media WG", "x" * 100_001)}), "more than 100000 characters"),
        (week({1: ("Media " * 100 + "WG", "")}), "at most 300 characters"),
        (week([]), "not one meeting"),
    ],
)
def test_hostile_json_is_refused(data: bytes, says: str) -> None:
    assert says in " ".join(text for _, text in told(data))


def test_a_thousand_meetings_that_name_each_other_are_read_at_once() -> None:
    named = " ".join(f"#{number}" for number in range(1, 1001))
    titles = {number: (f"{'A & ' * 60}Group {number} WG", body(conflicts=named)) for number in range(1, 1001)}
    found = event(titles)
    assert len(found.meetings) == 1000


_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["title", "metadata", "rooms", "slots", "sessions"]), _values, st.integers(0, 5))
def test_no_value_anywhere_is_a_traceback(name: str, value: object, at: int) -> None:
    document = json.loads(week({1: ("Media WG", body(monday(1))), 2: ("Audio WG", body())}))
    if isinstance(document[name], list) and at < 3:
        document[name] = [*document[name][:at], value, *document[name][at:]]
    elif name == "sessions":
        document[name][0][["number", "title", "body"][at % 3]] = value
    else:
        document[name] = value
    try:
        found = sp.tpac.parse_event(json.dumps(document).encode(), "week.json")
    except InputError:
        return
    sp.Scenario.model_validate(sp.tpac.scenario_of(found))


def test_the_real_week() -> None:
    found = sp.tpac.read_event(REAL)
    assert (len(found.meetings), len(found.groups), len(found.rooms), len(found.slots)) == (59, 57, 17, 16)
    assert sum(len(one.wanted) for one in found.meetings) == 223
    assert [one.number for one in found.meetings if one.joint] == [7, 10, 12, 56, 58]
    assert found.meetings[11].groups == (
        "JSON for Linking data CG", "Web of Things WG", "RDF Dataset Canonicalization and Hash WG",
    )  # fmt: skip
    assert found.unread == ()
