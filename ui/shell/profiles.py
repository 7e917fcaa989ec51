"""Profiles: where the office is, in a TOML file of this person. A password is never among it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import platformdirs

from app.basics.problems import BadInput, WorldProblem

Kind = Literal["demo", "sqlite", "postgresql"]


class BadProfiles(WorldProblem):
    """The file of profiles cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One office to sign in to. ``url`` is SQLAlchemy's (``sqlite:///…``, ``postgresql+psycopg://host/name``).

    A demo asks for no password. ``may_keep_password``: the office allows the keyring.
    """

    name: str
    url: str
    kind: Kind = "sqlite"
    may_keep_password: bool = True

    @property
    def asks_password(self) -> bool:
        return self.kind != "demo"

    @property
    def place(self) -> str:
        """Where it is, for people: the file's name, or the database and its server."""
        if self.kind == "postgresql":
            parts = urlsplit(self.url)
            return f"{parts.path.lstrip('/')} on {parts.hostname or 'this computer'}"
        return Path(self.url.partition(":///")[2]).name or self.url


def profile_for(name: str, place: str, *, may_keep_password: bool = True) -> Profile:
    """A profile from what a person typed: a file's path, or a URL. Raises BadInput for a place that is neither."""
    name, place = name.strip(), place.strip()
    if not name:
        raise BadInput.one("name", "Give the profile a name, such as the office's.")
    scheme = place.partition(":")[0].casefold()
    if scheme.startswith("postgres"):
        return Profile(name, _postgresql_url(place), "postgresql", may_keep_password)
    if scheme == "sqlite":
        return Profile(name, place, "sqlite", may_keep_password)
    if "://" in place or not place:
        raise BadInput.one("place", "Choose a database file, or type a URL such as postgresql://server/fairhand.")
    return Profile(name, f"sqlite:///{Path(place).expanduser().absolute().as_posix()}", "sqlite", may_keep_password)


def _postgresql_url(place: str) -> str:
    try:
        parts = urlsplit(place)
        port = parts.port
    except ValueError:
        raise BadInput.one("place", "The port in this URL is not a number.") from None
    if parts.password is not None:
        raise BadInput.one("place", "Leave the password out of the URL; it is asked for when you sign in.")
    if not parts.hostname or not parts.path.strip("/"):
        raise BadInput.one("place", "The URL needs a server and a database: postgresql://server/fairhand.")
    at = f":{port}" if port else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"postgresql+psycopg://{parts.hostname}{at}{parts.path}{query}"


def profiles_file() -> Path:
    """Where this person's profiles are kept."""
    return platformdirs.user_config_path("fairhand", appauthor=False) / "profiles.toml"


def read_profiles(file: Path) -> list[Profile]:
    """The profiles of the file; none if there is no file. Raises BadProfiles with the place of the fault."""
    try:
        with file.open("rb") as stream:
            entries = tomllib.load(stream).get("profile", [])
    except FileNotFoundError:
        return []
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadProfiles(
            f"The profiles in {file} cannot be read: {error}.", "Mend the file or move it away."
        ) from error
    if not isinstance(entries, list):
        raise BadProfiles(f"The profiles in {file} are not a list of [[profile]].", "Mend the file or move it away.")
    return [_profile(entry, number, file) for number, entry in enumerate(entries, 1)]


def _profile(entry: object, number: int, file: Path) -> Profile:
    kinds: dict[object, Kind] = {"demo": "demo", "sqlite": "sqlite", "postgresql": "postgresql"}
    if not isinstance(entry, dict):
        raise BadProfiles(f"Profile {number} in {file} is not a table.", "Mend the file or move it away.")
    name, url, kind = entry.get("name"), entry.get("url"), kinds.get(entry.get("kind"))
    if not isinstance(name, str) or not isinstance(url, str) or kind is None:
        raise BadProfiles(
            f"Profile {number} in {file} needs a name, a url and a kind (demo, sqlite or postgresql).",
            "Mend the file or move it away.",
        )
    return Profile(name, url, kind, entry.get("may_keep_password") is not False)


def write_profiles(file: Path, profiles: Sequence[Profile]) -> None:
    """Write all profiles, whole or not at all. Raises BadProfiles."""
    text = "\n".join(_as_toml(profile) for profile in profiles)
    fresh = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(file)
    except OSError as error:
        raise BadProfiles(f"The profiles cannot be kept in {file}: {error.strerror}.") from error


def _as_toml(profile: Profile) -> str:
    """JSON's strings are TOML's basic strings, but for the DEL character, which no name needs."""
    keep = "true" if profile.may_keep_password else "false"
    values = {"name": profile.name, "url": profile.url, "kind": profile.kind}
    lines = [f"{key} = {json.dumps(value.replace(chr(127), ''), ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["[[profile]]", *lines, f"may_keep_password = {keep}", ""])
