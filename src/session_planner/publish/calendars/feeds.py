"""All calendars of a release in a folder that a web server shows: one for everybody, and one for each audience.

Last station of a release for those who subscribe. An address never changes: it is made from the language, the kind
and the id alone. Who is gone keeps a calendar, with everything in it cancelled, since somebody may still look there.

    FOLDER/index.json           what there is: for whom, under which title, in which languages, where
    FOLDER/en/all.ics           FOLDER/en/body/wg-ta.ics  delegation/…  officer/…  room/…
    FOLDER/sittings/            the same again with one entry a sitting, where that was asked for
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from session_planner.errors import InputError, Mistake, OutsideError
from session_planner.files import read_at_most, write_atomically
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.publish.calendars.ics import PRODID, Files
from session_planner.releases.entries import Granularity
from session_planner.releases.ledger import AUDIENCES, Ledger
from session_planner.releases.model import Release
from session_planner.releases.store import Store
from session_planner.scenario.model import Named, Scenario
from session_planner.scenario.values import Text
from session_planner.words import LANGUAGES, N_

INDEX = "index.json"
FORMAT = 1
REFRESH = 15
"""Minutes after which programs are asked to look again, unless told otherwise."""
_FOLDERS = {"bodies": "body", "delegations": "delegation", "officers": "officer", "rooms": "room"}
_MOST_BYTES = 1 << 28
# What every file system takes as it is, and no two of which differ in case alone; Windows keeps some for itself.
_PLAIN = re.compile(r"(?!(con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9]([a-z0-9_-]{0,62}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Feed:
    """One calendar: for whom, what it is called, and where it is from the folder on. `kind` is empty for everybody's.

    `gone`: the scenario knows its audience no more, and everything in it is cancelled.
    """

    kind: str
    id: str
    title: Text
    gone: bool
    keep: Filter

    @property
    def name(self) -> str:
        """Its path within a language."""
        return f"{self.kind}/{file_name(self.id)}.ics" if self.kind else "all.ics"


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a folder: the files written, and how many had these bytes already."""

    release: int
    folder: Path
    written: tuple[Path, ...]
    unchanged: int
    feeds: int
    languages: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "release": self.release,
            "folder": str(self.folder),
            "written": [str(path) for path in self.written],
            "unchanged": self.unchanged,
            "feeds": self.feeds,
            "languages": list(self.languages),
        }


def publish_calendars(
    source: Store | Release,
    folder: Path | str,
    *,
    languages: Sequence[str] = LANGUAGES,
    granularity: Granularity = "item",
    alarm: int | None = None,
    refresh: int | None = REFRESH,
    address: str | None = None,
) -> Published:
    """Writes every calendar of a release, or of the newest public one of a store, into a folder.

    Files whose bytes are right already are left alone, and nothing is taken away. A language that is out stays up to
    date, whether it is asked for again or not. `alarm` and `refresh` are in minutes; `address` is where the folder
    will be on the web. Raises InputError for a draft, a folder that holds another session's calendars or those of a
    later release, and a file in the way that is none of ours; OutsideError when the disk refuses.
    """
    release = _public(source)
    scenario, ledger = release.scenario(), release.ledger()
    root = Path(folder) / "sittings" if granularity == "sitting" else Path(folder)
    before = _index(root)
    _refuse_other(root, before, release)
    asked = {*languages, *(before or {}).get("languages", ())}
    spoken = tuple(one for one in LANGUAGES if one in asked)
    _refuse_unknown(asked)
    feeds = tuple(feeds_of(scenario, ledger))
    _refuse_strangers(root, feeds, spoken)
    into = _Folder(root)
    made = calendars(
        scenario, ledger, spoken, granularity=granularity, alarm=alarm, refresh=refresh, address=address
    )  # fmt: skip
    for path, data in made:
        into.put(path, data)
    into.put(INDEX, _as_json(release, scenario, feeds, spoken, granularity))
    return Published(release.number, root, tuple(into.written), into.unchanged, len(feeds), spoken)


def calendars(
    scenario: Scenario,
    ledger: Ledger,
    languages: Sequence[str] = LANGUAGES,
    *,
    granularity: Granularity = "item",
    alarm: int | None = None,
    refresh: int | None = REFRESH,
    address: str | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Every calendar of a release one after the other: its path in the folder, and its bytes."""
    files = [Files(scenario, lang, alarm) for lang in languages]
    for feed in feeds_of(scenario, ledger):
        found = ledger.feed(feed.keep, granularity)
        for file in files:
            path = f"{file.lang}/{feed.name}"
            source = f"{address.rstrip('/')}/{path}" if address else None
            yield path, file.written(found, feed.keep, refresh=refresh, source=source)


def feeds_of(scenario: Scenario, ledger: Ledger) -> Iterator[Feed]:
    """The calendars that there are: everybody's, then by kind those of the scenario, then those of who is gone."""
    yield Feed("", "", scenario.title, False, EVERYTHING)
    for kind in AUDIENCES:
        known: Mapping[str, Named] = {one.id: one for one in getattr(scenario, kind)}
        for id in dict.fromkeys((*known, *ledger.ever(kind))):
            title = known[id].called if id in known else Text({"": id})
            yield Feed(_FOLDERS[kind], id, title, id not in known, Filter(**{kind: (id,)}))


def file_name(id: str) -> str:
    """An id as the name of a file: the same for ever, another for another id also where case does not count.

    A plain one stays as it is; any other is told by its letters, a tilde, and a digest of it.
    """
    if _PLAIN.fullmatch(id):
        return id
    letters = unicodedata.normalize("NFKD", id).encode("ascii", "ignore").decode().lower()
    told = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40].strip("-")
    return f"{told or 'id'}~{hashlib.sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


