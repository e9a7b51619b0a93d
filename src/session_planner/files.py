"""Reading files of any hand, and writing files so that nothing is ever written half.

Bottom of the house, used by everything that takes in or puts out a file: no more is read than is allowed, and new
bytes are written beside the old file and take its name in one step.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from session_planner.errors import InputError, Mistake, OutsideError
from session_planner.words import N_


def read_at_most(path: Path | str, most: int) -> bytes:
    """The bytes of a file, one more than `most` where it has more.

    Raises `InputError` for what is no file that may be read, `OutsideError` when the disk fails.
    """
    try:
        with open(path, "rb") as stream:
            return stream.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise _about_file(path, N_("there is no such file")) from None
    except IsADirectoryError:
        raise _about_file(path, N_("this is a folder and not a file")) from None
    except PermissionError:
        raise _about_file(path, N_("this file may not be read: its permissions forbid it")) from None
    except ValueError:
        raise _about_file(path, N_("this cannot be the name of a file")) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutsideError(N_("`{file}` cannot be read: {reason}"), file=str(path), reason=reason) from error


def _about_file(path: Path | str, message: str) -> InputError:
    return InputError([Mistake(str(path), 0, 0, "", message)])


def write_atomically(path: Path | str, data: bytes) -> None:
    """Puts `data` at `path`: whoever reads it sees the old file or the new one, also after a crash.

    An existing file keeps its permissions, and a symbolic link keeps pointing at it. What is no regular file
    (a pipe, a terminal) is simply written to. Raises `OutsideError` when the disk refuses.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise OutsideError(
            N_("`{file}` cannot be written: {reason}"), file=str(path), reason=error.strerror or str(error)
        ) from error


def _replace(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{target.name[:64]}.{secrets.token_hex(6)}.tmp")
    # 0o666 is cut by the user's own umask, as for any file a program makes.
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if target.is_file():
            beside.chmod(target.stat().st_mode & 0o7777)
        os.replace(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Makes the new name itself last; where folders cannot be opened (Windows), the system sees to it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
