"""From plain data to a model, and from what pydantic refuses to mistakes that a planner can put right.

Second station of a scenario: `validate` takes what `text.py` read and gives the model, or all mistakes at once, each
with its place in the file, what was found, what is allowed and the nearest right name.

Pydantic tells where an error is by a tuple that mixes keys of the file with names of union members and wrappers; it
tells one error for each member of a union. Here each error is first laid along the file's data (`_steps`), then the
members' complaints about one value are folded into one (`_folded`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from session_planner.errors import InputError, Mistake
from session_planner.scenario.allowed import choices_of, keys_at, kind_of
from session_planner.scenario.places import PathTo, Source
from session_planner.scenario.scalars import named, shown
from session_planner.words import N_, say

MAX_MISTAKES = 1000
_Model = TypeVar("_Model", bound=BaseModel)
# How far a value is from what a member of a union takes. A list or mapping that a member refuses as a whole is farther
# from it than from one that complains of a part, as a misspelt key of an estimate shows.
_WRONG_KIND, _WRONG_CHOICE, _WRONG_WHOLE, _WRONG_VALUE = 3, 2, 1, 0

# pydantic's error types about a value of the right kind, and what is told; fields come from the error's context.
_LIMITS: dict[str, str] = {
    "greater_than": N_("found `{found}`; it must be more than {gt}"),
    "greater_than_equal": N_("found `{found}`; it must be at least {ge}"),
    "less_than": N_("found `{found}`; it must be less than {lt}"),
    "less_than_equal": N_("found `{found}`; it must be at most {le}"),
    "multiple_of": N_("found `{found}`; it must be a multiple of {multiple_of}"),
    "too_short": N_("found {actual_length} entries; there must be at least {min_length}"),
    "too_long": N_("found {actual_length} entries; there may be at most {max_length}"),
    "string_too_short": N_("found `{found}`; it must have at least {min_length} characters"),
    "string_too_long": N_("found `{found}`; it may have at most {max_length} characters"),
    "string_pattern_mismatch": N_("found `{found}`; it must be written in the form {pattern}"),
}
_DISCRIMINATORS = {"union_tag_invalid", "union_tag_not_found"}


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `name` was most likely meant to be, whatever its case; None if none is near."""
    if not 0 < len(name) <= 100:  # longer names are no slips, and comparing them takes quadratic time
        return None
    by_fold = {candidate.casefold(): candidate for candidate in reversed(list(candidates))}
    if name.casefold() in by_fold:
        return by_fold[name.casefold()]
    near = difflib.get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.66)
    return by_fold[near[0]] if near else None


def validate(model: type[_Model], source: Source, context: dict[str, Any] | None = None) -> _Model:
    """The model of what `source` holds; raises `InputError` with every mistake that the model's fields can see."""
    try:
        return model.model_validate(source.data, context=context)
    except ValidationError as error:
        raise InputError(mistakes(model, source, error)) from None


def mistakes(model: type[BaseModel], source: Source, error: ValidationError) -> list[Mistake]:
    """All that `error` says, in our words and with places; what is beyond a thousand is counted."""
    found = _folded([_laid(one, source.data) for one in error.errors(include_url=False) if not _counted_short(one)])
    told = [_mistake(one, model, source) for one in found[:MAX_MISTAKES]]
    if len(found) > MAX_MISTAKES:
        told.append(source.mistake((), N_("and {count} more mistakes"), count=len(found) - MAX_MISTAKES))
    return told


@dataclass(frozen=True, slots=True)
class _Complaint:
    """One of pydantic's errors; `steps` are (is it a key or index of the file's data, the part of its `loc`)."""

    steps: tuple[tuple[bool, str | int], ...]
    kind: str
    found: Any
    context: dict[str, Any]
    words: str
    missing: str = ""
    others: tuple[_Complaint, ...] = ()

    @property
    def path(self) -> PathTo:
        return tuple(part for real, part in self.steps if real)

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(str(part) for real, part in self.steps if not real)

    @property
    def rank(self) -> int:
        """How far the value is from right."""
        if kind_of(self.kind) is not None:
            return _WRONG_KIND
        if choices_of(self.kind, self.context):
            return _WRONG_CHOICE
        return _WRONG_WHOLE if isinstance(self.found, dict | list) and not self.missing else _WRONG_VALUE


def _counted_short(error: Any) -> bool:
    """Whether a list is called too short only because pydantic does not count its entries that are wrong."""
    return error["type"] == "too_short" and bool(len(error["input"]) >= error["ctx"]["min_length"])


def _laid(error: Any, data: Any) -> _Complaint:
    """One error of pydantic, laid along the data of the file."""
    loc, missing = tuple(error["loc"]), ""
    if error["type"] == "missing" and loc:
        *rest, last = loc
        loc, missing = tuple(rest), str(last)
    steps = _steps(loc, data, error["input"])
    return _Complaint(steps, error["type"], error["input"], error.get("ctx", {}), error["msg"], missing)


def _steps(loc: tuple[str | int, ...], data: Any, found: Any) -> tuple[tuple[bool, str | int], ...]:
    """Which parts of `loc` are keys and indexes of `data`, and which are names of pydantic's own.

    A part that is in the data is taken as a key, unless only skipping it (a member of a union can be called like a
    key) leads to the very value that the error is about.
    """
    greedy: list[tuple[bool, str | int]] = []
    at, forks = data, []
    for index, part in enumerate(loc):
        real = _holds(at, part)
        if real and isinstance(part, str):
            forks.append((index, at, len(greedy)))
        greedy.append((real, part))
        at = at[part] if real else at
    if at is found:
        return tuple(greedy)
    for index, before, taken in reversed(forks):
        other = [*greedy[:taken], (False, loc[index])]
        at = before
        for part in loc[index + 1 :]:
            real = _holds(at, part)
            other.append((real, part))
            at = at[part] if real else at
        if at is found:
            return tuple(other)
    return tuple(greedy)


