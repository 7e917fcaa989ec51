"""The locked lists: nothing but names, versions, markers and hashes, and all that pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LISTS = ("requirements.txt", "requirements-test.txt")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = ("linux", "darwin", "win32")


def entries(name: str) -> list[tuple[Requirement, int]]:
    """Each locked requirement with the number of its hashes."""
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(Requirement(line.split("--hash=")[0]), line.count("--hash=sha256:")) for line in lines]


def locked_for(name: str, python: str, platform: str) -> dict[str, str]:
    """Name to version of what would be installed there."""
    there = {**default_environment(), "python_version": python, "python_full_version": f"{python}.0"}
    there |= {"sys_platform": platform, "platform_machine": "x86_64"}
    found: dict[str, str] = {}
    for requirement, _ in entries(name):
        if requirement.marker is None or requirement.marker.evaluate({k: str(v) for k, v in there.items()}):
            key = canonicalize_name(requirement.name)
            assert key not in found, f"{key} is locked twice for Python {python} on {platform}"
            found[key] = str(requirement.specifier).removeprefix("==")
    return found


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_is_one_version_with_hashes(name: str) -> None:
    for requirement, hashes in entries(name):
        assert re.fullmatch(r"==[0-9][0-9a-z.]*", str(requirement.specifier)), requirement
        assert hashes >= 1, requirement
        assert requirement.url is None


@pytest.mark.parametrize("name", LISTS)
def test_no_place_to_fetch_from_is_named(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    assert not re.search(r"://|^-|find-links|index", text, re.MULTILINE)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_lists_hold_what_the_project_asks_for(python: str, platform: str) -> None:
    asked = {
        "requirements.txt": PROJECT["project"]["dependencies"],
        "requirements-test.txt": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["test"],
    }
    for name, requirements in asked.items():
        locked = locked_for(name, python, platform)
        for requirement in map(Requirement, requirements):
            if requirement.marker and not requirement.marker.evaluate({"python_version": python}):
                continue
            version = locked.get(canonicalize_name(requirement.name))
            assert version is not None, f"{requirement} is not locked for Python {python} on {platform}"
            assert requirement.specifier.contains(version), f"{requirement} is locked at {version}"


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_tests_run_with_the_versions_that_ship(python: str, platform: str) -> None:
    shipped = locked_for("requirements.txt", python, platform)
    tested = locked_for("requirements-test.txt", python, platform)
    assert shipped.items() <= tested.items()
    assert "setuptools" in shipped, "the project itself is installed without the network"


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_qt_that_aborts_is_never_installed_on_311(python: str, platform: str) -> None:
    locked = locked_for("requirements.txt", python, platform)
    series = "6.11." if python == "3.11" else "6.12."
    assert locked["pyside6-essentials"].startswith(series)
    assert locked["shiboken6"] == locked["pyside6-essentials"]


def test_notice_names_every_package_that_ships() -> None:
    table = (ROOT / "NOTICE.md").read_text(encoding="utf-8").partition("| package | licence |\n|---|---|\n")[2]
    cells = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    told = {canonicalize_name(name.partition(" (")[0]) for cell in cells for name in cell.split(", ")}
    assert told == {canonicalize_name(requirement.name) for requirement, _ in entries("requirements.txt")}
