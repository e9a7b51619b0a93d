"""The calendar of what somebody follows, as a feed at an address of its own.

A format of `publish` for servers: made once for a release, it writes any number of calendars, which share the bytes of
the entries that are the same.
"""

from __future__ import annotations

from session_planner.programme.filter import Filter
from session_planner.publish.calendars.feeds import REFRESH
from session_planner.publish.calendars.ics import Files
from session_planner.releases.following import Following
from session_planner.releases.ledger import Ledger
from session_planner.scenario.model import Scenario

_MOST_NAMED = 4


class FollowedCalendars:
    """The calendars of a release."""

    def __init__(self, scenario: Scenario, ledger: Ledger) -> None:
        self.scenario, self.ledger = scenario, ledger
        self._files: dict[str, Files] = {}

    def written(self, following: Following, lang: str, *, source: str | None = None) -> bytes:
        """The calendar of what is followed; `source` is its address. The same release gives the same bytes."""
        if lang not in self._files:
            self._files[lang] = Files(self.scenario, lang)
        files = self._files[lang]
        found = self.ledger.followed(following.shows(self.scenario))
        return files.written(found, self._named(following, files), refresh=REFRESH, source=source)

    def _named(self, following: Following, files: Files) -> Filter:
        """By whom or what the calendar is called: what no list of the scenario knows is called as it stands here."""
        items = tuple(
            files.titles.joint(ref[6:]).text if ref.startswith("joint:") else files.titles.reference(ref)
            for ref in following.items
        )
        named = Filter(following.bodies, following.rooms, following.delegations, following.officers)
        several = sum(map(len, (items, named.bodies, named.rooms, named.delegations, named.officers)))
        if several > _MOST_NAMED:
            first = (*following.bodies, *items)[:_MOST_NAMED]
            return Filter(bodies=(*first, "…")) if first else Filter(bodies=(f"{several}",))
        return Filter((*named.bodies, *items), named.rooms, named.delegations, named.officers)
