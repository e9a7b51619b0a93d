"""Problems of conferences that others solve and publish: their instances and their solutions, read and written.

Beside `systems`, which holds what programme systems export. Each library of problems has its folder with its own data,
its reader, its writer and an own judge of solutions that shares nothing with the rules.
"""

from session_planner.sources.conferences import cosplib as cosplib
from session_planner.sources.conferences import tpac as tpac
