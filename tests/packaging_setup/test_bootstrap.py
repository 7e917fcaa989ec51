"""The bootstrap's own decisions: what is current, what the system lacks, what is said when it cannot go on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
BOOTSTRAP = ROOT / "packaging" / "bootstrap.py"
Script = Callable[[str], ModuleType]


@pytest.mark.parametrize(
    ("os_release", "family"),
    [
        ("ID=debian\nVERSION_ID=12\n", "debian"),
        ('NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', "debian"),
        ("ID=linuxmint\nID_LIKE='ubuntu debian'\n", "debian"),
        ("ID=fedora\n", "fedora"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "fedora"),
        ("ID=arch", "arch"),
        ("ID=manjaro\nID_LIKE=arch\n", "arch"),
        ("ID=alpine\n", None),
        ("", None),
        ("no equals sign\n# ID=debian", None),
    ],
)
def test_linux_family(script: Script, os_release: str, family: str | None) -> None:
    assert script("system_packages").family_of(os_release) == family


@pytest.mark.parametrize(
    ("environ", "system", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_display(script: Script, environ: dict[str, str], system: str, shown: bool) -> None:
    assert script("commands").has_display(environ, system) is shown


@pytest.mark.parametrize(
    ("filled", "purpose", "current"),
    [("run", "run", True), ("run", "test", False), ("test", "test", True), ("test", "run", True)],
)
def test_what_tests_need_includes_what_running_needs(script: Script, filled: str, purpose: str, current: bool) -> None:
    environment = script("environment")
    stamp = {"python": "3.11", filled: environment.wanted(filled)}
    assert environment.is_current(stamp, purpose, "3.11") is current
    assert not environment.is_current(stamp, purpose, "3.12"), "another Python needs other packages"
    assert not environment.is_current({**stamp, filled: "0" * 64}, purpose, "3.11"), "the list has changed"
    assert not environment.is_current({}, purpose, "3.11")


def test_fingerprint_follows_content_and_not_line_ends(script: Script, tmp_path: Path) -> None:
    fingerprint = script("environment").fingerprint
    files = {name: tmp_path / name for name in ("unix", "windows", "other")}
    for path, content in zip(files.values(), (b"a==1\nb==2\n", b"a==1\r\nb==2\r\n", b"a==1\nb==3\n"), strict=True):
        path.write_bytes(content)
    assert fingerprint([files["unix"]]) == fingerprint([files["windows"]])
    assert fingerprint([files["unix"]]) != fingerprint([files["other"]])


def test_stamp_that_cannot_be_read_counts_as_none(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = script("environment")
    for content in (b"", b"\xff\xfe", b"[1]", b"{"):
        stamp = tmp_path / "stamp.json"
        stamp.write_bytes(content)
        monkeypatch.setattr(environment, "STAMP", stamp)
        assert environment._read_stamp() == {}


def test_missing_packages_are_named_with_the_command(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    system_packages = script("system_packages")
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000, raising=False)
    family = system_packages.FAMILIES["debian"]
    with pytest.raises(script("steps").Stopped, match=r"sudo apt-get install -y .* libegl1 libgl1") as stopped:
        system_packages._provide("system libraries that Qt loads", list(family.qt), family, "libEGL.so.1")
    assert "start again" in str(stopped.value)


def test_on_a_system_we_do_not_know_the_fault_is_told(script: Script) -> None:
    with pytest.raises(script("steps").Stopped, match=r"libEGL\.so\.1: cannot open"):
        script("system_packages")._provide("system libraries", [], None, "libEGL.so.1: cannot open")


def test_qt_of_this_environment_is_found_whole(script: Script) -> None:
    assert script("system_packages")._try_qt(Path(sys.executable), []) == ""


def test_a_lacking_library_is_told_by_name(script: Script) -> None:
    fault = script("system_packages")._try_qt(Path(sys.executable), ["platforms/libno-such.so"])
    assert "libno-such.so" in fault


@pytest.mark.parametrize(
    ("failing", "status", "told"),
    [
        (None, 0, "format passed, lint passed, import rules passed, types passed, tests passed"),
        ("lint", 1, "format passed, lint FAILED, import rules not run, types not run, tests not run"),
        ("tests", 1, "types passed, tests FAILED"),
    ],
)
def test_checks_stop_at_the_first_that_fails_and_name_all(
    script: Script,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    failing: str | None,
    status: int,
    told: str,
) -> None:
    checks = script("checks")
    commands = checks.CHECKS.get(failing, [])
    monkeypatch.setattr(checks, "_passes", lambda command: command not in commands)
    assert checks.run_checks([]) == status
    assert told in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [([], "required"), (["fly"], "invalid choice"), (["setup", "--faster"], "unknown: --faster")],
)
def test_wrong_arguments_are_refused(arguments: list[str], told: str) -> None:
    done = subprocess.run(
        [sys.executable, str(BOOTSTRAP), *arguments],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert told in done.stderr


def test_half_made_demo_is_never_opened(script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = script("commands")
    (tmp_path / "demo-making.db").write_text("cut short")
    monkeypatch.setattr(commands, "answer", lambda _: (0, str(tmp_path)))
    monkeypatch.setattr(commands, "run", lambda *_, **__: 1)
    with pytest.raises(script("steps").Stopped, match="demo office could not be made"):
        commands._make_demo()
    assert not (tmp_path / "demo.db").exists()

    def make(command: list[object], **_: object) -> int:
        assert not (tmp_path / "demo-making.db").exists(), "what a broken run left is cleared first"
        Path(str(command[-1]).removeprefix("sqlite:///")).write_text("whole")
        return 0

    monkeypatch.setattr(commands, "run", make)
    commands._make_demo()
    assert (tmp_path / "demo.db").read_text() == "whole"
