"""From pydantic's errors to mistakes: all of them, at their places, one for one thing."""

from __future__ import annotations

import pytest

from session_planner.errors import InputError
from session_planner.scenario.mistakes import nearest, validate
from session_planner.scenario.model import Item
from session_planner.scenario.text import parse
from tests.scenario.sample import SAMPLE, Week

GOOD = "title: t\nbodies:\n  - id: b\n    agenda:\n      - {number: 1, duration: 5 min}\n"


def told(content: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        validate(Week, parse(content, "s"))
    return [str(mistake) for mistake in caught.value.mistakes]


def item(fields: str) -> list[str]:
    """What is told of an item with `fields`; all stands in line 3."""
    return told(f"title: t\nbodies: [{{id: b, agenda: [\n{fields}\n]}}]")


def test_a_good_file() -> None:
    week = validate(Week, parse(SAMPLE, "s"))
    assert [one.number for one in week.bodies[0].agenda] == ["1", "1.10", "2", "3"]
    assert week.bodies[0].agenda[0].duration == 15


def test_every_mistake_at_once_in_the_order_of_the_file() -> None:
    assert told(
        "titel: t\n"
        "bodies:\n"
        "  - id: b\n"
        "    agenda:\n"
        "      - {number: 1, duratoin: 5 min}\n"
        "      - {number: 2, duration: 5 min, seats: 0, mode: jiont}\n"
        "      - [5]\n"
        "locks: {}\n"
    ) == [
        "s:1:1: the key `title` is missing here",
        "s:1:1: unknown key `titel`; did you mean `title`? Allowed here: bodies, limits, locks, title",
        "s:5:9: the key `duration` is missing here",
        "s:5:21: unknown key `duratoin`; did you mean `duration`? "
        "Allowed here: duration, mode, number, seats, title, weight",
        "s:6:45: found `0`; it must be at least 1",
        "s:6:54: `jiont` is not known here; did you mean `joint`? Allowed: joint, single",
        "s:7:9: found a list; allowed here: a mapping; for example `{key: value}`",
        "s:8:8: found a mapping; allowed here: a list; for example `[a, b]`",
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # a union: one sentence, from the member that is meant
        ("{number: 1, duration: 45 mni}", ["s:3:23: `45 mni` is not a duration; write it like `45 min`"]),
        ("{number: 1, duration: }", ["s:3:13: `None` is not a duration; write it like `45 min`"]),
        (
            "{number: 1, duration: {leest: 5 min}}",
            [
                "s:3:23: the key `least` is missing here",
                "s:3:24: unknown key `leest`; did you mean `least`? Allowed here: least, most",
            ],
        ),
        (
            "{number: 1, duration: {least: 5 min, most: x}}",
            ["s:3:44: `x` is not a duration; write it like `45 min`"],
        ),
        (
            "{number: 1, duration: 5 min, title: 5}",
            ["s:3:37: found `5`; allowed here: text, a mapping; for example `Report`, `{key: value}`"],
        ),
        (
            "{number: 1, duration: 5 min, title: {en: [x]}}",
            ["s:3:42: found a list; allowed here: text; for example `Report`"],
        ),
        (
            "{number: 1, duration: 5 min, weight: aut}",
            ["s:3:38: found `aut`; allowed here: a number, `auto`; for example `1.5`"],
        ),
        (
            "{number: 1.10, duration: 5 min, seats: 1.50}",
            ["s:3:40: found `1.50`; allowed here: a whole number; for example `3`"],
        ),
        ("{number: true, duration: 5 min}", ["s:3:10: found `true`; allowed here: text; for example `Report`"]),
    ],
)
def test_one_sentence_for_one_thing(fields: str, expected: list[str]) -> None:
    assert item(fields) == expected


@pytest.mark.parametrize(
    ("lock", "expected"),
    [
        ("{kind: lokc}", "s:6:16: `lokc` is not known here; did you mean `lock`? Allowed: lock, span"),
        ("{item: b/1}", "s:6:9: the key `kind` is missing here"),
        ("{kind: lock, item: b/1, date: x}", "s:6:33: unknown key `date`; allowed here: item, kind"),
        # a member of the union is called like a key that stands in the data
        ("{lock: true, kind: lock, item: [b/1]}", None),
        ("{kind: span, date: 3, lock: true}", "s:6:28: found `3`; allowed here: text; for example `Report`"),
        ("{kind: lock, item: b/9}", "s:1:1: there is no item `b/9`"),
    ],
)
def test_members_told_apart_by_a_key(lock: str, expected: str | None) -> None:
    said = told(f"{GOOD}locks: [{lock}]\n")
    if expected is None:
        assert said == [
            "s:6:10: unknown key `lock`; allowed here: item, kind",
            "s:6:40: found a list; allowed here: text; for example `Report`",
        ]
    else:
        assert said == [expected]


def test_values_of_a_free_mapping_have_their_places() -> None:
    assert told(f"{GOOD}limits: {{a: {{least: 5 min, x: 1}}, b: 3}}\n") == [
        "s:6:28: unknown key `x`; allowed here: least, most",
        "s:6:38: found `3`; allowed here: a mapping; for example `{key: value}`",
    ]


def test_a_mistake_for_machines_and_in_another_language() -> None:
    with pytest.raises(InputError) as caught:
        validate(Week, parse(f"{GOOD}bodis: 1\n", "s"))
    (mistake,) = caught.value.mistakes
    assert mistake.as_dict() == {
        "file": "s",
        "line": 6,
        "column": 1,
        "path": "bodis",
        "message": "unknown key `bodis`; did you mean `bodies`? Allowed here: bodies, limits, locks, title",
    }
    # lists are set as the language sets them, whatever is translated
    assert "bodies、limits、locks" in mistake.text("zh")
    assert str(caught.value) == str(mistake)


def test_thousands_of_mistakes_are_counted_not_told() -> None:
    said = told("title: t\nbodies:\n" + "  - {}\n" * 2000)
    assert len(said) == 1001
    assert "and 3000 more mistakes" in said[0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("duratoin", "duration"),
        ("DURATION", "duration"),
        ("wg-tc", "wg-ta"),
        ("xyzzy", None),
        ("", None),
        ("x" * 1_000_000, None),
    ],
)
def test_nearest_name(name: str, expected: str | None) -> None:
    assert nearest(name, ["duration", "wg-ta", "title"]) == expected


def test_what_was_found_is_told_in_the_reader_s_language() -> None:
    with pytest.raises(InputError) as caught:
        validate(Item, parse("{number: 1, duration: [1 h]}", "s"))
    assert "a list is not a duration" in caught.value.text("en")
    assert "a list" not in caught.value.text("fr")


def test_a_window_between_two_offsets_is_read_by_its_moments() -> None:
    validate(Item, parse("{number: 1, windows: [2012-10-17T10:00+02:00/2012-10-17T09:00Z]}", "s"))
    with pytest.raises(InputError, match="ends before it starts"):
        validate(Item, parse("{number: 1, windows: [2012-10-17T10:00Z/2012-10-17T11:00+02:00]}", "s"))
