"""OpenID Connect: the authorization code flow with PKCE, `state` and `nonce`, by the provider's own discovery document.

What one login needs to remember is in a cookie of the browser that began it, so that nobody can finish another's.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from session_planner.errors import OutsideError
from session_planner.web.problems import Problem
from session_planner.web.settings import OpenId
from session_planner.words import N_

_PATIENCE = 10.0
_SIGNED = ["RS256", "PS256", "ES256"]
_REFUSED = N_("the login at your organization did not succeed; try again")


@dataclass(frozen=True, slots=True)
class Begun:
    """A login on its way: what must come back (`state`, `nonce`), the proof that it is ours, and where to go after."""

    state: str
    nonce: str
    verifier: str
    to: str

    def written(self) -> str:
        """For a cookie."""
        return base64.urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()

    @staticmethod
    def read(cookie: str) -> Begun:
        """Out of a cookie. Raises Problem."""
        try:
            return Begun(**{name: str(value) for name, value in json.loads(base64.urlsafe_b64decode(cookie)).items()})
        except (ValueError, TypeError, AttributeError) as error:
            raise _refusal() from error


class Provider:
    """A provider, at `issuer`; `here` is where it sends people back to."""

    def __init__(self, settings: OpenId, here: str) -> None:
        self._settings, self._here = settings, here

    def begin(self, to: str) -> tuple[str, Begun]:
        """Where to send somebody who wants to log in, and what to remember meanwhile."""
        begun = Begun(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(32), to)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(begun.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code", "client_id": self._settings.client_id, "redirect_uri": self._here,
            "scope": "openid profile email", "state": begun.state, "nonce": begun.nonce,
            "code_challenge": challenge, "code_challenge_method": "S256",
        }  # fmt: skip
        address = self._found()["authorization_endpoint"]
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}", begun

    def finish(self, begun: Begun, state: str, code: str) -> dict[str, Any]:
        """Who came back, as the provider says: the claims of its token, each of them looked at. Raises Problem."""
        if not hmac.compare_digest(state.encode(), begun.state.encode()) or not code:
            raise _refusal()
        found = self._found()
        asked = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self._here,
            "code_verifier": begun.verifier,
        }  # fmt: skip
        who = httpx.BasicAuth(self._settings.client_id, self._settings.client_secret)
        told = _json(httpx.Request("POST", found["token_endpoint"], data=asked), who)
        return self._claims(str(told.get("id_token", "")), _json(httpx.Request("GET", found["jwks_uri"])), begun)

    def _claims(self, token: str, keys: dict[str, Any], begun: Begun) -> dict[str, Any]:
        client = self._settings.client_id
        needed = jwt.JWTClaimsRegistry(
            leeway=60,
            iss={"essential": True, "value": self._settings.issuer},
            aud={"essential": True, "value": client},
            sub={"essential": True},
            exp={"essential": True},
            nonce={"essential": True, "value": begun.nonce},
        )
        try:
            claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=_SIGNED).claims  # type: ignore[arg-type]
            needed.validate(claims)
        except (JoseError, ValueError, KeyError) as error:
            raise _refusal() from error
        if claims.get("azp", client) != client:
            raise _refusal()
        return dict(claims)

    def _found(self) -> dict[str, Any]:
        """The discovery document; one of another issuer is nobody's."""
        issuer = self._settings.issuer
        found = _json(httpx.Request("GET", issuer.rstrip("/") + "/.well-known/openid-configuration"))
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != issuer or not all(isinstance(found.get(name), str) for name in needed):
            raise OutsideError(N_("`{issuer}` is no OpenID Connect provider of that name"), issuer=issuer)
        return found


def _json(request: httpx.Request, who: httpx.Auth | None = None) -> dict[str, Any]:
    """An answer of the provider. Raises Problem where it refuses, OutsideError where it cannot be asked."""
    try:
        with httpx.Client(timeout=_PATIENCE) as client:
            answer = client.send(request, auth=who)
        told = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise OutsideError(N_("the login provider does not answer: {cause}"), cause=type(error).__name__) from error
    if answer.is_error or not isinstance(told, dict):
        raise _refusal()
    return told


def _refusal() -> Problem:
    return Problem(401, _REFUSED, kind="openid")
