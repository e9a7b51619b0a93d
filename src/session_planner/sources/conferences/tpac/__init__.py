"""Group meetings of W3C's TPAC weeks: who asked for which slots, read from the JSON of the tool that plans them.

`reading` makes an `event` of the JSON (`titles` says whose meeting each is, `requests` what its text asks for);
`scenario` makes an ordinary scenario of an event; `solution` says where each meeting is held, read from and written to
the JSON's own fields; `judging` counts what a solution keeps of what was asked, without the rules.
"""

from session_planner.sources.conferences.tpac.event import Clash as Clash
from session_planner.sources.conferences.tpac.event import Event as Event
from session_planner.sources.conferences.tpac.event import Meeting as Meeting
from session_planner.sources.conferences.tpac.event import Room as Room
from session_planner.sources.conferences.tpac.event import Slot as Slot
from session_planner.sources.conferences.tpac.event import Unread as Unread
from session_planner.sources.conferences.tpac.event import clashes as clashes
from session_planner.sources.conferences.tpac.judging import Verdict as Verdict
from session_planner.sources.conferences.tpac.judging import judge as judge
from session_planner.sources.conferences.tpac.reading import parse_event as parse_event
from session_planner.sources.conferences.tpac.reading import read_event as read_event
from session_planner.sources.conferences.tpac.scenario import bodies_of as bodies_of
from session_planner.sources.conferences.tpac.scenario import scenario_of as scenario_of
from session_planner.sources.conferences.tpac.scenario import solution_of as solution_of
from session_planner.sources.conferences.tpac.solution import Solution as Solution
from session_planner.sources.conferences.tpac.solution import held_in as held_in
from session_planner.sources.conferences.tpac.solution import solution_bytes as solution_bytes
from session_planner.sources.conferences.tpac.solution import write_solution as write_solution
