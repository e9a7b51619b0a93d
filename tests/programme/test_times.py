"""Dates and hours as official documents and people's tables write them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from session_planner.programme.times import Unread, hours, said, settle

VIENNA = ZoneInfo("Europe/Vienna")
WEEK = [dt.date(2012, 10, day) for day in range(15, 20)]


def clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60}:{minutes % 60:02}"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10:00", "10:00", ""),
        ("10.00", "10:00", ""),
        ("10h", "10:00", ""),
        ("10 h 30", "10:30", ""),
        ("10h30", "10:30", ""),
        ("10 heures", "10:00", ""),
        ("à 10 heures", "10:00", ""),
        ("10 a.m.", "10:00", ""),
        ("10.30 AM", "10:30", ""),
        ("12 a.m.", "0:00", ""),
        ("12 p.m.", "12:00", ""),
        ("12 noon", "12:00", ""),
        ("midnight", "0:00", ""),
        ("10:00:00", "10:00", ""),
        ("a las 10.00 horas", "10:00", ""),
        ("10 a.m.-1 p.m.", "10:00", "13:00"),
        ("10 a.m. - 1 p.m.", "10:00", "13:00"),
        ("10 a.m.1 p.m.", "10:00", "13:00"),
        ("10-1 p.m.", "10:00", "13:00"),
        ("3-6 p.m.", "15:00", "18:00"),
        ("3 p.m.-6", "15:00", "18:00"),
        ("12 noon - 2 p.m.", "12:00", "14:00"),
        ("9 p.m. – midnight", "21:00", "24:00"),
        ("10 heures-13 heures", "10:00", "13:00"),
        ("10\u00a0heures\u202f-\u202f13\u00a0heures", "10:00", "13:00"),
        ("de 10 heures à 13 heures", "10:00", "13:00"),
        ("14 h 30-18 h 30 (ou plus tard si nécessaire)", "14:30", "18:30"),
        ("10 h à midi", "10:00", "12:00"),
        ("minuit-2 heures", "0:00", "2:00"),
        ("10.00 a 13.00 horas", "10:00", "13:00"),
        ("de 10 a 18.00 horas", "10:00", "18:00"),
        ("10 ч. 00 м.-13 ч. 00 м.", "10:00", "13:00"),
        ("с 10.00 до 13.00", "10:00", "13:00"),
        ("上午10时至下午1时", "10:00", "13:00"),
        ("下午3时至6时", "15:00", "18:00"),
        ("下午3:00-6:00", "15:00", "18:00"),
        ("上午(10:00-13:00)", "10:00", "13:00"),
        ("下午(14:30-17:30,如需要则延长)", "14:30", "17:30"),
        ("９：００－１１：３０", "9:00", "11:30"),
        ("9 صباحاً – 10 صباحاً", "9:00", "10:00"),
        ("الساعة 10/00 إلى الساعة 13/00", "10:00", "13:00"),
        ("من الساعة ١٠:٠٠ إلى الساعة ١٣:٠٠", "10:00", "13:00"),
        ("22:00-01:00", "22:00", "25:00"),
    ],
)
def test_hours_as_people_write_them(text: str, start: str, end: str) -> None:
    found = said(text, VIENNA)
    assert (clock(found.start), clock(found.end)) == (start, end)
    assert not found.dated


@pytest.mark.parametrize(
    "text", ["10-1", "36 p.m.", "a.m.", "25:00", "10:00-10:00", "10:61", "10, 11, 12", "soon", "3+6"]
)
def test_what_is_no_hour_is_refused(text: str) -> None:
    with pytest.raises(Unread):
        hours(text)


@pytest.mark.parametrize(
    "text",
    [
        "2012-10-17", "20121017", "2012/10/17", "17 October", "17 October 2012", "Wednesday, 17 October 2012",
        "wednesday, 17 october", "17th of October", "October 17, 2012", "Oct 17", "17-Oct-12", "17-Oct-2012",
        "Mercredi 17 octobre", "mer. 17 oct.", "miércoles, 17 de octubre de 2012", "17 октября 2012 г.",
        "среда, 17 октября", "10月17日星期三", "10月17日,星期三", "2012年10月17日",
        "17 أكتوبر/تشرين الأول 2012", "الأربعاء 17 أكتوبر", "١٧ أكتوبر ٢٠١٢",
        "17/10/2012", "10/17/2012", "17.10.2012", "17/10", "17.10.", "Wed 17", "Wednesday", "17/10/12",
    ],
)  # fmt: skip
def test_dates_as_people_write_them(text: str) -> None:
    assert settle(said(text, VIENNA, dates_only=True), WEEK) == dt.date(2012, 10, 17)


def test_the_session_settles_day_and_month_in_figures() -> None:
    in_may, in_june = [dt.date(2012, 5, 6)], [dt.date(2012, 6, 5)]
    found = said("5/6/2012", VIENNA, dates_only=True)
    assert settle(found, in_may) == in_may[0]
    assert settle(found, in_june) == in_june[0]
    with pytest.raises(Unread) as refused:
        settle(found, WEEK)
    assert refused.value.fields["readings"] == "2012-05-06 / 2012-06-05"


def test_a_weekday_settles_day_and_month_in_figures() -> None:
    assert settle(said("Sunday 5/6/2011", VIENNA, dates_only=True), WEEK) == dt.date(2011, 6, 5)


def test_a_date_without_a_year_outside_the_session_is_in_its_year() -> None:
    assert settle(said("22 October", VIENNA, dates_only=True), WEEK) == dt.date(2012, 10, 22)


@pytest.mark.parametrize("text", ["Thursday 17 October", "31 February 2012", "Saturday", "2012-13-01"])
def test_dates_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(Unread):
        settle(said(text, VIENNA, dates_only=True), WEEK)


def test_several_dates_in_one_cell_are_refused() -> None:
    with pytest.raises(Unread):
        said("15-19 October 2012", VIENNA, dates_only=True)


@pytest.mark.parametrize("text", ["Wednesday, 17 October, 10 a.m.-1 p.m.", "Mercredi 17 octobre\n10 heures-13 heures"])
def test_date_and_hours_in_one_cell(text: str) -> None:
    found = said(text, VIENNA, dates_only=True)
    assert settle(found, WEEK) == dt.date(2012, 10, 17)
    assert (found.start, found.end) == (600, 780)


def test_a_moment_with_an_offset_is_told_in_the_session_s_zone() -> None:
    found = said("2012-10-17T22:30:00+00:00", VIENNA)
    assert settle(found, WEEK) == dt.date(2012, 10, 18)
    assert found.start == 30


def test_a_spreadsheet_s_own_dates_and_times() -> None:
    assert said(dt.time(10, 30), VIENNA).start == 630
    assert said(dt.time(9, 59, 59, 999_999), VIENNA).start == 600
    assert settle(said(dt.datetime(2012, 10, 17), VIENNA, dates_only=True), WEEK) == dt.date(2012, 10, 17)
    with pytest.raises(Unread):
        said(dt.time(10, 0, 30), VIENNA)
