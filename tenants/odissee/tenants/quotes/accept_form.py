"""Reading the form of acceptance: what the law wants ticked, and the proof that goes with it."""

from collections.abc import Mapping
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import OdisseeError
from odissee.platform.fields import Form, parse_name, parse_text
from odissee.platform.french import moment
from odissee.platform.identity import codes
from odissee.tenants.quotes.public import PURPOSE, OpenedQuote

TERMS = "Cochez l’accord sur les conditions générales pour accepter."
PLACE = "Indiquez le lieu où vous acceptez, par exemple « Pau »."
EARLY_FIRST = "Cette case ne vaut que si vous demandez aussi à commencer avant la fin du délai."
BOXES = ("terms", "early_start", "loss_of_right")


async def read_acceptance(
    tx: TenantTransaction, quote: OpenedQuote, raw: Mapping[str, str], ip: str, user_agent: str
) -> tuple[Form, dict[str, Any]]:
    """The form, and the facts of the acceptance when it has no error (the code is then consumed)."""
    form = Form(dict(raw))
    name = form.read("name", parse_name, required=True)
    place = form.read("place", parse_text, required=True)
    if "place" in form.errors:
        form.errors["place"] = PLACE
    boxes = [box for box in BOXES if raw.get(box)]
    if quote.version["snapshot"]["terms"] and "terms" not in boxes:
        form.errors["terms"] = TERMS
    if "loss_of_right" in boxes and "early_start" not in boxes:
        form.errors["loss_of_right"] = EARLY_FIRST
    checked = None if form.errors else await _code(tx, quote, form, raw.get("code", ""))
    if form.errors:
        return form, {}
    return form, _facts(quote, str(name), str(place), boxes, checked, ip, user_agent)


async def _code(
    tx: TenantTransaction, quote: OpenedQuote, form: Form, typed: str
) -> codes.CheckedCode | None:
    if not quote.channel:
        return None
    try:
        return await codes.check(tx, PURPOSE, quote.version["id"], typed)
    except OdisseeError as error:
        form.errors["code"] = error.sentence
        return None


def _facts(
    quote: OpenedQuote,
    name: str,
    place: str,
    boxes: list[str],
    checked: codes.CheckedCode | None,
    ip: str,
    agent: str,
) -> dict[str, Any]:
    s, zone = quote.version["snapshot"], quote.version["snapshot"]["time_zone"]
    code = (
        "sans code" if checked is None else f"code reçu par {'SMS' if checked.channel == 'sms' else 'mail'}"
    )
    at = f"{code}, {moment(checked.checked_at, zone)}" if checked else code
    evidence = {
        "quote_sha256": quote.version["pdf_sha256"], "terms": s["terms"], "ip": ip, "user_agent": agent,
        "channel": checked.channel if checked else "", "sent_to": checked.sent_to if checked else "",
        "code_issued_at": checked.issued_at.isoformat() if checked else "", "link_sent_to": quote.link.sent_to,
        "words": {
            "acceptance_name": name, "acceptance_place": place, "acceptance_role": "demandeur",
            "acceptance_link_target": quote.masked if quote.channel else quote.link.sent_to or "",
            "acceptance_code_label": at, "acceptance_ip": ip, "acceptance_user_agent": agent,
            "terms_version": s["terms"]["number"] if s["terms"] else "",
            "terms_sha256": s["terms"]["sha256"] if s["terms"] else "",
            "quote_sha256": quote.version["pdf_sha256"], "acceptance_boxes_label": _boxes(boxes),
        },
    }  # fmt: skip
    return {"name": name, "role": "demandeur", "place": place, "boxes": boxes, "channel": code,
            "evidence": evidence, "consumer": s["to"]["audience"] == "consumer"}  # fmt: skip


def _boxes(boxes: list[str]) -> str:
    labels = {"terms": "conditions générales", "early_start": "commencer avant la fin du délai de rétractation",
              "loss_of_right": "perte du droit une fois la mission entièrement réalisée"}  # fmt: skip
    return ", ".join(labels[box] for box in boxes)
