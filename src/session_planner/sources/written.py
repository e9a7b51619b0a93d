"""A draft as text: a scenario's YAML in which every value says beside it where it comes from, and its programme.

Where `sources` ends. Comments are in the reader's language and never change what the file is read as: evidence behind
or above a value, what is open where it would stand, what has no home in a scenario at the head, what was not read at
the end.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.scenario.text import MAX_BYTES
from session_planner.scenario.tree import MAX_NODES
from session_planner.scenario.written import scalar_text
from session_planner.sources.draft import Draft, PathTo
from session_planner.sources.evidence import Evidence, Place
from session_planner.sources.facts import Facts, SittingFact
from session_planner.words import N_, Date, Words, say, text

_WIDTH = 120
_FOLDED = 88
"""A text longer than this stands on lines of its own."""
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_MOST_KEPT = 2000
_ENOUGH = 8
"""Letters by which a part of a value is known for it."""
_LABEL = re.compile(r"^\W*(?:\d[\d.]*\W*)?(?:\w\)\W*)?")
"""The number of an item before its title."""
_SAY_THEMSELVES = ("estimate:", "template:")
"""How reasons begin that need no `inferred:` before them."""


def draft_text(draft: Draft, lang: str = "en") -> str:
    """The YAML of a draft, with comments in `lang`. Raises InputError for one too large to be read as a scenario."""
    if (count := _values(draft.data)) > MAX_NODES:
        message = N_("the draft of it would have {count} values; a scenario has at most {most}: import it in parts")
        raise InputError([Mistake(draft.file, 0, 0, "", message, {"count": count, "most": MAX_NODES})])
    writer = _Writer(draft, lang)
    lines = [*_head(draft, lang), *writer.mapping(draft.data, (), ""), *_tail(draft, lang)]
    written = "".join(f"{line.rstrip()}\n" for line in lines)
    if (size := len(written.encode())) > MAX_BYTES:
        message = N_("the draft of it would have {size} bytes; a scenario has at most {most}: import it in parts")
        raise InputError([Mistake(draft.file, 0, 0, "", message, {"size": size, "most": MAX_BYTES})])
    return written


def _values(data: Any) -> int:
    """How many values a scenario's reader will count, keys among them."""
    if isinstance(data, dict):
        return 1 + sum(1 + _values(one) for one in data.values())
    return 1 + sum(map(_values, data)) if isinstance(data, list) else 1


def draft_programme(draft: Draft, scenario_id: str = "") -> bytes | None:
    """The source's own timetable as a programme, in the shape of the interface; None where it has none."""
    if not draft.programme:
        return None
    segments = [
        {
            "id": f"{one.body}/{one.item if one.item is not None else f'joint:{one.joint}'}/{one.part}",
            "body": one.body, "bodies": list(one.bodies or (one.body,)), "item": one.item, "part": one.part,
            "parts": one.parts, "joint": one.joint, "sitting": None, "start": one.start, "end": one.end,
            "room": one.room,
        }
        for one in draft.programme
    ]  # fmt: skip
    whole = {
        "format": 1, "scenario": {"id": scenario_id, "sha256": "", "variant": None, "set": []}, "status": "given",
        "objective": 0, "bound": 0, "costs": [], "tiers": [], "solver": {}, "segments": segments, "unscheduled": [],
    }  # fmt: skip
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


# -- values and their comments ---------------------------------------------------------------------


