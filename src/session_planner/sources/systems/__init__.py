"""Exports of other systems, one module a format: each gives a draft scenario and the programme that it holds.

`frab_xml`, `frab_json` (schedules of FOSDEM, frab, the c3voc, pretalx, and our own), `pretalx` (its API and widget),
`indico` read conferences; they share `timetable` (one shape for all), `clock` (zones and moments), `conference` and
`sittings` (what becomes of it), `wrong` and `answers` (mistakes and their places).
"""
