"""Reading what planners already have: agenda documents and exports of other systems, made into a draft scenario.

Beside the way of the data, before its first station. A document goes `papers` (a file as lines and tables with their
places) -> `agenda` and `timetables` (rules and grammar over the `phrases` of six languages) -> `facts` (what the text
says, each with its evidence) -> `drafting` -> `draft` (a scenario's data, the evidence of every value, and the
programme the source holds). Exports of other systems (`systems`) give the same `draft` straight away.
"""