class _Folder:
    """The folder as it is written to."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written: list[Path] = []
        self.unchanged = 0

    def put(self, name: str, data: bytes) -> None:
        """Puts a file where it is not there with these bytes already."""
        path = self.root / name
        if path.is_file() and read_at_most(path, _MOST_BYTES) == data:
            self.unchanged += 1
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            said = N_("the folder `{folder}` cannot be made: {reason}")
            raise OutsideError(said, folder=str(path.parent), reason=error.strerror or str(error)) from error
        write_atomically(path, data)
        self.written.append(path)


def _as_json(
    release: Release, scenario: Scenario, feeds: tuple[Feed, ...], spoken: tuple[str, ...], granularity: Granularity
) -> bytes:
    """The list of the calendars, for web pages and for our own next time."""
    whole = {
        "format": FORMAT,
        "session": release.scenario_id,
        "title": _titles(scenario.title),
        "release": release.number,
        "time": release.time.isoformat(),
        "granularity": granularity,
        "languages": list(spoken),
        "feeds": [
            {
                "kind": feed.kind or "all",
                "id": feed.id or None,
                "title": _titles(feed.title),
                "gone": feed.gone,
                "paths": {lang: f"{lang}/{feed.name}" for lang in spoken},
            }
            for feed in feeds
        ],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _titles(title: Text) -> dict[str, str]:
    """A title by language; `und` (undetermined, BCP 47) is the key of one without."""
    return {lang or "und": words for lang, words in title.items()}


# -- what must not be written over ---------------------------------------------------------------------------------


def _public(source: Store | Release) -> Release:
    release = source if isinstance(source, Release) else source.public
    if release is None:
        said = N_("no release is public yet; drafts are not published")
        raise _wrong(source.path if isinstance(source, Store) else Path(), said)
    if not release.public:
        said = N_("release {number} is a draft, and drafts are not published; propose it first")
        raise _wrong(release.folder, said, number=str(release.number))
    return release


def _index(root: Path) -> dict[str, Any] | None:
    """The list that is there; None where there is none."""
    path = root / INDEX
    if not path.exists():
        return None
    try:
        found = json.loads(read_at_most(path, _MOST_BYTES))
        if found["format"] != FORMAT or not isinstance(found["release"], int) or not isinstance(found["session"], str):
            raise ValueError(found["format"])
        if not all(isinstance(lang, str) for lang in found["languages"]):
            raise ValueError(found["languages"])
    except (ValueError, KeyError, TypeError, RecursionError):
        said = N_("this is not the list of calendars that session-planner writes; name another folder")
        raise _wrong(path, said) from None
    else:
        return dict(found)


def _refuse_other(root: Path, before: dict[str, Any] | None, release: Release) -> None:
    """Raises InputError where another session's calendars stand, or those of a later release: numbers never go back."""
    if before is None:
        return
    fields = {"number": str(release.number), "found": str(before["release"]), "session": before["session"]}
    if before["session"] != release.scenario_id:
        raise _wrong(root, N_("the calendars of another session are here: {session}; name another folder"), **fields)
    if before["release"] > release.number:
        said = N_(
            "the calendars of release {found} are out here, and those of release {number} are older: nobody who "
            "subscribes would follow back; release what is to hold again"
        )
        raise _wrong(root, said, **fields)


def _refuse_unknown(languages: set[str]) -> None:
    for lang in sorted(languages - set(LANGUAGES)):
        said = N_("`{found}` is not one there is; allowed: {allowed}")
        raise InputError([Mistake("", 0, 0, "language", said, {"found": lang, "allowed": ", ".join(LANGUAGES)})])


def _refuse_strangers(root: Path, feeds: tuple[Feed, ...], spoken: tuple[str, ...]) -> None:
    """Raises InputError, before anything is written, for files in the way that are none of ours."""
    ours = f"PRODID:{PRODID}".encode()
    there = (root / lang / feed.name for lang in spoken for feed in feeds)
    said = N_("this calendar is from another program and is not written over; move it away or name another folder")
    mistakes = [
        Mistake(str(path), 0, 0, "", said)
        for path in there
        if path.exists() and ours not in read_at_most(path, 4096)[:4096]
    ]
    if mistakes:
        raise InputError(mistakes)


def _wrong(path: Path, said: str, **fields: str) -> InputError:
    return InputError([Mistake(str(path), 0, 0, "", said, fields)])
