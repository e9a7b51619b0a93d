"""Programmes that the tests of the formats share: the real annex of 2012, and a week with everything in it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from session_planner.programme.model import Programme, Segment
from session_planner.scenario.model import Scenario

GOLD: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "data" / "untoc-2012" / "agenda-fr.gold.json").read_text("utf-8")
)
VIENNA = ZoneInfo("Europe/Vienna")


def annex_2012() -> tuple[Programme, Scenario]:
    """The working group's programme as its annex prints it, and the scenario behind it, both from the gold data."""
    rows = GOLD["organization_of_work"]
    titles = {row["item"]: row["title_in_annex"] for row in rows}
    scenario = Scenario.model_validate(
        {
            "format": 1,
            "id": "wg-ta-2012",
            "title": {"fr": GOLD["title"]},
            "timezone": "Europe/Vienna",
            "days": [{"date": date, "sittings": hours} for date, hours in _hours(GOLD["meetings"]).items()],
            "bodies": [
                {
                    "id": "wg-ta",
                    "title": {"fr": GOLD["body"]},
                    "agenda": [_item(item, titles) for item in GOLD["items"]],
                }
            ],
            "documents": [
                {"symbol": document["symbol"], "items": [f"wg-ta/{item['number']}"]}
                for item in GOLD["items"]
                for document in item["documents"]
            ],
        }
    )
    segments = []
    for meeting in GOLD["meetings"]:
        start = dt.datetime.fromisoformat(f"{meeting['date']}T{meeting['start']}").replace(tzinfo=VIENNA)
        for place, item in enumerate(meeting["items"]):
            begins = start + dt.timedelta(minutes=45 * place)
            segments.append(Segment("wg-ta", item, begins, begins + dt.timedelta(minutes=45)))
    return Programme(tuple(segments)), scenario


def _hours(meetings: list[dict[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meeting in meetings:
        found.setdefault(meeting["date"], []).append(f"{meeting['start']}-{meeting['end']}")
    return found


def _item(item: dict[str, Any], titles: dict[str, str]) -> dict[str, Any]:
    found = {"number": item["number"], "title": {"fr": item["title"]}}
    if item["number"] in titles and titles[item["number"]] != item["title"]:
        found["programme_title"] = {"fr": titles[item["number"]]}
    if item.get("sub_items"):
        return {**found, "items": [_item(sub, titles) for sub in item["sub_items"]]}
    return {**found, "duration": "45 min"}


WEEK = {
    "format": 1,
    "id": "week",
    "title": {"en": "Session week", "fr": "Semaine de session", "ar": "أسبوع الدورة", "zh": "会期一周"},
    "timezone": "Europe/Vienna",
    "languages": ["en", "fr"],
    "days": [
        {"date": "2012-10-26", "sittings": ["10:00-13:00", "15:00-18:00"]},
        {"date": "2012-10-29", "sittings": ["10:00-13:00", "15:00-18:00"]},
    ],
    "rooms": [{"id": "m1", "title": {"en": "Room M, 1st floor; east", "fr": "Salle M"}}, {"id": "m2", "title": "M2"}],
    "bodies": [
        {
            "id": "a",
            "title": {"en": "Working Group A", "fr": "Groupe de travail A", "ar": "الفريق العامل ألف", "zh": "A工作组"},
            "short": "WG.A",
            "agenda": [
                {
                    "number": "1",
                    "title": {"en": "Organizational matters"},
                    "items": [
                        {"number": "1(a)", "title": {"en": "Opening, election", "fr": "Ouverture", "zh": "会议开幕"}},
                        {"number": "1(b)", "title": {"en": "Adoption of the agenda", "ar": "إقرار جدول الأعمال"}},
                    ],
                },
                {
                    "number": "2",
                    "title": {"en": "Long | debate <b>\n& more", "fr": "Débat général"},
                    "splittable": True,
                },
                {"number": "3", "title": {"en": "Cultural property"}},
            ],
        },
        {
            "id": "b",
            "title": {"en": "Working Group B"},
            "short": "WG.B",
            "agenda": [{"number": "5", "title": {"en": "Extradition"}}, {"number": "6", "title": {"en": "Property"}}],
        },
        {"id": "c", "title": {"en": "Group of Experts C"}, "short": "GE.C"},
    ],
    "joint_sessions": [
        {
            "id": "property",
            "title": {"en": "Joint discussion"},
            "bodies": ["a", "b", "c"],
            "items": {"a": ["3"], "b": ["6"]},
        }
    ],
    "documents": [
        {"symbol": "A/1", "items": ["a/2"]},
        {"symbols": ["A/2", "B/2"], "items": ["a/3", "b/6"]},
        {"symbol": "A/3", "items": ["a/1"]},
    ],
    "delegations": [
        {"id": "x", "size": 1, "follows": ["a/1", "joint:property"]},
        {"id": "y", "size": 2, "follows": ["b"]},
    ],
    "officers": [{"id": "chair", "serves": ["a/2"]}],
}


def at(text: str, zone: str = "Europe/Vienna") -> dt.datetime:
    """A moment in a zone."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def week() -> tuple[Programme, Scenario]:
    """Three bodies over the end of summer time: a split item, a joint session of which one body has no item, rooms."""
    fri, mon = "2012-10-26T", "2012-10-29T"
    joint = {"joint": "property", "bodies": ("a", "b", "c"), "room": "m1"}
    segments = (
        Segment("a", "1(a)", at(fri + "10:00"), at(fri + "10:30"), "m1"),
        Segment("a", "1(b)", at(fri + "10:30"), at(fri + "11:00"), "m1"),
        Segment("a", "2", at(fri + "11:00"), at(fri + "13:00"), "m1", part=1, parts=2),
        Segment("b", "5", at(fri + "10:00"), at(fri + "12:00"), "m2"),
        Segment("a", "2", at(mon + "10:00"), at(mon + "11:30"), "m1", part=2, parts=2),
        Segment("a", "3", at(mon + "15:00"), at(mon + "17:00"), **joint),  # type: ignore[arg-type]
        Segment("b", "6", at(mon + "15:00"), at(mon + "17:00"), **joint),  # type: ignore[arg-type]
        Segment("c", None, at(mon + "15:00"), at(mon + "17:00"), **joint),  # type: ignore[arg-type]
    )
    return Programme(segments, scenario_id="week", unscheduled=("b/6",)), Scenario.model_validate(WEEK)
