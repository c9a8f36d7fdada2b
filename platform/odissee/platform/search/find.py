"""Finding: every word must match; a word that finds nothing is tried with one typo.

Rows are read by slices from the newest: a word that many have is answered by the first slice, one that nobody has
is looked for once in each row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.search.texts import ids_by_text
from odissee.platform.search.words import asked_words, forgiving, forms, literal, one_typo_apart

MAX_WORDS, MAX_CORRECTIONS = 8, 6
SLICES = (1_500, 6_000)
NEWER, OLDER = UUID(int=2**128 - 1), UUID(int=0)
EDGES = """(select id from search_document order by id desc offset $1 limit 1)
 union all (select id from search_document order by id desc offset $2 limit 1)"""
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
    """Ids of the objects that hold every word of the query, best first; [] for a query without a word.

    The longest word is looked for first: it is the quickest to find, and the fewest rows hold it.
    """
    asked = sorted(asked_words(query)[:MAX_WORDS], key=len, reverse=True)
    if not asked:
        return []
    slices = _Slices(tx, kinds, limit, [NEWER, *(row["id"] for row in await tx.fetch(EDGES, *SLICES)), OLDER])
    found = await _typed(slices, asked)
    if found or not any(forgiving(word) for word in asked):
        return found
    corrected = [await _neighbours(tx, word) for word in asked]
    if corrected == [[word] for word in asked]:
        return []
    if all(len(choice) == 1 for choice in corrected):
        return await slices.read(AS_TYPED[len(asked)], [word for (word,) in corrected])
    patterns = [[f"%{literal(word)}%" for word in choice] for choice in corrected]
    return await slices.read(CORRECTED[len(asked)], patterns)


@dataclass(frozen=True, slots=True)
class _Slices:
    tx: TenantTransaction
    kinds: tuple[str, ...]
    limit: int
    edges: list[UUID]

    async def read(self, statement: str, values: Sequence[object]) -> list[UUID]:
        """Whoever begins with the words comes first, the newest first: enough of these make older rows needless."""
        begun: list[UUID] = []
        others: list[UUID] = []
        edges = self.edges
        while len(edges) > 1 and len(begun) < self.limit:
            rows = await self.tx.fetch(statement, *edges[:2], list(self.kinds), self.limit, *values)
            begun += [row["id"] for row in rows if row["begins"]]
            others += [row["id"] for row in rows if not row["begins"]]
            edges = edges[1:] if begun else [edges[1], *edges[-1:]] if len(edges) > 2 else []
        return (begun + others)[: self.limit]


async def _typed(slices: _Slices, words: list[str]) -> list[UUID]:
    places, ids = await ids_by_text(slices.tx, words)
    if not ids:
        return await slices.read(AS_TYPED[len(words)], words)
    pairs = list(zip(places, ids, strict=True))
    held = [(word, [id for at, id in pairs if at == place]) for place, word in enumerate(words, 1)]
    return await slices.read(WITH_TEXTS[len(words)], [part for pair in held for part in pair])


async def _neighbours(tx: TenantTransaction, word: str) -> list[str]:
    if not forgiving(word):
        return [word]
    rows = await tx.fetch("select distinct word from search_word where form = any($1)", list(forms(word)))
    near = sorted(row["word"] for row in rows if one_typo_apart(word, row["word"]))
    return near[:MAX_CORRECTIONS] or [word]
