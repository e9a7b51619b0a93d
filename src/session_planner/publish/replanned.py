"""The change notice of a programme that was found by replanning, before it is any release.

A door for the command line: the notice of `layouts.notice`, in one of the forms of documents.
"""

from __future__ import annotations

import datetime as dt

from session_planner.publish.documents import written
from session_planner.publish.layouts.notice import notice
from session_planner.releases.changes import Changes


def replan_notice(found: Changes, lang: str, *, time: dt.datetime | None = None, form: str = "md") -> bytes:
    """What changed since the published programme, for all; `time` is when it is told, left out where none is given."""
    return written(notice(found, found.new_scenario, lang, number=None, time=time, since=None), form)
