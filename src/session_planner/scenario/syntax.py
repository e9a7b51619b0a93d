"""What the YAML parser complains of, in words for a planner who does not know YAML's grammar.

Used by `text.py` alone, when a scenario's text cannot be read.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from session_planner.scenario.scalars import shown
from session_planner.words import N_

# (what the parser says, what is told instead); {start} is the line where the unfinished thing begins.
_PLAIN_WORDS: tuple[tuple[str, str], ...] = (
    (r"'\\t'|tab character", N_("a tab stands where only spaces may: indent with spaces")),
    (
        r"found character .* that cannot start any token",
        N_("text cannot begin with this character here: put it in quotes"),
    ),
    (
        r"mapping values are not allowed",
        N_("a colon is not expected here: put text that holds `: ` in quotes, or check the indentation"),
    ),
    (
        r"sequence entries are not allowed",
        N_("a list entry (`- …`) cannot begin here: put it on a line of its own, or put the text in quotes"),
    ),
    (r"while scanning a simple key", N_("this line has a key without a colon after it")),
    (r"quoted.*unexpected end of stream", N_("the quotation mark opened in line {start} is never closed")),
    (r"flow sequence", N_("the list opened with `[` in line {start} lacks a comma or its `]` here")),
    (r"flow mapping", N_("the mapping opened with `{{` in line {start} lacks a comma or its `}}` here")),
    (
        r"block mapping.*found '<scalar>'",
        N_("this text does not follow from what stands before it: check quotes, colons and indentation"),
    ),
    (
        r"block (mapping|collection)",
        N_("this line fits neither the lines above it nor what began in line {start}: check the indentation"),
    ),
    (
        r"scanning an (anchor|alias)",
        N_("text that begins with `&` or `*` must stand in quotes (they mark YAML anchors)"),
    ),
    (
        r"a tag\b|an tag\b|tag handle",
        N_("text that begins with `!` must stand in quotes (it marks a YAML tag)"),
    ),
    (
        r"double-quoted|chr\(\) arg",
        N_("a backslash in double quotes begins an escape, and this is none: write `\\\\`, or use single quotes"),
    ),
    (r"block scalar", N_("after `|` or `>` the text begins on the next line")),
    (r"directive|incompatible YAML", N_("a line that begins with `%` can only be `%YAML 1.2`")),
    (r"document (start|indicator)", N_("the document ends before this line: one file is one document")),
    (
        r"expected the node content",
        N_("a value is missing before this sign, or text that begins with it lacks its quotes"),
    ),
)
# What is never ended is best put right where it began, not where the parser gave up.
_TOLD_WHERE_IT_BEGAN = re.compile(r"while scanning a simple key|quoted.*unexpected end of stream")
_OTHERWISE = N_("this cannot be read as YAML: {problem}")


class Complaint(NamedTuple):
    """What is told of text that cannot be read, and where (from 1)."""

    line: int
    column: int
    message: str
    fields: dict[str, Any]


def complaint(error: Exception, last_line: int, last_column: int) -> Complaint:
    """`error` of the parser in plain words; its place, else the last place known."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    begun = getattr(error, "context_mark", None) or mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (last_line, last_column)
    problem = getattr(error, "problem", None) or str(error)
    said = f"{getattr(error, 'context', None) or ''}: {problem}"
    if begun and _TOLD_WHERE_IT_BEGAN.search(said):
        line, column = begun.line + 1, begun.column + 1
    for pattern, message in _PLAIN_WORDS:
        if re.search(pattern, said):
            return Complaint(line, column, message, {"start": begun.line + 1 if begun else line})
    return Complaint(line, column, _OTHERWISE, {"problem": shown(problem)})
