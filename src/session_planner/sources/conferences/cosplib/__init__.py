"""CoSPLib, the conference scheduling problem library (Kheiri, Pylyavskyy, Jacko; doi 10.1145/3712255.3726570).

`reading` makes an `instance` of a workbook of the library, `writing` one of an instance; `solution` reads and writes
what the library writes as a result; `scoring` says what a solution costs, term by term, as the library's checker does.
`scenario` makes of an instance what all the rest of the product works on, and of a programme a solution.
"""

from session_planner.sources.conferences.cosplib.instance import Hours as Hours
from session_planner.sources.conferences.cosplib.instance import Instance as Instance
from session_planner.sources.conferences.cosplib.instance import Parameters as Parameters
from session_planner.sources.conferences.cosplib.instance import Session as Session
from session_planner.sources.conferences.cosplib.instance import Submission as Submission
from session_planner.sources.conferences.cosplib.instance import Table as Table
from session_planner.sources.conferences.cosplib.instance import Term as Term
from session_planner.sources.conferences.cosplib.instance import Track as Track
from session_planner.sources.conferences.cosplib.reading import parse_instance as parse_instance
from session_planner.sources.conferences.cosplib.reading import read_instance as read_instance
from session_planner.sources.conferences.cosplib.scenario import programme_of as programme_of
from session_planner.sources.conferences.cosplib.scenario import scenario_of as scenario_of
from session_planner.sources.conferences.cosplib.scenario import solution_of as solution_of
from session_planner.sources.conferences.cosplib.scoring import Verdict as Verdict
from session_planner.sources.conferences.cosplib.scoring import count as count
from session_planner.sources.conferences.cosplib.scoring import hours_penalty as hours_penalty
from session_planner.sources.conferences.cosplib.scoring import judge as judge
from session_planner.sources.conferences.cosplib.scoring import score as score
from session_planner.sources.conferences.cosplib.solution import Held as Held
from session_planner.sources.conferences.cosplib.solution import Solution as Solution
from session_planner.sources.conferences.cosplib.solution import parse_solution as parse_solution
from session_planner.sources.conferences.cosplib.solution import placed as placed
from session_planner.sources.conferences.cosplib.solution import read_solution as read_solution
from session_planner.sources.conferences.cosplib.solution import solution_bytes as solution_bytes
from session_planner.sources.conferences.cosplib.solution import write_solution as write_solution
from session_planner.sources.conferences.cosplib.writing import instance_bytes as instance_bytes
from session_planner.sources.conferences.cosplib.writing import write_instance as write_instance
