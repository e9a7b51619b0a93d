"""Facts that a gold file holds against the facts that the reader takes: how many stand there, are taken, and are right.

A fact is small: the hour of a sitting, the item of a row, the title of a document. Sittings and rows are paired by
what they are most alike in, and every field of a pair is counted by itself; what has no partner counts whole, as missed
or as wrong. Only kinds of quotes and dashes, spaces, and the case of labels are overlooked. What a gold file has no key
for is not counted at all; what it says is null must not be taken.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from session_planner.sources.facts import AgendaItem, Facts, Mandate, SittingFact

T = TypeVar("T")
Fact = tuple[str, ...]
_QUOTES = str.maketrans(dict.fromkeys("’‘ʼ`", "'") | dict.fromkeys("“”„«»「」", '"') | dict.fromkeys("‐‑‒–—−", "-"))


def same(text: object) -> str:
    """A text without what is overlooked: kinds of quotes and dashes, spaces, the mark at its end."""
    flat = re.sub(r"«\s*|\s*»", '"', str(text)).translate(_QUOTES)
    flat = re.sub(r"\s+", " ", flat).strip()
    return re.sub(r"[ \u200e\u200f\u202a-\u202e]*[.;:；。，,،؛]?$", "", flat)


def label(text: object) -> str:
    """A label: its case does not count either."""
    return same(text).casefold()


def clock(minutes: int | None) -> str:
    """Minutes after midnight as the gold files write hours; empty for none."""
    return "" if minutes is None else f"{minutes // 60:02d}:{minutes % 60:02d}"


@dataclass(slots=True)
class Score:
    """What was counted: facts that stand there, that were taken, and that are both."""

    there: Counter[Fact] = field(default_factory=Counter)
    taken: Counter[Fact] = field(default_factory=Counter)

    @property
    def right(self) -> int:
        """How many of the taken stand there."""
        return sum((self.there & self.taken).values())

    @property
    def precision(self) -> float:
        """The share of what was taken that is right."""
        return self.right / max(1, sum(self.taken.values()))

    @property
    def recall(self) -> float:
        """The share of what stands there that was taken."""
        return self.right / max(1, sum(self.there.values()))

    def __add__(self, other: Score) -> Score:
        return Score(self.there + other.there, self.taken + other.taken)

    def misses(self) -> list[Fact]:
        """What stands there and was not taken."""
        return sorted((self.there - self.taken).elements())

    def wrongs(self) -> list[Fact]:
        """What was taken and does not stand there."""
        return sorted((self.taken - self.there).elements())

    def told(self) -> str:
        """The score and every fault, for a person."""
        count, taken = sum(self.there.values()), sum(self.taken.values())
        lines = [f"there {count}, taken {taken}, right {self.right}: {self.precision:.3f} / {self.recall:.3f}"]
        lines += [f"  missed {' | '.join(fact)}" for fact in self.misses()]
        lines += [f"  wrong  {' | '.join(fact)}" for fact in self.wrongs()]
        return "\n".join(lines)


@dataclass(slots=True)
class Sat:
    """A row or a sitting in the one shape of both sides."""

    date: str
    start: str
    end: str
    room: str = ""
    meeting: str = ""
    bodies: tuple[str, ...] = ()
    closed: bool = False
    open_end: bool = False
    after: str = ""
    rows: list[Ranged] = field(default_factory=list)


@dataclass(slots=True)
class Ranged:
    """A row of a sitting; a title of None is one that is not printed."""

    item: str
    title: str | None
    continued: bool = False
    documents: tuple[str, ...] = ()
    by_body: tuple[tuple[str, str], ...] = ()


def score(gold: Mapping[str, Any], facts: Facts) -> Score:
    """The reader's facts against those of a gold file."""
    result = Score()
    _heads(gold, facts, result)
    _agenda(gold, facts, result)
    if "documents" in gold:
        result.there.update(_gold_documents(gold["documents"]))
        joined = {label(one["symbol"]) for one in gold["documents"] if len(one.get("symbols", ())) > 1}
        result.taken.update(_read_documents(facts, joined))
    if "meetings" in gold or "organization_of_work" in gold:
        _sittings(_gold_sittings(gold), _read_sittings(facts.sittings), result)
        result.there.update(_gold_deadlines(gold))
        result.taken.update(_read_deadlines(facts))
    if "schedule_by_item" in gold:
        _spreads(gold, facts, result)
    if "fixed_times" in gold:
        result.there.update(("fixed", one["date"], one["start"]) for one in gold["fixed_times"])
        result.taken.update(("fixed", one.date.isoformat(), clock(one.start)) for one in facts.fixed)
    if "joint_discussions" in gold:
        _joint(gold, facts, result)
    return result


