"""People named in a page that is sent whole, without script: a name that one contact bears chooses it."""

from collections.abc import Sequence

from odissee.platform.db import TenantTransaction
from odissee.platform.french import fold
from odissee.platform.rights import Actor
from odissee.tenants.contacts import ContactHit, find_contacts, reach_of
from odissee.tenants.orders.draft import Draft
from odissee.tenants.orders.people import PICKED, people_typed

PICKERS = (*PICKED, "new")
SHORTEST = 2
"""Letters from which a name looks for somebody, as in the suggestions."""


async def with_names(
    tx: TenantTransaction, actor: Actor, draft: Draft, values: dict[str, str]
) -> dict[str, str]:
    """`values` with the id that each retyped name gives; an ambiguous or unknown name leaves nobody chosen.

    A name beside an id that has just been chosen (a suggestion, a radio) stays: only a name typed over is looked for.
    """
    news: dict[str, str] = {}
    for picker in PICKERS:
        if _retyped(draft, values, picker):
            news |= await _chosen(tx, actor, values, picker)
    return {**values, **news}


def _retyped(draft: Draft, values: dict[str, str], picker: str) -> bool:
    id, name = f"{picker}_id", f"{picker}_name"
    if name not in values or values.get(id, "") != draft.get(id):
        return False
    return values[name] != draft.get(name) or (bool(values[name].strip()) and not values.get(id))


async def _chosen(tx: TenantTransaction, actor: Actor, values: dict[str, str], picker: str) -> dict[str, str]:
    typed, id, name = values[f"{picker}_name"].strip(), f"{picker}_id", f"{picker}_name"
    shown = (await people_typed(tx, {"new_id": values.get(id, "")})).contacts
    if any(fold(one.full_name) == fold(typed) for one in shown.values()):
        return {}
    found = _one(await candidates(tx, actor, typed), typed)
    return {id: str(found.id), name: found.name} if found else {id: ""}


def _one(hits: Sequence[ContactHit], typed: str) -> ContactHit | None:
    exact = [one for one in hits if fold(typed) in (fold(one.name), fold(one.list_name))]
    single = exact or hits
    return single[0] if len(single) == 1 else None


async def candidates(tx: TenantTransaction, actor: Actor, typed: str) -> Sequence[ContactHit]:
    """Whom a typed name may mean, eight at most."""
    return await find_contacts(tx, typed, 8, reach_of(actor)) if len(typed) >= SHORTEST else []
