"""Timetables of every layout: tables and lines become sittings with their rows, spreads of items over days, deadlines.

Beside `agenda`, which hands over the part of a document that is a timetable. `reading` is the door; `rows`, `grids`,
`items`, `lists`, `columnwise` and `paragraphs` read a layout each, over the `words` of the six languages.
"""
