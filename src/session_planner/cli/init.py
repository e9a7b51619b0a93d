"""`session-planner init`: a scenario to begin with, from a template or from the answers to a few questions."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from session_planner.cli.common import AsJson, Lang, language, print_json, print_lines, say_error
from session_planner.words import N_, text

HELP = """Starts a scenario from a template, or asks the few questions it needs.

Without --template it asks for what the options do not say: title, place, dates, hours, bodies. The scenario validates
and can be solved as it is; what is to be replaced is marked.

Example: session-planner init my-session --template session --place Vienna --dates 2030-03-04/2030-03-06"""

_T = TypeVar("_T")
_MOST_DAYS = 60


def run(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where scenario.yaml is to be written.", show_default=False)
    ],
    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            metavar="NAME",
            help="session, working-group, parallel or joint; nothing is asked then.",
            show_default=False,
        ),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Of the session.", show_default=False)] = None,
    place: Annotated[
        str | None,
        typer.Option("--place", help="A city, or a zone such as Europe/Vienna.", show_default=False),
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option("--dates", help="Such as 2030-03-04/2030-03-06, or several days.", show_default=False),
    ] = None,
    hours: Annotated[
        str | None,
        typer.Option("--hours", help="Of the sittings of a day, such as 10:00-13:00,15:00-18:00.", show_default=False),
    ] = None,
    bodies: Annotated[
        list[str] | None, typer.Option("--body", help="A body that meets; may be repeated.", show_default=False)
    ] = None,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 with a scenario; a file that is there already is never written over."""
    import session_planner as sp
    from session_planner.errors import InputError, Mistake

    speak = language(lang)
    path = folder / "scenario.yaml"
    if path.exists():
        raise InputError([Mistake(str(path), 0, 0, "", N_("this file is there already, and is not written over"))])
    asks = _Asks(speak, silent=template is not None)
    days: tuple[dt.date, ...] = ()
    nothing: tuple[str, ...] = ()
    start = sp.Start(
        template=template or "session",
        title=asks.get(title, N_("title of the session"), _text, ""),
        place=asks.get(place, N_("city or time zone"), _place, ""),
        dates=asks.get(dates, N_("dates, such as 2030-03-04/2030-03-06"), dates_of, days),
        hours=asks.get(hours, N_("sittings of a day [10:00-13:00, 15:00-18:00]"), _hours, nothing),
        bodies=tuple(bodies) if bodies else asks.get(None, N_("bodies, separated by commas"), _bodies, nothing),
    )
    draft = sp.started(start, speak)
    _written(path, draft, speak, as_json)
    return 0


def _written(path: Path, draft: Any, speak: str, as_json: bool) -> None:
    import session_planner as sp
    from session_planner.files import write_atomically

    data = sp.draft_text(draft, speak).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data)
    counts = {kind: str(count) for kind, count in sp.contents(sp.load(path)).items()}
    if as_json:
        print_json({"file": str(path), "scenario": draft.data, "contents": sp.contents(sp.load(path))})
        return
    from session_planner.cli.validate import CONTENTS

    print_lines([text(N_("written: {file}"), speak, file=str(path)), text(CONTENTS, speak, **counts)])


class _Asks:
    """Takes what an option says, else asks for it; a wrong answer is told and asked for again."""

    def __init__(self, speak: str, *, silent: bool) -> None:
        self.speak, self.silent = speak, silent

    def get(self, given: str | None, question: str, read: Callable[[str, str], _T], nothing: _T) -> _T:
        """The value of an option, or the answer to its question; `nothing` for an empty answer."""
        if given is not None:
            return read(given, self.speak)
        while not self.silent:
            sys.stdout.write(f"{text(question, self.speak)}: ")
            sys.stdout.flush()
            line = sys.stdin.readline()
            if not line.strip():
                self.silent = not line  # nobody is there to ask
                return nothing
            try:
                return read(line.strip(), self.speak)
            except typer.BadParameter as wrong:
                say_error(wrong.message)
        return nothing


def _text(written: str, _speak: str) -> str:
    return written.strip()


def _place(written: str, speak: str) -> str:
    import session_planner as sp

    if sp.zone_named(written) is None:
        said = N_("`{found}` is no time zone and no city that is known here; write one such as `Europe/Vienna`")
        raise typer.BadParameter(text(said, speak, found=written))
    return written


def dates_of(written: str, speak: str) -> tuple[dt.date, ...]:
    """Dates as they are asked for: single days, and stretches from one to another, whose weekends are free."""
    found: list[dt.date] = []
    for part in re.split(r"[,;]\s*", written.strip()):
        days = re.findall(r"\d{4}-\d{2}-\d{2}", part)
        rest = re.sub(r"\d{4}-\d{2}-\d{2}", "", part).strip()
        try:
            ends = [dt.date.fromisoformat(day) for day in days]
        except ValueError:
            ends = []
        if len(ends) not in (1, 2) or (len(ends) == 1) != (not rest) or ends[-1] < ends[0]:
            raise typer.BadParameter(text(N_("`{found}` are no dates; write 2030-03-04/2030-03-06"), speak, found=part))
        if (ends[-1] - ends[0]).days > 2 * _MOST_DAYS:
            raise typer.BadParameter(text(N_("at most {most} days"), speak, most=str(_MOST_DAYS)))
        stretch = [ends[0] + dt.timedelta(number) for number in range((ends[-1] - ends[0]).days + 1)]
        found += [day for day in stretch if day.weekday() < 5] or stretch
    return tuple(sorted(set(found)))


def _hours(written: str, speak: str) -> tuple[str, ...]:
    parts = tuple(part.strip().replace("–", "-") for part in re.split(r"[,;]", written) if part.strip())
    for part in parts:
        found = re.fullmatch(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})", part)
        if found is None or int(found[1]) > 23 or int(found[3]) > 24 or found[2] > "59" or found[4] > "59":
            raise typer.BadParameter(text(N_("`{found}` is no sitting; write it like 10:00-13:00"), speak, found=part))
    return parts


def _bodies(written: str, _speak: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[,;]", written) if part.strip())
