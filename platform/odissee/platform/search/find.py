"""Finding: every word must match; a word that finds nothing is tried with one typo."""

from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.search.words import asked_words, forgiving, forms, literal, one_typo_apart

MAX_WORDS = 8
MATCH = """
select id from search_document
 where (cardinality($3::text[]) = 0 or kind = any($3))
   and (select bool_and(text like any(string_to_array(choice, '|'))) from unnest($1::text[]) as choice)
 group by id
 order by max((text like all($2::text[]))::int) desc, id desc limit $4"""


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
    return await _match(tx, corrected, kinds, limit)


async def _match(
    tx: TenantTransaction, choices: list[list[str]], kinds: tuple[str, ...], limit: int
) -> list[UUID]:
    anywhere = ["|".join(f"%{literal(word)}%" for word in choice) for choice in choices]
    starting = [f"% {literal(choice[0])}%" for choice in choices]
    rows = await tx.fetch(MATCH, anywhere, starting, list(kinds), limit)
    return [row["id"] for row in rows]


async def _neighbours(tx: TenantTransaction, word: str) -> list[str]:
    if not forgiving(word):
        return [word]
    rows = await tx.fetch("select distinct word from search_word where form = any($1)", list(forms(word)))
    near = sorted(row["word"] for row in rows if one_typo_apart(word, row["word"]))
    return near[:12] or [word]
