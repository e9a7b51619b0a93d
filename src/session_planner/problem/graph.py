"""What networkx knows of a problem: which bodies depend on each other, and so what can be solved apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Outline, outline


def components(scenario: Scenario) -> list[tuple[str, ...]]:
    """Bodies that nothing links, as groups in the scenario's order; each group can be solved apart from the others."""
    everyone = tuple(body.id for body in scenario.bodies)
    if len(everyone) == 1 or any(len(set(group)) == len(everyone) for group in links(scenario)):
        return [everyone]
    import networkx as nx  # only where it is needed: loading it takes longer than a small solve

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(everyone)
    for group in links(scenario):
        graph.add_edges_from(pairwise(group))
    order = {body: at for at, body in enumerate(everyone)}
    return sorted(
        (tuple(sorted(group, key=order.__getitem__)) for group in nx.connected_components(graph)),
        key=lambda group: order[group[0]],
    )


def links(scenario: Scenario) -> Iterator[tuple[str, ...]]:
    """Groups of bodies that share something that may bind: joint sessions, people, rooms, interpreters, limits."""
    known = outline(scenario)
    everyone = tuple(known.bodies)
    for joint in scenario.joint_sessions:
        yield joint.bodies
        for other in joint.after:
            yield (*known.joints[other].bodies, *joint.bodies)
    for delegation in scenario.delegations:
        yield _bodies(delegation.follows, known)
    for officer in scenario.officers:
        yield _bodies(officer.serves, known)
    for precedence in scenario.precedences:
        yield _bodies((precedence.before, precedence.after), known)
    for limit in scenario.parallel_limits:
        yield limit.bodies or everyone
    yield from (everyone for rule in ("worst-served", "interpreted-at-once") if _asked(rule, scenario))
    for entry in scenario.kept_apart:
        yield _bodies(entry.of, known)
    if scenario.interpretation.teams:
        yield tuple(body for body in everyone if any(slot.interpreted for slot in known.slots[body]))
    if scenario.rooms:
        yield from _sharing_rooms(known)


def _asked(rule: str, scenario: Scenario) -> bool:
    """Whether a rule is asked for that looks for the worst among all bodies, and so knows none apart."""
    setting = scenario.rules.get(rule)
    return setting is not None and setting.kind in ("hard", "soft")


def _bodies(refs: Iterable[str], known: Outline) -> tuple[str, ...]:
    found = {leaf.body for ref in refs for leaf in known.under(ref)} | {ref for ref in refs if ref in known.bodies}
    joints = (known.joints[ref[6:]] for ref in refs if ref.startswith("joint:") and ref[6:] in known.joints)
    return tuple(sorted(found | {body for joint in joints for body in joint.bodies}))


def _sharing_rooms(known: Outline) -> Iterator[tuple[str, str]]:
    """Bodies whose sittings may meet in a room: they overlap, or follow each other within a turnover or a reserve."""
    gap = max(*(room.turnover for room in known.rooms.values()), *(joint.reserve for joint in known.joints.values()), 0)
    for first, second in combinations(known.bodies, 2):
        if any(
            a.start < b.last + gap and b.start < a.last + gap for a in known.slots[first] for b in known.slots[second]
        ):
            yield first, second
