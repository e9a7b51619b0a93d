"""What a row of a table takes up: the items, bodies and joint sessions that its cells name.

Used by `table`. Numbers come before titles, titles before joint sessions; what is like a name but is none is refused.
"""

from __future__ import annotations

from session_planner.programme.names import Names, without_marks
from session_planner.programme.rows import Given, Wrong, unknown
from session_planner.programme.sheets import Cell
from session_planner.words import N_, Words, say

Thing = tuple[str, str | None, str | None, bool]
"""Body, item, joint session, and whether the row names the session and not the item."""


class Subjects:
    """Finds what the rows of one sheet take up. `strangers`: rows may name nothing of the scenario; `notes` say so."""

    def __init__(self, names: Names, notes: list[Words], *, strangers: bool) -> None:
        self.names = names
        self.notes = notes
        self.strangers = strangers

    def things(self, given: Given, above: tuple[str, ...], first: Cell) -> list[Thing]:
        """What a row takes up; `above` are the bodies that stand in it or above it. Raises Wrong."""
        named = given.get("item") or given.get("title")
        joint = self._joint(given)
        bodies = above or self._bodies_of(named, joint)
        if not bodies:
            if self.strangers:
                self.notes.append(
                    say(N_("“{title}” names no body and no item; not read"), title=named.text if named else first.text)
                )
                return []
            raise Wrong(first, N_("this row says no body, and what it names is not one body's"))
        numbers = {body: self._numbers(body, given) for body in bodies}
        if joint is None and not any(numbers.values()) and named is not None:
            joint = self.names.joint(named.text)
        if joint is None and len(bodies) > 1:
            joint = self._joint_of(bodies, numbers, first)
        if joint is not None:
            return self._joint_things(joint, bodies, numbers, given, first)
        body = bodies[0]
        return [
            (body, item, self._joint_with(body, item), False) for item in numbers[body] or self._unsaid(body, given)
        ]

    def _numbers(self, body: str, given: Given) -> tuple[str, ...]:
        """The items of a body that the row names, by number or by title."""
        agenda = self.names.agendas[body]
        cell = given.get("item") or given.get("title")
        if cell is None:
            return ()
        if "item" in given and (numbers := agenda.numbered(cell.text)):
            return numbers
        titled = agenda.titled(cell.text)
        if len(titled) > 1:
            message = N_("`{found}` is the title of several items ({items}); write the number")
            raise Wrong(cell, message, found=cell.text[:80], items=", ".join(titled))
        return titled

    def _unsaid(self, body: str, given: Given) -> tuple[str, ...]:
        """A row that names no item of the body: its sitting, if it does not try to name one."""
        titles = self.names.agendas[body].titles
        if "item" in given:
            raise unknown(
                given["item"], given["item"].text, titles, N_("`{found}` is not an item of this body{nearest}")
            )
        cell = given.get("title")
        if cell is None or body in self.names.bodies.find(cell.text):
            return ("",)
        if titles.nearest(cell.text, 0.85):
            raise unknown(cell, cell.text, titles, N_("`{found}` is not an item of this body{nearest}"))
        self.notes.append(say(N_("“{title}” is no item of {body}; read as a sitting of it that says no item"),
                              title=without_marks(cell.text), body=body))  # fmt: skip
        return () if self.strangers else ("",)

    def _joint(self, given: Given) -> str | None:
        if "joint" not in given:
            return None
        cell = given["joint"]
        found = self.names.joint(cell.text)
        if found is None:
            raise unknown(cell, cell.text, self.names.joints, N_("`{found}` is not a joint session{nearest}"))
        return found

    def _joint_with(self, body: str, item: str) -> str | None:
        leaf = self.names.outline.leaves.get(f"{body}/{item}")
        return leaf.joint.id if leaf and leaf.joint else None

    def _bodies_of(self, named: Cell | None, joint: str | None) -> tuple[str, ...]:
        """Whose a row is that says no body: the joint session's bodies, the one body with an agenda, or the item's."""
        joint = joint or (self.names.joint(named.text) if named else None)
        if joint is not None:
            return self.names.outline.joints[joint].bodies
        with_agenda = tuple(body for body, agenda in self.names.agendas.items() if agenda.leaves)
        if len(with_agenda) == 1 and not self.strangers:
            return with_agenda
        having = tuple(body for body in with_agenda if named and self.names.agendas[body].titled(named.text))
        return having if len(having) == 1 else ()

    def _joint_of(self, bodies: tuple[str, ...], numbers: dict[str, tuple[str, ...]], first: Cell) -> str:
        """The joint session of a row that names several bodies and not the session."""
        by_item = {self._joint_with(body, item) for body in bodies for item in numbers[body]} - {None}
        together = {joint.id for joint in self.names.outline.joints.values() if set(bodies) <= set(joint.bodies)}
        found = sorted(joint for joint in by_item & together if joint) or sorted(together)
        if len(found) != 1:
            raise Wrong(first, N_("this row names several bodies ({bodies}) and no joint session of theirs"),
                         bodies=", ".join(bodies))  # fmt: skip
        return found[0]

    def _joint_things(
        self, joint: str, bodies: tuple[str, ...], numbers: dict[str, tuple[str, ...]], given: Given, first: Cell
    ) -> list[Thing]:
        """Each body's share of a joint session: the items that are named, else all it has there, else none."""
        session = self.names.outline.joints[joint]
        outside = [body for body in bodies if body not in session.bodies]
        if outside:
            raise Wrong(given.get("body", first), N_("{body} does not take part in the joint session {joint}"),
                         body=outside[0], joint=joint)  # fmt: skip
        own = {body: tuple(item for item in numbers[body] if item in session.items.get(body, ())) for body in bodies}
        if "item" in given and not any(own.values()) and self.names.joint(given["item"].text) != joint:
            raise Wrong(given["item"], N_("`{found}` is not an item of the joint session {joint}"),
                         found=given["item"].text[:80], joint=joint)  # fmt: skip
        things: list[Thing] = []
        for body in bodies:
            things += ((body, item, joint, False) for item in own[body])
            if not own[body]:
                things += ((body, item, joint, True) for item in session.items.get(body, ()) or (None,))
        return things
