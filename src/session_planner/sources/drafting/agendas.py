"""The agendas of a draft: the document's own items, and what its timetable takes up beside them, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from session_planner.programme.names import plain, without_marks
from session_planner.sources.drafting.names import initialled
from session_planner.sources.drafting.plan import Meeting, Organ, Plan, Point, Taking
from session_planner.sources.drafting.roles import STANDING, role_of
from session_planner.sources.evidence import UNSAID, Found
from session_planner.sources.facts import AgendaItem, Facts, Row
from session_planner.words import N_, say

_WHOLE = 180
"""Minutes that an item of substance counts where nothing says when it is taken up."""


def add_agenda(facts: Facts, main: Organ) -> None:
    """The document's agenda, as the main body's."""
    taken = set[str]()
    main.agenda += filter(None, (_point(item, taken) for item in facts.items))


def _point(item: AgendaItem, taken: set[str]) -> Point | None:
    """An item as a point; None for a number that stands there already (the second one is told as doubtful)."""
    if item.number in taken or not item.number:
        return None
    taken.add(item.number)
    below = [point for point in (_point(sub, taken) for sub in item.sub_items) if point]
    return Point(item.number, unmarked(item.title), item.evidence, below=below, mandates=item.mandates,
                 speaking=item.speaking)  # fmt: skip


def take_up(plan: Plan, main: Organ) -> None:
    """Every row of every meeting, as a taking of a point of its organ's agenda."""
    for meeting in plan.meetings:
        for row in meeting.rows:
            for organ, number in _whose(row, meeting):
                for point in _points(organ, main, number, row):
                    _taken(point, row, meeting)
    for organ in plan.organs:
        _set_windows_aside(organ)


def _whose(row: Row, meeting: Meeting) -> Iterator[tuple[Organ, str | None]]:
    """The organs whose agenda a row takes up, with the number there: the first one's where it names no bodies."""
    by_name = {without_marks(name): organ for organ in meeting.organs for name in _names(organ)}
    told = False
    for name, number in row.items_by_body:
        if organ := by_name.get(without_marks(name)):
            told = True
            yield organ, number
    if not told:
        yield meeting.organs[0], row.item


def _names(organ: Organ) -> Iterator[str]:
    yield organ.title
    if organ.short is not None:
        yield organ.short.value


def _points(organ: Organ, main: Organ, number: str | None, row: Row) -> list[Point]:
    """The points that a row takes up; a heading stands for what is under it."""
    point = organ.find(number) if number else _titled(organ, row.title)
    if point is None:
        point = _new(organ, main, number, row)
    if point is None:
        return []
    _other_title(point, row)
    return [*point.leaves()]


def _titled(organ: Organ, title: str) -> Point | None:
    """The point that a row without a number names by its title."""
    wanted = without_marks(unmarked(title))
    if not wanted:
        return None
    for point in (one for top in organ.agenda for one in top.all()):
        titles = (point.title, point.programme_title.value if point.programme_title else "")
        if wanted in (without_marks(one) for one in titles if one):
            return point
    return None


def _new(organ: Organ, main: Organ, number: str | None, row: Row) -> Point | None:
    """A point for a row whose item the agenda lacks; None for a row that says nothing."""
    known = main.find(number) if number and organ is not main else None
    title = unmarked(row.title) or (known.title if known else "")
    if not number and not title:
        return None
    made = UNSAID
    if not number:
        number = initialled(one.number for top in organ.agenda for one in top.all())
        made = replace(row.evidence, inferred=say(N_("the source gives no number")))
    elif organ is main and any(not _is_made_up(point) for point in organ.agenda):
        made = replace(row.evidence, doubt=say(N_("the agenda has no such item: it stands in the timetable alone")))
    point = Point(number, title, row.evidence, number_evidence=made, of_rows=True)
    organ.agenda.insert(_position(organ, point), point)
    return point


def _is_made_up(point: Point) -> bool:
    return point.number_evidence is not UNSAID


def unmarked(title: str) -> str:
    """A title without the mark of a footnote at its end."""
    return title.strip().rstrip("*").rstrip()


_PARTS = re.compile(r"\d+|[^\W\d_]+")


def _key(number: str) -> tuple[tuple[int, object], ...]:
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in _PARTS.findall(number))


def _position(organ: Organ, point: Point) -> int:
    """Where a new point belongs: in the order of numbers; one without a number stands after what is there so far."""
    if re.fullmatch(r"u\d+", point.number):
        return len(organ.agenda)
    numbered = [(place, one) for place, one in enumerate(organ.agenda) if not re.fullmatch(r"u\d+", one.number)]
    return next((place for place, one in numbered if _key(one.number) > _key(point.number)), len(organ.agenda))


def _other_title(point: Point, row: Row) -> None:
    """Notes how the timetable words a title that the agenda has otherwise."""
    title = unmarked(row.title)
    if not row.title_printed or not title or without_marks(title) == without_marks(point.title):
        return
    if not point.title:
        point.title = title
    elif point.programme_title is None and not (row.continued or point.below or point.of_rows):
        point.programme_title = Found(title, row.evidence)
    elif point.programme_title is None or without_marks(title) != without_marks(point.programme_title.value):
        point.other_titles.setdefault(title, row.evidence)


def _taken(point: Point, row: Row, meeting: Meeting) -> None:
    """Takes a point up in a meeting, once however many rows say so; a later row adds the hours it has."""
    for taking in meeting.takings:
        if taking.point is point:
            taking.until = row.end if row.end is not None else taking.until
            return
    taking = Taking(point, meeting, row.evidence, row.start, row.end, told=meeting.told)
    meeting.takings.append(taking)
    point.takings.append(taking)


def _set_windows_aside(organ: Organ) -> None:
    """A title that several rows give in several ways is the agenda's own in the programme."""
    for point in organ.leaves():
        if point.programme_title is not None and len(point.other_titles) > 1 and plain(point.title):
            point.other_titles = {point.programme_title.value: point.programme_title.evidence, **point.other_titles}
            point.programme_title = None


def place_the_rest(plan: Plan, main: Organ) -> None:
    """What the agenda has and no meeting takes up is planned for beside its neighbours; told by no timetable.

    Without a timetable all of it is dealt out to the sittings in the order of the agenda.
    """
    mine = [meeting for meeting in plan.meetings if main in meeting.organs and meeting.joint is None]
    leaves = [point for point in main.leaves() if not point.joint]
    rest = [point for point in leaves if not point.takings]
    if not mine or not rest:
        return
    if len(rest) == len(leaves):
        _deal_out(rest, mine)
        return
    last = next(point.takings[-1].meeting for point in leaves if point.takings)
    for point in leaves:
        if point.takings:
            last = point.takings[-1].meeting if point.takings[-1].meeting in mine else last
        else:
            _planned(point, last if last in mine else mine[-1])


def _deal_out(points: Sequence[Point], meetings: Sequence[Meeting]) -> None:
    """Points in their order over meetings in theirs; what has standing words counts little."""
    weights = [STANDING.get(role_of(point.title), _WHOLE) for point in points]
    before = 0
    for point, weight in zip(points, weights, strict=True):
        _planned(point, meetings[before * len(meetings) // sum(weights)])
        before += weight


def _planned(point: Point, meeting: Meeting) -> None:
    taking = Taking(point, meeting, UNSAID, told=False)
    meeting.takings.append(taking)
    point.takings.append(taking)
