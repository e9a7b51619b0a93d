"""How a joint session stands in every body's programme: there or not, when, where, with whom, with which items.

Between the programmes that are given and the sheet. All of it is compared to the minute: with the decision, and with
the programme that keeps to it (the first one, where none or several do).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from session_planner.bureau.asked import Asked, against
from session_planner.bureau.given import Given, Stretch, rows_of, stretch
from session_planner.programme.model import Segment
from session_planner.programme.sittings import bodies_in_order
from session_planner.scenario.model import JointSession
from session_planner.scenario.outline import Outline
from session_planner.words import N_, Words, say
from session_planner.words import Span as Long

Status = Literal["as asked", "elsewhere", "missing", "not given"]


@dataclass(frozen=True, slots=True)
class Stand:
    """A joint session in one body's programme. `file` is None where no file speaks for the body.

    `differences` are kinds (start, duration, room, bodies, items ...) and what a reader is told of each.
    """

    body: str
    file: str | None
    found: Stretch | None
    items: tuple[str, ...] = ()
    differences: tuple[tuple[str, Words], ...] = ()

    @property
    def status(self) -> Status:
        """In one word."""
        if self.file is None:
            return "not given"
        if self.found is None:
            return "missing"
        return "elsewhere" if self.differences else "as asked"

    @property
    def said(self) -> Words:
        """What is wrong, or that nothing is."""
        match self.status:
            case "not given":
                return say(N_("its programme is not given: no file has a row of this body"))
            case "missing":
                return say(N_("the joint session is missing"))
            case "as asked":
                return say(N_("in agreement"))
        return say("{differences}", differences=[words for _, words in self.differences])

    def as_dict(self, outline: Outline, lang: str) -> dict[str, object]:
        """For `--json`."""
        return {
            "body": self.body,
            "file": self.file,
            "status": self.status,
            "found": self.found.as_dict(outline) if self.found else None,
            "items": list(self.items),
            "differences": [{"kind": kind, "message": words.told(lang)} for kind, words in self.differences],
        }


def stands(
    joint: JointSession,
    given: Sequence[Given],
    outline: Outline,
    what: Asked,
    end_of: Callable[[str], int | None],
) -> tuple[Stand, ...]:
    """How it stands with each body, in every file that speaks for that."""
    rows = {
        (body, place): rows_of(joint, one.programme, body)
        for body in joint.bodies
        for place, one in enumerate(given)
        if body in one.bodies
    }
    model = _model([(body, stretch(found)) for (body, _), found in rows.items() if found], what, outline, end_of)
    made: list[Stand] = []
    for body in joint.bodies:
        places = [place for place in range(len(given)) if (body, place) in rows]
        if not places:
            made.append(Stand(body, None, None))
        made += (_stand(joint, body, given[place], rows[body, place], outline, what, model, end_of) for place in places)
    return tuple(made)


def _model(
    found: Sequence[tuple[str, Stretch]], what: Asked, outline: Outline, end_of: Callable[[str], int | None]
) -> tuple[str, Stretch] | None:
    """The body, and where its programme has the session, that the others are compared with."""
    kept = (one for one in found if not any(against(what, one[1], outline, end_of)))
    return next(kept, next(iter(found), None))


def _stand(
    joint: JointSession,
    body: str,
    given: Given,
    rows: tuple[Segment, ...],
    outline: Outline,
    what: Asked,
    model: tuple[str, Stretch] | None,
    end_of: Callable[[str], int | None],
) -> Stand:
    if not rows:
        return Stand(body, given.file, None)
    found = stretch(rows)
    items = tuple(dict.fromkeys(one.item for one in rows if one.item))
    differences = [*against(what, found, outline, end_of), *_pieces(rows)]
    if model is not None:
        differences += _elsewhere(found, model, what.start, outline)
    differences += [*_partners(joint, rows, given, outline), *_lacking(joint, body, items)]
    return Stand(body, given.file, found, items, tuple(differences))


def _pieces(rows: Iterable[Segment]) -> Iterator[tuple[str, Words]]:
    """A joint session is one stretch of time."""
    times = sorted({(one.start.timestamp(), one.end.timestamp()) for one in rows})
    reached, pieces = [times[0][1]], 1
    for (_, end), (start, last) in pairwise(times):
        pieces += start > max(*reached, end)
        reached.append(max(end, last))
    if pieces > 1:
        yield "pieces", say(N_("stands in {number} places"), number=str(pieces))


def _elsewhere(
    found: Stretch, model: tuple[str, Stretch], decided: int | None, outline: Outline
) -> Iterator[tuple[str, Words]]:
    """How it differs from where another body's programme has it; what differs from the decision alike is told once."""
    whose, other = model
    fields = {"body": outline.title(whose)}
    if found.start != other.start and other.start != decided:
        later = found.start > other.start
        said = N_("begins {minutes} later than for {body}") if later else N_("begins {minutes} earlier than for {body}")
        yield "elsewhere", say(said, minutes=Long(abs(found.start - other.start)), **fields)
    if found.minutes != other.minutes:
        longer = found.minutes > other.minutes
        said = N_("is {minutes} longer than for {body}") if longer else N_("is {minutes} shorter than for {body}")
        yield "length", say(said, minutes=Long(abs(found.minutes - other.minutes)), **fields)
    if found.rooms and other.rooms and found.rooms != other.rooms:
        rooms = {name: [outline.title(room) for room in one.rooms] for name, one in (("room", found), ("other", other))}
        yield "room", say(N_("is in {room}, and in {other} for {body}"), **rooms, **fields)


def _partners(
    joint: JointSession, rows: tuple[Segment, ...], given: Given, outline: Outline
) -> Iterator[tuple[str, Words]]:
    """Whether it is with the bodies that it is to be with."""
    if any(one.joint is None for one in rows):
        yield "bodies", say(N_("is not called a joint session"))
        return
    found = {body for one in rows for body in one.bodies or (one.body,)}
    wrong = found != set(joint.bodies) if given.says_partners else not found <= set(joint.bodies)
    if wrong:
        bodies = bodies_in_order(found, outline)
        yield "bodies", say(N_("is held by: {bodies}"), bodies=[outline.title(body) for body in bodies])


def _lacking(joint: JointSession, body: str, items: Sequence[str]) -> Iterator[tuple[str, Words]]:
    """The items of the body that are to be in it and are not; a body's row may also name the session alone."""
    missing = [number for number in joint.items.get(body, ()) if number not in items]
    if missing and items:
        yield "items", say(N_("does not take up: {items}"), items=missing)
