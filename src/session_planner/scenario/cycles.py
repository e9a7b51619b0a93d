"""Circles in what is to come before what: precedences and the order of joint sessions, named as the circle.

Beside `coherence`. A joint session stands for its items, a heading for its sub-items, so that a circle through
them is found too.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from session_planner.scenario.draft import Draft
from session_planner.scenario.places import PathTo
from session_planner.words import N_

if TYPE_CHECKING:
    import networkx as nx

_HUB = "\0"


def check_order(draft: Draft) -> None:
    """Notes one shortest circle of each knot in the order that the scenario asks for."""
    if not draft.scenario.precedences and not any(joint.after for joint in draft.scenario.joint_sessions):
        return
    import networkx as nx  # only here: reading a scenario without an order of its own does not load it

    graph = _graph(draft)
    order = {node: place for place, node in enumerate(graph) if not node.startswith(_HUB)}
    for knot in nx.strongly_connected_components(graph):
        first = min((node for node in knot if node in order), key=order.__getitem__, default="")
        back = [node for node in graph[first] if node in knot] if first else []
        if back:
            inside = graph.subgraph(knot)
            ways = nx.single_source_shortest_path(inside.reverse(copy=False), first)
            circle = [first, *reversed(min((ways[node] for node in back), key=len))]
            asked = [path for edge in pairwise(circle) if (path := graph.edges[edge].get("path"))]
            draft.say(
                asked[-1],
                N_("this closes a circle of what comes before what: {circle}"),
                circle=" → ".join(node for node in circle if node in order),
            )


def _graph(draft: Draft) -> nx.DiGraph[str]:
    """Who comes before whom; an edge that something asks for knows its path.

    All of one heading before all of another are not edges from each to each: the items of the first lead to one
    hub, and the hub of the other to its items.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    joint_of = {
        f"{body}/{number}": f"joint:{joint.id}"
        for joint in draft.scenario.joint_sessions
        for body, numbers in joint.items.items()
        for number in numbers
    }

    def node(ref: str, side: str) -> str:
        if ref not in draft.names.headings:
            return joint_of.get(ref, ref)
        hub = f"{_HUB}{side}{ref}"
        if hub not in graph:
            for below in draft.names.headings[ref]:
                item = joint_of.get(below, below)
                graph.add_edge(*((item, hub) if side == "before" else (hub, item)))
        return hub

    def add(before: str, after: str, path: PathTo) -> None:
        edge = node(before, "before"), node(after, "after")
        if not graph.has_edge(*edge):
            graph.add_edge(*edge, path=path)

    for index, precedence in enumerate(draft.scenario.precedences):
        add(precedence.before, precedence.after, ("precedences", index))
    for index, joint in enumerate(draft.scenario.joint_sessions):
        for number, other in enumerate(joint.after):
            add(f"joint:{other}", f"joint:{joint.id}", ("joint_sessions", index, "after", number))
    return graph
