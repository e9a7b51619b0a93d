"""Taking an entry of a list to another place in it, within the text of a scenario file.

Used by `edit.py`. Of a list with an entry a line, whole lines move: those of the entry and the comments above it. Of
one in brackets the entries change places and what stands between them stays.
"""

from __future__ import annotations

from session_planner.scenario.layout import Layout, Node


def moved(layout: Layout, parent: Node, number: int, to: int) -> str:
    """The text with entry `number` of a list at index `to`. Raises `LookupError` where it cannot be moved alone."""
    if not 0 <= to < len(parent.entries):
        raise LookupError(to)
    order = list(range(len(parent.entries)))
    order.insert(to, order.pop(number))
    return _in_brackets(layout, parent, order) if parent.flow else _in_lines(layout, parent, order)


def _in_brackets(layout: Layout, parent: Node, order: list[int]) -> str:
    spans = [(value.start, layout.content_end(value)) for _, value in parent.entries]
    parts, at = [], parent.start
    for (start, end), one in zip(spans, order, strict=True):
        parts += [layout.text[at:start], layout.text[slice(*spans[one])]]
        at = end
    return layout.text[: parent.start] + "".join(parts) + layout.text[at:]


def _in_lines(layout: Layout, parent: Node, order: list[int]) -> str:
    """Whole lines change places. What is blank or a comment belongs to the entry under it."""
    first = layout.line_start(layout.entry_start(parent, 0))
    margin = layout.text[first : layout.entry_start(parent, 0)]
    if margin.strip():
        raise LookupError("the first entry stands in the line of something else")
    while layout.text[layout.line_start(first - 1) : first].startswith(margin + "#"):
        first = layout.line_start(first - 1)
    ends = [layout.next_line(layout.content_end(value)) for _, value in parent.entries]
    chunks = [layout.text[start:end] for start, end in zip([first, *ends[:-1]], ends, strict=True)]
    if not chunks[-1].endswith("\n"):  # the end of the file
        chunks[-1] += layout.newline
        return (layout.text[:first] + "".join(chunks[one] for one in order))[: -len(layout.newline)]
    return layout.text[:first] + "".join(chunks[one] for one in order) + layout.text[ends[-1] :]
