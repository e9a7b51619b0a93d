"""The command line: one module a command, all over the API.

`main` turns every error into a message and an exit code. A command imports what it needs when it runs, so that
`--help` stays quick.
"""

from __future__ import annotations

import os
import sys

import click
import typer

from session_planner.cli import bench, check, explain, export, rules, schema, solve, validate
from session_planner.cli.common import language, say_error
from session_planner.errors import SessionPlannerError
from session_planner.words import N_, text

app = typer.Typer(
    name="session-planner",
    help="Programmes of work for intergovernmental meetings: solved, proved, explained, published.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (validate, schema, solve, check, explain, export, rules, bench):
    app.command(module.__name__.rpartition(".")[2], help=module.HELP)(module.run)


@app.callback()
def _options(
    debug: bool = typer.Option(False, "--debug", help="Show the traceback of an error."),
    version: bool = typer.Option(False, "--version", help="Show the version and leave."),
) -> None:
    if version:
        from session_planner import __version__

        typer.echo(f"session-planner {__version__}")
        raise typer.Exit
    if debug:
        os.environ["SESSION_PLANNER_DEBUG"] = "1"


def main() -> None:
    """Runs the command line and leaves with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs one command; the exit code, with every error told on standard error."""
    try:
        result = app(arguments, standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        say_error(text(N_("interrupted"), language()))
        return 130
    except BrokenPipeError:
        sys.stdout = None
        return 4
    except SessionPlannerError as error:
        if os.environ.get("SESSION_PLANNER_DEBUG"):
            raise
        say_error(error.text(language()))
        return error.exit_code
    except OSError as error:
        if os.environ.get("SESSION_PLANNER_DEBUG"):
            raise
        say_error(
            text(
                N_("`{file}`: {reason}"),
                language(),
                file=str(error.filename or ""),
                reason=error.strerror or str(error),
            )
        )
        return 4
