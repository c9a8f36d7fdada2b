"""How a reading is compared with what a person wrote beside the message."""

import json
import re
from pathlib import Path
from typing import Any

from odissee.tenants.orders.reading import MessageRead, read_message
from odissee.tenants.orders.reading.letters import plain

WORDS = (
    "desired_date",
    "deadline",
    "built_period",
    "address_street",
    "building_name",
    "works",
    "call_time",
    "keys",
)
"""Fields whose words are what matters."""
PEOPLE = ("requester_name", "owner", "notary", "occupant")
TITLES = {"m", "mme", "mr", "monsieur", "madame", "me", "maitre"}


def cases(folder: Path) -> list[dict[str, Any]]:
    """The messages of a folder with what a person expects of each."""
    found: list[dict[str, Any]] = json.loads((folder / "expected.json").read_text())
    return found


def faults(raw: str | bytes, case: dict[str, Any]) -> list[str]:
    """What is wrong: a guess, a missing field, another value, words that are not the source."""
    read = read_message(raw)
    if "not_an_order" in case["fields"]:
        return [] if read.kind == "other" else ["taken for an order"]
    properties = case.get("properties") or [{}]
    if len(read.properties) != len(properties):
        return [f"{len(read.properties)} properties"]
    out = []
    for number, own in enumerate(properties):
        for name, wanted in {**case["fields"], **own}.items():
            out += _field(read, number, name, wanted)
    return out + guesses(read, case)


def guesses(read: MessageRead, case: dict[str, Any]) -> list[str]:
    """Fields filled that the message does not state."""
    out = []
    for absent in case["absent"]:
        one = re.match(r"(\d)\.(.*)", absent)
        numbers = [int(one[1]) - 1] if one else range(len(read.properties))
        for number in numbers:
            found = read.of(number).get(one[2] if one else absent)
            if found and found.value is not None:
                out.append(f"guessed {absent} = {found.value!r} from {found.words!r}")
    return out


def _field(read: MessageRead, number: int, name: str, wanted: dict[str, Any]) -> list[str]:
    found = read.of(number).get(name)
    if found is None or found.value is None:
        return [f"missing {name}"]
    if not _same(name, found.value, wanted["value"], found.words):
        return [f"{name} is {found.value!r}, wanted {wanted['value']!r}"]
    shown, source = _bare(found.words), _bare(wanted.get("source", found.words))
    overlap = {w for w in shown.split() if len(w) > 1} & set(source.split())
    if (
        shown.replace(" ", "") in source.replace(" ", "")
        or source.replace(" ", "") in shown.replace(" ", "")
        or overlap
    ):
        return []
    return [f"{name} shows {found.words!r}, not {wanted['source']!r}"]


def _same(name: str, value: Any, wanted: Any, words: str) -> bool:
    if name == "diagnostics":
        return set(value) == set(wanted)
    one, other = _bare(value), _bare(wanted)
    if name in PEOPLE:
        return [w for w in one.split() if w not in TITLES] == [w for w in other.split() if w not in TITLES]
    if name in WORDS:
        return bool(set(one.split()) & set(other.split())) or name in ("built_period", "deadline")
    return one == other


def _bare(value: Any) -> str:
    return re.sub(r"[^a-z0-9]+", " ", plain(str(value))).strip()
