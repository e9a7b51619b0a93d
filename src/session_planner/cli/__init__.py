"""The command line: one module a command, all over the API.

`main` turns every error into a message and an exit code. A command imports what it needs when it runs, so that
`--help` stays quick.
"""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import typer

from session_planner.cli.common import language, say_error, start_afresh
from session_planner.errors import SessionPlannerError
from session_planner.words import N_, text

# What typer raises for a call that is wrong; it has no public name there.
_WrongCall: type[Exception] = typer.BadParameter.__mro__[2]
WRONG, OUTSIDE, DEFECT, INTERRUPTED = 2, 4, 5, 130

COMMANDS = (
    "init", "import", "validate", "schema", "solve", "check", "explain", "replan", "compare", "prices", "front",
    "sweep", "risk", "export", "joint", "release", "releases", "state", "publish", "serve", "accounts",
    "rules", "doctor", "bench",
)  # fmt: skip
"""Every command, a module of this name each, in the order of the help."""
_MODULES = {"import": "import_"}
"""Commands whose names are words of Python."""


class _Passed(Exception):
    """An interrupt or a broken pipe on its way past typer, which ends the process by its own habits."""


def _passing(command: Callable[..., int]) -> Callable[..., int]:
    @functools.wraps(command)
    def run_past_typer(**arguments: Any) -> int:
        try:
            return command(**arguments)
        except (KeyboardInterrupt, BrokenPipeError) as error:
            raise _Passed from error

    return run_past_typer


def _tell_version(asked: bool) -> None:
    if asked:
        from session_planner import __version__

        typer.echo(f"session-planner {__version__}")
        raise typer.Exit


def _options(
    _debug: bool = typer.Option(False, "--debug", help="Show the traceback of an error; may stand anywhere."),
    _version: bool = typer.Option(
        False, "--version", callback=_tell_version, is_eager=True, help="Show the version and leave."
    ),
) -> None: ...


def app(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line, or the part of it that has these commands: a process needs one, and should not build twenty."""
    made = typer.Typer(
        name="session-planner",
        help="Programmes of work for intergovernmental meetings: solved, proved, explained, published.",
        no_args_is_help=True,
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    made.callback()(_options)
    for name in names:
        module = import_module(f"{__name__}.{_MODULES.get(name, name)}")
        made.command(name, help=module.HELP)(_passing(module.run))
    return made


_interrupted = threading.Event()


def main() -> None:
    """Runs the command line and leaves with its exit code."""
    signal.signal(signal.SIGINT, _interrupt)
    code = run(sys.argv[1:])
    if code == INTERRUPTED:
        os._exit(_flushed(code))  # a search that still holds its threads is not waited for
    sys.exit(code)


def _interrupt(_signal: int, _frame: Any) -> None:
    """The first Ctrl-C stops what runs, and keeps what it has; a second one waits for nothing."""
    if _interrupted.is_set():
        os._exit(INTERRUPTED)
    _interrupted.set()
    raise KeyboardInterrupt


def _flushed(code: int) -> int:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    return code


def run(arguments: list[str]) -> int:
    """Runs one command; the exit code, with every error told on standard error."""
    start_afresh()
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    debug = "--debug" in before or bool(os.environ.get("SESSION_PLANNER_DEBUG"))
    kept = [one for one in before if one != "--debug"] + arguments[len(before) :]
    try:
        code = _command(kept)
        sys.stdout.flush()
        return code
    except BaseException as error:
        if debug and not isinstance(error, typer.Exit):
            traceback.print_exc()
        return _told(error)


def _command(arguments: list[str]) -> int:
    named = arguments[:1] if arguments[:1] and arguments[0] in COMMANDS else COMMANDS
    result = app(named)(arguments, prog_name="session-planner", standalone_mode=False)
    return result if isinstance(result, int) else 0


def _told(error: BaseException) -> int:
    """Tells what went wrong on standard error; the exit code for it."""
    if isinstance(error, _Passed):
        error = error.__cause__ or error
    if _interrupted.is_set() and not isinstance(error, BrokenPipeError | typer.Exit):
        error = KeyboardInterrupt()  # a module that was just being loaded makes something else of it
    if isinstance(error, _WrongCall):
        error.show()  # type: ignore[attr-defined]
        return WRONG
    match error:
        case typer.Exit():
            return error.exit_code
        case typer.Abort() | KeyboardInterrupt():
            say_error(text(N_("interrupted"), language()))
            return INTERRUPTED
        case BrokenPipeError():
            # Nobody is left to tell, and what is still to be written must not fail again when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            return OUTSIDE
        case SessionPlannerError():
            say_error(error.text(language()))
            return error.exit_code
        case OSError():
            said = N_("`{file}`: {reason}") if error.filename else N_("{reason}")
            say_error(text(said, language(), file=str(error.filename), reason=error.strerror or str(error)))
            return OUTSIDE
        case SystemExit():
            raise error
        case _:
            said = N_("this is a defect of session-planner, not of your input ({error}); --debug shows where")
            say_error(text(said, language(), error=f"{type(error).__name__}: {error}"))
            return DEFECT
