"""The bureau's joint-session sheet: a page or two for each joint session, to be signed by the chairs of its bodies.

A layout of `publish` over the findings of `bureau`: what was decided, where every programme and calendar has it, what
runs against it, how much slack there is, what became of it over the releases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from session_planner import words
from session_planner.bureau.sheet import Sheet
from session_planner.publish.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Line,
    NewPage,
    Paragraph,
    Run,
    Signature,
    line,
    listed,
    sentence,
)
from session_planner.publish.layouts.joint_tables import Tables, by_finding
from session_planner.publish.titles import Told
from session_planner.publish.view import FALLBACK_MARK
from session_planner.scenario.model import Decision, Scenario
from session_planner.words import N_, Date

TITLE = N_("Joint sessions: sheet for the bureau")


def joint_document(sheets: Sequence[Sheet], scenario: Scenario, lang: str) -> Document:
    """The sheets of a scenario's joint sessions, each on pages of its own."""
    tables = Tables(scenario, lang)
    session = tables.titles.of(scenario.title)
    blocks: list[Block] = [Heading(line(words.text(TITLE, lang))), Paragraph(line(session), "whose")]
    if not sheets:
        blocks.append(Paragraph(line(words.text(N_("There is no joint session in this scenario."), lang))))
    for number, sheet in enumerate(sheets):
        blocks += [NewPage()] if number else []
        blocks += _Sheet(sheet, tables).blocks()
    if tables.fell_back:
        note = words.text(N_("Title given in another language, as there is none in this one."), lang)
        blocks.append(Paragraph(line(f"{FALLBACK_MARK} {note}"), "note"))
    return Document(lang, f"{words.text(TITLE, lang)} – {session}", tuple(blocks))