def _heads(gold: Mapping[str, Any], facts: Facts, result: Score) -> None:
    found = {
        "title": facts.title,
        "annex_title": facts.annex_title,
        "body": facts.body,
        "body_short": facts.body_short,
        "parent_body": facts.parent_body,
        "session": facts.session,
        "place": facts.place,
        "symbol": facts.symbol,
    }
    for key, value in found.items():
        wanted = gold.get(key, gold.get(f"own_{key}"))
        if key not in gold and f"own_{key}" not in gold:
            continue
        if wanted:
            result.there[(key, label(wanted))] += 1
        if value is not None and value.value:
            result.taken[(key, label(value.value))] += 1
    if dates := gold.get("dates"):
        first, last = (dates["start"], dates["end"]) if isinstance(dates, Mapping) else dates
        result.there.update([("first day", first), ("last day", last)])
        if facts.dates is not None:
            read = facts.dates.value
            result.taken.update([("first day", read[0].isoformat()), ("last day", read[1].isoformat())])


def _agenda(gold: Mapping[str, Any], facts: Facts, result: Score) -> None:
    if "items" not in gold:
        return
    for one in _all_items(gold["items"], lambda item: item.get("sub_items", ())):
        number = label(one["number"])
        result.there.update([("item", number), ("item title", number, same(one["title"]))])
        result.there.update(
            ("item's document", number, label(document["symbol"])) for document in one.get("documents", ())
        )
        for mandate in one.get("mandates", ()):
            result.there.update(_gold_mandate(number, mandate))
    with_mandates = any("mandates" in one for one in _all_items(gold["items"], lambda item: item.get("sub_items", ())))
    for item in _all_items(facts.items, lambda item: item.sub_items):
        result.taken.update(_read_item(item, with_mandates, "documents" in gold))


def _all_items(items: Iterable[T], below: Callable[[T], Iterable[T]]) -> Iterable[T]:
    for item in items:
        yield item
        yield from _all_items(below(item), below)


def _read_item(item: AgendaItem, with_mandates: bool, with_documents: bool) -> Iterable[Fact]:
    number = label(item.number)
    yield "item", number
    yield "item title", number, same(item.title)
    if with_documents:
        for symbol in item.documents:
            yield "item's document", number, label(symbol)
    if with_mandates:
        for mandate in item.mandates:
            yield from _read_mandate(number, mandate)


def _gold_mandate(number: str, mandate: Mapping[str, Any]) -> Iterable[Fact]:
    key = str(mandate.get("number") or mandate.get("meeting_date") or "")
    here = ("mandate", number, mandate["kind"], label(key))
    yield here
    if mandate.get("title"):
        yield (*here, "title", same(mandate["title"]))
    if mandate.get("meeting_place"):
        yield (*here, "place", label(mandate["meeting_place"]))


def _read_mandate(number: str, mandate: Mandate) -> Iterable[Fact]:
    key = mandate.number or (mandate.date.isoformat() if mandate.date else "")
    here = ("mandate", number, mandate.kind, label(key))
    yield here
    if mandate.title:
        yield (*here, "title", same(mandate.title))
    if mandate.place and not mandate.number:
        yield (*here, "place", label(mandate.place))


def _gold_documents(documents: Iterable[Mapping[str, Any]]) -> Iterable[Fact]:
    for one in documents:
        symbol = label(one["symbol"])
        yield "document", symbol
        if one.get("title"):
            yield "document's title", symbol, same(one["title"])
        yield from (("document's item", symbol, label(item)) for item in one.get("items", ()))
        if len(one.get("symbols", ())) > 1:
            yield "document's symbols", symbol, *map(label, one["symbols"])


def _read_documents(facts: Facts, joined: set[str]) -> Iterable[Fact]:
    """Symbols one by one only of the joined: whether a corrigendum is a symbol of its own, no gold file says."""
    for one in facts.documents:
        symbol = label(one.symbol)
        yield "document", symbol
        if one.title:
            yield "document's title", symbol, same(one.title)
        yield from (("document's item", symbol, label(item)) for item in one.items)
        if len(one.symbols) > 1 and symbol in joined:
            yield "document's symbols", symbol, *map(label, one.symbols)


def _gold_sittings(gold: Mapping[str, Any]) -> list[Sat]:
    annex = gold.get("organization_of_work")
    if annex is not None:
        by_hour: dict[tuple[str, str, str], Sat] = {}
        for row in annex:
            key = row["date"], row["start"], row["end"]
            at = by_hour.setdefault(key, Sat(*key))
            at.rows.append(Ranged(label(row["item"]), same(row["title_in_annex"])))
        return list(by_hour.values())
    return [
        Sat(
            one["date"],
            one.get("start") or "",
            one.get("end") or "",
            label(one.get("room") or ""),
            label(one.get("meeting") or ""),
            tuple(map(label, one.get("bodies", ()))),
            bool(one.get("closed")),
            bool(one.get("open_end")),
            label(one.get("after") or ""),
            [_gold_row(row) for row in one["rows"]],
        )
        for one in gold["meetings"]
        if one.get("track") != "deadline"
    ]


