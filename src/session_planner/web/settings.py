"""How the application is set up: where its folder and database are, and who may come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HIDDEN = ".session-planner"


@dataclass(frozen=True, slots=True)
class OpenId:
    """An OpenID Connect provider; people of the claim `role_claim` get the role it names, others are readers."""

    issuer: str
    client_id: str
    client_secret: str
    role_claim: str = "session_planner_role"


def openid_of(environment: Mapping[str, str]) -> OpenId | None:
    """The provider that the environment names, where no other user of the machine can read the secret."""
    issuer, client, secret, claim = (
        environment.get(f"SESSION_PLANNER_OPENID_{name}", "") for name in ("ISSUER", "CLIENT", "SECRET", "ROLE_CLAIM")
    )
    if not issuer or not client:
        return None
    return OpenId(issuer, client, secret, claim) if claim else OpenId(issuer, client, secret)


@dataclass(frozen=True, slots=True)
class Settings:
    """`local`: on loopback, without login, whoever sits there is the planner. `address`: how it is reached outside."""

    folder: Path
    database: str = ""
    local: bool = True
    address: str = "http://127.0.0.1:8000"
    openid: OpenId | None = None
    jobs: int = 1
    """Solves and other long work side by side; what is asked for beside them waits its turn."""
    workers: int = 1
    """Workers of each solve; the machine serves pages meanwhile."""

    @property
    def database_url(self) -> str:
        """The URL given, else that of a SQLite file in the folder."""
        return self.database or f"sqlite:///{self.folder / HIDDEN / 'board.sqlite'}"

    def releases(self, board: str) -> Path:
        """The store of a board's releases: a plain folder, as for the command line."""
        return self.folder / "releases" / board
