"""The Python environment `.venv`: made once, filled from the hash-locked list, left alone when nothing changed."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import system_packages
from steps import ROOT, Stopped, answer, run, say

FOLDER = ROOT / ".venv"
STAMP = FOLDER / "fairhand-setup.json"
LOCKS = {
    "run": ROOT / "packaging" / "requirements.txt",
    "test": ROOT / "packaging" / "requirements-test.txt",
}
WHERE_WHEELS_EXIST = (
    "Python 3.11 to 3.14 on Windows (x64), macOS 15 or newer (Apple silicon) and Linux with glibc 2.34 or newer "
    "(x86_64) or 2.39 or newer (arm64)"
)


def program(name: str) -> Path:
    """The path of a program of the environment, for example ``python`` or ``fairhand-admin``."""
    if sys.platform == "win32":
        return FOLDER / "Scripts" / f"{name}.exe"
    return FOLDER / "bin" / name


def fingerprint(paths: list[Path]) -> str:
    """One SHA-256 (hexadecimal) over the content of the files; line ends do not count."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()


def wanted(purpose: str) -> str:
    """The fingerprint that the environment must have been filled with for `purpose` ("run" or "test")."""
    return fingerprint([LOCKS[purpose], ROOT / "pyproject.toml"])


def is_current(stamp: Mapping[str, str], purpose: str, python: str) -> bool:
    """Whether an environment with this stamp holds all that `purpose` needs; what tests need includes all."""
    if stamp.get("python") != python:
        return False
    return any(stamp.get(filled) == wanted(filled) for filled in {purpose, "test"})


def prepare(purpose: str) -> None:
    """Make and fill the environment unless it is current. Raises Stopped with what to do when it cannot."""
    python = _version()
    if python and is_current(_read_stamp(), purpose, python):
        say("The Python environment .venv is up to date.")
        return
    if not python:
        _make()
        python = _version()
        if not python:
            raise Stopped(f"The new environment {FOLDER} does not start; remove that folder and try again.")
    STAMP.unlink(missing_ok=True)  # half filled is not filled
    _fill(purpose)
    STAMP.write_text(json.dumps({"python": python, purpose: wanted(purpose)}) + "\n", encoding="utf-8")


def _version() -> str:
    """Which Python the environment holds, as "3.11", or nothing when it has none that works with pip."""
    status, printed = answer(
        [program("python"), "-c", "import pip, sys; print('%d.%d' % sys.version_info[:2])"],
        environment={"PYTHONPATH": ""},
    )
    return printed if status == 0 else ""


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _make() -> None:
    if find_spec("ensurepip") is None or find_spec("venv") is None:
        system_packages.provide_venv()
    say(f"Making the Python environment .venv with Python {sys.version.split()[0]}.")
    if run([sys.executable, "-m", "venv", "--clear", FOLDER]) != 0:
        raise Stopped(
            f"Python could not make the environment {FOLDER}; the lines above say why. Is the disk full, or the "
            "folder not yours to write? Mend that and start again."
        )


def _fill(purpose: str) -> None:
    lock = LOCKS[purpose]
    say(f"Installing the exact packages of {lock.relative_to(ROOT).as_posix()}, each checked by its hash.")
    pip: list[str | Path] = [program("python"), "-m", "pip", "--disable-pip-version-check"]
    pip += ["install", "--quiet"]
    if run([*pip, "--require-hashes", "--only-binary=:all:", "--requirement", lock]) != 0:
        raise Stopped(
            "pip could not install the packages; the lines above say why. Without network, connect and start "
            f"again: what was fetched is kept. Packages are built for {WHERE_WHEELS_EXIST}."
        )
    say("Installing Fairhand itself, as it stands in this folder.")
    if run([*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", ROOT]) != 0:
        raise Stopped("pip could not install Fairhand itself; the lines above say why.")