def _gold_row(row: Mapping[str, Any]) -> Ranged:
    return Ranged(
        label(row.get("item") or ""),
        None if row.get("title") is None else same(row["title"]),
        bool(row.get("continued")),
        tuple(label(symbol) for symbol in row.get("documents", ())),
        tuple((label(body), label(item)) for body, item in row.get("items_by_body", {}).items()),
    )


def _read_sittings(sittings: Iterable[SittingFact]) -> list[Sat]:
    """As the other side has them: rows with hours of their own inside a sitting are sittings there."""
    result: list[Sat] = []
    for one in sittings:
        at: dict[tuple[str, str], Sat] = {}
        for row in one.rows:
            hours = (one.start, one.end) if row.start is None else (row.start, row.end)
            key = clock(hours[0]), clock(hours[1])
            if key not in at:
                at[key] = Sat(
                    one.date.isoformat(),
                    *key,
                    label(one.room),
                    label(one.meeting),
                    tuple(map(label, one.bodies)),
                    bool(one.closed),
                    one.open_end,
                    label(one.after),
                )
            title = same(row.title) if row.title_printed and row.title else None
            documents = tuple(map(label, row.documents))
            by_body = tuple((label(body), label(item)) for body, item in row.items_by_body)
            at[key].rows.append(Ranged(label(row.item or ""), title, row.continued, documents, by_body))
        if not one.rows:
            key = clock(one.start), clock(one.end)
            at[key] = Sat(
                one.date.isoformat(), *key, label(one.room), label(one.meeting), tuple(map(label, one.bodies))
            )
        result += at.values()
    return result


def _sittings(gold: Sequence[Sat], read: Sequence[Sat], result: Score) -> None:
    pairs_of_sittings: list[tuple[Sat | None, Sat | None]] = _paired(gold, read, _sittings_alike)
    for number, (wanted, got) in enumerate(pairs_of_sittings):
        name = wanted or got
        assert name is not None
        where = f"sitting {number + 1}: {name.date} {name.start}"
        if wanted is not None:
            result.there.update(_of_sitting(where, wanted, got))
        if got is not None:
            result.taken.update(_of_sitting(where, got, wanted))
        pairs = _paired(wanted.rows if wanted else [], got.rows if got else [], _rows_alike)
        for place, (row, taken) in enumerate(pairs):
            there = f"{where}, row {place + 1}"
            titled = row is None or row.title is not None
            if row is not None:
                result.there.update(_of_row(there, row, titled))
            if taken is not None:
                result.taken.update(_of_row(there, taken, titled))
        if wanted is not None and len(wanted.rows) > 1:
            result.there[
                where, "order", *(f"{row.item} {row.title if not row.item else ''}" for row in wanted.rows)
            ] += 1
        if wanted is not None and got is not None and len(wanted.rows) > 1:
            result.taken[where, "order", *(f"{row.item} {row.title if not row.item else ''}" for row in got.rows)] += 1


def _of_sitting(where: str, one: Sat, other: Sat | None) -> Iterable[Fact]:
    yield where, "date", one.date
    yield where, "hours", one.start, one.end
    for name in ("room", "meeting", "after"):
        if value := getattr(one, name):
            yield where, name, value
    if one.bodies and (other is None or other.bodies or one.rows):
        yield from ((where, "body", body) for body in one.bodies)
    for name in ("closed", "open_end"):
        if getattr(one, name):
            yield where, name


def _of_row(where: str, one: Ranged, titled: bool) -> Iterable[Fact]:
    yield where, "item", one.item
    if one.title is not None and titled:
        yield where, "title", one.title
    if one.continued:
        yield where, "continued"
    yield from ((where, "document", symbol) for symbol in one.documents)
    yield from ((where, "by body", body, item) for body, item in one.by_body)


def _sittings_alike(one: Sat, other: Sat) -> float:
    if one.date != other.date and (one.start, one.end) != (other.start, other.end):
        return 0.0
    rows = sum(1 for row in one.rows if any(_rows_alike(row, got) >= 2 for got in other.rows))
    alike = rows / max(len(one.rows), len(other.rows), 1)
    return (
        (one.date == other.date) * 2
        + (one.start == other.start) * 2
        + (one.end == other.end)
        + alike * 3
        + (one.room == other.room) * 0.2
    )


