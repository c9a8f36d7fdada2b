"""Writing into a draft, field by field; a field that somebody else changed meanwhile is never overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import OdisseeError
from odissee.platform.rights import Actor
from odissee.tenants.orders.draft import Draft
from odissee.tenants.orders.fields import ADDRESS, LONGEST, MOST_FIELDS, known, label_of

WRITE = """
update order_draft set data = $2, stamps = $3, mode = $4, version = version + 1, updated_at = $5,
       edited_since = case when edited_by is distinct from $6 then $5 else coalesce(edited_since, $5) end,
       edited_by = $6, edited_by_name = $7
 where id = $1 returning version"""


class TooMuchTyped(OdisseeError):
    """More than a person types in an order."""

    title = "Ce texte est trop long. Raccourcissez-le, ou joignez-le au dossier comme document."


@dataclass(frozen=True, slots=True)
class Page:
    """One opened page: `token` is its own, `loaded` the version that the person had seen when typing.

    `was`: the page where the person typed, when its tab was killed and another one sends what it had kept.
    """

    token: str
    loaded: int
    was: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two people changed: both values are shown, a person chooses."""

    name: str
    mine: str
    theirs: str
    who: str
    at: str

    @property
    def label(self) -> str:
        return label_of(self.name)


async def write(
    tx: TenantTransaction, actor: Actor, draft: Draft, values: Mapping[str, str], page: Page | None = None
) -> list[Clash]:
    """Keep what was typed. Without `page` the person has chosen and the values hold; clashes are left as they were."""
    news = {name: value for name, value in values.items() if known(name) and draft.get(name) != value}
    news |= {name: value for name, value in values.items() if _says_by_being(name) and name not in draft.data}
    clashes = [clash for name, value in news.items() if page and (clash := _clash(draft, name, value, page))]
    for clash in clashes:
        del news[clash.name]
    if not news:
        return clashes
    if any(len(value) > LONGEST for value in news.values()) or len(draft.data) + len(news) > MOST_FIELDS:
        raise TooMuchTyped
    draft.data |= news
    if news.keys() & set(ADDRESS):
        draft.data.pop("address_from", None)
    await store(tx, actor, draft, news, page.token if page else "")
    return clashes


def _says_by_being(name: str) -> bool:
    """Fields that are filled by the product until a person touches them: even emptied, they then say something."""
    return name in ("discount_value", "quick_warn") or (name.startswith(("d_", "ask_")) and known(name))


def _clash(draft: Draft, name: str, value: str, page: Page) -> Clash | None:
    stamp = draft.stamps.get(name)
    if (
        stamp is None
        or stamp[0] <= page.loaded
        or stamp[1] in (page.token, page.was or page.token)
        or draft.get(name) == value
    ):
        return None
    return Clash(name, value, draft.get(name), stamp[2], stamp[3])


async def store(tx: TenantTransaction, actor: Actor, draft: Draft, names: Any, token: str = "") -> None:
    """Write the draft as it stands and note who changed these fields."""
    now = clock.now()
    draft.stamps |= {name: [draft.version + 1, token, actor.name, now.isoformat()] for name in names}
    draft.version = await tx.fetchval(
        WRITE, draft.id, draft.data, draft.stamps, draft.mode, now, actor.membership_id, actor.name
    )
