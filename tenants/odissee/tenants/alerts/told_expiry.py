"""« Valable jusqu’au … »: asks the rule, the sale and the consent again as it leaves."""

from datetime import date
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.french import full_date, numeric_date
from odissee.tenants.alerts.announcements import NotToSend, Sent, announcement
from odissee.tenants.alerts.message import common_words, dossier_of, short, write_message
from odissee.tenants.alerts.renewal import renewal_link
from odissee.tenants.alerts.rules import rules_of
from odissee.tenants.consent import decisions, optout_link
from odissee.tenants.regulation import catalogue

TEXTS = ("expiry_60", "expiry_30", "expiry_7")
PURPOSE = {"sale": "une vente", "rent": "une location"}
SOLD = "select sold_at is not null from dossier where id = $1"


@announcement("expiry", "Fin de validité")
async def tell_expiry(tx: TenantTransaction, alert: Any, person: Any) -> Sent:
    """With the link to renew or to say that the property is sold, and the one that stops these messages."""
    await _may_leave(tx, alert, person)
    dossier, data = await dossier_of(tx, alert["dossier_id"]), alert["data"]
    words = common_words(dossier, person) | expiry_words(data, dossier)
    link = await renewal_link(tx, alert, person)
    words |= {"link": link, "sold_link": f"{link}#vendu", "short_link": short(link)}
    stop = await optout_link(tx, person["id"], alert["channel"], "renewal")
    text = "expiry" if alert["channel"] == "sms" else TEXTS[data["step"]]
    return await write_message(tx, alert, person, text, words, unsubscribe=stop)


async def _may_leave(tx: TenantTransaction, alert: Any, person: Any) -> None:
    if not (await rules_of(tx)).expiry:
        raise NotToSend("les alertes de fin de validité sont coupées")
    if await tx.fetchval(SOLD, alert["dossier_id"]):
        raise NotToSend("le bien est vendu")
    decision = (await decisions(tx, [person["id"]], alert["channel"], "renewal"))[person["id"]]
    if not decision.allowed:
        raise NotToSend(decision.why)


def expiry_words(data: Any, dossier: Any) -> dict[str, Any]:
    """What ends, when, for what."""
    last_day, known = date.fromisoformat(data["last_day"]), catalogue()
    labels = [known[code].label if code in known else code for code in data["codes"]]
    established = data.get("established_on")
    return {
        "diagnostic_label": ", ".join(labels), "diagnostic_sms": labels[0] if len(labels) == 1 else "Diagnostics",
        "expires_on": full_date(last_day), "date_sms": numeric_date(last_day),
        "days_left": str((last_day - clock.today(dossier["zone"])).days),
        "established_on": full_date(date.fromisoformat(established)) if established else "",
        "purpose_label": PURPOSE.get(dossier["nature"], "cette opération"), "renewal_total_incl_vat": "",
        "next_slot_label": "",
    }  # fmt: skip
