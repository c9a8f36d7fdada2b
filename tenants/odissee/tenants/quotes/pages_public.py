"""The client's page of a quote, opened by its link without a login (COM-04, COM-07)."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.files import read
from odissee.platform.limits import limit
from odissee.platform.mail import write_mail
from odissee.platform.rights import anyone
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.quotes.accept_form import read_acceptance
from odissee.tenants.quotes.answer import accept, may_withdraw, open_version, refuse, withdraw
from odissee.tenants.quotes.errors import QuoteNotAcceptable
from odissee.tenants.quotes.messages import answer_words
from odissee.tenants.quotes.printing import terms_html
from odissee.tenants.quotes.public import OpenedQuote, note_view, opened, send_code
from odissee.tenants.quotes.queries import version_of
from odissee.tenants.quotes.sending import waits
from odissee.tenants.quotes.words import words_of

REASONS = (
    "select label from list_value where list = 'cancel_reason' and hidden_at is null order by position, label"
)
ANSWER = "select * from quote_answer where quote_version_id = $1 order by number desc limit 1"


@get("/d/{token:str}", guards=[anyone], opt={"public": True})
async def quote_page(request: Request, token: FromPath[str]) -> Page:
    """Price, what is included and why; accept or refuse. Opening changes nothing but « vu »."""
    tx = tx_of(request)
    quote = await opened(tx, token)
    await note_view(tx, quote)
    return render(request, "quotes/public.html", **await _context(request, quote), form={}, errors={})


async def _context(request: Request, quote: OpenedQuote) -> dict[str, Any]:
    tx = tx_of(request)
    version = await version_of(tx, quote.version["id"])
    return {
        "quote": quote, "version": version, "s": version["snapshot"], "words": words_of(version),
        "waits": waits(version), "answer": await tx.fetchrow(ANSWER, version["id"]),
        "reasons": [row["label"] for row in await tx.fetch(REASONS)],
        "can_withdraw": await may_withdraw(tx, version),
        "code_sent": await tx.fetchval(
            "select exists (select from one_time_code where purpose = 'quote_acceptance' and subject_id = $1"
            " and used_at is null and expires_at > now())", version["id"]),
        "company_phone": await tx.fetchval("select phone from company"),
    }  # fmt: skip


@get("/d/{token:str}/devis.pdf", guards=[anyone], opt={"public": True})
async def quote_pdf(request: Request, token: FromPath[str]) -> Response[bytes]:
    """The very bytes that were sent; once accepted, the copy with its proof."""
    tx = tx_of(request)
    version = (await opened(tx, token)).version
    file_id = version["accepted_pdf_file_id"] or version["pdf_file_id"]
    if file_id is None:
        raise QuoteNotAcceptable("Le devis est en préparation. Revenez dans un instant.")
    return Response(
        await read(tx, file_id), media_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="devis-{version["number"]}.pdf"'},
    )  # fmt: skip


@get("/d/{token:str}/conditions", guards=[anyone], opt={"public": True})
async def quote_terms(request: Request, token: FromPath[str]) -> Page:
    """The general terms of the version to be accepted."""
    tx = tx_of(request)
    quote = await opened(tx, token)
    body = await terms_html(tx, quote.version)
    return render(request, "quotes/terms.html", body=body, quote=quote, version=quote.version)


@post("/d/{token:str}/code", guards=[anyone], opt={"public": True})
async def quote_code(request: Request, token: FromPath[str]) -> Response[Any]:
    """Send the code; what was typed so far comes back with the page."""
    tx = tx_of(request)
    quote = await opened(tx, token)
    await open_version(tx, quote.version["id"])
    await limit("quote.code", str(quote.version["id"]), count=5, seconds=900)
    await send_code(tx, quote)
    form = {k: str(v) for k, v in (await request.form()).items()}
    return render(
        request,
        "quotes/public.html",
        **(await _context(request, quote) | {"code_sent": True}),
        form=form,
        errors={},
    )


@post("/d/{token:str}/accepter", guards=[anyone], opt={"public": True})
async def quote_accept(request: Request, token: FromPath[str]) -> Response[Any]:
    """COM-04: terms, name, place, the two consumer boxes, the code."""
    tx = tx_of(request)
    quote = await opened(tx, token)
    version = await open_version(tx, quote.version["id"])
    raw = {k: str(v) for k, v in (await request.form()).items()}
    if version["pdf_sha256"] is None:
        said = {
            "": "Le PDF du devis est en préparation. Acceptez de nouveau dans un instant, votre saisie est gardée."
        }
        return refused(request, "quotes/public.html", said, **await _context(request, quote), form=raw)
    agent = request.headers.get("user-agent", "")[:300]
    form, facts = await read_acceptance(tx, quote, raw, str(tx.state.get("ip", "")), agent)
    if form.errors:
        return refused(request, "quotes/public.html", form.errors, **await _context(request, quote), form=raw)
    await accept(tx, version, facts)
    return see_other(request, f"/d/{token}")


@post("/d/{token:str}/refuser", guards=[anyone], opt={"public": True})
async def quote_refuse(request: Request, token: FromPath[str]) -> Response[Any]:
    """COM-07: a reason, the wish to be called back."""
    tx = tx_of(request)
    quote = await opened(tx, token)
    version = await open_version(tx, quote.version["id"])
    raw = await request.form()
    facts = {
        "name": version["snapshot"]["to"]["name"], "reason": str(raw.get("reason", ""))[:200],
        "message": str(raw.get("message", ""))[:2000], "callback": bool(raw.get("callback")),
        "channel": "page du devis",
        "evidence": {"ip": tx.state.get("ip", ""), "user_agent": request.headers.get("user-agent", "")[:300],
                     "quote_sha256": version["pdf_sha256"]},
    }  # fmt: skip
    await refuse(tx, version, facts)
    return see_other(request, f"/d/{token}")


@post("/d/{token:str}/retracter", guards=[anyone], opt={"public": True})
async def quote_withdraw(request: Request, token: FromPath[str]) -> Response[Any]:
    """The consumer's withdrawal, acknowledged by mail at once."""
    tx = tx_of(request)
    quote = await opened(tx, token)
    version = await version_of(tx, quote.version["id"])
    if not await may_withdraw(tx, version):
        raise QuoteNotAcceptable("Ce devis ne peut plus être rétracté en ligne. Appelez-nous.")
    evidence = {"ip": tx.state.get("ip", ""), "user_agent": request.headers.get("user-agent", "")[:300]}
    answer = await withdraw(tx, version, version["snapshot"]["to"]["name"], evidence)
    email = await tx.fetchval("select email from contact where id = $1", version["requester_contact_id"])
    if email:
        await write_mail(
            tx, "mail.withdrawal_received", to_email=email, dedup_key=f"mail:withdrawn:{answer['id']}",
            variables=words_of(version) | answer_words(version, answer) | {"refund_label": ""},
            audience="consumer", dossier_id=version["dossier_id"], contact_id=version["requester_contact_id"],
        )  # fmt: skip
    return see_other(request, f"/d/{token}", toast("Votre rétractation est enregistrée."))


PUBLIC = [quote_page, quote_pdf, quote_terms, quote_code, quote_accept, quote_refuse, quote_withdraw]
