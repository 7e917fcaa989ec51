"""The system's own packages that Python's venv and Qt need on Linux: installed as root on Debian, else named."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

from steps import Stopped, answer, say

# Loads what a window, printing and icons need, makes an application off screen, then loads the display's plugin.
_PROBE = """
import ctypes, pathlib, sys
from PySide6 import QtPrintSupport, QtSvg, QtWidgets
QtWidgets.QApplication([])
root = pathlib.Path(QtWidgets.__file__).parent / "Qt" / "plugins"
for name in sys.argv[1:]:
    ctypes.CDLL(str(root / name))
"""


@dataclass(frozen=True)
class Family:
    """How one family of Linux names and installs the packages. `venv` may hold ``{python}`` ("3.11")."""

    install: tuple[str, ...]
    venv: str
    qt: tuple[str, ...]
    screen: tuple[str, ...]


FAMILIES = {
    "debian": Family(
        install=("apt-get", "install", "-y", "--no-install-recommends"),
        venv="python{python}-venv",
        qt=(
            *("libegl1", "libgl1", "libglib2.0-0", "libfontconfig1", "libfreetype6", "libdbus-1-3"),
            *("libx11-6", "libxkbcommon0", "libzstd1"),
        ),
        screen=(
            *("libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1"),
            *("libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1"),
            *("libxcb-util1", "libxcb-xfixes0", "libxcb-xkb1", "libx11-xcb1", "libwayland-client0"),
            *("libwayland-cursor0", "libcups2"),
        ),
    ),
    "fedora": Family(
        install=("dnf", "install", "-y"),
        venv="python3",
        qt=(
            *("libglvnd-egl", "libglvnd-glx", "mesa-libEGL", "mesa-libGL", "glib2", "fontconfig", "freetype"),
            *("dbus-libs", "libX11", "libxkbcommon", "libzstd"),
        ),
        screen=(
            *("libxkbcommon-x11", "xcb-util", "xcb-util-cursor", "xcb-util-wm", "xcb-util-image"),
            *("xcb-util-keysyms", "xcb-util-renderutil", "libxcb", "libX11-xcb", "libwayland-client"),
            *("libwayland-cursor", "cups-libs"),
        ),
    ),
    "arch": Family(
        install=("pacman", "-S", "--needed"),
        venv="python",
        qt=("libglvnd", "mesa", "glib2", "fontconfig", "freetype2", "dbus", "libx11", "libxkbcommon", "zstd"),
        screen=(
            *("libxkbcommon-x11", "xcb-util", "xcb-util-cursor", "xcb-util-wm", "xcb-util-image"),
            *("xcb-util-keysyms", "xcb-util-renderutil", "libxcb", "wayland", "libcups"),
        ),
    ),
}


def family_of(os_release: str) -> str | None:
    """Which family of FAMILIES the text of ``/etc/os-release`` speaks of, or None for one we do not know."""
    lines = (line.partition("=") for line in os_release.splitlines())
    fields = {key.strip(): value.strip().strip("\"'") for key, equals, value in lines if equals}
    names = [fields.get("ID", ""), *fields.get("ID_LIKE", "").split()]
    known = {**dict.fromkeys(("debian", "ubuntu"), "debian"), "arch": "arch"}
    known |= dict.fromkeys(("fedora", "rhel", "centos"), "fedora")
    return next((known[name] for name in names if name in known), None)


def provide_venv() -> None:
    """Install the system package that holds Python's venv, or stop and name it."""
    python = ".".join(str(part) for part in sys.version_info[:2])
    family = _family()
    packages = [family.venv.format(python=python)] if family else []
    _provide("Python's own venv and ensurepip", packages, family, "python venv ensurepip")


def provide_qt(python: Path, *, screen: bool) -> None:
    """Try Qt in the environment of `python`; when a system library lacks, install it or stop and name it.

    With `screen` the plugin that draws on this desktop is tried as well.
    """
    plugins = screen_plugins(dict(os.environ)) if screen and sys.platform == "linux" else []
    fault = _try_qt(python, plugins)
    if not fault:
        return
    family = _family() if sys.platform == "linux" else None
    packages = [*family.qt, *(family.screen if plugins else ())] if family else []
    _provide("system libraries that Qt loads", packages, family, fault)
    fault = _try_qt(python, plugins)
    if fault:
        raise Stopped(f"Qt still does not start, although its system packages are installed. It says: {fault}")


def screen_plugins(environment: dict[str, str]) -> list[str]:
    """The Qt plugins (paths inside its plugin folder) that a window needs on the display of `environment`."""
    if environment.get("DISPLAY"):
        return ["platforms/libqxcb.so"]
    if environment.get("WAYLAND_DISPLAY"):
        return ["platforms/libqwayland.so"]
    return []


def _try_qt(python: Path, plugins: list[str]) -> str:
    """Nothing when Qt works, else the last line of what it said."""
    status, printed = answer([python, "-c", _PROBE, *plugins], environment={"QT_QPA_PLATFORM": "offscreen"})
    if status == 0:
        return ""
    return printed.splitlines()[-1] if printed else f"it ended with status {status}"


def _family() -> Family | None:
    try:
        name = family_of(Path("/etc/os-release").read_text(encoding="utf-8"))
    except OSError:
        return None
    return FAMILIES[name] if name else None


def _provide(what: str, packages: list[str], family: Family | None, fault: str) -> None:
    if family is None:
        raise Stopped(
            f"This machine ({platform.system()}) lacks {what}. Install them with the system's own means and start "
            f"again. What failed: {fault}"
        )
    command = [*family.install, *packages]
    if family is not FAMILIES["debian"] or os.geteuid() != 0:
        raise Stopped(f"This machine lacks {what}. Run this once, then start again:\n  sudo {' '.join(command)}")
    say(f"Installing {what} with apt-get: {' '.join(packages)}.")
    _apt_get(what, command)


def _apt_get(what: str, command: list[str]) -> None:
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    wait = ["-o", "DPkg::Lock::Timeout=120"]
    updated, update_said = answer(["apt-get", "update", *wait], environment=quiet)
    installed, install_said = answer([*command, *wait], environment=quiet)
    if installed != 0:
        print(f"{update_said}\n{install_said}", flush=True)
        hint = "" if updated == 0 else " The package lists could not be refreshed: is there a network?"
        raise Stopped(f"apt-get could not install {what}; the lines above say why.{hint}")
