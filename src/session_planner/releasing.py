"""Releasing: a programme becomes the next version in a store, with what changed, for whom, and the notices that say so.

The door to the releases: proves the programme, counts what changed since the last public release, goes on with its
ledger, writes the notices in all languages, and has the store keep it all at once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from zoneinfo import ZoneInfo

from session_planner.checker import check
from session_planner.errors import InputError, Mistake
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, ordered
from session_planner.programme.reading import parse_programme
from session_planner.publish.documents import FORMS, written
from session_planner.publish.layouts.notice import notice
from session_planner.releases import ledger_file
from session_planner.releases.changes import Changes, changes
from session_planner.releases.ledger import Ledger
from session_planner.releases.model import LEDGER, PROGRAMME, SCENARIO, Release, notice_name
from session_planner.releases.states import BEGINNINGS, BY_OTHERS, NEXT, STATES, State, StateName, before
from session_planner.releases.store import OTHER_SESSION, RefusedError, Store
from session_planner.scenario.model import Scenario
from session_planner.scenario.text import content_of
from session_planner.scenario.values import Text
from session_planner.words import LANGUAGES, N_


def release(
    programme: Programme,
    scenario: Scenario,
    store: Store,
    *,
    author: str,
    time: dt.datetime,
    note: str = "",
    state: str = "proposed",
    by: str = "",
    decision: str = "",
) -> Release:
    """Makes a programme the next release in a store, and gives it back as it stands there.

    `time` is the moment of the release, later than that of the one before; without an offset it is by the clock of
    the session's place. `state` is proposed, draft, or revised once a release was adopted; `by` (else the author) gives
    it, and `decision` is what it rests on. What changed is counted from the last public release. Raises InputError for
    a programme, a scenario, a time or a state that cannot be the next one's, RefusedError where the newest release is
    the same or another one was made meanwhile, OutsideError when the disk refuses.
    """
    made = _Making(programme, scenario, store, time)
    first = State(made.beginning(state), plain(by) or _named(author), made.time, plain(decision))
    return made.release(_named(author), plain(note), first)


class _Making:
    """One release on its way: what it is made of, held against what is in the store."""

    def __init__(self, programme: Programme, scenario: Scenario, store: Store, time: dt.datetime) -> None:
        self.store, self.scenario = store, scenario
        self.there = store.releases()
        self.newest = self.there[-1] if self.there else None
        self.public = next((one for one in reversed(self.there) if one.public), None)
        self.yaml = _bytes(scenario)
        self.programme = self._programme(programme)
        self.time = self._time(time)
        self._refuse_the_same()

    def _programme(self, given: Programme) -> Programme:
        """The programme as it will be read again: its names known, its times by the clock of the place.

        What a solver proved is kept only with the scenario that it was proved for.
        """
        sha256 = hashlib.sha256(self.yaml).hexdigest()
        known = parse_programme(given.to_json().encode(), PROGRAMME, self.scenario).programme
        if given.scenario_sha256 not in ("", sha256):
            known = replace(known, status="given", costs=(), tiers=(), solver={})
        return replace(
            known,
            segments=ordered(known.segments),
            scenario_id=self._id(given, sha256),
            scenario_sha256=sha256,
            variant=self.scenario._variant,
            sets=self.scenario._sets,
        )

    def _id(self, given: Programme, sha256: str) -> str:
        """The id from which calendar entries have their names: for all releases of a store it is one and the same."""
        found = given.scenario_id or self.scenario.id or ""
        if self.newest is None or found == self.newest.scenario_id:
            return found
        # A scenario that says no id of its own has that of its file's name, and a copy has another one.
        if any(one.sha256[SCENARIO] == sha256 for one in self.there):
            return self.newest.scenario_id
        raise _wrong(OTHER_SESSION, self.store, found=found, known=self.newest.scenario_id)

    def _time(self, given: dt.datetime) -> dt.datetime:
        time = in_zone(given, self.scenario).replace(microsecond=0)
        if self.newest is not None and time.timestamp() <= self.newest.time.timestamp():
            said = N_("{time} is not after release {number} ({before}): times never go back")
            raise _wrong(
                said, self.store,
                time=time.isoformat(), number=self.newest.number, before=self.newest.time.isoformat(),
            )  # fmt: skip
        return time

    def beginning(self, state: str) -> StateName:
        """The state that the release begins in."""
        for name in BEGINNINGS:
            if name == state and (name != "revised" or any(one.state.name == "adopted" for one in self.there)):
                return name
        if state == "revised":
            raise _wrong(N_("no release was adopted yet, so that none can be revised; it can be proposed"), self.store)
        said = N_("a release begins as {allowed}, and not as {found}")
        raise _wrong(said, self.store, allowed=", ".join(BEGINNINGS), found=state)

    def _refuse_the_same(self) -> None:
        """There is nothing to release where the newest release says the same already."""
        old = self.newest
        if old is None or not _same_content(old.scenario(), self.scenario) or not _same(old, self.programme):
            return
        fields = {"number": old.number, "state": old.state.words(), "next": NEXT[old.state.name], "store": self.store}
        said = N_("nothing changed since release {number} ({state}): there is nothing to release")
        if NEXT[old.state.name] is not None:
            said = N_(
                "nothing changed since release {number} ({state}): there is nothing to release; to say that it is"
                " {next}: session-planner state {store} {number} {next}"
            )
        raise RefusedError(said, **{**fields, "store": str(self.store.path)})

    def release(self, author: str, note: str, state: State) -> Release:
        """The release, in the store."""
        number = len(self.there) + 1
        since = self.public
        old = since.scenario() if since else None
        found = changes(since.programme(old) if since else None, old, self.programme, self.scenario)
        ledger = (since.ledger() if since else Ledger()).advance(self.programme, self.scenario, number, self.time)
        last = since.number if since else None
        notices = {
            notice_name(lang): written(
                notice(found, self.scenario, lang, number=number, time=self.time, since=last), "md"
            )
            for lang in LANGUAGES
        }
        files: dict[str, bytes] = {
            PROGRAMME: self.programme.to_json().encode(),
            SCENARIO: self.yaml,
            LEDGER: ledger_file.write(ledger, self.scenario.timezone),
            **notices,
        }
        made = Release(
            folder=self.store.path, number=number, time=self.time, author=author, note=note,
            scenario_id=self.programme.scenario_id, variant=self.programme.variant, sets=self.programme.sets,
            since=last, before=self.newest.digest if self.newest else None,
            conflicts=len(check(self.programme, self.scenario).errors), changes=found.as_dict(),
            sha256={name: hashlib.sha256(data).hexdigest() for name, data in files.items()}, history=(state,),
        )  # fmt: skip
        return self.store.add(made, files)


def set_state(
    store: Store,
    number: int,
    state: str,
    *,
    by: str = "",
    when: dt.date | None = None,
    decision: str = "",
    note: str = "",
    today: dt.date | None = None,
) -> Release:
    """Gives a release its next state, and gives the release back.

    `decision` is text, or the id of one in the release's scenario, which then says by whom and when unless this is
    given; `today` is when it is if neither says. Agreed needs a decision, agreed and adopted need to be by somebody.
    Raises InputError for a state that the release cannot come to, and where something is wanting.
    """
    found = store.release(number)
    name = next((one for one in STATES if one == state), None)
    if name is None:
        raise _wrong(
            N_("there is no state `{found}`; allowed: {allowed}"), store, found=state, allowed=", ".join(STATES)
        )
    scenario = found.scenario()
    known = next((one for one in scenario.decisions if one.id == decision), None)
    if known is not None:
        by, when = by or (known.by or Text()).told(next(iter(scenario.languages), "en")), when or known.on
    if name not in BY_OTHERS:
        by = by or found.author
    when = when or today
    if isinstance(when, dt.datetime):
        when = in_zone(when, scenario)
    if not by.strip():
        raise _wrong(N_("say who: a release is {state} by somebody (--by)"), store, state=name)
    if when is None:
        raise _wrong(N_("say when: a release is {state} on some day (--when)"), store, state=name)
    given = State(name, plain(by), when, plain(decision), plain(note))
    store.refuse_state(found, given)
    if name == "agreed" and not decision.strip():
        raise _wrong(N_("say by which decision: its id in the scenario, or its text (--decision)"), store)
    if name == "adopted" and before(when, found.state.when):
        said = N_("{when} is before the release was {state} ({before})")
        raise _wrong(said, store, when=when.isoformat(), state=found.state.name, before=found.state.when.isoformat())
    return store.add_state(number, given)


def changes_between(store: Store, number: int, since: int | None = None) -> Changes:
    """What changed in a release: since the last public one before it, or since any other before it."""
    new, last = _since(store, number, since)
    old = store.release(last) if last is not None else None
    was, now = old.scenario() if old else None, new.scenario()
    return changes(old.programme(was) if old else None, was, new.programme(now), now)


def change_notice(
    store: Store, number: int, lang: str, since: int | None = None, keep: Filter = EVERYTHING, form: str = "md"
) -> bytes:
    """The change notice of a release, in one of the forms of documents: md, html, docx or pdf.

    Since the last public release before it, or since any other before it; for all, or for those that `keep` names.
    """
    new, last = _since(store, number, since)
    if form not in FORMS:
        said = N_("a notice is written as {allowed}; found `{found}`")
        raise _wrong(said, store, found=form, allowed=", ".join(FORMS))
    found = changes_between(store, number, since)
    return written(notice(found, found.new_scenario, lang, number=number, time=new.time, since=last, keep=keep), form)


def _since(store: Store, number: int, since: int | None) -> tuple[Release, int | None]:
    """A release, and the number of the one that what changed in it is counted from."""
    new = store.release(number)
    if since is not None and not 1 <= since < number:
        raise _wrong(N_("release {since} is not before release {number}"), store, since=since, number=number)
    return new, new.since if since is None else since


def in_zone(moment: dt.datetime, scenario: Scenario) -> dt.datetime:
    """A moment by the clock of the session's place; one without an offset is that already."""
    zone = ZoneInfo(scenario.timezone)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def _bytes(scenario: Scenario) -> bytes:
    """The scenario's file as it was when it was read."""
    source = scenario._source
    if source is None or not scenario._sha256:
        raise InputError([Mistake("", 0, 0, "", N_("only a scenario that was read from a file can be released"))])
    data = content_of(source.file)
    if hashlib.sha256(data).hexdigest() != scenario._sha256:
        raise InputError([Mistake(source.file, 0, 0, "", N_("this file was changed meanwhile; run it again"))])
    return data


def _same(old: Release, new: Programme) -> bool:
    """Whether two programmes say the same, however they were found and whoever wrote down which sitting it is."""
    was = old.programme()
    told = [sorted(str(replace(one, sitting=None).as_dict()) for one in programme.segments) for programme in (was, new)]
    return told[0] == told[1] and set(was.unscheduled) == set(new.unscheduled)


def _same_content(old: Scenario, new: Scenario) -> bool:
    """Whether two scenarios say the same: comments, and the id that a copy may lack, aside."""
    return old.model_dump(exclude={"id"}) == new.model_dump(exclude={"id"})


def _named(author: str) -> str:
    if not (name := plain(author)):
        raise InputError([Mistake("", 0, 0, "", N_("say who releases: a name (--author)"))])
    return name


def plain(text: str) -> str:
    """What somebody typed, as it can be kept: on one line, with a mark for what is no text in any encoding."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _wrong(message: str, store: Store, **fields: object) -> InputError:
    return InputError([Mistake(str(store.path), 0, 0, "", message, fields)])
