"""Schedules of large conferences, made for benchmarks and tests: as rich as those that FOSDEM publishes.

Every event has what its system writes: guid, slug, abstract and description in escaped HTML, persons, links, a page to
give feedback on. The figures follow FOSDEM's schedule of 2018 and the 31C3's: about 2,500 bytes an event, 1.3 persons,
titles of 45 characters, tracks that keep one room for half a day or a day.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from random import Random
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

FIRST_DAY = dt.date(2026, 1, 31)
_SYLLABLES = tuple(re.findall("..", "anbecodaelfigahoinjakelominoowpaquresotaunvewixeyoza"))
_LENGTHS = (5, 10, 20, 25, 25, 25, 30, 30, 50)
_OPENS = 9 * 60


@dataclass(frozen=True, slots=True)
class Made:
    """A schedule XML, its number of events, and of persons who were made to speak in two rooms at once."""

    xml: bytes
    events: int
    clashes: int


@dataclass(slots=True)
class _Event:
    day: int
    room: str
    start: int
    minutes: int
    track: str
    persons: list[int] = field(default_factory=list)

    def meets(self, other: _Event) -> bool:
        """Whether both go on at one moment, in two rooms."""
        same = self.day == other.day and self.room != other.room
        return same and self.start < other.start + other.minutes and other.start < self.start + self.minutes


def schedule(events: int = 1100, rooms: int = 35, days: int = 2, clashes: int = 3, seed: int = 1) -> Made:
    """A schedule of so many events; the same bytes for the same figures."""
    chance = Random(seed)
    names = [f"{'AHJKU'[number % 5]}.{1100 + 7 * number}" for number in range(rooms)]
    plan = _plan(events, names, days, chance)
    _speak(plan, chance)
    planted = _plant(plan, clashes)
    return Made(_xml(plan, names, days, chance), len(plan), planted)


def _plan(events: int, names: list[str], days: int, chance: Random) -> list[_Event]:
    """Rooms filled one after the other, each with a track, or with one for the morning and one for the afternoon."""
    found: list[_Event] = []
    for number in range(days * len(names)):
        at, halves = _OPENS + 5 * chance.randint(0, 12), chance.random() < 0.3
        titles = [f"{_words(chance, 2).title()} {number + 1}{half}" for half in ("", "b")]
        for _ in range((number + 1) * events // (days * len(names)) - len(found)):
            minutes, track = chance.choice(_LENGTHS), titles[halves and at > 13 * 60]
            found.append(_Event(number // len(names), names[number % len(names)], at, minutes, track))
            at += minutes + 5 * chance.randint(0, 1)
    return found


def _speak(plan: list[_Event], chance: Random) -> None:
    """Who speaks: mostly one who speaks but once, at times two, at times one of the event before in that room too."""
    person = 0
    before: _Event | None = None
    for event in plan:
        for _ in range(1 + (chance.random() < 0.25)):
            event.persons.append(person)
            person += 1
        if before is not None and before.room == event.room and chance.random() < 0.05:
            event.persons.append(before.persons[0])
        before = event


def _plant(plan: list[_Event], clashes: int) -> int:
    """Has persons who speak once speak in another room at the same time; how many there was occasion for."""
    counted = [person for event in plan for person in event.persons]
    planted = 0
    for event in plan[:: max(1, len(plan) // (clashes + 1))]:
        person = event.persons[0]
        if planted == clashes or counted.count(person) > 1:
            continue
        for other in plan:
            if other.meets(event):
                other.persons.append(person)
                planted += 1
                break
    return planted


def _xml(plan: list[_Event], names: list[str], days: int, chance: Random) -> bytes:
    people = [_words(chance, 2).title() for _ in range(1 + max(person for event in plan for person in event.persons))]
    dates = [FIRST_DAY + dt.timedelta(day) for day in range(days)]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<schedule>\n  <generator name="pretalx" version="2025.2.2"/>\n'
        "  <version>1.0</version>\n  <conference>\n    <title>Conference</title>\n    <acronym>conf</acronym>\n"
        f"    <start>{dates[0]}</start>\n    <end>{dates[-1]}</end>\n    <days>{days}</days>\n"
        "    <day_change>09:00:00</day_change>\n    <timeslot_duration>00:05:00</timeslot_duration>\n"
        "    <base_url>https://conference.example</base_url>\n    <time_zone_name>Europe/Brussels</time_zone_name>\n"
        "  </conference>"
    ]
    number = 0
    for day, date in enumerate(dates):
        lines.append(f'  <day index="{day + 1}" date="{date}" start="{date}T09:00:00+01:00" '
                     f'end="{date}T21:00:00+01:00">')  # fmt: skip
        for name in names:
            lines.append(f"    <room name={quoteattr(name)} guid={quoteattr(str(UUID(int=chance.getrandbits(128))))}>")
            for event in plan:
                if (event.day, event.room) == (day, name):
                    number += 1
                    lines.append(_event_xml(event, number, date, people, chance))
            lines.append("    </room>")
        lines.append("  </day>")
    return "\n".join([*lines, "</schedule>\n"]).encode()


def _event_xml(event: _Event, number: int, date: dt.date, people: list[str], chance: Random) -> str:
    clock = f"{event.start // 60:02}:{event.start % 60:02}"
    slug = f"{3000 + number}-{_words(chance, 4).replace(' ', '-')}"
    page = f"https://conference.example/2026/schedule/event/{slug}/"
    persons = "\n".join(f'          <person id="{500 + who}">{escape(people[who])}</person>' for who in event.persons)
    links = "\n".join(
        f'          <link href="https://{_words(chance, 1)}.example/{_words(chance, 1)}">{_words(chance, 3)}</link>'
        for _ in range(chance.randint(0, 3))
    )
    return f"""      <event guid="{UUID(int=chance.getrandbits(128))}" id="{3000 + number}">
        <date>{date}T{clock}:00+01:00</date>
        <start>{clock}</start>
        <duration>{event.minutes // 60:02}:{event.minutes % 60:02}</duration>
        <room>{escape(event.room)}</room>
        <slug>{slug}</slug>
        <url>{page}</url>
        <title>{escape(_words(chance, 6).capitalize())} &amp; {_words(chance, 1)}</title>
        <subtitle/>
        <track>{escape(event.track)}</track>
        <type>devroom</type>
        <language>en</language>
        <abstract>{_prose(chance, chance.randint(1, 4))}</abstract>
        <description>{_prose(chance, chance.randint(0, 3))}</description>
        <persons>
{persons}
        </persons>
        <attachments/>
        <links>
{links}
          <link href="{page}feedback/">Submit feedback</link>
        </links>
        <feedback_url>{page}feedback/</feedback_url>
      </event>"""


def _prose(chance: Random, paragraphs: int) -> str:
    """Paragraphs of some 400 characters in the HTML that such files hold, escaped."""
    return escape("\n\n".join(f"<p>{_words(chance, 55).capitalize()}.</p>" for _ in range(paragraphs)))


def _words(chance: Random, count: int) -> str:
    return " ".join("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 5))) for _ in range(count))
