"""Words of long texts (PDF): in a table of their own, found from their beginning, never corrected.

A company's narrow search rows are read whole at each letter typed; the words of its reports would be a thousand
times as many. They lie in an index by word instead, one row for each word of each document.
"""

from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import search_words

SHORTEST, LONGEST = 3, 40
WORDS = 6_000
"""At most so many words are kept of one text."""
COMMON = 1_000
"""A word that stands in so many texts of a company helps nobody to find one: it is kept no more."""
FOUND = 2_000
KEEP = """
insert into search_text (word, id, source_id)
select w.word, $2, $3 from unnest($1::text[]) as w (word)
 where (select count(*) from (select from search_text t where t.word = w.word limit $4) as known) < $4
on conflict do nothing"""
FIND = """
select a.place, t.id from unnest($1::text[], $2::text[]) with ordinality as a (word, after, place)
 cross join lateral (select distinct s.id from search_text s where s.word >= a.word and s.word < a.after limit $3) t"""


def words_of_text(text: str) -> list[str]:
    """The words worth keeping, each once, in their order."""
    found: dict[str, None] = {}
    for line in text.splitlines():
        found.update((word, None) for word in search_words(line) if SHORTEST <= len(word) <= LONGEST)
    return [word for word in found if any(char.isalnum() for char in word) and "\x00" not in word][:WORDS]


async def index_text(tx: TenantTransaction, id: UUID, source_id: UUID, text: str) -> None:
    """Have an object found by the words of a text; the former words of the same source go."""
    await forget_text(tx, source_id)
    words = sorted(words_of_text(text))
    if words:
        await tx.execute(KEEP, words, id, source_id, COMMON)


async def forget_text(tx: TenantTransaction, source_id: UUID) -> None:
    """The text is no more to be found."""
    await tx.execute("delete from search_text where source_id = $1", source_id)


async def ids_by_text(tx: TenantTransaction, words: list[str]) -> tuple[list[int], list[UUID]]:
    """For each asked word, by its place from 1, the objects in whose texts a word begins with it: two columns."""
    long = [(n, word) for n, word in enumerate(words, 1) if len(word) >= SHORTEST]
    if not long:
        return [], []
    starts = [word for _, word in long]
    rows = await tx.fetch(FIND, starts, [word + "\U0010ffff" for word in starts], FOUND)
    return [long[row["place"] - 1][0] for row in rows], [row["id"] for row in rows]
