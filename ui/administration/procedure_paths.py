"""Where an item lies in the data of a procedure: ``stages.0``, ``effects.1.bands.0``, ``general``."""

from __future__ import annotations

from typing import Any

Data = dict[str, Any]

SINGLE = ("general", "approval", "ombudsman", "financial", "external")
"""The parts that are one item; the other system has a list of its own inside."""
WITHIN = {"external": "external.fields"}
GENERAL = ("title", "summary", "citation", "at_once", "outcomes")


def part_of(path: str) -> str:
    """Which list an item is of: ``bands`` for ``effects.1.bands.0``."""
    steps = [step for step in path.partition("/")[0].split(".") if not step.isdigit()]
    return steps[-1]


def is_item(path: str) -> bool:
    """Whether it is one of a list, which can be moved and taken away."""
    return path.rpartition(".")[2].isdigit()


def item_at(data: Data, path: str) -> Data:
    """The data of an item, as a copy."""
    if path == "general":
        return {key: data.get(key) for key in GENERAL if key in data}
    if path in SINGLE:
        return dict(data.get(path) or {})
    place: Any = data
    for step in path.split("."):
        place = place[int(step) if step.isdigit() else step]
    return dict(place)


def items_at(data: Data, part: str) -> list[Data]:
    """The items of a list, as a list of its own."""
    place: Any = data
    for step in part.split("."):
        place = place[int(step)] if step.isdigit() else (place or {}).get(step)
    return list(place or [])


def put_items(data: Data, part: str, items: list[Data]) -> None:
    """Another list in its place; stages are numbered as they stand."""
    if part == "stages":
        items = [{**item, "number": at} for at, item in enumerate(items, 1)]
    if "." in part:
        owner, _, key = part.rpartition(".")
        put_item(data, owner, {**item_at(data, owner), key: items})
    else:
        data[part] = items


def put_item(data: Data, path: str, item: Data) -> None:
    """Another item in its place; a part of one item that says nothing any more goes."""
    if path == "general":
        for key in GENERAL:
            data[key] = item.get(key, [] if key == "outcomes" else "")
        if not item.get("at_once"):
            data.pop("at_once")
    elif path in SINGLE:
        if any(value not in (None, "", False, {}, []) for value in item.values()):
            data[path] = item
        else:
            data.pop(path, None)
    else:
        part, _, at = path.rpartition(".")
        items = items_at(data, part)
        items[int(at)] = item
        put_items(data, part, items)


def place_for(data: Data, path: str) -> tuple[str, int]:
    """The list that a new item goes into, and where: a band where a level of effect or a band is chosen."""
    if is_item(path):
        part, _, at = path.rpartition(".")
        return part, int(at) + 1
    part, _, axis = path.partition("/")
    part = WITHIN.get(part, part)
    items = items_at(data, part)
    of_axis = [at for at, item in enumerate(items) if item.get("axis") == axis]
    return part, of_axis[-1] + 1 if of_axis else len(items)
