"""Checks JSON-LD against the shapes of schema.org in `schema_org.toml`."""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

VOCABULARY: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "schema_org.toml").read_text("utf-8")
)
_NOT_PROPERTIES = {"parent", "required", "recommended"}
#: Members of schema.org's enumerations are written as their addresses.
_ENUMERATIONS = {
    "EventStatusType": {"EventScheduled", "EventCancelled", "EventPostponed", "EventRescheduled"},
    "EventAttendanceModeEnumeration": {"OfflineEventAttendanceMode", "OnlineEventAttendanceMode"},
}
_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def in_page(html: str) -> list[dict[str, Any]]:
    """Every thing the page tells machines, graphs laid open."""
    found: list[dict[str, Any]] = []
    for text in _SCRIPT.findall(html):
        facts = json.loads(text)
        assert facts["@context"] == "https://schema.org"
        found += facts.get("@graph", [facts])
    return found


def types(html: str) -> set[str]:
    """The types of the things a page tells of."""
    return {thing["@type"] for thing in in_page(html)}


def faults(html: str) -> list[str]:
    """What is wrong with the JSON-LD of a page."""
    things = in_page(html)
    known = {thing["@id"] for thing in things if "@id" in thing}
    return [fault for thing in things for fault in _of_thing(thing, thing["@type"], known)]


def _of_thing(thing: dict[str, Any], path: str, known: set[str]) -> Iterator[str]:
    kind = thing.get("@type")
    if kind not in VOCABULARY:
        yield f"{path}: no type {kind}"
        return
    shape = _shape(kind)
    for name in shape["required"] - thing.keys():
        yield f"{path}: lacks {name}"
    for name in shape["recommended"] - thing.keys():
        yield f"{path}: should have {name}"
    for name, value in thing.items():
        if name in ("@type", "@id", "@context"):
            continue
        if name not in shape["properties"]:
            yield f"{path}: {kind} has no property {name}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _of_value(one, shape["properties"][name], f"{path}.{name}", known)


def _of_value(value: Any, expected: list[str], path: str, known: set[str]) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            if value["@id"] not in known:
                yield f"{path}: nothing here is called {value['@id']}"
        elif not set(_ancestors(value.get("@type", ""))) & set(expected):
            yield f"{path}: {value.get('@type')} where {expected} is expected"
        else:
            yield from _of_thing(value, path, known)
    elif not any(_is(value, kind) for kind in expected):
        yield f"{path}: {value!r} is none of {expected}"


def _is(value: Any, kind: str) -> bool:
    match kind:
        case "Text":
            return isinstance(value, str) and bool(value.strip())
        case "URL":
            return isinstance(value, str) and urlsplit(value).scheme in ("http", "https")
        case "Integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "Number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "Boolean":
            return isinstance(value, bool)
        case "Date":
            return _parses(date.fromisoformat, value)
        case "DateTime":
            # A moment without its zone means nothing to anybody elsewhere.
            return _parses(datetime.fromisoformat, value) and bool(
                datetime.fromisoformat(value).tzinfo
            )
    if kind in _ENUMERATIONS:
        return str(value).removeprefix("https://schema.org/") in _ENUMERATIONS[kind]
    # The address of a thing may stand for it.
    return kind in VOCABULARY and _is(value, "URL")


def _parses(parse: Any, value: Any) -> bool:
    try:
        parse(value)
    except (TypeError, ValueError):
        return False
    return True


def _ancestors(kind: str) -> Iterator[str]:
    while kind in VOCABULARY:
        yield kind
        kind = VOCABULARY[kind].get("parent", "")


def _shape(kind: str) -> dict[str, Any]:
    chain = list(_ancestors(kind))
    return {
        "properties": {
            name: value
            for each in chain
            for name, value in VOCABULARY[each].items()
            if name not in _NOT_PROPERTIES
        },
        "required": {n for each in chain for n in VOCABULARY[each].get("required", [])},
        "recommended": {n for each in chain for n in VOCABULARY[each].get("recommended", [])},
    }
