"""What a document says of the joint sessions in it: with whom, and by whose decision they are when they are.

Beside the layouts, for those that have room for notes under a table, as official documents use footnotes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from session_planner import words
from session_planner.publish.document import Line, Paragraph, Run, line, sentence
from session_planner.publish.layouts import said
from session_planner.publish.titles import Titles
from session_planner.publish.view import Row, View
from session_planner.scenario.model import JointSession, Scenario
from session_planner.words import N_


def joint_notes(view: View, scenario: Scenario) -> Iterator[Paragraph]:
    """Of each joint session that is shown: what it takes up, with whom, and by whose decision it is when it is."""
    titles, joints = Titles(scenario, view.lang), {joint.id: joint for joint in scenario.joint_sessions}
    found: dict[str, list[Row]] = defaultdict(list)
    for sitting in view.sittings:
        for row in sitting.rows:
            if row.segment.joint in joints:
                found[row.segment.joint or ""].append(row)
    for joint, rows in found.items():
        if note := _joint_note(view, titles, joints[joint], rows):
            yield Paragraph(note, "note")


def _joint_note(view: View, titles: Titles, joint: JointSession, rows: list[Row]) -> Line:
    """Where the blocks name the bodies, the decision alone; nothing where there is nothing more to say."""
    subject: list[str] = [titles.joint(joint.id).text]
    partners: Line = ()
    if not view.names_bodies:
        here = {row.segment.body for row in rows}
        subject = [row.number for row in rows if row.number] or subject
        others = said.in_a_list([titles.body(body) for body in joint.bodies if body not in here], view.lang)
        partners = sentence(N_("Joint discussion with: {bodies}."), view.lang, bodies=others)
    told = [one for one in (partners, _decided(titles, joint)) if one]
    if not told:
        return ()
    about = line(words.comma(view.lang).join(dict.fromkeys(subject)), look="strong")
    return (*about, Run(" – "), *told[0], *(run for one in told[1:] for run in (Run(" "), *one)))


def _decided(titles: Titles, joint: JointSession) -> Line:
    """By whom and on which day it was decided when a joint session is, where the scenario says both."""
    decision = titles.outline.decisions.get(joint.source or "")
    if decision is None or decision.by is None or decision.on is None:
        return ()
    what = N_("Time set by: {by}, {date}.") if joint.start else N_("Decided by: {by}, {date}.")
    date = words.Date(decision.on).told(titles.lang)
    return sentence(what, titles.lang, by=said.marked(titles.of(decision.by)), date=date)