class _Writer:
    def __init__(self, draft: Draft, lang: str) -> None:
        self.draft, self.lang = draft, lang
        self.noted = {path[:-1] for path in draft.evidence if isinstance(path[-1], int)}

    def mapping(self, data: Mapping[str, Any], path: PathTo, indent: str) -> Iterator[str]:
        """The lines of a mapping; what is open in it comes last."""
        for key, value in data.items():
            if not path and isinstance(value, list | dict) and key not in ("title", "languages"):
                yield ""
            yield from self._entry(f"{_key(key)}:", value, (*path, key), indent)
            yield from self._open((*path, key), indent)
        for open_path in self.draft.open:
            if open_path[:-1] == path and open_path[-1] not in data:
                yield from self._open(open_path, indent)

    def _entry(self, name: str, value: Any, path: PathTo, indent: str) -> Iterator[str]:
        """`name` (a key, or the dash of a list) and a value behind or under it."""
        told = self._told(path, value)
        if isinstance(value, dict) and value and self._is_text(value):
            yield from self._text(name, value, told, indent)
        elif isinstance(value, dict) and value:
            yield from _commented(f"{indent}{name}", told, indent)
            yield from self.mapping(value, path, f"{indent}  ")
        elif isinstance(value, list) and value and (path in self.noted or self._is_deep(value)):
            yield from _commented(f"{indent}{name}", told, indent)
            for number, entry in enumerate(value):
                yield from self._member(entry, (*path, number), f"{indent}  ")
        else:
            yield from _commented(f"{indent}{name} {_inline(value)}", told, indent)

    def _member(self, entry: Any, path: PathTo, indent: str) -> Iterator[str]:
        """An entry of a list."""
        if not isinstance(entry, dict) or not entry:
            yield from self._entry("-", entry, path, indent)
            return
        yield from _above(self._told(path, entry), indent)
        begun = False
        for line in self.mapping(entry, path, f"{indent}  "):
            if not begun and line.lstrip().startswith("#"):
                yield line[2:]  # above the dash
            elif begun:
                yield line
            else:
                begun = True
                yield f"{indent}- {line[len(indent) + 2 :]}"

    def _text(self, name: str, value: Mapping[str, str], told: str, indent: str) -> Iterator[str]:
        """A text that people read, in its languages: on one line, or folded where it is long."""
        if len(value) == 1 and all(_is_short(words) for words in value.values()):
            yield from _commented(f"{indent}{name} {_inline(value)}", told, indent)
            return
        yield from _commented(f"{indent}{name}", told, indent)
        for lang, words in value.items():
            yield from _folded(f"{indent}  {lang}:", words, f"{indent}    ")

    def _is_text(self, value: Mapping[str, Any]) -> bool:
        return all(isinstance(words, str) and len(lang) == 2 for lang, words in value.items())

    def _is_deep(self, value: Iterable[Any]) -> bool:
        return any(isinstance(entry, dict | list) for entry in value)

    def _told(self, path: PathTo, value: Any) -> str:
        evidence = self.draft.evidence.get(path)
        return comment_of(evidence, value, self.lang) if evidence is not None else ""

    def _open(self, path: PathTo, indent: str) -> Iterator[str]:
        if words := self.draft.open.get(path):
            said = text(N_("open: {what}"), self.lang, what=words)
            yield from _above(said if path[-1] == "timezone" else f"{path[-1]} – {said}", indent)


def comment_of(evidence: Evidence, value: Any, lang: str) -> str:
    """What a comment says of a value: where it stands, the words there, what was inferred, what is doubtful."""
    parts = []
    if place := places_told(evidence.places, lang):
        parts.append(place)
    words = "" if _says_it(value, evidence.words) else f"“{evidence.words}”"
    if words:
        parts.append(words)
    said = ": ".join(parts)
    if evidence.inferred is not None:
        says_itself = evidence.inferred.msgid.startswith(_SAY_THEMSELVES)
        inferred = text("{how}" if says_itself else N_("inferred: {how}"), lang, how=evidence.inferred)
        said = f"{inferred} ({said})" if said else inferred
    if evidence.doubt is not None:
        doubt = text(N_("doubtful: {why}"), lang, why=evidence.doubt)
        said = f"{said}; {doubt}" if said else doubt
    return _flat(said)


def _says_it(value: Any, words: str) -> bool:
    """Whether the words of the source are the value itself, which need not be told twice."""
    if not words:
        return True
    texts = list(value.values()) if isinstance(value, dict) else [value]
    flat = _letters(_LABEL.sub("", words.split(" … ")[0]))
    values = [_letters(one) for one in texts if isinstance(one, str)]
    return any(flat and (flat == one or (len(flat) >= _ENOUGH and flat in one)) for one in values)


def _letters(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()


def places_told(places: Iterable[Place], lang: str) -> str:
    """`line 12`, `page 3, line 4`, `table 1, row 2`, several joined, a run of lines as one."""
    told: list[str] = []
    run: list[Place] = []
    for place in sorted(set(places)):
        if run and _follows(run[-1], place):
            run.append(place)
            continue
        told += [_run_told(run, lang)] if run else []
        run = [place]
    told += [_run_told(run, lang)] if run else []
    return "; ".join(filter(None, told))


def _follows(one: Place, other: Place) -> bool:
    return other.line == one.line + 1 and (one.page, one.table, one.path) == (other.page, other.table, other.path)


def _run_told(run: list[Place], lang: str) -> str:
    first, last = run[0], run[-1]
    parts = [text(N_("page {page}"), lang, page=str(first.page))] if first.page else []
    parts += [text(N_("table {table}"), lang, table=str(first.table))] if first.table else []
    if first.row and not first.line:
        parts.append(text(N_("row {row}"), lang, row=str(first.row)))
    if first.line and first is last:
        parts.append(text(N_("line {line}"), lang, line=str(first.line)))
    elif first.line:
        parts.append(text(N_("lines {first}-{last}"), lang, first=str(first.line), last=str(last.line)))
    return ", ".join([*parts, *([first.path] if first.path else [])])


def _key(key: str) -> str:
    """A key; `on` is one here, whatever readers of YAML 1.1 make of it."""
    return key if re.fullmatch(r"[a-z_]+", key) else scalar_text(key, flow=True)


# -- lines -----------------------------------------------------------------------------------------


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_inline_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline_flow, value)) + "]"
    return scalar_text(value)