def _rows_alike(one: Ranged, other: Ranged) -> float:
    titles = 2.0 if one.title == other.title else 1.5 if one.title is None or other.title is None else 0.0
    if not titles and one.title and other.title:
        first, second = set(one.title.split()), set(other.title.split())
        titles = 1.4 * len(first & second) / max(1, len(first | second))
        if one.title[:6] == other.title[:6]:
            titles = max(titles, 0.8)
    return titles + (0.9 if one.item == other.item and one.item else 0.3 if one.item == other.item else 0.0)


def _paired(
    gold: Sequence[T], read: Sequence[T], alike: Callable[[T, T], float], least: float = 0.7
) -> list[tuple[T | None, T | None]]:
    """Each with the one of the other side that it is most like, the likest first; then what is alone."""
    ranks = sorted(
        ((alike(one, other), -at, -to) for at, one in enumerate(gold) for to, other in enumerate(read)), reverse=True
    )
    partner: dict[int, int] = {}
    used: set[int] = set()
    for value, at, to in ranks:
        if value >= least and -at not in partner and -to not in used:
            partner[-at] = -to
            used.add(-to)
    pairs: list[tuple[T | None, T | None]] = [
        (one, read[partner[at]] if at in partner else None) for at, one in enumerate(gold)
    ]
    return pairs + [(None, other) for to, other in enumerate(read) if to not in used]


def _gold_deadlines(gold: Mapping[str, Any]) -> Iterable[Fact]:
    for one in gold.get("meetings", ()):
        if one.get("track") == "deadline":
            for row in one["rows"]:
                yield from _deadline(one["date"], one.get("start") or "", row["title"])
    for one in gold.get("deadlines", ()):
        yield from _deadline(one["date"], one.get("time") or "", one["title"])


def _read_deadlines(facts: Facts) -> Iterable[Fact]:
    for one in facts.deadlines:
        yield from _deadline(one.date.isoformat(), clock(one.time), one.title)


def _deadline(date: str, time: str, title: str) -> Iterable[Fact]:
    yield "deadline", date, time
    yield "deadline's title", date, same(title)


def _spreads(gold: Mapping[str, Any], facts: Facts, result: Score) -> None:
    for one in gold["schedule_by_item"]:
        key = "spread of " + ", ".join(map(label, one["items"]))
        result.there.update([(key,), (key, "from", one["start"]), (key, "to", one["end"])])
        result.there.update((key, "title", same(title)) for title in one["titles"])
        result.there.update((key, "document", label(symbol)) for symbol in one.get("documents", ()))
    for read in facts.spreads:
        key = "spread of " + ", ".join(map(label, read.items))
        start = _moment(read.start, read.start_half, read.start_time)
        end = _moment(read.end, read.end_half, read.end_time)
        result.taken.update([(key,), (key, "from", start), (key, "to", end)])
        titles = read.titles
        wanted = next((one["titles"] for one in gold["schedule_by_item"] if one["items"] == list(read.items)), None)
        if wanted is not None and len(wanted) < len(titles):  # sub-items' titles that the gold file leaves out
            titles = titles[: len(wanted)]
        result.taken.update((key, "title", same(title)) for title in titles)
        result.taken.update((key, "document", label(symbol)) for symbol in read.documents)


def _moment(day: dt.date | None, half: str, minutes: int | None) -> str:
    if day is None:
        return ""
    if minutes is not None:
        return f"{day.isoformat()}T{clock(minutes)}"
    return f"{day.isoformat()} {half}".strip()


def _joint(gold: Mapping[str, Any], facts: Facts, result: Score) -> None:
    for one in gold["joint_discussions"]:
        key = f"joint {one['date']}"
        result.there.update([(key,), (key, "start", one["start"])])
        result.there.update((key, "body", label(body)) for body in one["bodies"])
        result.there.update((key, "item", label(item)) for item in one["items"])
        for name in ("decided_on", "decided_at_place", "underlying_resolution"):
            if one.get(name):
                result.there[(key, name, label(one[name]))] += 1
    for read in facts.joint:
        key = f"joint {read.date}"
        result.taken.update([(key,), (key, "start", clock(read.start))])
        result.taken.update((key, "body", label(body)) for body in read.bodies)
        result.taken.update((key, "item", label(item.value)) for item in read.items)
        if read.decided is not None and read.decided.date:
            result.taken[(key, "decided_on", read.decided.date.isoformat())] += 1
        if read.decided is not None and read.decided.place:
            result.taken[(key, "decided_at_place", label(read.decided.place))] += 1
        if read.rests_on is not None:
            result.taken[(key, "underlying_resolution", label(read.rests_on.number))] += 1
