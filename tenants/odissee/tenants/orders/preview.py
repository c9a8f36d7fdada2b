"""The mail that a quote will bring, before it exists: the number and the link come when it is generated."""

from datetime import timedelta
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.french import amount, full_date
from odissee.platform.texts import Audience, as_html, company_words, greeting, render_text
from odissee.tenants.orders.order import Order

KEY = "mail.quote_sent"
VALIDITY = "select coalesce(max(quote_validity_days), 30) from company"


async def preview_mail(tx: TenantTransaction, order: Order) -> dict[str, Any]:
    """`preview` and its body as HTML; nothing without a requester or a price."""
    to, totals = order.people.requester, order.price.totals
    if to is None or totals is None:
        return {"preview": None, "preview_html": ""}
    days = await tx.fetchval(VALIDITY)
    words = {
        **await company_words(tx), **_place(order), "signature": "",
        "greeting": greeting(to.civility, to.last_name, notary=to.type == "notaire"),
        "quote_number": "à venir", "client_ref": to.client_ref,
        "total_incl_vat": amount(totals.incl), "total_excl_vat": amount(totals.excl),
        "quote_valid_until": full_date(order.today + timedelta(days=days)),
        "diagnostics_list": "\n".join(f"- {line.diagnostic.label}" for line in order.ticked),
        "payment_terms_label": "", "link": "lien personnel du devis",
    }  # fmt: skip
    audience: Audience = "business" if to.kind == "pro" else "consumer"
    preview = await render_text(tx, KEY, words, audience)
    return {"preview": preview, "preview_html": as_html(preview.body)}


def _place(order: Order) -> dict[str, str]:
    place = order.place
    town = " ".join(part for part in (place["postcode"], place["city"]) if part)
    street = place["address"] or place["complement"]
    label = {"ddt": "la ", "works": "les ", "building": "les ", "other": "une "}[order.draft.mode]
    return {
        "property_address": ", ".join(part for part in (street, town) if part), "property_city": place["city"],
        "transaction_label": label + order.operation.label.lower(),
    }  # fmt: skip
