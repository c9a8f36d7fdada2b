"""Who is already in the book: found again by what a line says of them, without asking the database for each line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from odissee.tenants.contacts import name_key

SURE = ("email", "siret", "client_ref")
PHONES = ("phone", "mobile")


@dataclass(slots=True)
class Person:
    """A contact as it stands, or as this import will have made it; `line` is the last line that spoke of it."""

    id: UUID
    values: dict[str, Any]
    new: bool = False
    line: int = 0

    @property
    def name(self) -> str:
        return name_key(self.values.get("first_name") or "", self.values.get("last_name") or "")


@dataclass(slots=True)
class Book:
    """The contacts by each thing that tells them apart."""

    people: list[Person] = field(default_factory=list)
    by_name: dict[str, list[Person]] = field(default_factory=dict)
    by_key: dict[tuple[str, str], list[Person]] = field(default_factory=dict)

    def add(self, person: Person) -> None:
        self.people.append(person)
        self.by_name.setdefault(person.name, []).append(person)
        self.learn(person)

    def learn(self, person: Person) -> None:
        """Its keys, again after a line has filled some of them."""
        for key in _keys(person.values):
            found = self.by_key.setdefault(key, [])
            if person not in found:
                found.append(person)

    def find(self, values: Mapping[str, Any]) -> Person | None:
        """The one contact of whom these values surely speak, None when it is a new one or when two could be meant.

        The same name with the same e-mail, telephone, SIRET, reference or postcode; or the same SIRET alone; or the
        same name and nothing that says otherwise, when the line knows nothing but the name and the city.
        """
        name = name_key(values.get("first_name") or "", values.get("last_name") or "")
        named = [one for one in self.by_name.get(name, []) if _agrees(one.values, values)]
        if named:
            return named[0]
        same = self.by_key.get(("siret", values.get("siret") or ""), [])
        return same[0] if len(same) == 1 and values.get("siret") else None

    def alike(self, values: Mapping[str, Any]) -> Person | None:
        """Somebody of another name with the same e-mail or telephone: worth saying, not enough to decide."""
        for key in _keys(values):
            if key[0] != "client_ref" and self.by_key.get(key):
                return self.by_key[key][0]
        return None


def _keys(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = [(name, str(values[name]).lower()) for name in SURE if values.get(name)]
    return found + [("phone", values[name]) for name in PHONES if values.get(name)]


def _agrees(known: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Of two people of one name: whether something else is the same, and nothing sure differs."""
    if set(_keys(known)) & set(_keys(said)):
        return True
    if any(known.get(name) and said.get(name) for name in SURE) or (_numbers(known) and _numbers(said)):
        return False  # both say, and differently
    if said.get("postcode") and known.get("postcode"):
        return bool(said["postcode"] == known["postcode"])
    return (
        not _keys(said) and not said.get("postcode") and (said.get("city") or "") == (known.get("city") or "")
    )


def _numbers(values: Mapping[str, Any]) -> bool:
    return any(values.get(name) for name in PHONES)
