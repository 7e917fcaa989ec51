"""A version in the making: the data as they are typed, what is wrong with them, and what changes. No Qt."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.basics.dates import show_date
from app.complaints.find_kept_procedures import Used
from app.knowledge.find_procedures import ProcedureText
from app.knowledge.procedure import Flaw, judge
from app.knowledge.procedure.changes import changes
from app.knowledge.procedure.merge import Clash, merge, put_theirs
from app.knowledge.procedure.read import read_procedure
from app.knowledge.procedure.told import check_name, tell
from app.knowledge.procedure.words import AXES, ITEMS, PARTS, listed
from app.staff.permissions import ROLE_NAMES
from ui.administration.item_values import value_of, with_value
from ui.administration.procedure_paths import (
    GENERAL,
    SINGLE,
    WITHIN,
    is_item,
    item_at,
    items_at,
    part_of,
    place_for,
    put_item,
    put_items,
)

TYPED = "typed"
"""The field of a kept draft with what cannot be read yet, word for word."""
NEWEST = "newest"

NEW: dict[str, dict[str, Any]] = {
    "stages": {"name": "", "decided_by": "", "another_person": True},
    "pauses": {"name": "", "stops_clock": False},
    "letters": {"kind": "", "name": ""},
    "checks": {"rule": "", "does": "warn", "reason": ""},
    "routes": {"title": "", "kind": "other_body", "body": "", "what_they_do": "", "contact": ""},
    "faults": {"name": "", "description": ""},
    "effects": {"name": "", "description": "", "bands": []},
    "bands": {"currency": "GBP", "least_minor": 0},
    "remedies": {"name": "", "when": ""},
    "fields": {"title": "", "ours": "reference"},
    "causes": {"name": "", "description": ""},
}
"""What a new item begins with."""


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the outline: the path of an item or of a part, its name, and the path that it stands under."""

    path: str
    title: str
    under: str = ""


