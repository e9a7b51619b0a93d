"""`remote-hours`: those who take part from afar do so at hours of their day.

It is asked for delegations with a time zone. A sitting counts for one if something is taken up in it that the
delegation follows (bodies, items, headings, joint sessions); a joint session is taken up in its host's sitting alone,
and chambers of one body at the same hours are one sitting.
The amount, for a delegation, is the sum over these sittings, each from its start to its regular end, of the time at
which the clocks of its zone show an hour before `earliest` or not before `latest`, each sitting's rounded up to whole
hours. Where `latest` is not after `earliest`, it is on the next day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from pydantic import Field

from session_planner.problem.model import Sitting
from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Params, Rule
from session_planner.rules.delegations_apart import Attendance, Followed, Followings
from session_planner.scenario.values import Clock
from session_planner.words import N_, Span, When, Words, say

_DAY = 24 * 60


class RemoteHours(Params):
    """The hours of the day at which one can take part from afar."""

    earliest: Clock = Field(7 * 60, description=N_("hour from which one can take part, on the delegation's own clocks"))
    latest: Clock = Field(22 * 60, description=N_("hour until which one can take part, on the delegation's own clocks"))

    @property
    def written(self) -> str:
        """`07:00-22:00`."""
        return "-".join(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (self.earliest, self.latest))


def post(rule: Active, b: Builder) -> None:
    """One instance a delegation with a zone that may be asked for other hours: a price for each such sitting."""
    problem = b.problem
    attendance = Attendance(b)
    known: dict[tuple[str, int, int], int] = {}
    for delegation in problem.scenario.delegations:
        if delegation.timezone is None:
            continue
        prices = []
        for index, attended in attendance.of(delegation.follows).items():
            hours = _price(problem.sittings[index], delegation.timezone, rule.params, known)
            if hours:
                prices.append((hours, attended))
        if prices:
            words = say(
                N_("{delegation} takes part between {hours} in its zone, {zone}"),
                delegation=problem.outline.title(delegation.id),
                hours=rule.params.written,
                zone=delegation.timezone,
            )
            amount = sum(hours * attended for hours, attended in prices)
            b.charge(rule, (delegation.id,), words, amount, sum(hours for hours, _ in prices), delegation.source)


def _price(sitting: Sitting, zone: str, params: RemoteHours, known: dict[tuple[str, int, int], int]) -> int:
    """Whole hours of a sitting outside the hours, found by reading the zone's clocks every minute."""
    key = (zone, sitting.slot.start, sitting.slot.end)
    if key not in known:
        clocks = (dt.datetime.fromtimestamp(minute * 60, ZoneInfo(zone)) for minute in range(key[1], key[2]))
        outside = sum(not _good(clock.hour * 60 + clock.minute, params) for clock in clocks)
        known[key] = -(-outside // 60)
    return known[key]


def _good(clock: int, params: RemoteHours) -> bool:
    if params.earliest < params.latest:
        return params.earliest <= clock < params.latest
    return clock >= params.earliest or clock < params.latest


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Adds up, for each delegation with a zone, its hours at night."""
    remote = [delegation for delegation in t.scenario.delegations if delegation.timezone]
    followings = Followings(t)
    nights: dict[str, _Nights] = {}
    for delegation in remote:
        zone = delegation.timezone or ""
        night = nights.setdefault(zone, _Nights(zone, rule.params))
        late = [(hours, one) for one in followings.of(delegation.follows) if (hours := night.hours(one.start, one.end))]
        if late:
            words = _words(delegation.id, sum(hours for hours, _ in late), late[0][1], night, t)
            rows = [row for _, one in late for row in one.rows]
            yield Breach(
                (delegation.id,),
                words,
                rows,
                (delegation.id,),
                late[0][1].start,
                amount=sum(hours for hours, _ in late),
                source=delegation.source,
            )


def _words(delegation: str, hours: int, first: Followed, night: _Nights, t: Timetable) -> Words:
    return say(
        N_("{delegation} takes part for {long} outside {hours} in its zone, {zone}; first with {body}, {when} there"),
        delegation=t.outline.title(delegation),
        long=Span(hours * 60),
        hours=night.params.written,
        zone=night.zone.key,
        body=t.outline.title(first.body),
        when=When(dt.datetime.fromtimestamp(first.start * 60, night.zone)),
    )


class _Nights:
    """Hours of a stretch of time outside the good hours of a zone, by arithmetic between changes of its clocks."""

    def __init__(self, zone: str, params: RemoteHours) -> None:
        self.zone = ZoneInfo(zone)
        self.params = params
        self._known: dict[tuple[int, int], int] = {}

    def hours(self, start: int, end: int) -> int:
        """Whole hours, rounded up, between two minutes since 1970 UTC."""
        if (start, end) not in self._known:
            self._known[start, end] = -(-self._minutes(start, end) // 60)
        return self._known[start, end]

    def _minutes(self, start: int, end: int) -> int:
        shift = self._shift(start)
        if end - start <= 1 or shift == self._shift(end - 1):
            return end - start - (self._good(end + shift) - self._good(start + shift))
        middle = (start + end) // 2
        return self._minutes(start, middle) + self._minutes(middle, end)

    def _shift(self, minute: int) -> int:
        offset = dt.datetime.fromtimestamp(minute * 60, self.zone).utcoffset()
        return round(offset.total_seconds() / 60) if offset else 0

    def _good(self, clock: int) -> int:
        """Good minutes from the beginning of counting to a minute of a clock that never changes."""
        day, rest = divmod(clock - self.params.earliest, _DAY)
        long = (self.params.latest - self.params.earliest - 1) % _DAY + 1
        return day * long + min(rest, long)


RULE = Rule(
    id="remote-hours",
    title=N_("Hours of remote participants"),
    says=N_("Those who take part from afar do so at hours of their day."),
    post=post,
    check=check,
    kind="soft",
    weight=3,
    tier="people",
    params=RemoteHours,
    charges=True,
    unit=N_("hours outside those of their day"),
)
