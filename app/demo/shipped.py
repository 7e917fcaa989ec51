"""Reading the demo's own data files: names, places, notes, cases, library."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

_BLANKS = re.compile(r"[ \n]+")


def folder(name: str) -> Traversable:
    """A folder of data beside this file."""
    return files("app.demo") / name


@cache
def data(path: str) -> dict[str, Any]:
    """One TOML file by its path below this folder, without ending: "names/british"."""
    return tomllib.loads((files("app.demo") / f"{path}.toml").read_text(encoding="utf-8"))


def files_in(name: str) -> list[str]:
    """The TOML files of a folder as paths for ``data``, in order of name."""
    found = sorted(entry.name for entry in folder(name).iterdir() if entry.name.endswith(".toml"))
    return [f"{name}/{file.removesuffix('.toml')}" for file in found]


def listed(text: str) -> tuple[str, ...]:
    """The entries of a list written with blanks; "_" within one stands for a blank: "van_Wyk"."""
    return tuple(entry.replace("_", " ") for entry in _BLANKS.split(text.strip()) if entry)
