"""session-planner: from a scenario to a programme of work, proved free of conflict, and published.

    import session_planner as sp

    scenario = sp.load("scenarios/untoc-wg-ta-2012.yaml")
    outcome = sp.solve(scenario)
    report = sp.check(outcome.programme, scenario)
    annex = sp.export(outcome.programme, scenario, to="md", lang="fr")

Names are loaded when first used: importing the package costs next to nothing and brings in no solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "load": "session_planner.loading",
    "load_written": "session_planner.loading",
    "validate": "session_planner.loading",
    "schema": "session_planner.loading",
    "contents": "session_planner.loading",
    "contradictions": "session_planner.scenario.contradictions",
    "find_scenario": "session_planner.loading",
    "Scenario": "session_planner.scenario.model",
    "solve": "session_planner.planning",
    "explain": "session_planner.planning",
    "Control": "session_planner.solver.control",
    "Progress": "session_planner.solver.control",
    "check": "session_planner.checker",
    "read_programme": "session_planner.programme.reading",
    "parse_programme": "session_planner.programme.reading",
    "differences": "session_planner.programme.differences",
    "export": "session_planner.publish",
    "publish_calendars": "session_planner.publish.calendars.feeds",
    "calendars": "session_planner.publish.calendars.feeds",
    "Ledger": "session_planner.releases.ledger",
    "Filter": "session_planner.programme.filter",
    "Following": "session_planner.releases.following",
    "FollowedCalendars": "session_planner.publish.calendars.followed",
    "messages": "session_planner.publish.calendars.messages",
    "doctor": "session_planner.publish.doctor",
    "publish_caldav": "session_planner.publish.calendars.sending",
    "show": "session_planner.publish.terminal",
    "Store": "session_planner.releases.store",
    "release": "session_planner.releasing",
    "release_of": "session_planner.releases.store",
    "set_state": "session_planner.releasing",
    "changes_between": "session_planner.releasing",
    "change_notice": "session_planner.releasing",
    "notice": "session_planner.publish.layouts.notice",
    "view": "session_planner.publish.view",
    "View": "session_planner.publish.view",
    "Titles": "session_planner.publish.titles",
    "read_with_scenario": "session_planner.loading",
    "rule_table": "session_planner.rules.listing",
    "replan": "session_planner.studies.replanning.replan",
    "published_before": "session_planner.studies.replanning.replan",
    "read_now": "session_planner.studies.replanning.moments",
    "replan_notice": "session_planner.publish.replanned",
    "joint_sheets": "session_planner.bureau.sheet",
    "joint_document": "session_planner.publish.layouts.joint",
    "joint_around": "session_planner.publish.layouts.around",
    "RefusedError": "session_planner.releases.store",
    "FORMATS": "session_planner.publish",
    "prices": "session_planner.studies.pricing.prices",
    "PRICED": "session_planner.studies.pricing.loosened",
    "repairs": "session_planner.studies.pricing.repairs",
    "tries": "session_planner.studies.pricing.ways",
    "text_with": "session_planner.studies.pricing.ways",
    "as_variant": "session_planner.studies.pricing.ways",
    "front": "session_planner.studies.pricing.front",
    "front_document": "session_planner.publish.layouts.front",
    "front_chart": "session_planner.publish.layouts.front",
    "prices_document": "session_planner.publish.layouts.prices",
    "repairs_document": "session_planner.publish.layouts.prices",
    "compare": "session_planner.studies.compare",
    "subjects": "session_planner.studies.compare",
    "comparison_document": "session_planner.publish.layouts.comparison",
    "comparison_svg": "session_planner.publish.layouts.comparison",
    "sweep": "session_planner.studies.sweeping.sweep",
    "Trial": "session_planner.studies.trials",
    "sweep_trials": "session_planner.studies.sweeping.grid",
    "SweepResults": "session_planner.studies.sweeping.results",
    "sweep_table": "session_planner.studies.sweeping.tables",
    "process_pool": "session_planner.studies.sweeping.executors",
    "dask_cluster": "session_planner.studies.sweeping.executors",
    "sweep_document": "session_planner.publish.layouts.sweep",
    "sweep_svg": "session_planner.publish.layouts.sweep",
    "risk": "session_planner.studies.holding.risk",
    "robust": "session_planner.studies.holding.robust",
    "risk_document": "session_planner.publish.layouts.risk",
    "risk_svg": "session_planner.publish.layouts.risk",
    "Segment": "session_planner.programme.model",
    "Programme": "session_planner.programme.model",
    "png_of": "session_planner.publish.pictures.picture",
    "written": "session_planner.publish.documents",
    "show_document": "session_planner.publish.forms.terminal",
    "programme_of": "session_planner.sources.direct",
    "scenario_of": "session_planner.sources.direct",
    "read_source": "session_planner.sources.reading",
    "draft_text": "session_planner.sources.written",
    "draft_programme": "session_planner.sources.written",
    "comment_of": "session_planner.sources.written",
    "draft_summary": "session_planner.sources.told",
    "draft_as_dict": "session_planner.sources.told",
    "Review": "session_planner.sources.review",
    "Start": "session_planner.sources.starting",
    "started": "session_planner.sources.starting",
    "zone_named": "session_planner.sources.starting",
    "busy_of": "session_planner.sources.systems.busy",
    "with_busy_times": "session_planner.sources.systems.busy",
    "cosplib": "session_planner.sources.conferences",
    "tpac": "session_planner.sources.conferences",
}

if TYPE_CHECKING:
    from session_planner.bureau.sheet import joint_sheets as joint_sheets
    from session_planner.checker import check as check
    from session_planner.loading import contents as contents
    from session_planner.loading import find_scenario as find_scenario
    from session_planner.loading import load as load
    from session_planner.loading import load_written as load_written
    from session_planner.loading import read_with_scenario as read_with_scenario
    from session_planner.loading import schema as schema
    from session_planner.loading import validate as validate
    from session_planner.planning import explain as explain
    from session_planner.planning import solve as solve
    from session_planner.programme.differences import differences as differences
    from session_planner.programme.filter import Filter as Filter
    from session_planner.programme.model import Programme as Programme
    from session_planner.programme.model import Segment as Segment
    from session_planner.programme.reading import parse_programme as parse_programme
    from session_planner.programme.reading import read_programme as read_programme
    from session_planner.publish import FORMATS as FORMATS
    from session_planner.publish import export as export
    from session_planner.publish.calendars.feeds import calendars as calendars
    from session_planner.publish.calendars.feeds import publish_calendars as publish_calendars
    from session_planner.publish.calendars.followed import FollowedCalendars as FollowedCalendars
    from session_planner.publish.calendars.messages import messages as messages
    from session_planner.publish.calendars.sending import publish_caldav as publish_caldav
    from session_planner.publish.doctor import doctor as doctor
    from session_planner.publish.documents import written as written
    from session_planner.publish.forms.terminal import show_document as show_document
    from session_planner.publish.layouts.around import joint_around as joint_around
    from session_planner.publish.layouts.comparison import comparison_document as comparison_document
    from session_planner.publish.layouts.comparison import comparison_svg as comparison_svg
    from session_planner.publish.layouts.front import front_chart as front_chart
    from session_planner.publish.layouts.front import front_document as front_document
    from session_planner.publish.layouts.joint import joint_document as joint_document
    from session_planner.publish.layouts.notice import notice as notice
    from session_planner.publish.layouts.prices import prices_document as prices_document
    from session_planner.publish.layouts.prices import repairs_document as repairs_document
    from session_planner.publish.layouts.risk import risk_document as risk_document
    from session_planner.publish.layouts.risk import risk_svg as risk_svg
    from session_planner.publish.layouts.sweep import sweep_document as sweep_document
    from session_planner.publish.layouts.sweep import sweep_svg as sweep_svg
    from session_planner.publish.pictures.picture import png_of as png_of
    from session_planner.publish.replanned import replan_notice as replan_notice
    from session_planner.publish.terminal import show as show
    from session_planner.publish.titles import Titles as Titles
    from session_planner.publish.view import View as View
    from session_planner.publish.view import view as view
    from session_planner.releases.following import Following as Following
    from session_planner.releases.ledger import Ledger as Ledger
    from session_planner.releases.store import RefusedError as RefusedError
    from session_planner.releases.store import Store as Store
    from session_planner.releases.store import release_of as release_of
    from session_planner.releasing import change_notice as change_notice
    from session_planner.releasing import changes_between as changes_between
    from session_planner.releasing import release as release
    from session_planner.releasing import set_state as set_state
    from session_planner.rules.listing import rule_table as rule_table
    from session_planner.scenario.contradictions import contradictions as contradictions
    from session_planner.scenario.model import Scenario as Scenario
    from session_planner.solver.control import Control as Control
    from session_planner.solver.control import Progress as Progress
    from session_planner.sources.conferences import cosplib as cosplib
    from session_planner.sources.conferences import tpac as tpac
    from session_planner.sources.direct import programme_of as programme_of
    from session_planner.sources.direct import scenario_of as scenario_of
    from session_planner.sources.reading import read_source as read_source
    from session_planner.sources.review import Review as Review
    from session_planner.sources.starting import Start as Start
    from session_planner.sources.starting import started as started
    from session_planner.sources.starting import zone_named as zone_named
    from session_planner.sources.systems.busy import busy_of as busy_of
    from session_planner.sources.systems.busy import with_busy_times as with_busy_times
    from session_planner.sources.told import draft_as_dict as draft_as_dict
    from session_planner.sources.told import draft_summary as draft_summary
    from session_planner.sources.written import comment_of as comment_of
    from session_planner.sources.written import draft_programme as draft_programme
    from session_planner.sources.written import draft_text as draft_text
    from session_planner.studies.compare import compare as compare
    from session_planner.studies.compare import subjects as subjects
    from session_planner.studies.holding.risk import risk as risk
    from session_planner.studies.holding.robust import robust as robust
    from session_planner.studies.pricing.front import front as front
    from session_planner.studies.pricing.loosened import PRICED as PRICED
    from session_planner.studies.pricing.prices import prices as prices
    from session_planner.studies.pricing.repairs import repairs as repairs
    from session_planner.studies.pricing.ways import as_variant as as_variant
    from session_planner.studies.pricing.ways import text_with as text_with
    from session_planner.studies.pricing.ways import tries as tries
    from session_planner.studies.replanning.moments import read_now as read_now
    from session_planner.studies.replanning.replan import published_before as published_before
    from session_planner.studies.replanning.replan import replan as replan
    from session_planner.studies.sweeping.executors import dask_cluster as dask_cluster
    from session_planner.studies.sweeping.executors import process_pool as process_pool
    from session_planner.studies.sweeping.grid import sweep_trials as sweep_trials
    from session_planner.studies.sweeping.results import SweepResults as SweepResults
    from session_planner.studies.sweeping.sweep import sweep as sweep
    from session_planner.studies.sweeping.tables import sweep_table as sweep_table
    from session_planner.studies.trials import Trial as Trial

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
