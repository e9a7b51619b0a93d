"""Hours in running text: every form of the six languages, their damage, and what only looks like hours."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session_planner.publish import dates as written
from session_planner.sources.phrases.hours import halves_in, hours_in

STRETCHES = [
    ("en", "10 a.m.-1 p.m.", "10:00", "13:00"), ("en", "3-6 p.m.", "15:00", "18:00"),
    ("en", "10 a.m. - 1 p.m.", "10:00", "13:00"), ("en", "10 a.m. to noon", "10:00", "12:00"),
    ("en", "12 noon - 2 p.m.", "12:00", "14:00"), ("en", "10.00 - 13.00 hours", "10:00", "13:00"),
    ("en", "9.00 – 12.00", "09:00", "12:00"), ("en", "10.00–13.00", "10:00", "13:00"),
    ("en", "10:00 - 13:00", "10:00", "13:00"), ("en", "10-10:30 a.m.", "10:00", "10:30"),
    ("en", "10-1 p.m.", "10:00", "13:00"), ("en", "between 10 a.m. and 1 p.m.", "10:00", "13:00"),
    ("en", "3:00 - 4:30 pm", "15:00", "16:30"),
    ("fr", "10 heures-13 heures", "10:00", "13:00"), ("fr", "14 h 30-18 h 30", "14:30", "18:30"),
    ("fr", "9 h 30 - 13 heures", "09:30", "13:00"), ("fr", "de 10\u00a0heures à 13\u202fheures", "10:00", "13:00"),
    ("fr", "10-13 heures", "10:00", "13:00"),
    ("es", "de 10 a 18.00 horas", "10:00", "18:00"), ("es", "10.00 a 13.00 horas", "10:00", "13:00"),
    ("es", "de las 15.00 a las 18.00 horas", "15:00", "18:00"),
    ("ru", "10 ч. 00 м.-13 ч. 00 м.", "10:00", "13:00"), ("ru", "10.00-13.00", "10:00", "13:00"),
    ("ru", "с 10.00 до 13.00", "10:00", "13:00"),
    ("zh", "上午10时至下午1时", "10:00", "13:00"), ("zh", "下午3时至6时", "15:00", "18:00"),
    ("zh", "下午3:00-6:00", "15:00", "18:00"), ("zh", "上午(10:00-13:00)", "10:00", "13:00"),
    ("zh", "上午９时３０分至１２时３０分", "09:30", "12:30"),
    ("ar", "9 صباحاً – 10 صباحاً", "09:00", "10:00"), ("ar", "الساعة 10/00 إلى الساعة 13/00", "10:00", "13:00"),
    ("ar", "من الساعة ١٠/٠٠ إلى الساعة ١٣/٠٠", "10:00", "13:00"),
]  # fmt: skip
DAMAGED = [
    ("en", "10 a.m.1 p.m.", "10:00", "13:00"), ("en", "36 p.m.", "15:00", "18:00"),
    ("en", "10.0013.00", "10:00", "13:00"), ("en", "10:0013:00", "10:00", "13:00"),
    ("en", "1011 a.m.", "10:00", "11:00"), ("fr", "10 heures13 heures", "10:00", "13:00"),
    ("fr", "9 h 3012 h 30", "09:30", "12:30"), ("zh", "上午10时下午1时", "10:00", "13:00"),
]  # fmt: skip
SINGLE = [
    ("en", "10.30 a.m.", "10:30"), ("en", "at 10 a.m. on Monday", "10:00"), ("en", "12 noon", "12:00"),
    ("fr", "le mercredi 17 octobre 2012 à 10 heures", "10:00"), ("fr", "10 h 20", "10:20"),
    ("fr", "s’ouvrira le lundi 7 mai 2012 à 9 h 30.", "09:30"), ("es", "a las 10.00 horas", "10:00"),
    ("es", "09.00 horas", "09:00"), ("ru", "в 10.00", "10:00"), ("ru", "в 10 часов", "10:00"),
    ("zh", "下午3时", "15:00"), ("ar", "الساعة 15/00", "15:00"), ("ar", "الساعة 00/10", "10:00"),
    ("ar", "الساعة العاشرة صباحاً", "10:00"),
]  # fmt: skip
NO_HOURS = [
    ("en", "resolution 5/7 and decision 2/6"), ("en", "A/CN.9/982 and E/CN.6/2018/1/Add.1"), ("en", "16.1 Report"),
    ("en", "L.1/Rev.1"), ("en", "Items 4 to 6"), ("en", "3 hours"), ("en", "15 October 2012"), ("en", "17.10.2012"),
    ("en", "2012-2013"), ("en", "paragraphs 10-13"), ("fr", "pendant 3 heures"), ("fr", "les 19 et 20 octobre 2010"),
    ("fr", "1 a) Ouverture"), ("es", "5 a 9 de mayo de 2003"), ("ru", "1-5 июня 2015 года"), ("zh", "第5/7号决议"),
    ("zh", "2003年11月26-28日"), ("ar", "18-23/6/2001"), ("en", "99.5 %"), ("en", "5.30.2"),
]  # fmt: skip


def clock(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


@pytest.mark.parametrize(("lang", "text", "start", "end"), STRETCHES)
def test_a_stretch_of_hours_is_read(lang: str, text: str, start: str, end: str) -> None:
    (found,) = hours_in(text, lang)
    assert (clock(found.start), clock(found.end), found.open_end, found.damaged) == (start, end, False, False)


@pytest.mark.parametrize(("lang", "text", "start", "end"), DAMAGED)
def test_a_lost_dash_is_mended_and_told(lang: str, text: str, start: str, end: str) -> None:
    (found,) = hours_in(text, lang)
    assert (clock(found.start), clock(found.end), found.damaged) == (start, end, True)
    assert text[found.at : found.to] == text


@pytest.mark.parametrize(("lang", "text", "start"), SINGLE)
def test_one_hour_is_read(lang: str, text: str, start: str) -> None:
    (found,) = hours_in(text, lang)
    assert (clock(found.start), found.end) == (start, None)


@pytest.mark.parametrize(("lang", "text"), NO_HOURS)
def test_what_is_no_hour_is_not_read(lang: str, text: str) -> None:
    assert hours_in(text, lang) == []


OPEN = [
    ("fr", "15 heures-", "15:00", None), ("en", "from 3 p.m. onwards", "15:00", None),
    ("zh", "下午(14:30-17:30,如需要则延长)", "14:30", "17:30"),
    ("fr", "14 h 30-17 h 30 (ou plus tard si nécessaire)", "14:30", "17:30"),
    ("en", "3-6 p.m. (or later if required)", "15:00", "18:00"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "start", "end"), OPEN)
def test_an_open_end_is_told(lang: str, text: str, start: str, end: str | None) -> None:
    (found,) = hours_in(text, lang)
    assert (clock(found.start), clock(found.end), found.open_end) == (start, end, True)


def test_hours_that_stand_in_a_row_without_dashes_are_told_apart() -> None:
    found = hours_in("10.0011.30 11.3013.00 15.0016.30 18.0019.00", "en")
    assert [(clock(one.start), clock(one.end)) for one in found] == [
        ("10:00", "11:30"), ("11:30", "13:00"), ("15:00", "16:30"), ("18:00", "19:00"),
    ]  # fmt: skip


def test_an_item_after_hours_is_no_part_of_them() -> None:
    text = "15 heures-18 heures 4 Recensement des besoins"
    (found,) = hours_in(text, "fr")
    assert text[found.at : found.to] == "15 heures-18 heures"


HALVES = [
    ("en", "Monday, 8 July, a.m.", ["a.m."]), ("en", "Afternoon", ["p.m."]), ("en", "10 a.m.-1 p.m.", []),
    ("fr", "Matin", ["a.m."]), ("fr", "après-midi", ["p.m."]), ("es", "MAÑANA", ["a.m."]), ("es", "TARDE", ["p.m."]),
    ("ru", "первая половина дня", ["a.m."]), ("ru", "вторая половина дня", ["p.m."]), ("zh", "上午", ["a.m."]),
    ("zh", "下午3时至6时", []), ("ar", "بعد الظهر", ["p.m."]), ("ar", "صباحا", ["a.m."]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "halves"), HALVES)
def test_a_half_of_a_day_is_read_where_it_belongs_to_no_hour(lang: str, text: str, halves: list[str]) -> None:
    assert [found.half for found in halves_in(text, lang)] == halves


@given(
    start=st.integers(6 * 12, 20 * 12),
    length=st.integers(1, 4 * 12 - 6),
    lang=st.sampled_from(("ar", "en", "es", "fr", "ru", "zh")),
)
@settings(max_examples=400, deadline=None)
def test_what_we_write_is_read_back(start: int, length: int, lang: str) -> None:
    day = dt.datetime(2012, 10, 17)
    begin, end = day + dt.timedelta(minutes=start * 5), day + dt.timedelta(minutes=(start + length) * 5)
    (found,) = hours_in(written.hours(begin, end, lang), lang)
    assert (found.start, found.end) == (start * 5, (start + length) * 5)


@given(
    text=st.text(alphabet="0123456789 -./:,()apm.hч时上下午至الساعة", max_size=60),
    lang=st.sampled_from(("ar", "en", "zh")),
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_a_fault_and_in_order(text: str, lang: str) -> None:
    last = 0
    for found in hours_in(text, lang):
        assert last <= found.at < found.to <= len(text)
        assert 0 <= found.start <= 1440
        assert found.end is None or found.end > found.start
        last = found.to
