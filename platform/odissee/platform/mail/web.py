"""The sending domain's page, and where relays tell what came back."""

import json
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import NotFound
from odissee.platform.fields import Form, FormErrors
from odissee.platform.mail.bounces import mark_bounced, parse_bounce, parse_event
from odissee.platform.mail.dns_checks import look_up, records
from odissee.platform.mail.domain import (
    choose_domain,
    domain_of,
    parse_domain,
    parse_local_part,
    remove_domain,
    verify_domain,
)  # fmt: skip
from odissee.platform.mail.sender import sender_of
from odissee.platform.rights import allow, anyone
from odissee.platform.settings import settings
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in
from odissee.platform.web.signing import sign, unsign

HERE = "/parametres/domaine-envoi"
PAGE = "mail/sending_domain.html"


def bounces_path(tenant: UUID) -> str:
    """What the company gives to its relay, or an operator to the mailbox that gets the reports."""
    return f"/entrants/retours/{sign('bounces', str(tenant))}"


async def _context(request: Request) -> dict[str, Any]:
    tx = tx_of(request)
    row = await domain_of(tx)
    sender = await sender_of(tx)
    published = (
        records(row["domain"], row["selector"], row["public_key"], settings().base_host) if row else []
    )
    findings = {finding["kind"]: finding for finding in row["findings"]} if row else {}
    return {
        "domain": row, "sender": sender, "records": published, "findings": findings,
        "bounces": place_in(request).origin + bounces_path(tx.tenant),
    }  # fmt: skip


@get(HERE, guards=[allow("company.settings")])
async def sending_domain(request: Request) -> Page:
    context = await _context(request)
    row = context["domain"]
    form = {"domain": row["domain"], "local_part": row["local_part"]} if row else {"local_part": "contact"}
    return render(request, PAGE, form=form, errors=None, **context)


@post(HERE, guards=[allow("company.settings")])
async def choose(request: Request) -> Response[Any]:
    sent = await request.form()
    form = Form({name: str(value) for name, value in sent.items()})
    domain = form.read("domain", parse_domain, required=True)
    local_part = form.read("local_part", parse_local_part, required=True)
    try:
        form.raise_if_errors()
    except FormErrors as errors:
        typed = {"domain": "", "local_part": ""} | form.raw
        return refused(request, PAGE, errors.errors, form=typed, **await _context(request))
    await choose_domain(tx_of(request), domain, local_part)
    return see_other(request, HERE, toast("Domaine choisi. Publiez les enregistrements, puis vérifiez."))


@post(f"{HERE}/verification", guards=[allow("company.settings")])
async def verify(request: Request) -> Response[None]:
    found = await verify_domain(tx_of(request), look_up)
    good = all(finding.good for finding in found if finding.required)
    words = (
        "Domaine vérifié : vos mails en partent désormais." if good else "Le domaine n’est pas encore prêt."
    )
    return see_other(request, HERE, toast(words, kind="ok" if good else "warn"))


@post(f"{HERE}/retrait", guards=[allow("company.settings")])
async def remove(request: Request) -> Response[None]:
    await remove_domain(tx_of(request))
    return see_other(request, HERE, toast("Domaine retiré. Vos mails partent de l’adresse d’Odissée."))


@post("/entrants/retours/{secret:str}", guards=[anyone], opt={"csrf": False}, status_code=200)
async def bounced(request: Request, secret: FromPath[str]) -> dict[str, Any]:
    """A raw report (message/rfc822, multipart/report) or a relay's JSON event, alone or in a list."""
    if unsign("bounces", secret) != str(tx_of(request).tenant):
        raise NotFound
    body = await request.body()
    if request.content_type[0] != "application/json":
        found = [parse_bounce(body)]
    else:
        found = [parse_event(event) for event in _events(body)]
    marked = [await mark_bounced(tx_of(request), bounce) for bounce in found if bounce is not None]
    return {"status": "ok", "bounces": sum(marked)}


def _events(body: bytes) -> list[dict[str, Any]]:
    try:
        said = json.loads(body)
    except ValueError:
        return []
    return [event for event in (said if isinstance(said, list) else [said]) if isinstance(event, dict)]


ROUTES = [sending_domain, choose, verify, remove, bounced]
