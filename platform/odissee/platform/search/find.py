"""Finding: every word must match; a word that finds nothing is tried with one typo."""

import re
from itertools import count
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.search.texts import ids_by_text
from odissee.platform.search.words import asked_words, forgiving, forms, literal, one_typo_apart

MAX_WORDS = 8
NEWEST = 2_000
"""Common words are answered from this many newest texts, without reading the others."""
STARTING = f"""
select id from (select id, kind, text from search_document order by id desc limit {NEWEST}) newest
 where (cardinality($1::text[]) = 0 or kind = any($1)) and text like all($2::text[])
 group by id order by id desc limit $3"""  # noqa: S608 - constants


def _anywhere(tests: list[str]) -> str:
    """Constant SQL: each word by a test of its own, because one expression over all of them costs more than the search."""
    places = count(4)
    each = " and ".join(re.sub(r"\$", lambda _: f"${next(places)}", test) for test in tests)
    return f"""
select id from search_document where (cardinality($1::text[]) = 0 or kind = any($1)) and {each}
 group by id order by max((text like all($2::text[]))::int) desc, id desc limit $3"""  # noqa: S608 - constants


AS_TYPED = {n: _anywhere(["strpos(text, $) > 0"] * n) for n in range(1, MAX_WORDS + 1)}
CORRECTED = {n: _anywhere(["text like any($::text[])"] * n) for n in range(1, MAX_WORDS + 1)}
IN_TEXTS = "(strpos(text, $) > 0 or id in (select unnest($::uuid[])))"
WITH_TEXTS = {n: _anywhere([IN_TEXTS] * n) for n in range(1, MAX_WORDS + 1)}
"""As `AS_TYPED`, where a word may also stand in the long texts of the object."""


async def find_ids(
    tx: TenantTransaction, query: str, kinds: tuple[str, ...] = (), limit: int = 20
) -> list[UUID]:
    """Ids of the objects that hold every word of the query, best first; [] for a query without a word."""
    asked = asked_words(query)[:MAX_WORDS]
    if not asked:
        return []
    found = await _match(tx, [[word] for word in asked], kinds, limit)
    if found or not any(forgiving(word) for word in asked):
        return found
    corrected = [await _neighbours(tx, word) for word in asked]
    return await _match(tx, corrected, kinds, limit) if corrected != [[word] for word in asked] else []


async def _match(
    tx: TenantTransaction, choices: list[list[str]], kinds: tuple[str, ...], limit: int
) -> list[UUID]:
    """Whoever begins with the words comes first, the newest first: enough of these make the others needless."""
    starting = [f"% {literal(choice[0])}%" for choice in choices]
    if not any(_rare(choice[0]) for choice in choices):
        rows = await tx.fetch(STARTING, list(kinds), starting, limit)
        if len(rows) == limit:
            return [row["id"] for row in rows]
    if all(len(choice) == 1 for choice in choices):
        rows = await _typed(tx, [choice[0] for choice in choices], list(kinds), starting, limit)
    else:
        anywhere = [[f"%{literal(word)}%" for word in choice] for choice in choices]
        rows = await tx.fetch(CORRECTED[len(choices)], list(kinds), starting, limit, *anywhere)
    return [row["id"] for row in rows]


async def _typed(
    tx: TenantTransaction, words: list[str], kinds: list[str], starting: list[str], limit: int
) -> list[Any]:
    places, ids = await ids_by_text(tx, words)
    if not ids:
        return await tx.fetch(AS_TYPED[len(words)], kinds, starting, limit, *words)
    pairs = list(zip(places, ids, strict=True))
    held = [(word, [id for at, id in pairs if at == place]) for place, word in enumerate(words, 1)]
    return await tx.fetch(
        WITH_TEXTS[len(words)], kinds, starting, limit, *(part for pair in held for part in pair)
    )


def _rare(word: str) -> bool:
    """Numbers and telephones have few owners: no use in looking for many among the newest."""
    return len(word) >= 4 and any(letter.isdigit() for letter in word)


async def _neighbours(tx: TenantTransaction, word: str) -> list[str]:
    if not forgiving(word):
        return [word]
    rows = await tx.fetch("select distinct word from search_word where form = any($1)", list(forms(word)))
    near = sorted(row["word"] for row in rows if one_typo_apart(word, row["word"]))
    return near[:12] or [word]
