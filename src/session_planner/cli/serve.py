"""`session-planner serve`: the web application and the REST API."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import Annotated

import typer

from session_planner.errors import OutsideError
from session_planner.words import N_, text

HELP = """Opens a scenario folder as a working place in the browser.

On this machine alone (127.0.0.1) there is no login: whoever sits here plans. For others, see `accounts`.

Example: session-planner serve scenarios --port 8000"""


def run(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The scenario folder.")] = Path(),
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0: any that is free.")
    ] = 8000,
    database: Annotated[
        str, typer.Option("--database", metavar="URL", help="postgresql://…; by default SQLite inside the folder.")
    ] = "",
    address: Annotated[
        str,
        typer.Option("--address", metavar="URL", help="How it is reached from outside, as links and feeds give it."),
    ] = "",
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=64, help="Solves at once; others wait their turn.")] = 1,
    login: Annotated[bool, typer.Option("--login", help="Ask for a login on this machine, too.")] = False,
) -> int:
    """Serves until it is stopped."""
    try:
        import uvicorn

        from session_planner.web.app import create_app
        from session_planner.web.running import settle
        from session_planner.web.settings import Settings, openid_of
    except ImportError as error:
        message = N_("the web application needs more packages: pip install session-planner[web] ({missing} is missing)")
        raise OutsideError(message, missing=error.name) from error
    settings = Settings(
        folder.resolve(),
        database,
        local=not login and _loopback(host),
        openid=openid_of(os.environ),
        address=(address or f"http://{host}:{port}").rstrip("/"),
        jobs=jobs,
    )
    app = create_app(settings)
    typer.echo(text(N_("Open {address} in a browser; Ctrl-C stops it."), address=settings.address), err=True)
    settle()
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, timeout_graceful_shutdown=5)
    return 0


def _loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
