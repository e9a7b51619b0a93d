"""`python -m session_planner`: the command line."""

from session_planner.cli import main

main()
