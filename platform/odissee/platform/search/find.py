"""Finding: every word must match; a word that finds nothing is tried with one typo.

Rows are read by slices from the newest: a word that many have is answered by the first slice, one that nobody has
is looked for once in each row.
"""

from itertools import pairwise
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.search.texts import ids_by_text
from odissee.platform.search.words import asked_words, forgiving, forms, literal, one_typo_apart

MAX_WORDS, MAX_CORRECTIONS = 8, 6
SLICES = (1_500, 6_000)
NEWER, OLDER = UUID(int=2**128 - 1), UUID(int=0)
EDGES = " union all ".join(
    f"(select id from search_document order by id desc offset {n} limit 1)" for n in SLICES
)  # noqa: S608 - constants
BEGINS = "strpos(text, ' ' || ${0}) > 0"


def _statements(matches: str, begins: str, each: int) -> dict[int, str]:
    """By the number of words, constant SQL: a test of its own for each word and its `each` values from `$5`.

    One expression over all the words would cost more than the search.
    """

    def every(test: str, words: int) -> str:
        return " and ".join(test.format(5 + n * each, 6 + n * each) for n in range(words))

    return {
        n: f"""select id, bool_or({every(begins, n)}) as begins from search_document
 where id <= $1 and id > $2 and (cardinality($3::text[]) = 0 or kind = any($3)) and {every(matches, n)}
 group by id order by begins desc, id desc limit $4"""  # noqa: S608 - constants
        for n in range(1, MAX_WORDS + 1)
    }


AS_TYPED = _statements("strpos(text, ${0}) > 0", BEGINS, 1)
WITH_TEXTS = _statements("(strpos(text, ${0}) > 0 or id in (select unnest(${1}::uuid[])))", BEGINS, 2)
"""As `AS_TYPED`, where a word may also stand in the long texts of the object."""
CORRECTED = _statements("text like any(${0}::text[])", "true", 1)


async def find_ids(
    tx: TenantTransaction, query: str, kinds: tuple[str, ...] = (), limit: int = 20
) -> list[UUID]:
    """Ids of the objects that hold every word of the query, best first; [] for a query without a word."""
    asked = asked_words(query)[:MAX_WORDS]
    if not asked:
        return []
    found = await _typed(tx, asked, kinds, limit)
    if found or not any(forgiving(word) for word in asked):
        return found
    corrected = [await _neighbours(tx, word) for word in asked]
    if corrected == [[word] for word in asked]:
        return []
    patterns = [[f"%{literal(word)}%" for word in choice] for choice in corrected]
    return await _by_slices(tx, CORRECTED[len(asked)], kinds, limit, patterns)


async def _typed(tx: TenantTransaction, words: list[str], kinds: tuple[str, ...], limit: int) -> list[UUID]:
    places, ids = await ids_by_text(tx, words)
    if not ids:
        return await _by_slices(tx, AS_TYPED[len(words)], kinds, limit, words)
    pairs = list(zip(places, ids, strict=True))
    held = [(word, [id for at, id in pairs if at == place]) for place, word in enumerate(words, 1)]
    return await _by_slices(
        tx, WITH_TEXTS[len(words)], kinds, limit, [part for pair in held for part in pair]
    )


async def _by_slices(
    tx: TenantTransaction, statement: str, kinds: tuple[str, ...], limit: int, values: list[Any]
) -> list[UUID]:
    """Whoever begins with the words comes first, the newest first: enough of these make older rows needless."""
    begun: list[UUID] = []
    others: list[UUID] = []
    edges = [NEWER, *(row["id"] for row in await tx.fetch(EDGES)), OLDER]
    for newest, oldest in pairwise(edges):
        for row in await tx.fetch(statement, newest, oldest, list(kinds), limit, *values):
            (begun if row["begins"] else others).append(row["id"])
        if len(begun) >= limit:
            break
    return (begun + others)[:limit]


async def _neighbours(tx: TenantTransaction, word: str) -> list[str]:
    if not forgiving(word):
        return [word]
    rows = await tx.fetch("select distinct word from search_word where form = any($1)", list(forms(word)))
    near = sorted(row["word"] for row in rows if one_typo_apart(word, row["word"]))
    return near[:MAX_CORRECTIONS] or [word]
