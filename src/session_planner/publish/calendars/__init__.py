"""Calendars: entries as events, files and feeds of them, other writings of the same, and servers to put them on."""