def _holds(data: Any, part: str | int) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data)


def _folded(complaints: Sequence[_Complaint], depth: int = 0) -> list[_Complaint]:
    """One complaint for one thing that is wrong: of the members of a union, only what the nearest ones say.

    `depth` is how many names of members were folded before, from the root of the data on.
    """
    kept: list[_Complaint] = []
    unions: dict[PathTo, dict[str, list[_Complaint]]] = {}
    for complaint in complaints:
        cut = _cut(complaint, depth)
        if cut is None:
            kept.append(complaint)
        else:
            above, tag = cut
            unions.setdefault(above, {}).setdefault(tag, []).append(complaint)
    for above, members in unions.items():
        kept.extend(_of_union(above, members, depth))
    return kept


def _cut(complaint: _Complaint, depth: int) -> tuple[PathTo, str] | None:
    """Where the member of a union number `depth` is named: the path to the union's value, and the name."""
    seen, path = 0, []
    for real, part in complaint.steps:
        if real:
            path.append(part)
        elif seen == depth:
            return tuple(path), str(part)
        else:
            seen += 1
    return None


def _of_union(above: PathTo, members: dict[str, list[_Complaint]], depth: int) -> list[_Complaint]:
    folded = {tag: _folded(complaints, depth + 1) for tag, complaints in members.items()}
    ranks = {tag: max(one.rank if one.path == above else _WRONG_VALUE for one in all_) for tag, all_ in folded.items()}
    best = min(ranks.values())
    nearest_ones = [all_ for tag, all_ in folded.items() if ranks[tag] == best]
    if best < _WRONG_CHOICE:
        return min(nearest_ones, key=len)
    first, *others = (one for all_ in folded.values() for one in all_ if one.path == above)
    both = (*first.others, *others, *(deep for one in others for deep in one.others))
    return [_Complaint(first.steps, first.kind, first.found, first.context, first.words, "", both)]


def _mistake(complaint: _Complaint, model: type[BaseModel], source: Source) -> Mistake:
    path, fields = complaint.path, dict(complaint.context)
    if complaint.missing:
        return source.mistake(path, N_("the key `{key}` is missing here"), key=complaint.missing)
    if complaint.kind == "extra_forbidden":
        return _unknown_key(path, keys_at(model, path[:-1], complaint.tags, source.data), source)
    if "msgid" in fields:
        message = fields.pop("msgid")
        return source.mistake(path, message, at_key=complaint.steps[-1:] == ((False, "[key]"),), **fields)
    if complaint.kind in _DISCRIMINATORS:
        return _discriminator(complaint, source)
    if complaint.kind in _LIMITS and not complaint.others:
        return source.mistake(path, _LIMITS[complaint.kind], **{**fields, "found": shown(complaint.found)})
    if complaint.rank < _WRONG_CHOICE:
        said = str(fields.get("error") or complaint.words)
        return source.mistake(path, N_("found {found}: {problem}"), found=named(complaint.found), problem=said)
    return _not_allowed(complaint, source)


def _unknown_key(path: PathTo, allowed: Sequence[str], source: Source) -> Mistake:
    key = str(path[-1]) if path else ""
    near = nearest(key, allowed)
    if near is None:
        message = N_("unknown key `{key}`; allowed here: {allowed}")
    else:
        message = N_("unknown key `{key}`; did you mean `{nearest}`? Allowed here: {allowed}")
    return source.mistake(path, message, at_key=True, key=shown(key), nearest=near or "", allowed=tuple(allowed))


def _discriminator(complaint: _Complaint, source: Source) -> Mistake:
    key = str(complaint.context.get("discriminator", "")).strip("'")
    if complaint.kind == "union_tag_not_found":
        return source.mistake(complaint.path, N_("the key `{key}` is missing here"), key=key)
    allowed = [tag.strip().strip("'") for tag in str(complaint.context.get("expected_tags", "")).split(",")]
    return _choice((*complaint.path, key), str(complaint.context.get("tag", "")), allowed, source)


def _choice(path: PathTo, found: str, allowed: Sequence[str], source: Source) -> Mistake:
    near = nearest(found, allowed)
    if near is None:
        message = N_("`{found}` is not known here; allowed: {allowed}")
    else:
        message = N_("`{found}` is not known here; did you mean `{nearest}`? Allowed: {allowed}")
    return source.mistake(path, message, found=shown(found), nearest=near or "", allowed=tuple(allowed))


def _not_allowed(complaint: _Complaint, source: Source) -> Mistake:
    """A value of a kind, or a word, that no member of the union takes: what was found, and all that is allowed."""
    path, found = complaint.path, complaint.found
    every = (complaint, *complaint.others)
    choices = list(dict.fromkeys(one for each in every for one in choices_of(each.kind, each.context)))
    kinds = list(dict.fromkeys(kind for each in every if (kind := kind_of(each.kind)) is not None))
    if choices and not kinds and isinstance(found, str):
        return _choice(path, found, choices, source)
    allowed: list[Any] = [say(kind.sentence) for kind in kinds] + [f"`{choice}`" for choice in choices]
    examples = tuple(f"`{kind.example}`" for kind in kinds)
    if not examples:
        return source.mistake(path, N_("found {found}; allowed here: {allowed}"), found=named(found), allowed=allowed)
    message = N_("found {found}; allowed here: {allowed}; for example {examples}")
    return source.mistake(path, message, found=named(found), allowed=allowed, examples=examples)
