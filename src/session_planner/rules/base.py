"""What a rule is: one requirement with a name, stated to the solver, checked in a finished programme, told in words.

Each module beside this one holds one rule and ends with `RULE = Rule(...)`. Its `post` and `check` share words and
parameters and no line of logic: that is what lets the checker prove the solver.

A rule has *instances* (this lock, that document, this person), each with a key. There are two kinds:
- `require`: an instance holds or it is broken. Hard: it must hold. Soft: a broken instance costs the weight once.
- `charge`: an instance has an amount, a whole number of 0 or more. Soft: the amount costs the weight a unit.
  Hard: the amount must be 0.
`check` yields a `Breach` for each broken instance (an instance may yield several; it still costs once), or the whole
amount of each charged instance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict

from session_planner.problem.model import Problem, Sitting, Task
from session_planner.programme.timetable import Row, Timetable
from session_planner.words import Words

Kind = Literal["hard", "soft", "off"]
Lit = Any
"""A literal of the solver (`~lit` is its negation); rules never look inside."""
Expr = Any
"""A whole-number expression of the solver: supports + - * and comparisons."""
Enforce = Sequence[Lit]
"""Literals under which a constraint holds; empty: always."""


class Params(BaseModel):
    """Parameters of a rule, as a scenario writes them beside kind, weight and tier."""

    model_config = ConfigDict(extra="forbid", frozen=True)


PHYSICAL = 10_000
DECIDED = 50
"""What giving up an instance asks more where it rests on a decision."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its words, its defaults, how it is posted and how it is checked."""

    id: str
    title: str
    says: str
    post: Callable[[Active, Builder], None]
    check: Callable[[Active, Timetable], Iterable[Breach]]
    kind: Kind = "hard"
    weight: int = 1
    tier: str = "requirements"
    params: type[Params] = Params
    charges: bool = False
    unit: str = ""
    """What one unit of a charged amount is (msgid)."""
    never_free: bool = False
    """Whether every programme that takes up anything is charged something."""
    asks: int = 10
    """How much it asks of people to give up one instance; `PHYSICAL` where nobody can."""


@dataclass(frozen=True, slots=True)
class Active:
    """A rule as one scenario has it."""

    rule: Rule
    kind: Kind
    weight: int
    tier: str
    params: Any
    source: str | None = None

    @property
    def id(self) -> str:
        return self.rule.id


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance of a rule, in words, with the decision it rests on (an id)."""

    rule: str
    key: tuple[str, ...]
    words: Words
    source: str | None = None
    asks: int = 10

    @property
    def id(self) -> str:
        """`joint-when[cultural-property]`."""
        return instance_id(self.rule, self.key)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """The instance for machines, its sentence in `lang`."""
        return {"id": self.id, "rule": self.rule, "statement": self.words.told(lang), "source": self.source}


def instance_id(rule: str, key: Sequence[str]) -> str:
    """How an instance is called: the rule, and its key in brackets."""
    return f"{rule}[{', '.join(key)}]"


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule broken in a programme: by which instance, how much, and what a planner reads of it.

    `rows` are the segments it is about, `who` the ids of those it hurts, `when` minutes since 1970 UTC.
    """

    key: tuple[str, ...]
    words: Words
    rows: Sequence[Row] = ()
    who: Sequence[str] = ()
    when: int | None = None
    amount: int = 1
    source: str | None = None


