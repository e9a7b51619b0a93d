"""Each scenario in `scenarios/impossible` gets exactly its planted conflicts, worked out by hand here.

Nearly every instance speaks of what is taken up, so the need to take it up (`within-sitting`) stands in each conflict.
Asked of people are 200 for leaving a thing out, 100 for holding a joint session apart, 10 for other instances, and 50
more where one rests on a decision.
"""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.scenarios.shipped import SCENARIOS, cheapest, conflicts, explained, scenario, ways_out


def need(ref: str) -> str:
    """The instance that a thing is taken up at all."""
    return f"within-sitting[{ref}]"


def fixed(ref: str, what: str = "start") -> str:
    """The instance of an item's own hour."""
    return f"earliest-latest[{ref}, {what}]"


def expect(name: str, planted: list[set[str]], asks: int, best: list[set[str]], variant: str | None = None) -> None:
    """The conflicts are `planted`, the cheapest ways out `best`, and each way out really allows a programme."""
    found = explained(scenario(f"impossible/{name}", variant))
    assert conflicts(found) == {frozenset(parts) for parts in planted}
    assert ways_out(found)[0][0] == asks
    assert {frozenset(given_up) for given_up in cheapest(found)} == {frozenset(given_up) for given_up in best}
    assert all(way.programme is not None for way in found.ways)
    for _, given_up in ways_out(found):
        assert all(given_up & parts for parts in planted)


def test_every_impossible_scenario_is_worked_out_here() -> None:
    tests = "\n".join(name for name in globals() if name.startswith("test_"))
    assert [
        one.stem for one in (SCENARIOS / "impossible").glob("*.yaml") if one.stem.replace("-", "_") not in tests
    ] == []


def test_bureau_against_sittings() -> None:
    """The bureau's hour puts the law group's share on Thursday; together with it the finance group cannot be.

    Either group's need makes a conflict, since placed for one the session is placed for both. Without the hour,
    Wednesday afternoon does: both groups' own items (2 h 30 min and 2 h) fit into Wednesday morning.
    """
    hour, together = "joint-when[asset-recovery, start]", "joint-together[asset-recovery, wg-finance]"
    law, finance = need("wg-law/joint:asset-recovery"), need("wg-finance/joint:asset-recovery")
    expect("bureau-against-sittings", [{hour, together, law}, {hour, together, finance}], 60, [{hour}])


def test_document_too_late() -> None:
    """Monday 15:00 by the lock, not before Tuesday by the French version; English alone would have been in time."""
    lock, document = "locks[budget-on-monday]", "documents-out[CF/2026/5, commission/4]"
    expect("document-too-late", [{lock, document, need("commission/4")}], 10, [{document}])


def test_chair_away() -> None:
    """The chair serves the session itself, which the host's need places, or the guest's if it is held together."""
    hour, away = "joint-when[chemicals-in-waste, start]", "officers[chair, capital]"
    host, guest = need("chemicals/joint:chemicals-in-waste"), need("wastes/joint:chemicals-in-waste")
    together = "joint-together[chemicals-in-waste, wastes]"
    expect("chair-away", [{hour, away, host}, {hour, away, guest, together}], 10, [{away}])


def test_one_delegate_twice() -> None:
    """15:00 for both items, for one person. France, with four, is in no conflict, nor are the items of the morning."""
    items = ("wg-water/2", "wg-health/2")
    planted = {"delegation-size[andorra]", *map(fixed, items), *map(need, items)}
    expect("one-delegate-twice", [planted], 10, [{"delegation-size[andorra]"}])


def test_one_team_two_sittings() -> None:
    """Both openings, at 10:00, take up a sitting each: two teams are needed from 10:00 to 13:00, one is there."""
    items = ("rights/1", "transport/1")
    team = "interpretation-teams[geneva, 2026-11-23]"
    expect("one-team-two-sittings", [{team, *map(fixed, items), *map(need, items)}], 10, [{team}])


def test_third_sitting_of_the_day() -> None:
    """3 h, 2 h 30 min and 2 h: no two of them share a sitting of 3 h, so the day takes three; the team serves two.

    That no two share one rests on the board's taking up one thing at a time, which nobody can give up.
    """
    items = ("board/1", "board/2", "board/3")
    limit = "interpretation-limits[vienna, 2026-10-07]"
    expect("third-sitting-of-the-day", [{limit, "body-one-at-a-time[board]", *map(need, items)}], 10, [{limit}])


def test_no_room_fits() -> None:
    """Whatever the committee takes up needs one of two rooms: a conflict for each of its two items."""
    rooms = [f"room-fits[committee, {room}]" for room in ("hall", "salon")]
    planted = [{*rooms, need(f"committee/{number}")} for number in (1, 2)]
    expect("no-room-fits", planted, 10, [{room} for room in rooms])


def test_order_against_hours() -> None:
    """Strategy on Tuesday, evaluation on Wednesday, evaluation first: any may go, what the bureau set asks more."""
    order, hour, arrival = "precedence[evaluation-first]", fixed("council/3"), fixed("council/2", "earliest")
    planted = {order, hour, arrival, need("council/2"), need("council/3")}
    expect("order-against-hours", [planted], 10, [{order}, {arrival}])


def test_report_too_late() -> None:
    """Two hours of tracing from 10:00 and six of drafting: 18:00. Other matters alone would leave until 16:15."""
    drafting = "report-drafting-time[experts/4]"
    expect("report-too-late", [{drafting, need("experts/2"), need("experts/4")}], 10, [{drafting}])


def test_national_day() -> None:
    """The only sitting of the 26th is on a holiday; the hour that the bureau set lies in it."""
    holiday, hour = "hours-and-holidays[holiday, national-day]", fixed("commission/3")
    expect("national-day", [{holiday, hour, need("commission/3")}], 10, [{holiday}])


def test_one_group_at_a_time() -> None:
    """Three groups at 10:00, one may meet: each two of them make a conflict with the limit.

    Ways out: give up the limit, which rests on the rules of procedure (60), or two of the three hours (20).
    """
    items = ("wg-1/1", "wg-2/1", "wg-3/1")
    planted = [{"parallel-limit[one-group]", *map(fixed, two), *map(need, two)} for two in combinations(items, 2)]
    expect("one-group-at-a-time", planted, 20, [set(map(fixed, two)) for two in combinations(items, 2)])


def test_two_houses() -> None:
    """Locked until 13:00 in one house and from 13:15 in the other, 40 minutes away; nobody can give up the way.

    The lock of the drafting committee rests on no decision.
    """
    items = ("drafting/1", "dialogue/1")
    locks = [f"locks[{name}-stays]" for name in ("drafting", "dialogue")]
    planted = {"travel[rapporteur]", *locks, *map(need, items)}
    expect("two-houses", [planted], 10, [{locks[0]}])


@pytest.mark.parametrize("variant", [None, "apart"])
def test_two_at_once(variant: str | None) -> None:
    """Two conflicts that share nothing: every way out takes a part of each, also where the bodies are planned apart."""
    document, away = "documents-out[F/2026/12, forum/2]", "officers[chair, flight]"
    planted = [
        {document, "locks[goal-6]", need("forum/2")},
        {away, fixed("commission/2"), need("commission/2")},
    ]
    expect("two-at-once", planted, 20, [{document, away}], variant)
