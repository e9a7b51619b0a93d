"""The programmes of the gold files as pages, in the layouts that the facts describe, in two languages each.

What the page must say beyond the gold facts (column heads, the words around hours and dates) stands in `FORMS_OF`, by
language; titles in the second language come from `tests/data/sources/titles`.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from tests.sources.making.pages import Box, Grid, Page, Para, box, grid

DATA = Path(__file__).parents[2] / "data" / "sources"
Gold: TypeAlias = dict[str, Any]

SPECIMENS = (
    ("01_untoc_cop6_2012", "en"),
    ("01_untoc_cop6_2012", "fr"),
    ("10_csw62_2018", "en"),
    ("10_csw62_2018", "es"),
    ("13_uncitral52_a_cn9_962_2019", "en"),
    ("13_uncitral52_a_cn9_962_2019", "ru"),
    ("15_unfccc_cop17_cmp7_daily_programme_2011_12_08", "en"),
    ("15_unfccc_cop17_cmp7_daily_programme_2011_12_08", "zh"),
)

_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "fr": "Lundi Mardi Mercredi Jeudi Vendredi Samedi Dimanche",
    "es": "Lunes Martes Miércoles Jueves Viernes Sábado Domingo",
    "ru": "Понедельник Вторник Среда Четверг Пятница Суббота Воскресенье",
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "continued": "{title} (continued)",
        "sub": "{number} ({letter})",
        "item": "(Item {number})",
        "parallel": "in parallel with:",
        "deadline": "1 p.m. – {title}",
        "sub_slot": "{title}: {start} - {end} pm; {room}",
        "joint": "(COP agenda item {cop}; CMP agenda item {cmp})",
        "open": "(Open meeting)",
        "closed": "(Parties and Observer States only)",
    },
    "fr": {"continued": "{title} (suite)", "sub": "{number} {letter})"},
    "es": {
        "continued": "{title} (continuación)",
        "item": "(Tema {number})",
        "parallel": "en paralelo con:",
        "deadline": "13.00 horas – {title}",
        "sub_slot": "{title}: {start} a {end} horas; {room}",
    },
    "ru": {"sub": "{letter})"},
    "zh": {
        "continued": "{title}(续)",
        "joint": "(COP议程项目{cop};CMP议程项目{cmp})",
        "open": "(公开会议)",
        "closed": "(仅限缔约方和观察员国)",
    },
}


def gold_of(name: str, lang: str) -> Gold:
    """The facts of a gold file as the page of that language says them."""
    gold: Gold = json.loads((DATA / f"{name}.gold.json").read_text())
    made = copy.deepcopy(gold) | {"language": lang}
    _ADAPT.get(name, lambda facts: None)(made)
    if lang == gold["language"]:
        return made
    titles = json.loads((DATA / "titles" / f"{name}.{lang}.json").read_text())
    told: Gold = _translated(made, titles)
    return told


def page_of(name: str, lang: str) -> Page:
    """The page that says the facts of a gold file."""
    return _LAYOUTS[name](gold_of(name, lang), lang)


def _translated(value: Any, titles: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: item if key in _NO_TITLES else _translated(item, titles) for key, item in value.items()}
    if isinstance(value, list):
        return [_translated(item, titles) for item in value]
    return titles.get(value, value) if isinstance(value, str) else value


_NO_TITLES = ("weekday", "track", "layout", "oddities", "nature", "source_url", "cut_at", "relation", "id")


def day(date: str, lang: str, *, year: bool = False) -> str:
    """A day with its weekday, in the form of the language."""
    on = dt.date.fromisoformat(date)
    if lang == "zh":
        return f"{f'{on.year}年' if year else ''}{on.month}月{on.day}日星期{'一二三四五六日'[on.weekday()]}"
    weekday = _WEEKDAYS[lang].split()[on.weekday()]
    month = _MONTHS[lang].split()[on.month - 1]
    if lang == "en":
        return f"{weekday}, {on.day} {month}" + (f" {on.year}" if year else "")
    if lang == "es":
        return f"{weekday} {on.day} de {month}" + (f" de {on.year}" if year else "")
    if lang == "ru":
        return f"{weekday}, {on.day} {month}" + (f" {on.year} года" if year else "")
    return f"{weekday} {on.day} {month}" + (f" {on.year}" if year else "")


def number_label(number: str, form: str) -> str:
    """`1(a)` in the form of a language."""
    if "(" not in number:
        return number
    head, letter = number.rstrip(")").split("(")
    return form.format(number=head, letter=letter)


def _row_text(row: Mapping[str, Any], lang: str, *, numbered: bool) -> str:
    words = WORDS[lang]
    title = words["continued"].format(title=row["title"]) if row["continued"] else row["title"]
    return f"{number_label(row['item'], words['sub'])} {title}" if numbered and row["item"] else title


# --- 01: Time | Plenary | Parallel meeting ---------------------------------------------------------------------------


def _adapt_01(gold: Gold) -> None:
    groups = {
        "WG on International Cooperation": "Working Group on International Cooperation",
        "WG on Technical Assistance": "Open-ended Interim Working Group of Government Experts on Technical Assistance",
    }
    for meeting in gold["meetings"]:
        if "bodies" in meeting:  # the page prints their names whole
            meeting["bodies"] = [groups[name] for name in meeting["bodies"]]
        for row in meeting["rows"]:
            row["title"] = row["title"].removesuffix(" (cut)")


def _parallel_columns(gold: Gold, lang: str) -> Page:
    heads = {
        "en": ("Time", "Plenary", "Parallel meeting"),
        "fr": ("Heure", "Plénière", "Réunion parallèle"),
    }[lang]
    hours = {
        "en": {"10:00": "10 a.m. - 1 p.m.", "15:00": "3-6 p.m."},
        "fr": {"10:00": "10 heures-13 heures", "15:00": "15 heures-18 heures"},
    }[lang]
    rows: list[list[str | Box]] = [[*heads]]
    for date, meetings in groupby(gold["meetings"], key=lambda one: str(one["date"])):
        rows.append([box(day(date, lang), across=3)])
        for start, parallel in groupby(meetings, key=lambda one: str(one["start"])):
            cells: dict[str, Box] = {
                one["track"]: box(*(_row_text(row, lang, numbered=True) for row in one["rows"])) for one in parallel
            }
            rows.append([hours[start], cells.get("plenary", box()), cells.get("parallel", box())])
    when = {"en": "Vienna, 15-19 October 2012", "fr": "Vienne, 15-19 octobre 2012"}[lang]
    masthead = (Para(gold["body"]), Para(_capital(gold["session"])), Para(when), Para(gold["title"], level=1))
    damage = (("Wednesday, 17 October", "wednesday, 17 october"),)
    return Page(lang, (*masthead, grid(rows, (20, 42, 34))), damage)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- 10: a row a day, a column a slot --------------------------------------------------------------------------------


def _adapt_10(gold: Gold) -> None:
    gold["place"] = "New York"


def _day_grid(gold: Gold, lang: str) -> Page:
    slots = {
        "en": ("10 a.m.-1 p.m.", "1-3 p.m.", "3-6 p.m."),
        "es": ("10.00 a 13.00 horas", "13.00 a 15.00 horas", "15.00 a 18.00 horas"),
    }[lang]
    rows: list[list[str | Box]] = [["", *slots]]
    for date, meetings in groupby(gold["meetings"], key=lambda one: str(one["date"])):
        of_day = list(meetings)
        morning = [one for one in of_day if one["start"] < "15:00"]
        afternoon = [one for one in of_day if one["start"] >= "15:00"]
        rows.append([day(date, lang), box(*_cell(morning, lang)), box(), box(*_cell(afternoon, lang))])
    when = {"en": "New York, 12-23 March 2018", "es": "Nueva York, 12 a 23 de marzo de 2018"}[lang]
    masthead = (Para(gold["body"]), Para(_capital(gold["session"])), Para(when), Para(gold["title"], level=1))
    return Page(lang, (*masthead, grid(rows, (20, 36, 12, 36))))


def _cell(meetings: Iterable[Mapping[str, Any]], lang: str) -> Iterable[str]:
    words = WORDS[lang]
    last = ""
    for meeting in meetings:
        track = meeting["track"]
        row = meeting["rows"][0]
        if track == "deadline":
            yield words["deadline"].format(title=row["title"])
            continue
        if last and last != track:
            yield words["parallel"]
        last = track
        if "room" in meeting:
            start, end = (_afternoon(meeting[key], lang) for key in ("start", "end"))
            yield words["sub_slot"].format(title=row["title"], start=start, end=end, room=meeting["room"])
            continue
        for one in meeting["rows"]:
            number = f" {words['item'].format(number=one['item'])}" if one["item"] else ""
            yield _row_text(one, lang, numbered=False) + number


def _afternoon(hour: str, lang: str) -> str:
    hours, minutes = hour.split(":")
    return f"{int(hours) - 12}:{minutes}" if lang == "en" else f"{hours}.{minutes}"


# --- 13: an item a row, with days and halves of days -----------------------------------------------------------------

_SUBS = {
    "en": (
        ("Consideration of the draft practice guide", "Future work in the area"),
        ("Enterprise group insolvency", "Model law with its guide to enactment"),
    ),
    "ru": (
        ("Рассмотрение проекта практического руководства", "Будущая работа в этой области"),
        ("Несостоятельность предпринимательских групп", "Типовой закон и руководство по принятию"),
    ),
}


def _item_first(gold: Gold, lang: str) -> Page:
    heads = {
        "en": ("Agenda item", "Proposed date(s)/time for consideration", "Pre-session documentation"),
        "ru": ("Пункт повестки дня", "Предлагаемые даты/время рассмотрения", "Предсессионная документация"),
    }[lang]
    when = {
        "en": (
            "Monday, 8 July, 10-10:30 a.m.",
            "Monday, 8 July–Wednesday, 10 July, a.m.",
            "Wednesday, 10 July, p.m.–Friday, 12 July",
            "Monday, 15 July, a.m.",
        ),
        "ru": (
            "Понедельник, 8 июля, 10.00–10.30",
            "Понедельник, 8 июля – среда, 10 июля, первая половина дня",
            "Среда, 10 июля, вторая половина дня – пятница, 12 июля",
            "Понедельник, 15 июля, первая половина дня",
        ),
    }[lang]
    rows: list[list[str | Box]] = [[*heads]]
    for at, spread in enumerate(gold["schedule_by_item"]):
        plain = [number for number in spread["items"] if "(" not in number]
        titles = [f"{number}. {title}" for number, title in zip(plain, spread["titles"], strict=True)]
        subs = [number for number in spread["items"] if "(" in number]
        form = WORDS[lang]["sub"].removeprefix("{number} ")
        titles += [
            f"{number_label(number, form)} {title}"
            for number, title in zip(subs, _SUBS[lang][at - 2] if subs else (), strict=True)
        ]
        rows.append([box(*titles), when[at], box(*spread["documents"])])
        if at == 1:
            rows.append([*heads])  # the head again, at the top of a page
    place = {"en": "Vienna, 8-19 July 2019", "ru": "Вена, 8-19 июля 2019 года"}[lang]
    masthead = (
        Para(gold["symbol"]),
        Para(gold["body"]),
        Para(_capital(gold["session"])),
        Para(place),
        Para(gold["title"], level=1),
    )
    return Page(lang, (*masthead, grid(rows, (46, 28, 22))))


# --- 15: a programme of one day, by kinds of meetings ----------------------------------------------------------------


def _daily(gold: Gold, lang: str) -> Page:
    words = WORDS[lang]
    heads = {
        "en": ("Plenary meetings", "Informal meetings", "COP informal consultations"),
        "zh": ("全体会议", "非正式会议", "COP非正式磋商"),
    }[lang]
    columns = {"en": ("Time", "Meeting", "Room"), "zh": ("时间", "会议", "会议室")}[lang]
    plenary: list[list[str | Box]] = [[*columns]]
    informal: list[list[str | Box]] = [[*columns]]
    consultations: list[list[str | Box]] = [[*columns[:2]]]
    for one in gold["meetings"]:
        row = one["rows"][0]
        hours = f"{one['start']}–{one['end']}".replace(":", ".")
        text = _row_text(row, lang, numbered=False)
        if one["track"] == "plenary":
            numbers = row["items_by_body"]
            joint = words["joint"].format(cop=numbers["COP"], cmp=numbers["CMP"])
            plenary.append([hours, box(f"{one['meeting']} {words['open']}", f"{text} {joint}"), one["room"]])
        elif one["track"] == "informal":
            informal.append([hours, f"{text} {words['closed']}", one["room"]])
        else:
            consultations.append([hours, text])
    when = f"{gold['place']}, {day(gold['dates'][0], lang, year=True)}"
    if lang == "zh":
        when = f"{day(gold['dates'][0], lang, year=True)}，{gold['place']}"
    masthead = (Para(gold["symbol"]), Para(gold["body"]), Para(gold["title"], level=1), Para(when))
    tables: tuple[Para | Grid, ...] = (
        Para(heads[0], level=2),
        grid(plenary, (13, 60, 22)),
        Para(heads[1], level=2),
        grid(informal, (13, 60, 22)),
        Para(heads[2], level=2),
        grid(consultations, (13, 60), columnwise=True),
    )
    return Page(lang, (*masthead, *tables), (("–", ""),))


_ADAPT = {"01_untoc_cop6_2012": _adapt_01, "10_csw62_2018": _adapt_10}
_LAYOUTS = {
    "01_untoc_cop6_2012": _parallel_columns,
    "10_csw62_2018": _day_grid,
    "13_uncitral52_a_cn9_962_2019": _item_first,
    "15_unfccc_cop17_cmp7_daily_programme_2011_12_08": _daily,
}
