"""The steps that a planner's hand makes: place, move, stretch, split, join, put into the tray, lock, edit.

Each gives the change it would be and touches nothing. Hours are as the hand gives them, on the scenario's grain;
whether they break a rule is the checker's to say, so that a planner may pass through a forbidden state.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from session_planner.board.changes import Change, between
from session_planner.board.state import State, cards_of, counted, joint_of, minutes_of, placed_minutes
from session_planner.errors import InputError, Mistake
from session_planner.programme.model import Segment
from session_planner.programme.sittings import slot_of
from session_planner.scenario.edit import Change as Edit
from session_planner.scenario.edit import edit
from session_planner.scenario.mistakes import nearest
from session_planner.words import N_


def place(state: State, card: str, start: dt.datetime, room: str | None, minutes: int | None = None) -> Change:
    """A card from the tray, or what is left of it, put at a start; a joint session with all its bodies at once."""
    known(state, card)
    out = state.outline
    standing = state.cards.get(card, ())
    lasts = minutes or max(0, minutes_of(card, out) - placed_minutes(standing, out))
    if lasts <= 0:
        raise _wrong(N_("all of `{card}` is placed already"), card=card)
    joint = joint_of(card, out)
    if joint is None:
        body, _, number = card.partition("/")
        new = [Segment(body, number, start, _later(state, start, lasts), room, bodies=(body,))]
    else:
        if standing:
            raise _wrong(N_("all of `{card}` is placed already"), card=card)
        new = [one for body in joint.bodies for one in _share(state, card, body, start, lasts, room)]
    return between(state, {card: counted(_seated(state, one) for one in (*standing, *new))})


def move(state: State, segment: str, start: dt.datetime, room: str | None) -> Change:
    """A segment to another start and room, as long as it is; with it all that is joint with it."""
    card, one = find(state, segment)
    shift = state.outline.minute(start) - state.outline.minute(one.start)
    moved = [
        replace(each, start=_later(state, each.start, shift), end=_later(state, each.end, shift), room=room)
        if each is one or one.joint
        else each
        for each in state.cards[card]
    ]
    return between(state, {card: counted(_seated(state, each) for each in moved)})


def stretch(state: State, segment: str, start: dt.datetime, end: dt.datetime) -> Change:
    """A segment with another start or end; of a joint session, the last item of each body takes up what is left."""
    card, one = find(state, segment)
    if end <= start:
        raise _wrong(N_("a segment must end after it starts: {start} to {end}"), start=start.isoformat(),
                     end=end.isoformat())  # fmt: skip
    if not one.joint:
        parts = [replace(each, start=start, end=end) if each is one else each for each in state.cards[card]]
        return between(state, {card: counted(_seated(state, each) for each in parts)})
    joint = joint_of(card, state.outline)
    lasts = state.outline.minute(end) - state.outline.minute(start)
    bodies = joint.bodies if joint else ()
    parts = [each for body in bodies for each in _share(state, card, body, start, lasts, one.room)]
    return between(state, {card: counted(_seated(state, each) for each in parts)})


def split(state: State, segment: str, at: dt.datetime) -> Change:
    """A segment made two at a moment inside it."""
    card, one = find(state, segment)
    if not one.start < at < one.end:
        raise _wrong(N_("{at} is not inside the segment, which is from {start} to {end}"), at=at.isoformat(),
                     start=one.start.isoformat(), end=one.end.isoformat())  # fmt: skip
    if one.joint:
        raise _wrong(N_("a joint session is held at once: `{card}` cannot be split"), card=card)
    rest = [each for each in state.cards[card] if each is not one]
    return between(state, {card: counted((*rest, replace(one, end=at), replace(one, start=at)))})


def join(state: State, card: str) -> Change:
    """All parts of an item made one again, where the first of them starts."""
    known(state, card)
    parts = state.cards.get(card, ())
    if len(parts) < 2 or parts[0].joint:
        raise _wrong(N_("`{card}` is not in parts"), card=card)
    lasts = placed_minutes(parts, state.outline)
    whole = replace(parts[0], end=_later(state, parts[0].start, lasts))
    return between(state, {card: counted((_seated(state, whole),))})


def drop(state: State, segment: str) -> Change:
    """A segment put back into the tray; with it all that is joint with it."""
    card, one = find(state, segment)
    rest = () if one.joint else tuple(each for each in state.cards[card] if each is not one)
    return between(state, {card: counted(rest)})


def lock(state: State, card: str, *, room: bool = False) -> Change:
    """The scenario with a lock that keeps a card at the start (and in the room) where it stands."""
    known(state, card)
    parts = state.cards.get(card)
    if not parts:
        raise _wrong(N_("`{card}` stands nowhere yet, so there is nothing to lock"), card=card)
    ids = {one.id for one in state.scenario.locks}
    stem = card.removeprefix("joint:").replace("/", "-")
    name = next(name for name in (stem, *(f"{stem}-{number}" for number in range(2, 10_000))) if name not in ids)
    entry = {"id": name, "item": card, "start": parts[0].start.strftime("%Y-%m-%dT%H:%M")}
    if room and parts[0].room:
        entry["room"] = parts[0].room
    first = not state.scenario.locks
    return edited(state, [("set", ("locks",), [entry]) if first else ("add", ("locks",), entry)])


def unlock(state: State, card: str) -> Change:
    """The scenario without the locks on a card."""
    known(state, card)
    locks = [one.id for one in state.scenario.locks if one.item == card]
    if not locks:
        raise _wrong(N_("there is no lock on `{card}`"), card=card)
    return edited(state, [("remove", ("locks", f"[{name}]")) for name in locks])


def edited(state: State, edits: Sequence[Edit]) -> Change:
    """The scenario's text with edits made, comments kept. Raises InputError where an edit leads nowhere."""
    return Change(text=(state.text, edit(state.text, edits, state.file)))