class _Sheet:
    """Lays out one sheet."""

    def __init__(self, sheet: Sheet, tables: Tables) -> None:
        self.sheet, self.tables = sheet, tables
        self.titles, self.lang = tables.titles, tables.lang

    def blocks(self) -> Iterator[Block]:
        """All of it, from the title to the signatures."""
        yield Heading(self.tables.named(self.titles.joint(self.sheet.joint.id)), 2)
        yield from self._verdict()
        yield self._head(N_("Decision"))
        yield from self._decision(self.sheet.decision)
        yield self.tables.asked(self.sheet)
        yield self._head(N_("In the programme of each body"))
        yield self.tables.stands(self.sheet)
        if self.sheet.calendars:
            yield self._head(N_("In the calendars"))
            yield from self._calendars()
        if self.sheet.around:
            yield self._head(N_("At the same time"))
            yield from self._against()
        if self.sheet.slack:
            yield self._head(N_("Slack before and after"))
            yield from self._slack()
        if self.sheet.past is not None:
            yield self._head(N_("Over the releases"))
            yield from self._past()
        yield self._head(N_("Seen by the chair of each body"))
        yield from (Signature(self._chair(body)) for body in self.sheet.joint.bodies)

    def _head(self, said: str) -> Heading:
        return Heading(line(words.text(said, self.lang)), 3)

    def _say(self, msgid: str, **fields: str | Told | Run | Line) -> Line:
        return sentence(msgid, self.lang, **fields)

    def _verdict(self) -> Iterator[Block]:
        """Whether all agree, and if not each fault in words."""
        faults = self.sheet.faults
        if not faults:
            agreed = N_("Every programme that was looked into has it as decided, to the minute.")
            if self.sheet.calendars:
                agreed = N_("Every programme and calendar that was looked into has it as decided, to the minute.")
            yield Paragraph(line(words.text(agreed, self.lang), look="strong"))
            return
        yield Paragraph(self._say(N_("Not in agreement ({number}):"), number=str(len(faults))), "alarm")
        told = [line(fault.told(self.lang)) for fault in self.sheet.in_programmes]
        for said, files in by_finding(self.sheet.calendars, self.lang).items():
            whose = Run(files[0])
            if len(files) > 1:
                whose = Run(words.text(N_("calendars ({number})"), self.lang, number=str(len(files))))
            told.append(self._say(N_("{calendars}: {said}"), calendars=whose, said=said))
        yield Bullets(tuple(told))

    def _decision(self, decision: Decision | None) -> Iterator[Block]:
        """By whom, when, where, under which symbol; and its text."""
        if decision is None:
            yield Paragraph(line(words.text(N_("The scenario names no decision for it."), self.lang)))
            return
        by, at, text = (self.titles.of(one) for one in (decision.by, decision.at, decision.text))
        on = Told(Date(decision.on).told(self.lang) if decision.on else "", self.lang)
        named = [told for told in (by, at, on, Told(decision.symbol or "", self.lang)) if told.text]
        yield Paragraph(listed(named or [Told(decision.id, self.lang)], self.lang))
        if text.text:
            yield Paragraph(self.tables.named(text, look="em"))

    def _calendars(self) -> Iterator[Block]:
        """How many there are, and those that show it otherwise than the programme, each by its file."""
        shown = self.sheet.calendars
        right = sum(one.status == "right" for one in shown)
        said = N_("Calendars that concern its bodies: {number}; as in the programme: {right}.")
        yield Paragraph(self._say(said, number=str(len(shown)), right=str(right)))
        if wrong := by_finding(shown, self.lang):
            yield self.tables.calendars(wrong)

    def _against(self) -> Iterator[Block]:
        """What others take up meanwhile, the interpreters, and what the rules say."""
        around = self.sheet.around
        assert around is not None
        if around.clashes:
            yield self.tables.clashes(around.clashes)
        else:
            yield Paragraph(line(words.text(N_("Nothing else is taken up while it lasts."), self.lang)))
        if around.teams:
            titles = {team.id: self.titles.of(team.called) for team in self.sheet.scenario.interpretation.teams}
            teams = [Told(f"{titles[team]} ({count})", titles[team].lang) for team, count in around.teams]
            said = N_("Interpreted sittings at the time, this one included: {number} ({bodies}). Teams: {teams}.")
            if not around.interpreted:
                said = N_("No interpreted sitting is held at the time. Teams: {teams}.")
            bodies = listed([self.titles.body(body) for body in around.interpreted], self.lang)
            number = str(len(around.interpreted))
            yield Paragraph(self._say(said, number=number, bodies=bodies, teams=listed(teams, self.lang)))
        if around.conflicts:
            yield Paragraph(line(words.text(N_("By the rules of the scenario:"), self.lang)))
            yield Bullets(tuple(line(one.words.told(self.lang)) for one in around.conflicts))

    def _slack(self) -> Iterator[Block]:
        """How long it may overrun and onto what it would run, then each limit on both sides."""
        slack = self.sheet.slack
        assert slack is not None
        first = slack.overrun
        if not first:
            yield Paragraph(line(words.text(N_("Nothing follows that it could run onto."), self.lang)))
        else:
            onto = self._onto(first[0].minutes)
            yield Paragraph(tuple(replace(run, look="strong") for run in onto))
        yield self.tables.limits(slack, self.sheet)

    def _onto(self, minutes: int) -> Line:
        assert self.sheet.slack is not None
        reasons: list[Run] = []
        for one in self.sheet.slack.overrun:
            reasons += [Run(words.semicolon(self.lang))] if reasons else []
            reasons += self.tables.onto(one)
        said = N_("It may not overrun at all: {what}.")
        if minutes:
            said = N_("It may overrun by {minutes}: {what}.")
        return self._say(said, minutes=words.Span(minutes).told(self.lang), what=tuple(reasons))

    def _past(self) -> Iterator[Block]:
        """Where each release had it; and whether the programme still has it so."""
        past = self.sheet.past
        if not past:
            yield Paragraph(line(words.text(N_("There is no release yet."), self.lang)))
            return
        yield self.tables.past(past)
        last, fields = past[-1], {"number": str(past[-1].release.number)}
        same = N_("The programme has it as release {number} does.")
        if last.found != self.sheet.place:
            same = N_("The programme has it otherwise than release {number}.")
        yield Paragraph(self._say(same, **fields))

    def _chair(self, body: str) -> Line:
        """Who signs for a body: its chair, by name where the scenario has one."""
        chairs = [
            one for one in self.sheet.scenario.officers if body in one.serves and (one.role or "").lower() == "chair"
        ]
        who = self.titles.of(self.tables.out.title(chairs[0].id)) if chairs else None
        said = N_("{chair}, for: {body}")
        if who is None:
            said = N_("Chair: {body}")
        return self._say(said, chair=who or "", body=self.titles.body(body))
