"""Between what a form sent and its reading: what the company's lists and the person's rights make of it."""

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import FieldError, Form, as_uuid
from odissee.platform.rights import Actor
from odissee.tenants.lists import base_of


async def settle_form(tx: TenantTransaction, form: Form) -> Form:
    """Before reading: a type of the company's list gives its form; an assignment is an administrator's affair."""
    actor: Actor | None = tx.state.get("actor")
    form.raw.pop("type_value_id", None)
    if actor is not None and not actor.may("contact.assign"):
        form.raw.pop("sales_rep_id", None)
    own = as_uuid(form.raw.get("type", ""))
    if own is not None:
        row = await tx.fetchrow(
            "select id, label, data from list_value where id = $1 and list = 'contact_type'", own
        )
        if row is None:
            form.raw["type"] = ""
            form.refuse("type", FieldError("error.choice"))
        else:
            form.raw |= {"type": base_of(row), "type_value_id": str(own)}
    return form