def rewritten(state: State, text: str) -> Change:
    """Another text of the scenario, as an editor gives it."""
    return Change(text=(state.text, text)) if text != state.text else Change()


def find(state: State, segment: str) -> tuple[str, Segment]:
    """The card and the segment of an id. Raises InputError with the nearest one for an id that is none."""
    ids = {one.id: (card, one) for card, parts in state.cards.items() for one in parts}
    if segment not in ids:
        near = nearest(segment, list(ids))
        raise _wrong(N_("there is no segment `{found}`; did you mean `{nearest}`?") if near else
                     N_("there is no segment `{found}`"), found=segment, nearest=near)  # fmt: skip
    return ids[segment]


def known(state: State, card: str) -> None:
    """Raises InputError with the nearest one for a card that the scenario does not have."""
    cards = cards_of(state.outline)
    if card not in cards:
        near = nearest(card, list(cards))
        raise _wrong(N_("there is no item or joint session `{found}`; did you mean `{nearest}`?") if near else
                     N_("there is no item or joint session `{found}`"), found=card, nearest=near)  # fmt: skip


def _share(state: State, card: str, body: str, start: dt.datetime, lasts: int, room: str | None) -> list[Segment]:
    """What a body has of a joint session: its items one after the other, the last of them to its end."""
    joint = joint_of(card, state.outline)
    assert joint is not None
    numbers: tuple[str | None, ...] = joint.items.get(body) or (None,)
    ends, at = start, 0
    found = []
    for place_in_row, number in enumerate(numbers, 1):
        need = state.outline.leaves[f"{body}/{number}"].minutes if number else lasts
        upto = lasts if place_in_row == len(numbers) else min(lasts, at + need)
        begins, ends, at = ends, _later(state, start, upto), upto
        found.append(Segment(body, number, begins, ends, room, joint=joint.id, bodies=tuple(joint.bodies)))
    return [one for one in found if one.end > one.start]


def _seated(state: State, one: Segment) -> Segment:
    """A segment with the sitting that it falls into now."""
    slot = slot_of(replace(one, sitting=None), state.outline)
    return replace(one, sitting=slot.key if slot else None)


def _later(state: State, moment: dt.datetime, minutes: int) -> dt.datetime:
    """So many real minutes later, on the clock of the scenario's zone."""
    return state.outline.clock(state.outline.minute(moment) + minutes)


def _wrong(message: str, **fields: object) -> InputError:
    return InputError([Mistake("", 0, 0, "", message, fields)])
