"""An OpenID Connect provider in a process of its own: discovery, keys, codes good for one use, PKCE, tokens by RS256.

`python -m tests.web.provider PORT`. Whom it lets in, and what is wrong with the token, is set by POST /set.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "session-planner", "a secret of the two"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
FOREIGN = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})


class Handler(BaseHTTPRequestHandler):
    """Its endpoints."""

    codes: ClassVar[dict[str, dict[str, str]]] = {}
    told: ClassVar[dict[str, Any]] = {"claims": {"sub": "1"}, "foreign": False}

    @property
    def issuer(self) -> str:
        """Its own address."""
        return f"http://{self.headers['Host']}"

    def do_GET(self) -> None:
        """Discovery, keys, and the page on which people would log in: here they are in already."""
        path, asked = urlsplit(self.path).path, {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        if path == "/.well-known/openid-configuration":
            places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            self.answer(200, {"issuer": self.issuer} | {name: f"{self.issuer}/{at}" for name, at in places.items()})
        elif path == "/keys":
            self.answer(200, KeySet([KEY]).as_dict(private=False))
        elif path == "/authorize" and asked["client_id"] == CLIENT and asked["code_challenge_method"] == "S256":
            code = secrets.token_urlsafe(16)
            self.codes[code] = asked
            self.send_response(302)
            self.send_header(
                "Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            )
            self.end_headers()
        else:
            self.answer(400, {"error": "invalid_request"})

    def do_POST(self) -> None:
        """Codes for tokens."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/set":
            Handler.told = json.loads(body)
            self.answer(200, {})
            return
        given = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.codes.pop(given.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest()).rstrip(b"=")
        key = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        fine = (
            asked is not None
            and self.headers["Authorization"] == key
            and proof.decode() == asked["code_challenge"]
            and given["redirect_uri"] == asked["redirect_uri"]
        )
        if not fine or asked is None:
            self.answer(400, {"error": "invalid_grant"})
            return
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        header = {"alg": "RS256", "kid": "one"}
        token = jwt.encode(header, claims | self.told["claims"], FOREIGN if self.told["foreign"] else KEY)
        self.answer(200, {"access_token": "x", "token_type": "Bearer", "id_token": token})

    def answer(self, status: int, told: Any) -> None:
        """JSON."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
