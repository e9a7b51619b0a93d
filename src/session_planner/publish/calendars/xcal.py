"""Calendars as xCal (RFC 6321): the same components, properties, parameters and values as the file, in XML.

A format of `publish`. jCal was made after the model of xCal: what `jcal.py` has taken apart is put into
elements here.
"""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish.calendars.ics import Files, feed
from session_planner.publish.calendars.jcal import Node, Property, node
from session_planner.releases.entries import Granularity
from session_planner.releases.ledger import Ledger
from session_planner.scenario.model import Scenario

NAMESPACE = "urn:ietf:params:xml:ns:icalendar-2.0"
# By parameter, the type of its value where it is not text; an X- parameter's is unknown.
_PARAMETERS = {"rsvp": "boolean"}


def xcal(
    programme: Programme,
    scenario: Scenario,
    lang: str,
    keep: Filter = EVERYTHING,
    granularity: Granularity = "item",
    ledger: Ledger | None = None,
    alarm: int | None = None,
) -> bytes:
    """The calendar of a programme, or of the part that `keep` leaves, as the XML of xCal; see `ics.calendar`."""
    found = feed(programme, scenario, keep, granularity, ledger)
    return document(node(Files(scenario, lang, alarm).calendar(found, keep)))


def document(calendar: Node) -> bytes:
    """A calendar as jCal nests it, as the XML document that says the same."""
    root = Xml.Element("icalendar", xmlns=NAMESPACE)
    _component(root, calendar)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _component(above: Xml.Element, component: Node) -> None:
    name, properties, inside = component
    made = Xml.SubElement(above, name)
    if properties:
        listed = Xml.SubElement(made, "properties")
        for one in properties:
            _property(listed, one)
    if inside:
        below = Xml.SubElement(made, "components")
        for part in inside:
            _component(below, part)


def _property(above: Xml.Element, given: Property) -> None:
    name, parameters, kind, *values = given
    made = Xml.SubElement(above, name)
    if parameters:
        listed = Xml.SubElement(made, "parameters")
        for key, said in parameters.items():
            of_type = _PARAMETERS.get(key, "unknown" if key.startswith("x-") else "text")
            parameter = Xml.SubElement(listed, key)
            for value in said if isinstance(said, list) else [said]:
                Xml.SubElement(parameter, of_type).text = value.lower() if of_type == "boolean" else value
    for value in values:
        Xml.SubElement(made, kind).text = str(value)