def _inline_flow(value: Any) -> str:
    return _inline(value) if isinstance(value, dict | list) else scalar_text(value, flow=True)


def _is_short(words: str) -> bool:
    return len(words) <= _FOLDED


def _folded(name: str, words: str, indent: str) -> Iterator[str]:
    """A long text in lines that YAML joins again to just this text; where it cannot, on one line."""
    lines = textwrap.wrap(words, _WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    foldable = len(lines) > 1 and " ".join(lines) == words and not _UNSEEN.search(words) and "\n" not in words
    if not foldable or any(line[0] in " \t" for line in lines):
        yield f"{name} {scalar_text(words)}"
        return
    yield f"{name} >-"
    yield from (f"{indent}{line}" for line in lines)


def _commented(line: str, told: str, indent: str) -> Iterator[str]:
    """A line with its comment behind it, or above it where both together are too long."""
    if not told or len(line) + len(told) + 4 <= _WIDTH:
        yield f"{line}  # {told}" if told else line
        return
    yield from _above(told, indent)
    yield line


def _above(told: str, indent: str) -> Iterator[str]:
    width = max(40, _WIDTH - len(indent) - 2)
    for line in textwrap.wrap(told, width, break_on_hyphens=False) if told else ():
        yield f"{indent}# {line}"


def _flat(words: str) -> str:
    return _UNSEEN.sub(" ", " ".join(words.split()))


# -- before and after the data ---------------------------------------------------------------------


def _head(draft: Draft, lang: str) -> Iterator[str]:
    """What the file is, and what the source says that has no place in a scenario."""
    if not draft.file:
        for note in draft.notes:
            yield from _above(_flat(note.told(lang)), "")
        return
    yield from _above(text(N_("A draft made from {file}."), lang, file=_flat(draft.file.rpartition("/")[2])), "")
    yield from _above(
        text(N_("Behind each value stands where it comes from; durations are estimates, to be replaced."), lang), ""
    )
    if draft.facts is not None:
        for line in _said_of(draft.facts, lang):
            yield from _above(_flat(line), "")


def _said_of(facts: Facts, lang: str) -> Iterator[str]:
    for found, label in (
        (facts.symbol, N_("Its symbol: {value}")), (facts.session, N_("Session: {value}")),
        (facts.parent_body, N_("Parent body: {value}")), (facts.place, N_("Place: {value}")),
        (facts.annex_title, N_("Title of the timetable: {value}")),
    ):  # fmt: skip
        if found is not None:
            yield f"{text(label, lang, value=found.value)} ({places_told(found.evidence.places, lang)})"
    for deadline in facts.deadlines:
        hour = "" if deadline.time is None else f", {deadline.time // 60:02}:{deadline.time % 60:02}"
        said = text(N_("Due {date}{hour}: {title}"), lang, date=Date(deadline.date), hour=hour, title=deadline.title)
        yield f"{said} ({places_told(deadline.evidence.places, lang)})"
    for sitting in facts.sittings:
        if remark := _remark(sitting, lang):
            yield f"{Date(sitting.date).told(lang)}: {remark} ({places_told(sitting.evidence.places, lang)})"


def _remark(sitting: SittingFact, lang: str) -> str:
    """What a timetable says of a sitting for which a scenario has no key."""
    told: list[Words] = []
    if sitting.meeting:
        told.append(say("{meeting}", meeting=sitting.meeting))
    if sitting.open_end:
        told.append(say(N_("the sitting may go on after its end; until when is not said")))
    if sitting.closed is not None:
        told.append(say(N_("closed meeting")) if sitting.closed else say(N_("open meeting")))
    return "; ".join(one.told(lang) for one in told)


def _tail(draft: Draft, lang: str) -> Iterator[str]:
    """What was noted and not read, and how much of the source was used."""
    if not draft.file:
        return
    yield ""
    for note in draft.notes:
        yield from _above(_flat(note.told(lang)), "")
    if draft.kept:
        yield from _above(text(N_("Not placed, as it stands in the source:"), lang), "")
    count = 0
    for kept in draft.kept:
        if kept.why is not None:
            yield from _above(
                _flat(f"{places_told((line.place for line in kept.lines[:1]), lang)}: {kept.why.told(lang)}"), ""
            )
        for line in kept.lines:
            count += 1
            if count <= _MOST_KEPT:
                yield f"#   {places_told([line.place], lang)}: {_flat(line.text)}"
    if count > _MOST_KEPT:
        yield from _above(text(N_("… and {count} lines more"), lang, count=str(count - _MOST_KEPT)), "")
    if draft.lines:
        yield from _above(share_told(draft, lang), "")


def share_told(draft: Draft, lang: str) -> str:
    """`97 % of 301 lines were used`."""
    share = draft.taken * 100 // draft.lines if draft.lines else 0
    return text(N_("{share} of {lines} lines were used"), lang, share=f"{share} %", lines=str(draft.lines))
