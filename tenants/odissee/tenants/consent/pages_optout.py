"""The page behind the link of a mail: one button, one POST, no login, no cookie (RFC 8058)."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import Gone
from odissee.platform.rights import anyone
from odissee.platform.web import Request, render, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.consent.link import opened
from odissee.tenants.consent.queries import lines_of
from odissee.tenants.consent.record import record_consent
from odissee.tenants.consent.words import CHANNELS, PURPOSES

PAGE = "consent/optout.html"
PUBLIC = {"public": True}
ONE_CLICK = PUBLIC | {"csrf": False}
CONTACT = (
    "select contact_now(id) as id, trim(first_name || ' ' || last_name) as name from contact where id = $1"
)
SAID = "Désinscription par le lien d’un mail"


@get("/o/{token:str}", guards=[anyone], opt=PUBLIC)
async def optout_page(request: Request, token: FromPath[str]) -> Page:
    """Opening withdraws nothing: a scanner of mails opens links."""
    return render(request, PAGE, **await _context(request, token))


@post("/o/{token:str}", guards=[anyone], opt=ONE_CLICK, status_code=200)
async def opt_out(request: Request, token: FromPath[str]) -> Response[Any]:
    """Withdraw at once, whether a person pressed the button or their mail program did it for them."""
    context = await _context(request, token)
    if not context["done"]:
        tx, data = tx_of(request), context["data"]
        tx.state["actor_name"] = context["contact"]["name"]
        await record_consent(
            tx, context["contact"]["id"], data["channel"], data["purpose"], "withdrawn", source="link", wording=SAID
        )  # fmt: skip
    return render(request, PAGE, **{**context, "done": True})


async def _context(request: Request, token: str) -> dict[str, Any]:
    tx = tx_of(request)
    link = await opened(tx, token)
    contact = await tx.fetchrow(CONTACT, link.subject_id)
    if contact is None or contact["id"] is None or link.data.get("channel") not in CHANNELS:
        raise Gone
    same = [n for n in await lines_of(tx, contact["id"]) if _same(n, link.data)]
    return {
        "token": token, "contact": contact, "data": link.data, "purpose": PURPOSES.get(link.data["purpose"], ""),
        "done": bool(same) and same[0]["answer"] == "withdrawn",
    }  # fmt: skip


def _same(line: Any, data: dict[str, Any]) -> bool:
    return bool(line["channel"] == data["channel"] and line["purpose"] == data["purpose"])


ROUTES = [optout_page, opt_out]
