"""Loaded by schemathesis (SCHEMATHESIS_HOOKS): `urllib3-future`, which CalDAV brings along, stands in urllib3's place.

Schemathesis counts the connections of urllib3's pools, to send a request again where a kept one was dropped. Those
of the other cannot be counted so; without a count it asks as any client does.
"""

from __future__ import annotations

from schemathesis.transport import requests as transport

transport._count_opened_connections = lambda _session: None  # type: ignore[attr-defined]