class ProcedureDraft:
    """What is made of one version; ``kept`` is what an earlier hour left half typed."""

    def __init__(self, base: ProcedureText, kept: Mapping[str, str] | None = None) -> None:
        self.base = base
        self.newest_id = base.newest_id
        self.data: dict[str, Any] = deepcopy(base.data)
        self.clashes: list[Clash] = []
        self._emptied: dict[tuple[str, str], dict[str, Any]] = {}
        """How a length was counted whose number is emptied, by the path of its item and its key."""
        self.typed: dict[str, dict[str, str]] = {}
        """What stands in fields that cannot be read, by the path of the item and the key of the field."""
        self._take(dict(kept or {}))

    # ---- the outline

    def outline(self) -> Iterator[Node]:
        """Every part with its items, in the order of the page."""
        for part, title in PARTS.items():
            if part not in self.parts():
                continue
            yield Node(part, title)
            if part == "causes":
                for axis, words in AXES.items():
                    yield Node(f"causes/{axis}", words, "causes")
            within = WITHIN.get(part, part)
            for at, item in enumerate(items_at(self.data, within) if within not in SINGLE else []):
                under = f"causes/{item.get('axis')}" if part == "causes" else part
                yield Node(f"{within}.{at}", self.name_of(f"{within}.{at}"), under)
                for number, _band in enumerate(item.get("bands", []) if part == "effects" else []):
                    path = f"{part}.{at}.bands.{number}"
                    yield Node(path, self.name_of(path), f"{part}.{at}")

    def parts(self) -> tuple[str, ...]:
        """The parts that are edited here."""
        return tuple(part for part in PARTS if part in SINGLE or part in NEW)

    def name_of(self, path: str) -> str:
        """What an item is called in the outline."""
        if path in PARTS:
            return PARTS[path]
        item = self.item(path)
        if part_of(path) == "checks":
            return check_name(item["rule"]) if item.get("rule") else "(a check)"
        if part_of(path) == "bands":
            since = item.get("since")
            return f"{item.get('currency') or ''} from {show_date(date.fromisoformat(since)) if since else '…'}"
        named = item.get("name") or item.get("title") or f"({ITEMS[part_of(path)]} without a name)"
        return f"{item['level']}. {named}" if "level" in item else str(named)

    # ---- one item

    def item(self, path: str) -> dict[str, Any]:
        """The data of an item."""
        return item_at(self.data, path)

    def has(self, path: str) -> bool:
        """Whether the item is still there."""
        return any(node.path == path for node in self.outline())

    def values(self, path: str, keys: list[str]) -> dict[str, Any]:
        """What a form of these keys shows."""
        item = self.item(path)
        return {key: value_of(item, key) for key in keys}

    def write(self, path: str, key: str, value: Any, *, typed: str | None = None) -> None:
        """Another value; ``typed`` is what stands in the field where that cannot be read."""
        words = {name: text for name, text in self.typed.pop(path, {}).items() if name != key}
        if typed is not None:
            words[key] = typed
        if words:
            self.typed[path] = words
        changed = self._with_value(path, key, value)
        if key in ("name", "title") and self._is_new(path):
            self._name_anew(path, changed)
        put_item(self.data, path, changed)

    def _with_value(self, path: str, key: str, value: Any) -> dict[str, Any]:
        """A length whose number is emptied and typed anew is counted as before."""
        item = self.item(path)
        changed = with_value(item, key, value)
        length, _, last = key.rpartition(".")
        if last != "amount":
            return changed
        if value is None:
            self._emptied.setdefault((path, length), value_of(item, length) or {})
            return changed
        for part, before in self._emptied.pop((path, length), {}).items():
            if part != last:
                changed = with_value(changed, f"{length}.{part}", before)
        return changed

    # ---- items come, go and move

    def may_add(self, path: str) -> bool:
        """Whether something can be added there: in a list, or after an item of one."""
        return is_item(path) or path in WITHIN or (path not in SINGLE and path != "causes")

    def add(self, path: str) -> str:
        """A new item after the one at ``path``, or at the end of that part; its path."""
        part, at = place_for(self.data, path)
        item = deepcopy(NEW[part_of(part)])
        items = items_at(self.data, part)
        if part == "causes":
            axis = path.partition("/")[2] or (self.item(path)["axis"] if path != "causes" else next(iter(AXES)))
            item["axis"] = axis
        if part == "effects":
            item["level"] = max([one.get("level", 0) for one in items], default=0) + 1
        if part in ("stages", "pauses", "routes", "faults", "causes"):
            item["code"] = _unlike(f"new-{ITEMS[part].split()[0]}", {str(one.get("code")) for one in items})
        items.insert(at, item)
        self._emptied.clear()
        put_items(self.data, part, items)
        return f"{part}.{at}"

    def remove(self, path: str) -> str:
        """Take an item away; the path where one goes on."""
        part, _, at = path.rpartition(".")
        items = items_at(self.data, part)
        del items[int(at)]
        self._emptied.clear()
        put_items(self.data, part, items)
        self.typed = {one: words for one, words in self.typed.items() if not one.startswith(part)}
        if not items:
            return part if "." not in part else part.rpartition(".")[0]
        return f"{part}.{min(int(at), len(items) - 1)}"

    def move(self, path: str, by: int) -> str:
        """Change places with the next of its kind; the path afterwards, the same at either end."""
        part, _, at = path.rpartition(".")
        items, here = items_at(self.data, part), int(at)
        there = here + by
        while part == "causes" and 0 <= there < len(items) and items[there]["axis"] != items[here]["axis"]:
            there += by
        if not 0 <= there < len(items):
            return path
        items[here], items[there] = items[there], items[here]
        self._emptied.clear()
        put_items(self.data, part, items)
        self.typed = {one: words for one, words in self.typed.items() if not one.startswith(part)}
        return f"{part}.{there}"

    def is_item(self, path: str) -> bool:
        """Whether it can be moved and taken away."""
        return is_item(path)

    # ---- what is wrong, and what changes

    def flaws(self) -> list[Flaw]:
        """All that is wrong, in the order of the outline, what cannot be read first."""
        unread = [
            Flaw(f"{path}.{key}", f"“{words}” under “{self.name_of(path)}” cannot be read.", "Mend it there.")
            for path, fields in self.typed.items()
            for key, words in fields.items()
        ]
        title = self.data.get("title") or ""
        named = [] if title.strip() else [Flaw("general.title", "The procedure needs a name.")]
        found = judge(self.base.version.code, title, self.data, self.base.templates)
        return [*unread, *named, *found]

    def node_of(self, flaw: Flaw) -> tuple[str, str]:
        """The item of the outline where a flaw is mended, and the key of the field there."""
        path = flaw.path
        if path.split(".")[0] in GENERAL:
            return "general", path
        paths = sorted((node.path for node in self.outline()), key=len, reverse=True)
        node = next((one for one in paths if path == one or path.startswith(f"{one}.")), "general")
        return node, path[len(node) + 1 :]

    def changes(self) -> list[str]:
        """Before → after, in sentences, against the version that it came from."""
        read, _ = read_procedure(self.base.version.code, self.data.get("title") or "", self.data)
        undecided = [stage.get("code") for stage in self.data.get("stages", []) if stage.get("decides") == []]
        return changes(self.base.chapters, tell(read, self.data.get("citation") or "", undecided))

    def is_changed(self) -> bool:
        return bool(self.parked())

    def gone_but_used(self, used: Used) -> list[str]:
        """What of the lists is no longer there although open cases use it: they keep their version."""
        found = []
        for (part, code), count in used.items():
            before, now = (_by_code(part, data) for data in (self.base.data, self.data))
            if code in before and code not in now:
                cases = (
                    "1 open case uses it and keeps its" if count == 1 else f"{count} open cases use it and keep their"
                )
                found.append(f"The {ITEMS[part]} “{before[code]}” is gone: {cases} version.")
        return found

    def nobody_there(self, held: Collection[str]) -> list[str]:
        """The stages for which only roles are named that nobody has today; ``held`` are the names of those held."""
        found = []
        said_as = {role.value: name for role, name in ROLE_NAMES.items()}
        for stage in self.data.get("stages", []):
            names = [said_as[role] for role in stage.get("decides", []) if role in said_as]
            if names and not set(names) & set(held):
                said = (
                    f"Nobody is {listed(names, 'or')} today, who alone may decide in the stage “{stage.get('name')}”."
                )
                found.append(said)
        return found

    # ---- two people at once

    def on(self, theirs: ProcedureText) -> ProcedureDraft:
        """The same changes made from a version that somebody else made meanwhile; ``clashes`` are left to be chosen."""
        draft = ProcedureDraft(theirs)
        draft.data, draft.clashes = merge(self.base.data, theirs.data, self.data)
        return draft

    def take_theirs(self, clash: Clash) -> None:
        """Their value where both changed the same."""
        self.data = put_theirs(self.data, clash)

    # ---- keeping it half typed

    def parked(self) -> dict[str, str]:
        """What differs from the version that it came from, part by part."""
        keys = dict.fromkeys([*self.base.data, *self.data])
        words = {
            key: json.dumps(self.data.get(key), ensure_ascii=False)
            for key in keys
            if self.data.get(key) != self.base.data.get(key)
        }
        if self.typed:
            words[TYPED] = json.dumps(self.typed, ensure_ascii=False)
        return words | {NEWEST: str(self.newest_id)} if words else {}

    def _take(self, kept: dict[str, str]) -> None:
        self.typed = json.loads(kept.pop(TYPED, "{}"))
        self.newest_id = int(kept.pop(NEWEST, self.newest_id))
        for key, words in kept.items():
            value = json.loads(words)
            if value is None:
                self.data.pop(key, None)
            else:
                self.data[key] = value

    # ---- within

    def _is_new(self, path: str) -> bool:
        item = self.item(path) if is_item(path) else {}
        part = part_of(path)
        return "code" in item and self._key(part, item) not in _by_code(part, self.base.data)

    def _key(self, part: str, item: Mapping[str, Any]) -> str:
        return f"{item.get('axis')}:{item['code']}" if part == "causes" else str(item["code"])

    def _name_anew(self, path: str, item: dict[str, Any]) -> None:
        """The code of an item that no version has yet follows its name, and so does whatever leads to it."""
        part, _, at = path.rpartition(".")
        others = {str(one.get("code")) for number, one in enumerate(items_at(self.data, part)) if number != int(at)}
        old, code = item["code"], _unlike(_slug(item.get("name") or item.get("title") or "") or item["code"], others)
        item["code"] = code
        if part == "stages":
            for stage in self.data["stages"]:
                step = stage.get("next_step") or {}
                if step.get("leads_to") == old:
                    step["leads_to"] = code
            for named in (*self.data.get("letters", []), *self.data.get("checks", [])):
                if old in named.get("stages", []):
                    named["stages"] = [code if one == old else one for one in named["stages"]]


def _by_code(part: str, data: Mapping[str, Any]) -> dict[str, str]:
    """The names of a list's items by what cases know them by."""
    found = {}
    for item in data.get(part, []):
        key = "level" if part == "effects" else "code"
        code = f"{item.get('axis')}:{item.get('code')}" if part == "causes" else str(item.get(key))
        found[code] = str(item.get("name") or item.get("title") or code)
    return found


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40]


def _unlike(code: str, others: set[str]) -> str:
    number = 2
    made = code
    while made in others:
        made, number = f"{code}-{number}", number + 1
    return made
