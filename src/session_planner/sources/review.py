"""Walking through the doubtful values of a draft: each is accepted, changed or dropped, and what comes out validates.

Knows no terminal: `Review` asks and takes answers, and gives the draft as it is with them. Answers are kept as plain
data, so that a review can stop and go on another day.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from session_planner.errors import InputError, Mistake
from session_planner.scenario import reading
from session_planner.scenario.places import path_text
from session_planner.scenario.scalars import as_text
from session_planner.scenario.text import parse
from session_planner.sources.draft import Draft, PathTo
from session_planner.sources.evidence import Evidence
from session_planner.sources.written import draft_text
from session_planner.words import N_, say

Kind = Literal["accept", "change", "drop"]
_IDS = ("id", "number", "symbol", "date")
_AROUND = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided about the value at a path of the draft."""

    path: PathTo
    kind: Kind
    value: Any = None


@dataclass(frozen=True, slots=True)
class Question:
    """A doubtful value: where it stands, what it is, why it may be wrong, and lines of the source around it."""

    path: PathTo
    name: str
    value: Any
    evidence: Evidence
    context: tuple[tuple[str, bool], ...] = ()
    """Lines with their numbers, and whether the value rests on them."""


@dataclass(slots=True)
class Review:
    """The review of one draft."""

    draft: Draft
    answers: list[Answer] = field(default_factory=list)

    def questions(self) -> list[Question]:
        """What is not answered yet, in the order of the draft; nothing inside what was dropped."""
        done = [answer.path for answer in self.answers]
        gone = [answer.path for answer in self.answers if answer.kind == "drop"]
        doubts = {path: why for path, why in self.draft.doubts().items() if _at(self.draft.data, path) is not None}
        return [
            Question(path, self._name(path), _at(self.draft.data, path), why, self._context(why))
            for path, why in sorted(doubts.items(), key=lambda one: _order(self.draft.data, one[0]))
            if path not in done and not any(path[: len(other)] == other for other in gone)
        ]

    def answer(self, path: PathTo, kind: Kind, typed: str = "") -> Sequence[Mistake]:
        """Takes an answer; what is wrong with it, in which case it is not taken. `typed` is the new value in YAML."""
        value = None
        if kind == "change":
            try:
                value = parse(typed, "").data
            except InputError as error:
                return error.mistakes
            value = _like(value, _at(self.draft.data, path))
        before = list(self.answers)
        self.answers.append(Answer(path, kind, value))
        mistakes = self._mistakes() if kind != "accept" else ()
        if mistakes:
            self.answers = before
        return mistakes

    def accept_like(self, question: Question) -> int:
        """Accepts this value and all that stand for the same reason; how many these are."""
        reason = _reason(question.evidence)
        alike = [one for one in self.questions() if _reason(one.evidence) == reason]
        self.answers += [Answer(one.path, "accept") for one in alike]
        return len(alike)

    def result(self) -> Draft:
        """The draft as it is with the answers given so far."""
        data = copy.deepcopy(self.draft.data)
        evidence = dict(self.draft.evidence)
        for answer in self.answers:
            if answer.kind == "change":
                _put(data, answer.path, answer.value)
            if answer.path in evidence:
                evidence[answer.path] = _reviewed(evidence[answer.path], answer.kind)
        gone = sorted((one.path for one in self.answers if one.kind == "drop"), key=_later_first, reverse=True)
        for path in gone:
            _take(data, path)
            evidence = _moved(evidence, path)
        return dataclasses.replace(self.draft, data=data, evidence=evidence)

    def as_list(self) -> list[dict[str, Any]]:
        """The answers as plain data."""
        return [{"path": list(one.path), "kind": one.kind, "value": one.value} for one in self.answers]

    def take_up(self, answers: Any) -> None:
        """Goes on where an earlier review stopped; answers to what the draft does not ask are passed over."""
        for one in answers if isinstance(answers, list) else ():
            if isinstance(one, dict) and isinstance(one.get("path"), list) and one.get("kind") in Kind.__args__:  # type: ignore[attr-defined]
                path = tuple(one["path"])
                if path in self.draft.evidence:
                    self.answers.append(Answer(path, one["kind"], one.get("value")))

    def _mistakes(self) -> Sequence[Mistake]:
        try:
            reading.whole(reading.prepared(parse(draft_text(self.result()), self.draft.file)))
        except InputError as error:
            return error.mistakes
        return ()

    def _name(self, path: PathTo) -> str:
        """The path as a person reads it: entries of lists by their ids."""
        found: list[str | int] = []
        here: Any = self.draft.data
        for part in path:
            here = here[part]
            named = next((as_text(here[key]) for key in _IDS if isinstance(here, dict) and key in here), None)
            found.append(f"[{named}]" if isinstance(part, int) and named else part)
        return path_text(tuple(found)).replace(".[", "[")

    def _context(self, evidence: Evidence) -> tuple[tuple[str, bool], ...]:
        if self.draft.paper is None or not evidence.places:
            return ()
        lines = [line for line in self.draft.paper.lines() if line.text]
        marked = [number for number, line in enumerate(lines) if line.place in evidence.places]
        near = sorted({at for number in marked for at in range(number - _AROUND, number + _AROUND + 1)})
        return tuple(
            (f"{lines[at].place.line or ''} {lines[at].text}".strip(), at in marked)
            for at in near
            if 0 <= at < len(lines)
        )


