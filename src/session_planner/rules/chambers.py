"""The sittings that a body holds on its own account, in all its chambers: what rules that charge for places share.

Not a rule itself. A sitting in which a body is a guest of another one, at a joint session, is that other body's.
`group` is the sittings of one body that have the same hours, as `problem.together_of` has them.
"""

from __future__ import annotations

from collections.abc import Sequence

from session_planner.problem.model import Sitting
from session_planner.rules.base import Builder, Lit


def may_be_guest(b: Builder, body: str) -> bool:
    """Whether a body takes part in a joint session that another one hosts."""
    return any(body in joint.bodies[1:] for joint in b.problem.scenario.joint_sessions)


def sits(b: Builder, group: Sequence[Sitting]) -> Sequence[Lit]:
    """As many literals as chambers; as many are true as the body holds sittings of its own in these hours."""
    if may_be_guest(b, group[0].body):
        return [b.counted(sitting.index) for sitting in group]
    return b.sits(group)


def in_room(b: Builder, group: Sequence[Sitting], room: int) -> Lit:
    """The body holds a sitting of its own in the room in these hours."""
    if may_be_guest(b, group[0].body):
        return b.some_of([b.occupies(sitting.index, room) for sitting in group], f"own {group[0].index},{room}")
    return b.in_room(group, room)
