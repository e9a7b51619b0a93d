"""The folder that a solve writes into: the programme, and beside it a copy of its scenario."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from session_planner.errors import InputError, Mistake, OutsideError
from session_planner.files import write_atomically
from session_planner.words import N_


class Folder:
    """Checked before the search, so that no minute is spent on a programme that cannot be kept.

    Raises OutsideError for a folder that cannot be written into, InputError for one in which a file of the user's own
    has the name of the copy.
    """

    def __init__(self, path: Path, scenario: Path) -> None:
        self.path = path
        self.scenario = scenario
        self.text = scenario.read_bytes()
        self.programme = path / "programme.json"
        self.copy = path / "scenario.yaml"
        self._refuse_unwritable()
        self._refuse_other_scenario()

    def write(self, programme: Any) -> None:
        """Both files, each of them whole or not at all."""
        self.path.mkdir(parents=True, exist_ok=True)
        if self._is_not_the_scenario_itself():
            write_atomically(self.copy, self.text)
        write_atomically(self.programme, programme.to_json().encode())

    def _is_not_the_scenario_itself(self) -> bool:
        return not (self.copy.exists() and self.copy.samefile(self.scenario))

    def _refuse_unwritable(self) -> None:
        there = self.path
        while not there.exists() and there != there.parent:
            there = there.parent
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            said = N_("cannot write into `{folder}`: `{there}` is no folder that this user may write into")
            raise OutsideError(said, folder=str(self.path), there=str(there))

    def _refuse_other_scenario(self) -> None:
        """A `scenario.yaml` that is neither this scenario nor an earlier copy of ours is somebody's work."""
        if not self.copy.exists() or not self._is_not_the_scenario_itself():
            return
        there = self.copy.read_bytes()
        if there != self.text and hashlib.sha256(there).hexdigest() != self._scenario_of_earlier():
            said = N_("{file} is there already and is no copy that session-planner made; choose another folder with -o")
            raise InputError([Mistake("", 0, 0, "", said, {"file": str(self.copy)})])

    def _scenario_of_earlier(self) -> str:
        """The hash of the scenario that the programme in the folder was made from."""
        try:
            return str(json.loads(self.programme.read_bytes())["scenario"]["sha256"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""
