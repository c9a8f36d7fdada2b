"""The PDF of a quote, the statement of honour, the page of proof: Jinja printed by the warm browser."""

from typing import Any

import segno
from markupsafe import Markup

from odissee.platform.db import TenantTransaction
from odissee.platform.pdf import printer
from odissee.platform.texts import as_html, block, fill
from odissee.platform.web.templates_env import environment
from odissee.tenants.quotes.words import property_summary, words_of

CONSUMER_BLOCKS = ("doc.precontract_information", "doc.withdrawal_form")


async def quote_html(tx: TenantTransaction, version: Any, link: str, *, buttons: bool) -> str:
    """The quote as in `quotes/pdf/quote.html`, with the company's blocks of text and every mention."""
    snapshot, words = version["snapshot"], words_of(version, link)
    audience = snapshot["to"]["audience"]
    keys = ("doc.quote.why", "doc.quote.price", "doc.quote.deposit", "doc.quote.prepare", "doc.quote.footer")
    blocks = {key.rpartition(".")[2]: await block(tx, key, words, audience) for key in keys}
    consumer = (
        [as_html(await block(tx, key, words, audience)) for key in CONSUMER_BLOCKS]
        if audience == "consumer"
        else []
    )
    return environment().get_template("quotes/pdf/quote.html").render(
        version=version, s=snapshot, words=words, blocks=blocks, consumer_blocks=consumer, buttons=buttons,
        link=link, qr=_qr(link), property_summary=property_summary(snapshot["property"]), brand=snapshot["brand"],
        footer_left=" ".join(blocks["footer"].split()), footer_right=f"{version['number']} ",
    )  # fmt: skip


def _qr(link: str) -> Markup:
    return Markup(segno.make(link, error="m").svg_inline(scale=2, border=0))  # noqa: S704 - drawn by segno


async def statement_html(tx: TenantTransaction, version: Any) -> str:
    """The statement of honour (R.271-3 CCH), given with each quote."""
    words = words_of(version)
    values = {**words, "signatory_name": words.get("company_signatory_name", ""),
              "signatory_role": words.get("company_signatory_role", ""),
              "technicians_certifications_table": await _certifications(tx)}  # fmt: skip
    text = await block(tx, "doc.honour_statement", values, version["snapshot"]["to"]["audience"])
    return environment().get_template("quotes/pdf/plain.html").render(
        title="Attestation sur l’honneur", body=as_html(text), brand=version["snapshot"]["brand"],
        footer_left=words["company_name"], footer_right=f"{version['number']} ",
    )  # fmt: skip


async def _certifications(tx: TenantTransaction) -> str:
    rows = await tx.fetch(
        """select s.first_name || ' ' || s.last_name as name, c.domain, c.body, c.number, c.valid_to
             from certification c join staff_member s on s.id = c.staff_id
            where c.valid_to >= current_date order by s.last_name, c.domain"""
    )
    return "\n".join(
        f"- {r['name']} : {r['domain']}, {r['body']} n° {r['number']}, valable jusqu’au {r['valid_to']:%d/%m/%Y}"
        for r in rows
    )


async def proof_html(tx: TenantTransaction, version: Any, answer: Any) -> str:
    """The page added to an accepted quote: who, when, how, hashes, boxes, number in the chain."""
    evidence = answer["evidence"]
    values = words_of(version) | evidence["words"]
    text = await block(tx, "doc.acceptance_record", values, version["snapshot"]["to"]["audience"])
    return environment().get_template("quotes/pdf/plain.html").render(
        title="Preuve d’acceptation", body=as_html(text), brand=version["snapshot"]["brand"],
        footer_left=values["company_name"], footer_right=f"{version['number']} ",
    )  # fmt: skip


async def terms_html(tx: TenantTransaction, version: Any) -> str | None:
    """The general terms of the version that is accepted; None when the company has none."""
    if version["terms_version_id"] is None:
        return None
    source = await tx.fetchval("select text from terms_version where id = $1", version["terms_version_id"])
    snapshot = version["snapshot"]
    values = words_of(version) | {"terms_version": snapshot["terms"]["number"], "terms_valid_from": ""}
    return str(as_html(fill(source, values, snapshot["to"]["audience"])))


async def print_pdf(html: str) -> bytes:
    """One document through the warm browser."""
    return await printer.pdf(html)
