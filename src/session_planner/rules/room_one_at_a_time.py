"""`room-one-at-a-time`: a room holds one sitting at a time.

A sitting that is held has its room from its start to its last end, the open end included, whatever part of it is
used. A joint session is one sitting: that of its host. Sittings of one body that run into each other by an open end
are not two users of the room; those of two of its chambers are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from session_planner.problem.model import Sitting
from session_planner.programme.timetable import Held, Timetable
from session_planner.rules.base import PHYSICAL, Active, Breach, Builder, Lit, Rule, cliques
from session_planner.words import N_, When, say


def post(rule: Active, b: Builder) -> None:
    """One instance a room: of sittings of several bodies that share a moment, at most one body's is in it."""
    problem = b.problem
    sets = cliques([(sitting.slot.start, sitting.slot.last) for sitting in problem.sittings])
    shared = [together for indexes in sets if len(together := _by_user(problem.sittings, indexes)) > 1]
    if not shared:
        return
    for number, room in enumerate(problem.rooms):
        words = say(N_("{room} holds one sitting at a time"), room=problem.outline.title(room))
        enforce = b.require(rule, (room,), words, problem.outline.rooms[room].source)
        for together in shared:
            users = [_user(b, sittings, number) for sittings in together]
            b.at_most_one(users, enforce)


def _by_user(sittings: Sequence[Sitting], indexes: Iterable[int]) -> list[list[int]]:
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index in indexes:
        found[sittings[index].body, sittings[index].slot.chamber].append(index)
    return list(found.values())


def _user(b: Builder, sittings: Sequence[int], room: int) -> Lit:
    """A chamber is in the room in one of its sittings (in several only where open ends run into each other)."""
    return b.some_of([b.occupies(sitting, room) for sitting in sittings], f"user {sittings[0]} {room}")


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Each sitting held in a room that another body's, begun before it, still has; told with the longest of these."""
    longest: dict[str, list[Held]] = {}
    for held in t.held:
        if held.room is None or held.guest:
            continue
        before = longest.get(held.room)
        if before is None:
            longest[held.room] = [held]
            continue
        for other in before:
            if _two_users(other, held) and other.last > held.start and held.last > held.start:
                yield _breach(other, held, t)
                break
        over = all(other.last <= held.start for other in before)  # then no later sitting can run into them
        longest[held.room] = [held] if over else _longest_two(before, held)


def _longest_two(before: list[Held], held: Held) -> list[Held]:
    """The sitting that ends last, and the one of another user that ends last: all that a later sitting can run into."""
    ranked = sorted([*before, held], key=lambda one: -one.last)
    return ranked[:1] + [one for one in ranked[1:] if _two_users(one, ranked[0])][:1]


def _two_users(first: Held, second: Held) -> bool:
    """Whether they are of two bodies, or of two chambers of one."""
    if first.body != second.body:
        return True
    return first.slot is not None and second.slot is not None and first.slot.chamber != second.slot.chamber


def _breach(first: Held, second: Held, t: Timetable) -> Breach:
    words = say(
        N_("{room} holds sittings of {first} and {second} at the same time, {when}"),
        room=t.outline.title(first.room),
        first=t.outline.title(first.body),
        second=t.outline.title(second.body),
        when=When(t.outline.clock(second.start)),
    )
    room = t.outline.rooms.get(first.room or "")
    return Breach(
        (first.room or "",),
        words,
        [*first.rows, *second.rows],
        (first.body, second.body),
        second.start,
        source=room.source if room else None,
    )


RULE = Rule(
    id="room-one-at-a-time",
    title=N_("One sitting at a time in a room"),
    says=N_("A room holds one sitting at a time."),
    post=post,
    check=check,
    asks=PHYSICAL,
)
