"""Variants and `--set`: paths followed through what people wrote, places that point at what brought a value."""

from __future__ import annotations

from typing import Any

import pytest

from session_planner.errors import InputError
from session_planner.scenario.overlay import Layers, overlaid
from session_planner.scenario.places import Source
from tests.scenario.marked import source_of

BASE = """\
format: 1
title: Week
days:
  - {date: 2012-10-17, sittings: [10:00-13:00, 15:00-18:00]}
bodies:
  - id: ta
    agenda:
      - {number: 1, items: [{number: a, duration: 15 min}, {number: 1.1, duration: 20 min}]}
      - {number: 5, duration: 45 min}
  - {id: ta.x, agenda: [{number: 16.1, duration: 5 min}, {number: 16, duration: 10 min}]}
joint_sessions:
  - {id: trade, start: 2012-10-18T10:00}
documents:
  - {symbol: CTOC/WG.2/4, items: [ta/5]}
  - {symbols: [A/1, B/2]}
rules:
  joint-only: off
"""


def variant(*lines: str, more: str = "") -> Source:
    """The base with one variant, `v`, whose lines begin in column 5 of line 19."""
    return source_of(BASE + "variants:\n  - id: v\n" + "".join(f"    {line}\n" for line in lines) + more)


def applied(*lines: str) -> Any:
    return overlaid(variant(*lines), "v").data


def told(source: Source) -> list[str]:
    return [str(mistake) for mistake in Layers(source).mistakes()]


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("title", ("title",)),
        ("title.fr", None),
        ("joint_sessions.trade.start", ("joint_sessions", 0, "start")),
        ("joint_sessions[trade].start", ("joint_sessions", 0, "start")),
        ("bodies.ta.agenda.5.duration", ("bodies", 0, "agenda", 1, "duration")),
        ("bodies.ta.agenda.1.items.1(a).start", ("bodies", 0, "agenda", 0, "items", 0, "start")),
        ("bodies.ta.agenda.1.items.1.1.duration", ("bodies", 0, "agenda", 0, "items", 1, "duration")),
        ("bodies.ta.x.agenda.16.1.duration", ("bodies", 1, "agenda", 0, "duration")),
        ("bodies.ta.x.agenda.16.duration", ("bodies", 1, "agenda", 1, "duration")),
        ("bodies.[ta.x].agenda.[16.1].duration", ("bodies", 1, "agenda", 0, "duration")),
        ("days.2012-10-17.sittings.15:00-18:00", ("days", 0, "sittings", 1)),
        ("days.2012-10-17.note", ("days", 0, "note")),
        ("documents.CTOC/WG.2/4.out", ("documents", 0, "out")),
        ("documents.B/2.out", ("documents", 1, "out")),
        ("rules.few-splits.weight", ("rules", "few-splits", "weight")),
        ("rules.new", ("rules", "new")),
        ("interpretation.teams", ("interpretation", "teams")),
        ("joint_sessions.trade.items.ta.x", ("joint_sessions", 0, "items", "ta.x")),
        ("grain", ("grain",)),
    ],
)
def test_where_a_path_leads(path: str, where: tuple[str | int, ...] | None) -> None:
    source = variant("set:", f"  {path}: NEW")
    if where is None:
        [mistake] = Layers(source).mistakes()
        assert mistake.text() == "`title.fr`: `title` is a plain value here; nothing stands below it"
        return
    assert not Layers(source).mistakes()
    result = overlaid(source, "v")
    value = result.data
    for part in where:
        value = value[part]
    assert value == "NEW"
    assert result.place(where) == (21, 9 + len(path))
    assert result.key_place(where) == ((21, 7) if isinstance(where[-1], str) else (21, 9 + len(path)))
    assert result.mistake(where, "x").file == "f.yaml"


def test_the_rest_keeps_its_place_and_the_file_its_data() -> None:
    source = variant(
        "remove: [days.2012-10-17.sittings.10:00-13:00, bodies.ta]", "set: {joint_sessions.trade.start: X}"
    )
    result = overlaid(source, "v")
    assert result.data["days"][0]["sittings"] == ["15:00-18:00"]
    assert [body["id"] for body in result.data["bodies"]] == ["ta.x"]
    assert result.place(("days", 0, "sittings", 0)) == (4, 48)
    assert result.place(("bodies", 0, "agenda", 1, "number")) == (10, 67)
    assert source.data["days"][0]["sittings"] == ["10:00-13:00", "15:00-18:00"]
    assert source.data["joint_sessions"][0]["start"] == "2012-10-18T10:00"


