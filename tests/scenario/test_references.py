"""Names of nothing and names given twice, each told at its place with the nearest right name."""

from __future__ import annotations

import pytest

from session_planner.scenario.references import ISO_639
from tests.scenario.marked import BODIES, DAYS, HEAD, check, mistakes_in, scenario_of

BASE = HEAD + BODIES
NOT_A_REF = "is no body, no item such as `body/number` and no joint session"


def test_a_whole_scenario_has_no_mistakes() -> None:
    assert mistakes_in(BASE) == ()
    assert [item.number for item in scenario_of(BASE).bodies[0].agenda[0].items] == ["1(a)", "1(b)"]


def test_bodies_and_items_of_a_joint_session() -> None:
    check(
        BASE + "joint_sessions:\n  - {id: j, bodies: [ta, ^ci], items: {ta: [^7, 2, ^1], ^cc: [1]}}\n",
        "there is no body `ci`; there are ta, ic",
        "`ta` has no item `7`; there are 1(a), 1(b), 2, 3",
        "`ta/1` is a heading; name its sub-items: ta/1(a), ta/1(b)",
        "`cc` is no body of this joint session; there are ta, ci",
    )


def test_a_body_twice_and_an_item_in_two_joint_sessions() -> None:
    check(
        BASE + "joint_sessions:\n"
        "  - {id: j, bodies: [ta, ic], items: {ta: [2], ic: [1]}}\n"
        "  - {id: k, bodies: [ta, ic, ^ta], items: {ta: [3, ^2]}}\n",
        "the body `ta` stands here twice",
        "item `ta/2` is in the joint session `j` already",
    )


def test_joint_sessions_that_come_before() -> None:
    check(
        BASE + "joint_sessions:\n"
        "  - {id: trade, bodies: [ta, ic], duration: 1 h}\n"
        "  - {id: k, bodies: [ta, ic], duration: 1 h, after: [^trad]}\n",
        "there is no joint session `trad`; did you mean `trade`?",
    )


def test_references_of_documents_delegations_and_officers() -> None:
    check(
        BASE + "documents:\n"
        "  - {symbol: A, items: [ta/1, ta/1(a), ^ta/4, ^tb/1]}\n"
        "delegations:\n"
        "  - {id: d, size: 1, follows: [ta, ta/2, ^tx, ^'joint:j']}\n"
        "officers:\n"
        "  - {id: o, serves: [ic/1, ^ic/2]}\n",
        "`ta` has no item `4`; there are 1(a), 1(b), 2, 3, 1",
        "there is no body `tb`; there are ta, ic",
        f"`tx` {NOT_A_REF}; there are ta/1(a), ta/1(b), ta/2, ta/3, ic/1, ta/1, ta, ic",
        "there is no joint session `j`: there are none",
        "`ic` has no item `2`; there are 1",
    )


def test_precedences_name_items() -> None:
    check(
        BASE + "precedences:\n  - {before: ta/1, after: ta/2}\n  - {before: ^ic, after: ^ta/2x}\n",
        "`ic` is a body; name one of its items, such as `ic/1`, or a joint session",
        "`ta` has no item `2x`; did you mean `2`?",
    )


def test_locks() -> None:
    check(
        BASE + "joint_sessions:\n"
        "  - {id: j, bodies: [ta, ic], items: {ta: [2]}}\n"
        "rooms: [{id: boardroom}]\n"
        "locks:\n"
        "  - {id: a, item: ^ta/2, room: boardroom}\n"
        "  - {id: b, item: ^ta/1, room: ^bordroom}\n"
        "  - ^{id: c, item: 'joint:j'}\n"
        "  - {id: d, item: 'joint:j', start: 2012-10-18T10:00}\n",
        "item `ta/2` is taken up in a joint session; name `joint:j` instead",
        "`ta/1` is a heading; name its sub-items: ta/1(a), ta/1(b)",
        "there is no room `bordroom`; did you mean `boardroom`?",
        "the lock `c` holds nothing; give it a `start`, a `room` or both",
    )


def test_venues() -> None:
    check(
        BASE + "venues:\n"
        "  - {id: vic, travel: {^palais: 20 min}}\n"
        "holidays:\n"
        "  - {id: h, date: 2012-10-26, venues: [vic, ^vik]}\n"
        "rooms:\n"
        "  - {id: a, venue: ^VIC}\n",
        "there is no venue `palais`; there are vic",
        "there is no venue `vik`; did you mean `vic`?",
        "there is no venue `VIC`; did you mean `vic`?",
    )


def test_decisions_wherever_something_rests_on_one() -> None:
    check(
        BASE.replace("number: 2, ", "number: 2, source: ^feb, ") + "decisions: [{id: february, by: Bureau}]\n"
        "rules:\n"
        "  joint-only: {kind: off, source: ^march}\n"
        "  precedence: {source: february, special: {source: ^x}}\n"
        "variants:\n"
        "  - {id: v, source: ^y, set: {title: U}}\n",
        "there is no decision `feb`; there are february",
        "there is no decision `march`; there are february",
        "there is no decision `x`; there are february",
        "there is no decision `y`; there are february",
    )


