"""Files that are written once and never again, and folders that come to be whole or not at all.

Below `store`. Whatever is told to be done here lasts through a crash: files and the folders that name them are flushed
to the disk before anything is built on them.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from session_planner.errors import OutsideError
from session_planner.files import flush_folder
from session_planner.words import N_

BESIDE = ".*.tmp"
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Tells what the disk refuses as what it is: something outside that failed."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutsideError(N_("`{file}` cannot be written: {reason}"), file=str(path), reason=reason) from error


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """While no other process is in here for the same folder, on systems and disks that know such locks.

    The lock goes with the process that holds it, however it ends. Elsewhere nothing is locked (and False given); what
    is done in here still cannot overwrite anything.
    """
    try:
        import fcntl
    except ImportError:
        yield False
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        locked = True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            locked = False
        yield locked
    finally:
        os.close(handle)


def write_new(path: Path, data: bytes) -> None:
    """A new file with `data`, on the disk when this returns; raises FileExistsError where there is one."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def add_file(path: Path, data: bytes) -> None:
    """A new file that has all of `data` from the moment it has its name; raises FileExistsError where there is one.

    What a crash of this leaves behind is hidden, and called like `BESIDE`.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        write_new(beside, data)
        _give_name(beside, path)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(beside)
    flush_folder(path.parent)


def _give_name(beside: Path, path: Path) -> None:
    """Gives a file its name if nothing has it; where a disk knows no links (FAT, some shares), it is moved there."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # Nobody comes in between who waits in `alone`.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from error
        os.rename(beside, path)


def build_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """A new folder with these files, by their paths inside it; all of them on the disk when this returns."""
    os.mkdir(folder)
    inner = sorted({str(Path(name).parent) for name in files} - {"."})
    for name in inner:
        os.mkdir(folder / name)
    for name, data in files.items():
        write_new(folder / name, data)
    for name in inner:
        flush_folder(folder / name)
    flush_folder(folder)


def remove_folder(folder: Path) -> None:
    """Takes a folder away with all in it, as far as the disk lets us."""
    shutil.rmtree(folder, ignore_errors=True)
