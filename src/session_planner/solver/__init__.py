"""The only place that knows CP-SAT: model, search, tiers, explanation. Importing any of it loads CP-SAT lightly."""

from __future__ import annotations

from session_planner.solver.lightly import load_solver

load_solver()
