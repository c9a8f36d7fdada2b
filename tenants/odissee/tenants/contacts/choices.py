"""What the contact's form offers from the company's own lists: types, networks, sales persons."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.rights import Actor
from odissee.tenants.contacts.typed import shown
from odissee.tenants.contacts.types import type_of
from odissee.tenants.lists import base_of

OFFERED = """
select (select jsonb_agg(jsonb_build_object('id', v.id, 'label', v.label, 'data', v.data, 'hidden', v.hidden_at is not null)
                         order by v.position, v.label)
          from list_value v where v.list = 'contact_type') as types,
       (select jsonb_agg(name order by lower(name)) from agency_network where hidden_at is null) as networks,
       (select jsonb_agg(jsonb_build_object('id', s.id, 'name', trim(s.first_name || ' ' || s.last_name))
                         order by s.last_name, s.first_name)
          from staff_member s where s.id in
            (select m.staff_id from membership m
              where m.revoked_at is null and m.profiles && '{sales,lead_worker,admin,owner}')) as sales_reps"""


async def form_context(tx: TenantTransaction, actor: Actor, raw: dict[str, str]) -> dict[str, Any]:
    """The context of `contacts/fields.html`: what was typed and what may be chosen, in one query.

    `sales_reps` is None for who may not assign contacts (CONT-05).
    """
    row: Any = await tx.fetchrow(OFFERED)
    context = shown(raw)
    options, chosen = _types(row["types"] or [], context["typed"])
    reps = [(one["id"], one["name"]) for one in row["sales_reps"] or []]
    return context | {
        "type_options": options, "type_chosen": chosen, "networks": row["networks"] or [],
        "sales_reps": reps if actor.may("contact.assign") else None,
    }  # fmt: skip


def _types(values: list[dict[str, Any]], typed: Any) -> tuple[list[tuple[str, str]], str]:
    """The company's types in its order, and the one to show; a type that it deactivated stays for who bears it."""
    key, own = type_of(typed["type"]).key, typed["type_value_id"]
    offered = [one for one in values if not one["hidden"] or one["id"] == own]
    found = next((one["id"] for one in offered if one["id"] == own), None)
    found = found or next((one["id"] for one in offered if base_of(one) == key), None)
    options = [(one["id"], one["label"]) for one in offered]
    if not options:
        return context_types(), key
    return (options, found) if found else ([*options, (key, type_of(key).label)], key)


def context_types() -> list[tuple[str, str]]:
    """Ours, for a company that has no list."""
    return [(key, label) for key, label in shown({})["types"]]
