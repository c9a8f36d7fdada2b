"""Keeping the search rows of one object, in the transaction that changes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.search.words import forgiving, forms, kept_words

PART_BYTES = 1700
"""An index row holds 2,704 bytes; longer texts are cut into parts."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """How an object is shown (title, detail, href) and every text a person may type to find it."""

    kind: str
    id: UUID
    title: str
    detail: str
    href: str
    texts: tuple[str, ...]


async def index(tx: TenantTransaction, item: Searchable) -> None:
    """Replace the rows of one object."""
    found = kept_words((item.title, item.detail, *item.texts))
    parts = parts_of(found)
    await tx.execute(
        """insert into search_card (id, kind, title, detail, href) values ($1, $2, $3, $4, $5)
           on conflict (tenant_id, id) do update set title = excluded.title, detail = excluded.detail,
             href = excluded.href""",
        item.id, item.kind, item.title, item.detail, item.href,
    )  # fmt: skip
    await tx.execute("delete from search_document where id = $1 and part >= $2", item.id, len(parts))
    await tx.execute(
        """insert into search_document (id, part, kind, text)
           select $1, part, $2, text from unnest($3::int[], $4::text[]) as t (part, text)
           on conflict (tenant_id, id, part) do update set text = excluded.text
             where search_document.text is distinct from excluded.text""",
        item.id, item.kind, list(range(len(parts))), parts,
    )  # fmt: skip
    await _learn(tx, found)


async def index_many(tx: TenantTransaction, items: Sequence[Searchable]) -> None:
    """Replace the rows of many objects of any kind, in a few statements whatever their number."""
    found = {item.id: kept_words((item.title, item.detail, *item.texts)) for item in items}
    parts = [(item, n, text) for item in items for n, text in enumerate(parts_of(found[item.id]))]
    await tx.execute("delete from search_document where id = any($1)", list(found))
    await tx.execute(
        """insert into search_card (id, kind, title, detail, href)
           select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
           on conflict (tenant_id, id) do update set title = excluded.title, detail = excluded.detail,
             href = excluded.href""",
        *(list(column) for column in zip(*[(i.id, i.kind, i.title, i.detail, i.href) for i in items], strict=True)),
    )  # fmt: skip
    await tx.execute(
        """insert into search_document (id, part, kind, text)
           select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[])""",
        [item.id for item, _, _ in parts], [n for _, n, _ in parts], [item.kind for item, _, _ in parts],
        [text for _, _, text in parts],
    )  # fmt: skip
    learned: set[str] = tx.state.setdefault("search.learned", set())
    new = {word for words in found.values() for word in words} - learned
    learned |= new
    await _learn(tx, new)


async def forget_many(tx: TenantTransaction, ids: Sequence[UUID]) -> None:
    """These objects are gone for good."""
    await tx.execute("delete from search_document where id = any($1)", list(ids))
    await tx.execute("delete from search_card where id = any($1)", list(ids))


async def forget(tx: TenantTransaction, id: UUID) -> None:
    """The object is gone for good."""
    await forget_many(tx, [id])


async def _learn(tx: TenantTransaction, found: Iterable[str]) -> None:
    pairs = [(form, word) for word in found if forgiving(word) for form in forms(word)]
    await tx.execute(
        """insert into search_word (form, word) select * from unnest($1::text[], $2::text[])
           on conflict do nothing""",
        [form for form, _ in pairs],
        [word for _, word in pairs],
    )


def parts_of(found: list[str]) -> list[str]:
    """The words as the texts of index rows, each short enough."""
    parts, size = [[]], 0  # type: ignore[var-annotated]
    for word in found:
        size += len(word.encode()) + 1
        if size > PART_BYTES:
            parts.append([])
            size = len(word.encode()) + 1
        parts[-1].append(word)
    return [f" {' '.join(part)} " for part in parts]
