"""What only the children of these tests know: an order in one request with its own key, and two kinds of jobs."""

import asyncio
import random
from typing import Any

from litestar import post

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import OdisseeError
from odissee.platform.jobs import Job, Replay, enqueue, inbox, job
from odissee.platform.rights import allow
from odissee.platform.web import Request, tx_of
from odissee.tenants.dossiers import DossierService, Role, Trigger, attach, open_dossier, refresh
from odissee.tenants.pricing import Basis, LineKind, Offer, OfferLine, PriceMode, order_totals
from odissee.tenants.quotes import QuoteOptions, send_quote

LINE = OfferLine(LineKind.TYPED, "Diagnostics", 456_00, 2000, 75, ("DPE",))
PRICE = order_totals(Offer(PriceMode.TYPED, "Montant saisi", Basis.INCL, (LINE,)))


@post("/essai/commande", guards=[allow("order.edit")])
async def order(request: Request) -> dict[str, Any]:
    """Contact, property, dossier, quote and jobs in one transaction, once by key."""
    tx, form = tx_of(request), await request.form()
    key, site = str(form["key"]), await tx_of(request).fetchval("select id from site limit 1")
    if isinstance(await inbox.once(tx, "essai", key, key.encode()), Replay):
        return {"again": key}
    property_id, contact = new_id(), new_id()
    await tx.execute(
        "insert into property (id, type, address, postcode, city) values ($1, 'house', '8 rue Bargoin', '64000', 'Pau')",
        property_id,
    )
    await tx.execute(
        "insert into contact (id, last_name, email, postcode, city) values ($1, $2, $3, '64000', 'Pau')",
        contact, f"client-{key}", f"{key}@exemple.fr",
    )  # fmt: skip
    dossier = await open_dossier(
        tx, Trigger.ORDER_SAVED, site_id=site, property_id=property_id, internal_ref=key
    )
    await DossierService(dossier_id=dossier.id, diagnostic="DPE", label="DPE").save()
    await attach(tx, dossier.id, contact, {Role.REQUESTER, Role.OWNER, Role.PAYER})
    await refresh(tx, dossier.id)
    await send_quote(tx, dossier.id, PRICE, QuoteOptions())
    await enqueue(tx, "essai.compte", {"key": key}, f"essai.compte:{key}")
    await enqueue(tx, "essai.refus", {}, f"essai.refus:{key}")
    return {"dossier": str(dossier.id)}


class Never(OdisseeError):
    """A refusal for good."""

    permanent = True
    title = "Non, et pour toujours."


@job("essai.compte")
async def count(tx: TenantTransaction, job_: Job) -> None:
    """An effect that is not idempotent on purpose, and slow enough to be killed in the middle."""
    await tx.execute(
        """insert into counter (name, value) values ($1, 1)
           on conflict (tenant_id, name) do update set value = counter.value + 1""",
        f"essai:{job_.payload['key']}",
    )
    await asyncio.sleep(random.random() * 0.2)


@job("essai.refus")
async def refuse(tx: TenantTransaction, job_: Job) -> None:
    """A job that can never succeed."""
    raise Never
