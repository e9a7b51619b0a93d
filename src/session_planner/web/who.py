"""Who asks, and what they may do.

Roles: `public` (nobody in particular) reads what is released; `reader` reads boards; `bureau` agrees and objects as
well; `planner` changes boards and makes releases. Each endpoint says what it needs with `Needs`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends

from session_planner.web.context import Ctx
from session_planner.web.problems import Problem
from session_planner.words import N_

Role = Literal["public", "reader", "bureau", "planner"]
ROLES: tuple[Role, ...] = ("public", "reader", "bureau", "planner")


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever asks. `account` is "" for nobody in particular and in local mode."""

    name: str
    role: Role
    account: str = ""

    def may(self, *roles: Role) -> bool:
        """Whether one of these roles is theirs."""
        return self.role in roles


NOBODY = Person("", "public")


HERE = Person("planner", "planner")
"""Whoever sits at the machine, in local mode."""


def _person(ctx: Ctx) -> Person:
    return HERE if ctx.settings.local else NOBODY


Who = Annotated[Person, Depends(_person)]


def needs(*roles: Role) -> Any:
    """A dependency: the person, if one of these roles is theirs. Refuses with 401 whom it does not know, else 403."""

    def check(person: Who) -> Person:
        if person.may(*roles):
            return person
        if person.role == "public":
            raise Problem(401, N_("log in first"), kind="login")
        raise Problem(403, N_("this is not for the role {role}"), kind="role", role=person.role)

    return Depends(check)


Reading = Annotated[Person, needs("reader", "bureau", "planner")]
Planning = Annotated[Person, needs("planner")]
OfBureau = Annotated[Person, needs("bureau", "planner")]
