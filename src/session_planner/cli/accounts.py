"""`session-planner accounts`: the people who may come in where a login is asked for."""

from __future__ import annotations

import getpass
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from session_planner.cli.common import language
from session_planner.errors import InputError, Mistake, OutsideError
from session_planner.words import N_, text

if TYPE_CHECKING:
    from session_planner.web.store.accounts import Accounts

HELP = """Adds, lists, changes or closes the accounts of a folder's web application.

A password is asked for, or is the first line of standard input. `role` gives another role, `reset` another password.

Example: session-planner accounts add ana --role planner"""


class Action(StrEnum):
    """What is to be done."""

    ADD = "add"
    LIST = "list"
    ROLE = "role"
    RESET = "reset"
    CLOSE = "close"


class Role(StrEnum):
    """What somebody may do."""

    READER = "reader"
    BUREAU = "bureau"
    PLANNER = "planner"


def run(
    action: Annotated[Action, typer.Argument(help="What to do.", show_default=False)],
    name: Annotated[str, typer.Argument(help="Whose account; not needed for list.")] = "",
    role: Annotated[Role, typer.Option("--role", help="What they may do.")] = Role.READER,
    folder: Annotated[
        Path, typer.Option("--folder", metavar="DIR", help="The scenario folder that is served.")
    ] = Path(),
    database: Annotated[
        str, typer.Option("--database", metavar="URL", help="postgresql://…; by default SQLite inside the folder.")
    ] = "",
) -> int:
    """Does one thing to one account, at once: a running server need not be stopped."""
    accounts = _opened(folder, database)
    if action is Action.LIST:
        for row in accounts.list():
            typer.echo(f"{row.name}\t{row.role}" + (f"\t{text(N_('closed'), language())}" if row.closed else ""))
        return 0
    if not name:
        raise InputError([Mistake("", 0, 0, "name", N_("whose account?"), {})])
    _do(accounts, action, name, role)
    return 0


def _do(accounts: Accounts, action: Action, name: str, role: Role) -> None:
    from session_planner.web.auth.passwords import hashed
    from session_planner.web.store.audit import Audit

    what = {}
    if action is Action.ADD:
        account = accounts.add(name, role.value, hashed(_password(), name))
        what, done = {"role": role.value}, "account-made"
    else:
        row = accounts.named(name)
        if row is None:
            raise InputError([Mistake("", 0, 0, "name", N_("there is no account `{account}`"), {"account": name})])
        account = row.id
        if action is Action.RESET:
            accounts.set_password(account, hashed(_password(), row.name))
            done = "password-reset"
        elif action is Action.ROLE:
            what, done = {"before": accounts.set_role(account, role.value), "after": role.value}, "role-changed"
        else:
            accounts.close(account)
            done = "account-closed"
    Audit(accounts.engine).note(_caller(), "", done, account=account, name=name, **what)


def _opened(folder: Path, database: str) -> Accounts:
    try:
        from session_planner.web.settings import HIDDEN, Settings
        from session_planner.web.store.accounts import Accounts
        from session_planner.web.store.engine import open_database
    except ImportError as error:
        message = N_("the web application needs more packages: pip install session-planner[web] ({missing} is missing)")
        raise OutsideError(message, missing=error.name) from error
    if not folder.is_dir():
        raise InputError([Mistake(str(folder), 0, 0, "", N_("there is no such folder"), {})])
    (folder / HIDDEN).mkdir(exist_ok=True)
    return Accounts(open_database(Settings(folder.resolve(), database).database_url))


def _password() -> str:
    """From the person, who types it twice unseen, or the first line of what was piped in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(text(N_("Password: "), language()))
    if first != getpass.getpass(text(N_("The same again: "), language())):
        raise InputError([Mistake("", 0, 0, "password", N_("the two are not the same"), {})])
    return first


def _caller() -> str:
    """Who sits at the command line, as far as it is known."""
    try:
        return f"{getpass.getuser()} (command line)"
    except (OSError, KeyError):
        return "command line"