def test_short_forms_are_widened() -> None:
    data = applied("set: {bodies.ta.agenda.5.duration.most: 1 h, rules.joint-only.weight: 3}")
    assert data["bodies"][0]["agenda"][1]["duration"] == {"expected": "45 min", "most": "1 h"}
    assert data["rules"]["joint-only"] == {"kind": "off", "weight": 3}


def test_a_whole_entry_keeps_its_name() -> None:
    source = variant("set:", "  bodies.ta.agenda.5: {duration: 1 h}")
    result = overlaid(source, "v")
    assert result.data["bodies"][0]["agenda"][1] == {"number": "5", "duration": "1 h"}
    assert result.place(("bodies", 0, "agenda", 1, "duration")) == (21, 38)
    assert result.place(("bodies", 0, "agenda", 1, "number")) == (21, 27)


def test_adding() -> None:
    source = variant(
        "add:",
        "  bodies.ta.agenda: {number: 6}",
        "  days: [{date: 2012-10-18}, {date: 2012-10-19}]",
        "  locks: {id: l}",
        "  interpretation.teams: {id: t}",
        "  documents.CTOC/WG.2/4.items: ta/1",
    )
    result = overlaid(source, "v")
    assert [item["number"] for item in result.data["bodies"][0]["agenda"]] == ["1", "5", 6]
    assert [str(day["date"]) for day in result.data["days"]] == ["2012-10-17", "2012-10-18", "2012-10-19"]
    assert result.data["locks"] == [{"id": "l"}]
    assert result.data["interpretation"] == {"teams": [{"id": "t"}]}
    assert result.data["documents"][0]["items"] == ["ta/5", "ta/1"]
    assert result.place(("days", 2, "date")) == (22, 41)
    assert result.place(("bodies", 0, "agenda", 2, "number")) == (21, 34)
    assert result.key_place(("locks",)) == (23, 7)


def test_what_is_removed_can_be_added_again_and_what_is_added_set() -> None:
    data = applied(
        "set: {bodies.new.size: 9}",
        "add: {bodies: {id: new}, joint_sessions: {id: trade, size: 4}}",
        "remove: [joint_sessions.trade, title]",
    )
    assert data["bodies"][2] == {"id": "new", "size": 9}
    assert data["joint_sessions"] == [{"id": "trade", "size": 4}]
    assert "title" not in data


def test_paths_that_lead_nowhere_are_all_told_each_at_its_entry() -> None:
    source = variant(
        "set:",
        "  joint_session.trade.start: x",
        "  joint_sessions.tade.start: x",
        "  joint_sessions.trade.begin: x",
        "  bodies.ta.agenda.5.duratoin: x",
        "  bodies.ta.agenda.7: {duration: 1 h}",
        "  bodies.ta.agenda.5.duration.expected.x: 1",
        "  joint_sessions.trade.title.de: Handel",
        "  locks.l.start: x",
        "  variants.v.on: w",
        "add:",
        "  bodies.ta: {number: 1}",
        "  bodies.ta.agenda.5.duration: 1 h",
        "remove:",
        "  - rooms",
        "  - bodies.tb",
        "  - joint_sessions.trade.earliest",
    )
    assert told(source) == [
        "f.yaml:21:7: `joint_session.trade.start`: there is no `joint_session`; did you mean `joint_sessions`?",
        "f.yaml:22:7: `joint_sessions.tade.start`: there is no `tade`; did you mean `trade`?",
        "f.yaml:23:7: `joint_sessions.trade.begin`: there is no `begin`; there are id, start, source, note, title, "
        "bodies, items, duration, size, earliest, latest, windows, preferred, remote, after, reserve",
        "f.yaml:24:7: `bodies.ta.agenda.5.duratoin`: there is no `duratoin`; did you mean `duration`?",
        "f.yaml:25:7: `bodies.ta.agenda.7`: there is no `7` to set; what is new stands under `add`",
        "f.yaml:26:7: `bodies.ta.agenda.5.duration.expected.x`: `expected` is a plain value here; "
        "nothing stands below it",
        "f.yaml:27:7: `joint_sessions.trade.title.de`: there is no `de`; there are ar, en, es, fr, ru, zh",
        "f.yaml:28:7: `locks.l.start`: the scenario has no `locks`",
        "f.yaml:29:7: `variants.v.on` cannot be changed by a variant or a setting",
        "f.yaml:31:7: `bodies.ta`: `ta` is no list, so nothing can be added to it",
        "f.yaml:32:7: `bodies.ta.agenda.5.duration`: `duration` is no list, so nothing can be added to it",
        "f.yaml:34:9: `rooms`: the scenario has no `rooms`",
        "f.yaml:35:9: `bodies.tb`: there is no `tb`; there are ta, ta.x",
        "f.yaml:36:9: `joint_sessions.trade.earliest`: `trade` has no `earliest` here",
    ]


