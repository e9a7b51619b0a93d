"""Holds back the tests that need what this machine lacks, and names them at the end of the run.

``@pytest.mark.needs("php-cli", "ical.js")`` names entries of ``system-packages.txt`` or of ``tests/node/package.json``.
Under CI=true nothing may be left out: a missing need, or a test skipped for any other reason, fails the run.
"""

from __future__ import annotations

import os

import pytest

from tests import needs

EVERY_NEED = needs.every_need()
NOTHING_LEFT_OUT = os.environ.get("CI") == "true"
# Where the calendar readers that run on Node look for their packages.
os.environ.setdefault("ICS_NODE_MODULES", str(needs.NODE_MODULES))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Run a marked test only where all that it needs is here."""
    wanted = [name for mark in item.iter_markers("needs") for name in mark.args]
    if unknown := [name for name in wanted if name not in EVERY_NEED]:
        pytest.fail(f"unknown need {', '.join(unknown)}; known: {', '.join(EVERY_NEED)}", pytrace=False)
    missing = [name for name in wanted if not needs.is_here(EVERY_NEED[name])]
    if missing and NOTHING_LEFT_OUT:
        pytest.fail(f"needs {', '.join(missing)}, which may not be missing where CI=true", pytrace=False)
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name each test that was left out, and what for."""
    left_out = terminalreporter.getreports("skipped")
    if left_out:
        terminalreporter.section("not run here", red=NOTHING_LEFT_OUT, yellow=not NOTHING_LEFT_OUT)
    for report in left_out:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.line(f"not run here: {report.nodeid} {reason.removeprefix('Skipped: ')}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run that left a test out where none may be."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if NOTHING_LEFT_OUT and exitstatus == pytest.ExitCode.OK and reporter and reporter.getreports("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