class Builder(Protocol):
    """The solver's side of a rule. Times are ticks of the problem; a piece or sitting is given by its index.

    The model always has: for each piece p and each sitting s it may go into, a literal `x(p, s)`, at most one true;
    its start and length; for each sitting a literal `held(s)` (something is taken up in it) and, when there are rooms,
    exactly one `room(s, r)` true if held. A joint session has a task per body; nothing but the rules ties these
    together. `within-sitting` alone makes a task be placed.
    """

    problem: Problem

    @property
    def moments(self) -> bool:
        """Whether times inside sittings are decided; where not, a soft rule may charge what is certain without them."""

    # instances
    def require(self, rule: Active, key: Sequence[str], words: Words, source: str | None = None) -> Enforce:
        """A new instance that holds or is broken; its constraints go under the literals that come back."""

    def charge(
        self, rule: Active, key: Sequence[str], words: Words, amount: Expr, most: int, source: str | None = None
    ) -> None:
        """A new instance with an amount from 0 to `most`: an expression that is, or is pushed down to, the amount."""

    # what is decided
    def x(self, piece: int, sitting: int) -> Lit:
        """The piece is in the sitting (the false literal where it cannot be)."""

    def placed(self, piece: int) -> Expr:
        """1 if the piece is placed (the sum of its x)."""

    def start(self, piece: int) -> Expr:
        """Start in ticks; means something only where the piece is placed."""

    def length(self, piece: int) -> Expr:
        """Length in ticks; 0 where a splittable task's piece is not placed."""

    def end(self, piece: int) -> Expr:
        """start + length."""

    def interval(self, piece: int) -> Any:
        """The piece's optional interval, present where it is placed."""

    def interval_if(self, piece: int, present: Lit) -> Any:
        """The interval of a whole item, present under a literal that implies that it is placed."""

    def is_placed(self, piece: int) -> Lit:
        """A literal equal to `placed`."""

    def held(self, sitting: int) -> Lit:
        """The sitting is held."""

    def guest(self, sitting: int) -> Lit:
        """The sitting is another body's: a joint session that another body hosts is in it."""

    def counted(self, sitting: int) -> Lit:
        """Held and not guest: counts as a meeting of its own (parallel limits, interpreters, rooms)."""

    def room(self, sitting: int, room: int) -> Lit:
        """The sitting is in the room."""

    def occupies(self, sitting: int, room: int) -> Lit:
        """The sitting is in the room and not guest."""

    def begun(self, piece: int) -> Sequence[Lit]:
        """For each of the hours at which its body can sit, in order: the piece is in them or in earlier ones."""

    # bodies of several chambers; `group`: the sittings of one body that have the same hours (`problem.together_of`)
    def during(self, piece: int, group: Sequence[Sitting]) -> Lit:
        """The piece is in one of these sittings."""

    def sits(self, group: Sequence[Sitting]) -> Sequence[Lit]:
        """As many literals as there are chambers; as many of them are true as are held."""

    def in_room(self, group: Sequence[Sitting], room: int) -> Lit:
        """One of these sittings is in the room."""

    def in_room_with(self, piece: int, group: Sequence[Sitting], room: int) -> Lit:
        """The piece is in one of these sittings, and that one is in the room."""

    def apart(self, first: int, group: Sequence[Sitting], second: int, other: Sequence[Sitting]) -> Lit:
        """True where `first` is in one sitting of `group`, `second` in another of `other`; else pushed down to false.

        For amounts only: it may be true where nothing makes it false.
        """

    # building blocks
    def new_bool(self, name: str) -> Lit: ...
    def new_int(self, low: int, high: int, name: str) -> Expr: ...
    def true(self) -> Lit: ...
    def add(self, constraint: Any, enforce: Enforce = ()) -> None:
        """A comparison of expressions, such as `b.start(p) >= 12`."""

    def any_of(self, literals: Sequence[Lit], enforce: Enforce = ()) -> None: ...
    def at_most_one(self, literals: Sequence[Lit], enforce: Enforce = ()) -> None: ...
    def forbid(self, literal: Lit, enforce: Enforce = ()) -> None: ...
    def no_overlap(self, intervals: Sequence[Any], enforce: Enforce = ()) -> None: ...
    def cumulative(
        self, intervals: Sequence[Any], demands: Sequence[int], capacity: Expr, enforce: Enforce = ()
    ) -> None: ...
    def fixed_interval(self, start: int, end: int, present: Lit | None = None) -> Any: ...
    def all_of(self, literals: Sequence[Lit], name: str) -> Lit:
        """A literal equal to the conjunction."""

    def some_of(self, literals: Sequence[Lit], name: str) -> Lit:
        """A literal equal to the disjunction."""


def cliques(spans: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """The maximal sets of half-open spans that share a moment, as indexes; each set once, in order of time."""
    events = sorted(
        [(start, 1, index) for index, (start, end) in enumerate(spans) if end > start]
        + [(end, 0, index) for index, (start, end) in enumerate(spans) if end > start]
    )
    running: set[int] = set()
    grew = False
    for _, opens, index in events:
        if opens:
            running.add(index)
            grew = True
        else:
            if grew:
                yield sorted(running)
            running.discard(index)
            grew = False


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two half-open spans share a moment."""
    return a[0] < b[1] and b[0] < a[1]


def named(task: Task, problem: Problem) -> Words:
    """How a sentence names a task: its joint session, or its item and the item's title."""
    return name_of(task.ref, problem.outline)


def name_of(ref: str | None, outline: Any) -> Words:
    """How a sentence names a reference: an item or a heading by number, title and body; all else by its title."""
    from session_planner.words import N_, say

    if ref is not None and "/joint:" in ref:
        ref = ref.partition("/")[2]
    found = outline.item(ref)
    if found is None:
        return say("{name}", name=outline.title(ref))
    body, item = found
    if item.title is None:
        return say(N_("item {number} of {body}"), number=item.number, body=outline.title(body))
    return say(N_("item {number} of {body} ({title})"), number=item.number, body=outline.title(body), title=item.title)


def decided(source: str | None, outline: Any) -> Words:
    """Who decided, when: opens a sentence that rests on a decision; empty words where there is none."""
    from session_planner.words import N_, Date, say

    decision = outline.decisions.get(source) if source else None
    if decision is None:
        return Words("")
    by = decision.by or decision.symbol or decision.id
    if decision.on is None:
        return say(N_("{by} decided: "), by=by)
    return say(N_("{by}, on {date}, decided: "), by=by, date=Date(decision.on))
