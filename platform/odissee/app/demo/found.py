"""Search rows of many dossiers at once, the same as `dossiers.refresh` would write one by one."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from odissee.app.demo.world import World
from odissee.platform.search.index import Searchable, parts_of
from odissee.platform.search.words import forgiving, forms, kept_words
from odissee.tenants.dossiers.refresh import searchable

PEOPLE = ("civility", "first_name", "last_name", "person_name", "email", "phone", "mobile", "client_ref")


def make_search_rows(world: World) -> None:
    """Cards, documents and words of every dossier."""
    people = _people(world)
    services = _grouped(world, "dossier_service", "label")
    quotes = _grouped(world, "quote", "number")
    places = {row["id"]: row for row in world.rows["property"]}
    for dossier in world.rows["dossier"]:
        place, id = places[dossier["property_id"]], dossier["id"]
        words = {
            "typed_address": place["typed_address"], "address": place["address"], "postcode": place["postcode"],
            "city": place["city"], "people": people.get(id, []), "services": services.get(id, []),
            "quotes": quotes.get(id, []), "documents": [],
        }  # fmt: skip
        _add(world, searchable(dossier, words))
    for word in sorted(world.vocabulary):
        for form in sorted(forms(word)):
            world.rows.add("search_word", form=form, word=word)


def _people(world: World) -> dict[UUID, list[str]]:
    texts = {row["id"]: " ".join(row[name] for name in PEOPLE) for row in world.rows["contact"]}
    found: dict[UUID, list[str]] = {}
    for link in world.rows["dossier_contact"]:
        found.setdefault(link["dossier_id"], []).append(texts[link["contact_id"]])
    return found


def _grouped(world: World, table: str, column: str) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in world.rows[table]:
        found.setdefault(row["dossier_id"], []).append(row[column])
    return found


@lru_cache(100_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(kept_words((text,)))


def _add(world: World, item: Searchable) -> None:
    texts = (item.title, item.detail, *item.texts)
    words = list(dict.fromkeys(word for text in texts for word in _words(text)))
    world.rows.add(
        "search_card", id=item.id, kind=item.kind, title=item.title, detail=item.detail, href=item.href
    )
    for part, text in enumerate(parts_of(words)):
        world.rows.add("search_document", id=item.id, part=part, kind=item.kind, text=text)
    world.vocabulary.update(word for word in words if forgiving(word))
