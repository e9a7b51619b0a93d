"""Who asks, and what they may do.

Roles: `public` (nobody in particular) reads what is released; `reader` reads boards; `bureau` agrees and objects as
well; `planner` changes boards, makes releases and looks after accounts. Each endpoint says what it needs with `needs`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from session_planner.web.auth.cookies import session_in
from session_planner.web.context import Ctx
from session_planner.web.problems import Problem
from session_planner.web.store.audit import Audit
from session_planner.web.store.sessions import Sessions
from session_planner.words import N_

Role = Literal["public", "reader", "bureau", "planner"]
ROLES: tuple[Role, ...] = ("public", "reader", "bureau", "planner")


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever asks. `account` is "" for nobody in particular and in local mode; `csrf` is what their forms carry."""

    name: str
    role: Role
    account: str = ""
    csrf: str = ""

    def may(self, *roles: Role) -> bool:
        """Whether one of these roles is theirs."""
        return self.role in roles


NOBODY = Person("", "public")


HERE = Person("planner", "planner")
"""Whoever sits at the machine, in local mode."""


async def _person(ctx: Ctx, request: Request) -> Person:
    if ctx.settings.local:
        person = HERE
    else:
        token = session_in(request, ctx.settings)
        person = await run_in_threadpool(_of_session, ctx, token) if token else NOBODY
    request.state.person = person
    return person


def _of_session(ctx: Ctx, token: str) -> Person:
    session = Sessions(ctx.engine).find(token)
    if session is None:
        return NOBODY
    return Person(session.name, cast(Role, session.role), session.account, session.csrf)


Who = Annotated[Person, Depends(_person)]


def needs(*roles: Role) -> Any:
    """A dependency: the person, if one of these roles is theirs. Refuses with 401 whom it does not know, else 403.

    Like all that every request asks for it runs on the loop: a thread is waited for while others calculate.
    """

    async def check(person: Who, ctx: Ctx, request: Request) -> Person:
        if person.may(*roles):
            return person
        if person.role == "public":
            raise Problem(401, N_("log in first"), kind="login")
        await run_in_threadpool(
            note, ctx, request, person.name, "refused", method=request.method, path=request.url.path[:200]
        )
        raise Problem(403, N_("this is not for the role {role}"), kind="role", role=person.role)

    return Depends(check)


def note(ctx: Ctx, request: Request, who: str, action: str, **what: Any) -> None:
    """Adds a line to the audit log: who did what, and from which address."""
    Audit(ctx.engine).note(who, request.client.host if request.client else "", action, **what)


Reading = Annotated[Person, needs("reader", "bureau", "planner")]
Planning = Annotated[Person, needs("planner")]
OfBureau = Annotated[Person, needs("bureau", "planner")]
