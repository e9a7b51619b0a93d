"""Whether the libraries that WeasyPrint draws letters with can be loaded, in the way in which it loads them.

Beside `doctor`. A library that lies where the loader does not look is told apart from one that is not here.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import os
from collections.abc import Iterable
from pathlib import Path

# By library: its names on Linux, macOS and Windows.
_NAMES = {
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
}
_SUBSET = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")
_OLDEST = 14400  # Pango 1.44, as it counts itself

# Where Homebrew puts libraries; Python finds them there only if it is Homebrew's own, or is told to look.
_BREW = (Path("/opt/homebrew/lib"), Path("/usr/local/lib"))
_MSYS = "C:\\msys64\\ucrt64\\bin;C:\\msys64\\mingw64\\bin;C:\\Program Files\\GTK3-Runtime Win64\\bin"


def lacking() -> str:
    """The libraries that cannot be loaded, or the version of a Pango that is too old; nothing where all is well."""
    _look_where_weasyprint_looks()
    absent = [library for library, names in _NAMES.items() if _loaded(names) is None]
    if absent:
        return ", ".join(absent)
    return "" if _number() >= _OLDEST else f"Pango {version()} < 1.44"


def version() -> str:
    """The version of the Pango that is loaded."""
    return ".".join(str(part) for part in (_number() // 10000, _number() // 100 % 100, _number() % 100))


def _number() -> int:
    library = _loaded(_NAMES["Pango"])
    return int(library.pango_version()) if library else 0


def subset_lacking() -> bool:
    """Whether fonts must be cut to size without the library for it."""
    return _loaded(_SUBSET) is None


def unseen_folder() -> Path | None:
    """The folder of Homebrew's in which Pango lies, where the loader does not see it."""
    name = _NAMES["Pango"][1]
    return next((folder for folder in _BREW if (folder / name).exists()), None)


def _loaded(names: Iterable[str]) -> ctypes.CDLL | None:
    for name in names:
        # `libpango-1.0.so.0` is `pango-1.0` to what looks libraries up.
        known = ctypes.util.find_library(name.removeprefix("lib").partition(".so")[0]) if ".so" in name else None
        for path in filter(None, (name, known)):
            with contextlib.suppress(OSError):
                return ctypes.CDLL(path)
    return None


def _look_where_weasyprint_looks() -> None:
    """On Windows, libraries lie in folders of MSYS2 or in those that a variable names."""
    add = getattr(os, "add_dll_directory", None)
    if add is None:
        return
    for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", _MSYS).split(";"):
        with contextlib.suppress(OSError):
            add(folder)