def test_costs_name_bodies_items_joint_sessions_and_rooms_each_once() -> None:
    check(
        BASE + "rooms: [{id: boardroom}]\n"
        "place_costs:\n"
        "  - {id: far, of: [ta, ta/1(a), ^ta/1, ^tx, ^ta], rooms: [boardroom, ^bordroom], cost: 1}\n"
        "  - {id: ^far, cost: 1}\n"
        "  - {of: [^joint:j], cost: 1}\n"
        "kept_apart:\n"
        "  - {id: a, of: [ta, ic], cost: 1}\n"
        "  - {id: ^a, of: [ta/2, ^ic/9, ^ta/2], cost: 1}\n",
        "`ta/1` is a heading; name its sub-items: ta/1(a), ta/1(b)",
        f"`tx` {NOT_A_REF}; there are ta/1(a), ta/1(b), ta/2, ta/3, ic/1, ta/1, ta, ic",
        "`ta` stands here twice",
        "there is no room `bordroom`; did you mean `boardroom`?",
        "`far` stands here twice in `place_costs`, first in line 18",
        "there is no joint session `j`: there are none",
        "`a` stands here twice in `kept_apart`, first in line 22",
        "`ic` has no item `9`; there are 1",
        "`ta/2` stands here twice",
    )


def test_parallel_limits_count_bodies() -> None:
    check(
        BASE + "parallel_limits: [{id: p, most: 1, bodies: [ta, ^tta]}]\n",
        "there is no body `tta`; did you mean `ta`?",
    )


def test_names_given_twice() -> None:
    check(
        BASE.replace("{number: 3", "{number: ^1(a)") + "rooms: [{id: a}, {id: ^a}]\n"
        "documents:\n"
        "  - {symbol: D, title: x}\n"
        "  - {symbols: [E, ^D]}\n"
        "interpretation: {teams: [{id: t}, {id: ^t}]}\n"
        "precedences: [{before: ta/1, after: ta/2}, {before: ta/1, after: ta/2}]\n"
        "variants: [{id: v}, {id: w}, {id: ^v}]\n",
        "item `1(a)` stands twice in this agenda, first in line 10",
        "`a` stands here twice in `rooms`, first in line 16",
        "`D` stands here twice in `documents`, first in line 18",
        "`t` stands here twice in `interpretation`, first in line 20",
        "`v` stands here twice in `variants`, first in line 22",
    )


def test_a_body_is_not_called_like_a_reference() -> None:
    check(
        HEAD + "bodies: [{id: ^a/b}, {id: '^joint:c'}, {id: d.e}]\n".replace("'^", "^'"),
        "the id of a body has no `/` and does not begin with `joint:`",
        "the id of a body has no `/` and does not begin with `joint:`",
    )


@pytest.mark.parametrize(
    ("zone", "meant"),
    [
        ("Vienna", "Europe/Vienna"),
        ("Europe/Viena", "Europe/Vienna"),
        ("new york", "America/New_York"),
        ("../etc", None),
    ],
)
def test_time_zones(zone: str, meant: str | None) -> None:
    hint = f"; did you mean `{meant}`?" if meant else ""
    check(
        f"format: 1\ntitle: T\ntimezone: ^{zone}\n{DAYS}{BODIES}delegations:\n"
        f"  - {{id: d, size: 1, follows: [ta], timezone: ^{zone}}}\n",
        *[f"there is no time zone `{zone}`{hint}"] * 2,
    )


def test_languages() -> None:
    check(
        BASE.replace("id: ic", "id: ic\n    languages: [en, pt, ^xx]") + "languages: [fr, ^pt]\n"
        "documents: [{symbol: A, out: {en: 2012-09-01, ^english: 2012-09-01}}]\n",
        "`xx` is no language",
        "`pt` is no language; there are ar, en, es, fr, ru, zh",
        "`english` is no language",
    )
    assert {"en", "sw", "zu"} <= ISO_639
    assert len(ISO_639) == 184


def test_names_of_broken_entries_are_known_and_the_rest_is_told_too() -> None:
    """Body `ic` has no valid duration, room `a` no valid capacity; both are there all the same, and `tb` is not."""
    check(
        HEAD + "bodies:\n"
        "  - {id: ta, agenda: [{number: 1, duration: ^1 hr 20}, {number: 2, duration: 20 min}]}\n"
        "  - {id: ic, size: ^many, agenda: ^5}\n"
        "rooms: [{id: a, capacity: ^lots}]\n"
        "joint_sessions: [{id: j, bodies: [ta, ic], items: {ta: [1, ^3]}}]\n"
        "delegations: [{id: d, size: 1, follows: [ta/1, ic, ^tb/1]}]\n"
        "locks: [{id: l, item: ta/2, room: a}, {id: m, item: ta/2, room: ^b, ^rom: a}]\n",
        "`1 hr 20` is not a duration; write it like `45 min`, `1 h 30 min` or `PT1H30M`",
        "found `many`; allowed here: a whole number; for example `3`",
        "found `5`; allowed here: a list; for example `[a, b]`",
        "found `lots`; allowed here: a whole number; for example `3`",
        "`ta` has no item `3`; there are 1, 2",
        "there is no body `tb`; there are ta, ic",
        "there is no room `b`; there are a",
        "unknown key `rom`; did you mean `room`? Allowed here: id, item, note, room, source, start",
    )


def test_thousands_of_wrong_names_are_told_in_bounded_time() -> None:
    follows = ", ".join(f"nobody-{number}" for number in range(5000))
    found = mistakes_in(BASE + f"delegations: [{{id: d, size: 1, follows: [{follows}]}}]\n")
    assert len(found) == 1001
    assert str(found[0]).endswith("and 4000 more mistakes")