def test_variants_on_variants() -> None:
    source = source_of(
        BASE + "variants:\n"
        "  - {id: c, on: b, set: {joint_sessions.trade.size: 3}}\n"
        "  - {id: b, on: a, set: {joint_sessions.trade.note: b}}\n"
        "  - {id: a, set: {joint_sessions.trade.note: a, joint_sessions.trade.size: 1}}\n"
    )
    assert told(source) == []
    joint = overlaid(source, "c").data["joint_sessions"][0]
    assert (joint["note"], joint["size"]) == ("b", 3)
    joint = overlaid(source, "a").data["joint_sessions"][0]
    assert (joint["note"], joint["size"]) == ("a", 1)


def test_circles_and_unknown_bases_of_variants() -> None:
    source = source_of(
        BASE + "variants:\n"
        "  - {id: late, on: later}\n"
        "  - {id: a, on: b}\n"
        "  - {id: b, on: c}\n"
        "  - {id: c, on: b}\n"
        "  - {id: d, on: lat}\n"
        "  - {id: e, on: e}\n"
        "  - {id: f, on: d}\n"
    )
    assert told(source) == [
        "f.yaml:19:20: there is no variant `later`; did you mean `late`?",
        "f.yaml:21:17: variants build on one another in a circle: b → c → b",
        "f.yaml:23:17: there is no variant `lat`; did you mean `late`?",
        "f.yaml:24:17: variants build on one another in a circle: e → e",
    ]
    with pytest.raises(InputError, match=r"^f\.yaml: there is no variant `lte`; did you mean `late`\?$"):
        overlaid(source, "lte")
    with pytest.raises(InputError, match="there is no variant `x`: the scenario has none"):
        overlaid(source_of(BASE), "x")


def test_a_variant_that_is_no_variant_is_left_to_validation() -> None:
    source = source_of(
        BASE + "variants: [5, {set: 1}, {id: [x]}, {id: v, set: [a], add: 5, remove: title, on: {a: b}}]\n"
    )
    assert [mistake.line for mistake in Layers(source).mistakes()] == [18]


def test_settings_of_the_command_line() -> None:
    sets = [
        "joint_sessions.trade.start=2012-10-17T15:00",
        "bodies.ta.agenda.5={duration: 1 h}",
        "title='a: b = c'",
        "rules=",
    ]
    result = overlaid(source_of(BASE), None, sets)
    assert result.data["joint_sessions"][0]["start"] == "2012-10-17T15:00"
    assert result.data["bodies"][0]["agenda"][1] == {"number": "5", "duration": "1 h"}
    assert result.data["title"] == "a: b = c"
    assert result.data["rules"] is None
    mistake = result.mistake(("joint_sessions", 0, "start"), "wrong")
    assert str(mistake) == "--set joint_sessions.trade.start=2012-10-17T15:00: wrong"
    assert str(result.mistake(("bodies", 0, "agenda", 1, "duration"), "wrong")).startswith("--set bodies.ta.agenda.5={")
    assert str(result.mistake(("bodies", 0, "agenda", 1, "number"), "wrong", at_key=True)).startswith(
        "--set bodies.ta.agenda"
    )
    assert str(result.mistake(("bodies", 1), "wrong")) == "f.yaml:10:5: wrong"


def test_settings_that_cannot_be() -> None:
    with pytest.raises(InputError) as caught:
        overlaid(source_of(BASE), None, ["title", "=x", "joint_sessions.tade.start=1", "title=[1"])
    assert [str(mistake) for mistake in caught.value.mistakes][:3] == [
        "--set =x: `` is no setting; write it like `joint_sessions.trade.start=2012-10-17T15:00`",
        "--set joint_sessions.tade.start=1: `joint_sessions.tade.start`: there is no `tade`; did you mean `trade`?",
        "--set title: `title` is no setting; write it like `joint_sessions.trade.start=2012-10-17T15:00`",
    ]
    assert caught.value.mistakes[3].file == "--set title=[1"


def test_thousands_of_variants_share_what_they_do_not_change() -> None:
    agenda = ", ".join(f"{{number: {number}, duration: 5 min}}" for number in range(1000))
    variants = ", ".join(
        f"{{id: v{number}, set: {{bodies.ta.agenda.{number}.duration: 1 h}}}}" for number in range(1000)
    )
    source = source_of(f"format: 1\nbodies: [{{id: ta, agenda: [{agenda}]}}]\nvariants: [{variants}]\n")
    assert Layers(source).mistakes() == ()
    result = overlaid(source, "v7").data["bodies"][0]["agenda"]
    assert result[7]["duration"] == "1 h"
    assert result[8] is source.data["bodies"][0]["agenda"][8]
