"""`session-planner publish`: a release reaches those who hold a calendar: as files, on their server, by message."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from session_planner.cli.common import AsJson, language, print_json, print_lines
from session_planner.words import LANGUAGES, N_, text

HELP = """Brings the newest public release to those who hold a calendar: as feeds, on a CalDAV server, by messages.

Every entry keeps its identity, so that what moved moves and what was dropped is cancelled. The password of a CalDAV
server is read from SESSION_PLANNER_CALDAV_PASSWORD, or asked for.

Example: session-planner publish releases --to public/calendars"""

_MESSAGE = re.compile(r"\d{4,}-(request|cancel)\.ics")
_SHOWN = 20
_CLEAR_LINE = "\r\x1b[K"


def run(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The folder of all releases.", show_default=False)],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="DIR", help="Write every feed, in each language, into this folder.")
    ] = None,
    refresh: Annotated[
        int | None,
        typer.Option(
            "--refresh", metavar="MINUTES", min=1, help="--to: how often programs look again.", show_default="15"
        ),
    ] = None,
    address: Annotated[
        str | None, typer.Option("--address", metavar="URL", help="--to: where the folder will be on the web.")
    ] = None,
    caldav: Annotated[
        str | None, typer.Option("--caldav", metavar="URL", help="Put it into this calendar of a CalDAV server.")
    ] = None,
    create: Annotated[bool, typer.Option("--create", help="--caldav: make the calendar where there is none.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="--caldav: only say what would be put.")] = False,
    messages: Annotated[
        Path | None, typer.Option("--messages", metavar="DIR", help="Write messages to send into this empty folder.")
    ] = None,
    organizer: Annotated[str, typer.Option("--organizer", metavar="MAIL", help="--messages: who sends them.")] = "",
    attendee: Annotated[str, typer.Option("--attendee", metavar="MAIL", help="--messages: to whom they go.")] = "",
    since: Annotated[
        int | None,
        typer.Option("--since", min=1, metavar="N", help="--messages: the release that they know; none if left out."),
    ] = None,
    release: Annotated[
        int | None, typer.Option("--release", min=1, metavar="N", help="Another release than the newest public one.")
    ] = None,
    body: Annotated[
        list[str] | None, typer.Option("--body", metavar="ID", help="Only this body; may be repeated.")
    ] = None,
    room: Annotated[
        list[str] | None, typer.Option("--room", metavar="ID", help="Only this room; may be repeated.")
    ] = None,
    delegation: Annotated[
        list[str] | None,
        typer.Option("--delegation", metavar="ID", help="Only what this delegation follows; may be repeated."),
    ] = None,
    officer: Annotated[
        list[str] | None,
        typer.Option("--officer", metavar="ID", help="Only where this officer is needed; may be repeated."),
    ] = None,
    granularity: Annotated[
        str, typer.Option("--granularity", metavar="KIND", help="One entry an item or one a sitting.")
    ] = "item",
    alarm: Annotated[
        int | None, typer.Option("--alarm", metavar="MINUTES", min=0, help="A reminder before each entry.")
    ] = None,
    as_json: AsJson = False,
    langs: Annotated[
        list[str] | None,
        typer.Option(
            "--lang",
            metavar="LANG",
            help=f"{', '.join(LANGUAGES)}; may be repeated for --to, which writes all if left out.",
            show_default="LANG, else en",
        ),
    ] = None,
) -> int:
    """Exit code 1 if something on the server stands in the way of an entry."""
    speak, languages = _languages(langs or [])
    people = {"organizer": organizer, "attendee": attendee}
    chosen = {"bodies": body, "rooms": room, "delegations": delegation, "officers": officer}
    kept = {kind: tuple(ids) for kind, ids in chosen.items() if ids}
    _refuse(
        speak,
        {
            N_("say where to: --to DIR, --caldav URL or --messages DIR"): not (to or caldav or messages),
            N_("--refresh and --address go with --to"): (refresh or address) and not to,
            N_("--create and --dry-run go with --caldav"): (create or dry_run) and not caldav,
            N_("--organizer, --attendee and --since go with --messages"): (any(people.values()) or since)
            and not messages,
            N_("--messages needs --organizer and --attendee"): messages and not all(people.values()),
            N_(
                "--body, --room, --delegation and --officer go with --caldav and --messages; --to has a feed for each"
            ): (to and kept),
            N_("a calendar on a server has one language, and so have messages"): (
                len(languages) > 1 and (caldav or messages)
            ),
            N_("--granularity is item or sitting"): granularity not in ("item", "sitting"),
        },
    )
    chosen_release = _release(store, release, speak)
    made = _Made(chosen_release, speak, kept, {"granularity": granularity, "alarm": alarm}, quiet=as_json)
    if messages:
        made.messages(messages, people, since)
    if to:
        made.feeds(to, languages, refresh, address)
    if caldav:
        made.calendar(caldav, create=create, dry_run=dry_run)
    if as_json:
        print_json(made.answer)
    return 1 if made.refused else 0


class _Made:
    """What becomes of a release: told at once to people, and to machines when all is done."""

    def __init__(
        self, release: Any, speak: str, kept: dict[str, tuple[str, ...]], options: dict[str, Any], *, quiet: bool
    ) -> None:
        import session_planner as sp

        self.release, self.speak, self.options, self.quiet = release, speak, options, quiet
        self.keep = sp.Filter(**kept)
        self.answer: dict[str, Any] = {"release": release.number}
        self.refused = False

    def tell(self, lines: Iterable[str]) -> None:
        """Prints lines, where people are to read them."""
        if not self.quiet:
            print_lines(lines)

    def feeds(self, folder: Path, languages: tuple[str, ...], refresh: int | None, address: str | None) -> None:
        """Writes every feed into the folder; in all languages, where none is asked for."""
        import session_planner as sp

        options = {**self.options, "address": address, **({"refresh": refresh} if refresh else {})}
        found = sp.publish_calendars(self.release, folder, languages=languages or LANGUAGES, **options)
        self.answer["calendars"] = found.as_dict()
        said = N_(
            "Release {release} in {folder}: feeds {feeds} in {languages}; files written {written}, as they were {same}"
        )
        fields = {"feeds": str(found.feeds), "languages": found.languages, "same": str(found.unchanged)}
        self.tell([text(said, self.speak, **self._fields(found.folder), written=str(len(found.written)), **fields)])

    def messages(self, folder: Path, people: dict[str, str], since: int | None) -> None:
        """Writes the messages, a file each, into a folder that has none yet: nobody must send those of before again."""
        import session_planner as sp
        from session_planner.files import write_atomically

        if folder.is_dir() and any(_MESSAGE.fullmatch(one.name) for one in folder.iterdir()):
            said = N_("there are messages in {folder} already; name an empty folder for these")
            raise typer.BadParameter(text(said, self.speak, folder=folder), param_hint="--messages")
        options = {**people, **self.options, "keep": self.keep, "since": since}
        found = sp.messages(self.release.ledger(), self.release.scenario(), self.speak, **options)
        _make(folder)
        for one in found:
            write_atomically(folder / one.name, one.data)
        self.answer["messages"] = [
            {"file": str(folder / one.name), "method": one.method, "uid": one.uid} for one in found
        ]
        said = N_("Messages of release {release} in {folder}: {number}")
        self.tell([text(said, self.speak, **self._fields(folder), number=str(len(found)))])

    def calendar(self, url: str, *, create: bool, dry_run: bool) -> None:
        """Puts the release into a calendar of a server."""
        import session_planner as sp

        progress = _Progress(self.speak) if sys.stderr.isatty() else None
        try:
            sent = sp.publish_caldav(
                self.release, url, self.speak, self.keep, password=_password(url, self.speak), create=create,
                dry_run=dry_run, watch=progress, **self.options,
            )  # fmt: skip
        finally:
            if progress:
                progress.clear()
        self.answer["caldav"] = {**sent.as_dict(), "dry_run": dry_run}
        self.tell(_told(sent, dry_run, self.speak))
        self.refused = bool(sent.refused)

    def _fields(self, folder: Path) -> dict[str, Any]:
        return {"release": str(self.release.number), "folder": str(folder)}


def _make(folder: Path) -> None:
    from session_planner.errors import OutsideError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = N_("the folder `{folder}` cannot be made: {reason}")
        raise OutsideError(said, folder=str(folder), reason=error.strerror or str(error)) from error


def _languages(asked: list[str]) -> tuple[str, tuple[str, ...]]:
    """The language to speak, and those that were asked for."""
    if "all" in asked:
        return language(), LANGUAGES
    named = tuple(dict.fromkeys(language(one) for one in asked))
    return language(named[0] if named else ""), named


def _refuse(speak: str, mistakes: dict[str, Any]) -> None:
    for said, wrong in mistakes.items():
        if wrong:
            raise typer.BadParameter(text(said, speak))


def _release(store: Path, number: int | None, speak: str) -> Any:
    import session_planner as sp

    there = sp.Store(store)
    found = there.public if number is None else there.release(number)
    if found is None:
        said = N_("there is no public release in {folder}; `session-planner release` makes one")
        raise typer.BadParameter(text(said, speak, folder=store), param_hint="STORE")
    if not found.public:
        said = N_("release {number} is a draft, and drafts are not published; propose it first")
        raise typer.BadParameter(text(said, speak, number=str(found.number)), param_hint="--release")
    return found


def _password(url: str, speak: str) -> str | None:
    """From the environment; else asked for at a terminal, if the address names a user. It is shown nowhere."""
    if given := os.environ.get("SESSION_PLANNER_CALDAV_PASSWORD"):
        return given
    if "@" not in urlsplit(url).netloc or not sys.stdin.isatty():
        return None
    asked: str = typer.prompt(text(N_("Password"), speak), hide_input=True, err=True)
    return asked


_KINDS = {
    "new": N_("new: {title}"),
    "updated": N_("changed: {title}"),
    "cancelled": "{title}",  # says itself that it is cancelled
    "edited": N_("had been changed there by another hand, and is as released again: {title}"),
}
_WHY = {
    "changed": N_("not put, since somebody changed it there just now; run this again: {title}"),
    "taken": N_("not put, since another program's object there has its name or UID; take that away first: {title}"),
}


def _told(sent: Any, dry_run: bool, speak: str) -> Iterator[str]:
    """A line an entry that something was done with, and how many of each."""
    for kind, said in _KINDS.items():
        yield from _some([text(said, speak, title=one.title) for one in getattr(sent, kind)], speak)
    for one in sent.refused:
        yield text(_WHY[one.why], speak, title=one.title)
    if sent.created:
        yield text(N_("The calendar would be made") if dry_run else N_("The calendar was made"), speak)
    counted = {kind: str(len(getattr(sent, kind))) for kind in ("new", "updated", "cancelled", "refused")}
    said = N_(
        "Release {release} in {url}: new {new}, changed {updated}, cancelled {cancelled}, not put {refused}, as they"
        " were {unchanged}"
    )
    if dry_run:
        said = N_(
            "Release {release} would be in {url}: new {new}, changed {updated}, cancelled {cancelled}, not put"
            " {refused}, as they were {unchanged}"
        )
    yield text(said, speak, release=str(sent.release), url=sent.url, unchanged=str(sent.unchanged), **counted)


def _some(lines: list[str], speak: str) -> list[str]:
    """The first of many lines, and how many more there are."""
    if len(lines) <= _SHOWN:
        return lines
    return [*lines[:_SHOWN], text(N_("… and {number} more"), speak, number=str(len(lines) - _SHOWN))]


class _Progress:
    """How many objects are done, on a terminal's standard error, from the first second on."""

    def __init__(self, speak: str) -> None:
        self.speak, self.began, self.shown = speak, time.monotonic(), False

    def __call__(self, done: int, of: int) -> None:
        if time.monotonic() - self.began >= 1:
            told = text(N_("{done} of {all} entries"), self.speak, done=str(done), all=str(of))
            sys.stderr.write(_CLEAR_LINE + told)
            sys.stderr.flush()
            self.shown = True

    def clear(self) -> None:
        if self.shown:
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()
