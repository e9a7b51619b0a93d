"""Passwords as argon2 hashes; a name that nobody has costs as much time as a password that is wrong."""

from __future__ import annotations

import threading
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from session_planner.errors import InputError, Mistake
from session_planner.words import N_

LEAST, MOST = 10, 1_000
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each hash takes 64 MB: a flood of logins waits, and does not take the machine."""


@lru_cache(maxsize=1)
def hasher() -> PasswordHasher:
    """Today's parameters; what was hashed with others is hashed anew at the next login."""
    return PasswordHasher()


def hashed(password: str, name: str) -> str:
    """A new password's hash. Raises InputError for one that is too short or too plain."""
    refused = None
    if not LEAST <= len(password) <= MOST:
        refused = N_("a password has from {least} to {most} characters")
    elif password.casefold() == name.casefold() or len(set(password)) < 4:
        refused = N_("this password is too plain")
    if refused:
        raise InputError([Mistake("", 0, 0, "password", refused, {"least": LEAST, "most": MOST})])
    with _AT_ONCE:
        return hasher().hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one whose hash was kept; with none kept, no, after just as long."""
    with _AT_ONCE:
        try:
            hasher().verify(kept or _nobodys(), password)
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Whether a hash was made with parameters that are not today's."""
    return hasher().check_needs_rehash(kept)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return hasher().hash("nobody has this password")