def _reviewed(evidence: Evidence, kind: Kind) -> Evidence:
    """What a comment says of a value after the review."""
    if kind == "change":
        return Evidence(evidence.places, evidence.words, say(N_("changed in review")))
    why = evidence.doubt or evidence.inferred
    return Evidence(evidence.places, evidence.words, say(N_("{why}; accepted in review"), why=why))


def _reason(evidence: Evidence) -> tuple[str, str]:
    return tuple(words.msgid if words else "" for words in (evidence.inferred, evidence.doubt))  # type: ignore[return-value]


def _at(data: Any, path: PathTo) -> Any:
    """What stands at a path; None where nothing does."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _put(data: Any, path: PathTo, value: Any) -> None:
    _at(data, path[:-1])[path[-1]] = value


def _take(data: Any, path: PathTo) -> None:
    """Takes an entry away, and a list or mapping that it leaves empty."""
    above = _at(data, path[:-1])
    if above is not None:
        del above[path[-1]]
        if not above and len(path) > 1:
            _take(data, path[:-1])


def _like(value: Any, old: Any) -> Any:
    """A typed text in place of a text in one language is in that language."""
    if isinstance(old, dict) and len(old) == 1 and isinstance(value, str) and len(next(iter(old))) == 2:
        return {next(iter(old)): value}
    return value


def _order(data: Any, path: PathTo) -> tuple[int, ...]:
    """The place of a path in the order of the data."""
    order: list[int] = []
    for part in path:
        order.append(list(data).index(part) if isinstance(data, dict) else int(part))
        data = data[part]
    return tuple(order)


def _later_first(path: PathTo) -> tuple[tuple[bool, Any], ...]:
    return tuple((isinstance(part, int), part) for part in path)


def _moved(evidence: dict[PathTo, Evidence], gone: PathTo) -> dict[PathTo, Evidence]:
    """The evidence once what stood at `gone` is away: later entries of its list have moved up."""
    kept: dict[PathTo, Evidence] = {}
    depth = len(gone) - 1
    last = gone[-1]
    for path, why in evidence.items():
        if path[: len(gone)] == gone:
            continue
        part = path[depth] if len(path) > depth and path[:depth] == gone[:depth] else None
        if isinstance(last, int) and isinstance(part, int) and part > last:
            path = (*path[:depth], part - 1, *path[depth + 1 :])
        kept[path] = why
    return kept
