"""`within-sitting`: an item is taken up, as a whole, inside sittings of its body.

The one rule that makes items be placed at all, so that an explanation can say "leave item 8 out".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, name_of, named
from session_planner.scenario.outline import Leaf, Outline, Slot
from session_planner.words import N_, Span, When, Words, say

_FEW = 4
"""Sittings that a sentence tells one by one; of more it tells the first and the last."""


def post(rule: Active, b: Builder) -> None:
    """One instance a task: its lengths add up to the whole, in at most so many parts."""
    problem = b.problem
    for task in problem.tasks:
        possible = dict.fromkeys(sitting for piece in task.pieces for sitting in problem.pieces[piece].sittings)
        words = say(
            N_("{item} must be taken up, for {length}, in sittings of {body} that may hold it: {sittings}"),
            item=named(task, problem),
            length=Span(task.length * problem.grain),
            body=problem.outline.title(task.body),
            sittings=hours_of([problem.sittings[sitting].slot for sitting in possible], problem.outline),
        )
        enforce = b.require(rule, (task.ref,), words)
        if not task.splittable:
            b.add(b.placed(task.pieces[0]) == 1, enforce)
            continue
        b.add(sum(b.length(piece) for piece in task.pieces) == task.length, enforce)
        if most := task.leaves[0].item.most_parts:
            b.add(sum(b.placed(piece) for piece in task.pieces) <= most, enforce)


def hours_of(slots: Sequence[Slot], outline: Outline) -> Words:
    """Sittings with their hours where they are few, else how many from when to when; and how long they are in all."""
    if not slots:
        return say(N_("none"))
    length = Span(sum(slot.last - slot.start for slot in slots))
    if len(slots) > _FEW:
        ends = {"first": When(slots[0].begins), "last": When(slots[-1].begins)}
        return say(N_("{count} from {first} to {last}, {length} in all"), count=str(len(slots)), **ends, length=length)
    hours = [
        say("{start}–{end}", start=When(slot.begins), end=outline.clock(slot.last).strftime("%H:%M")) for slot in slots
    ]
    told = hours[0]
    for other in hours[1:]:
        told = say(N_("{first}; {second}"), first=told, second=other)
    return told if len(slots) == 1 else say(N_("{sittings} ({length} in all)"), sittings=told, length=length)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Items left out, cut short, split against their terms, unknown, or outside every sitting of their body."""
    outline = t.outline
    for ref, leaf in outline.leaves.items():
        rows = t.by_ref.get(ref, [])
        if len(rows) == 1 and rows[0].end - rows[0].start >= leaf.minutes:
            continue  # the usual case: whole, in one part
        key = f"{leaf.body}/joint:{leaf.joint.id}" if leaf.joint else ref
        yield from _taken_up(key, leaf, rows, t)
    for joint in outline.joints.values():
        for body in joint.bodies:
            if not joint.items.get(body) and t.joint_span(joint.id, body) is None:
                yield Breach(
                    (f"{body}/joint:{joint.id}",),
                    say(
                        N_("{item} is not in the programme of {body}"),
                        item=outline.title(f"joint:{joint.id}"),
                        body=outline.title(body),
                    ),
                    who=(body,),
                )
    yield from _misplaced(t)


def _misplaced(t: Timetable) -> Iterable[Breach]:
    """Segments outside every sitting, in a second room of their sitting, or of an item that the agenda lacks."""
    outline = t.outline
    rooms: dict[tuple[str, str], Row] = {}
    leaves = outline.leaves
    for row in t.rows:
        slot = row.slot
        if slot is None:
            yield Breach(
                (_key(row, t),),
                say(
                    N_("{item}, {when}, lies outside the sittings of {body}"),
                    item=name_of(row.ref, outline),
                    when=When(outline.clock(row.start)),
                    body=outline.title(row.body),
                ),
                [row],
                (row.body,),
                row.start,
            )
        elif row.room is not None and rooms.setdefault((row.body, slot.key), row).room != row.room:
            yield Breach(
                (_key(row, t),),
                say(
                    N_("the sitting of {body}, {when}, is in two rooms"),
                    body=outline.title(row.body),
                    when=When(slot.begins),
                ),
                [rooms[row.body, slot.key], row],
                (row.body,),
                row.start,
            )
        if row.ref not in leaves and row.segment.item and not row.joint:
            yield Breach(
                (row.ref,),
                say(
                    N_("the agenda of {body} has no item {number}"),
                    body=outline.title(row.body),
                    number=row.segment.item,
                ),
                [row],
                (row.body,),
                row.start,
            )


def _key(row: Row, t: Timetable) -> str:
    leaf = t.outline.leaves.get(row.ref)
    return f"{row.body}/joint:{leaf.joint.id}" if leaf and leaf.joint else row.ref


def _taken_up(key: str, leaf: Leaf, rows: list[Row], t: Timetable) -> Iterable[Breach]:
    item, least = leaf.item, (leaf.item.duration.least if leaf.item.duration else None) or leaf.minutes
    minutes = sum(row.end - row.start for row in rows)
    words: list[Words] = []
    if not rows:
        words.append(say(N_("{item} is not taken up"), item=name_of(leaf.ref, t.outline)))
    elif minutes < least:
        words.append(
            say(
                N_("{item} gets {minutes}, it needs {least}"),
                item=name_of(leaf.ref, t.outline),
                minutes=Span(minutes),
                least=Span(least),
            )
        )
    if len(rows) > 1 and not item.splittable:
        words.append(say(N_("{item} is split, it must be taken up in one sitting"), item=name_of(leaf.ref, t.outline)))
    elif len(rows) > (item.most_parts or len(rows)):
        words.append(
            say(
                N_("{item} is split into {parts} parts, at most {most} are allowed"),
                item=name_of(leaf.ref, t.outline),
                parts=str(len(rows)),
                most=str(item.most_parts),
            )
        )
    if len(rows) > 1 and item.splittable and any(row.end - row.start < (item.least_part or 0) for row in rows):
        words.append(
            say(
                N_("a part of {item} is shorter than {least}"),
                item=name_of(leaf.ref, t.outline),
                least=Span(item.least_part or 0),
            )
        )
    for said in words:
        yield Breach((key,), said, rows, (leaf.body,), rows[0].start if rows else None)


RULE = Rule(
    id="within-sitting",
    title=N_("Inside sittings"),
    says=N_("Every item is taken up, as a whole, inside sittings of its body."),
    post=post,
    check=check,
    asks=200,  # to leave a thing out of the programme is asked only where no other single thing helps
)
