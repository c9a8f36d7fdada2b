"""What contacts open from a message: their visit, and the end of a diagnostic's validity. No login, nothing on opening."""

from datetime import date
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.files import attached
from odissee.platform.french import full_date
from odissee.platform.rights import anyone
from odissee.platform.web import Request, render, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.alerts.calendar_file import calendar_file
from odissee.tenants.alerts.message import dossier_of
from odissee.tenants.alerts.other_date import ask_other_date
from odissee.tenants.alerts.renewal import ask_renewal, opened_renewal, say_sold
from odissee.tenants.alerts.told_expiry import expiry_words
from odissee.tenants.alerts.visit import next_visit, ready_words, visit_words
from odissee.tenants.alerts.visit_link import opened_visit
from odissee.tenants.documents import address_of

PUBLIC = {"public": True}
COMPANY = "select phone, city from company"


@get("/rdv/{token:str}", guards=[anyone], opt=PUBLIC)
async def visit_page(request: Request, token: FromPath[str]) -> Page:
    """The visit as it stands now, whatever the message said."""
    return render(request, "alerts/visit.html", asked=False, **await _visit(request, token))


async def _visit(request: Request, token: str) -> dict[str, Any]:
    tx = tx_of(request)
    dossier_id, person = await opened_visit(tx, token)
    dossier, visit = await dossier_of(tx, dossier_id), await next_visit(tx, dossier_id)
    words = visit_words(visit, dossier) | await ready_words(tx, dossier_id) if visit else {}
    return {
        "token": token, "person": person, "dossier": dossier, "visit": visit, "words": words,
        "address": address_of(dossier), **await _company(request),
    }  # fmt: skip


async def _company(request: Request) -> dict[str, Any]:
    row = await tx_of(request).fetchrow(COMPANY)
    return {"company_phone": row["phone"] if row else "", "company_line": row["city"] if row else ""}


@get("/rdv/{token:str}/agenda", guards=[anyone], opt=PUBLIC)
async def visit_calendar(request: Request, token: FromPath[str]) -> Response[bytes]:
    """The calendar file; without a visit the page says so instead."""
    context = await _visit(request, token)
    if context["visit"] is None:
        return render(request, "alerts/visit.html", asked=False, **context)
    data = calendar_file(
        context["visit"], title=f"Diagnostics immobiliers, {context['dossier']['city']}", place=context["address"],
        text=str(request.url).removesuffix("/agenda"), at=clock.now(),
    )  # fmt: skip
    return Response(data, media_type="text/calendar; charset=utf-8", headers=attached("rendez-vous.ics"))


@post("/rdv/{token:str}", guards=[anyone], opt=PUBLIC, status_code=200)
async def other_date(request: Request, token: FromPath[str]) -> Page:
    """« Cette date ne convient pas »: a task for the office; the visit itself does not move."""
    context = await _visit(request, token)
    words = str((await request.form()).get("words", "")).strip()[:500]
    await ask_other_date(tx_of(request), context["dossier"]["id"], context["person"], context["visit"], words)
    return render(request, "alerts/visit.html", **context, asked=True)


@get("/echeance/{token:str}", guards=[anyone], opt=PUBLIC)
async def renewal_page(request: Request, token: FromPath[str]) -> Page:
    """What ends, when; two buttons."""
    return render(request, "alerts/renewal.html", said="", **await _renewal(request, token))


async def _renewal(request: Request, token: str) -> dict[str, Any]:
    link, person = await opened_renewal(tx_of(request), token)
    dossier = await dossier_of(tx_of(request), link.subject_id)
    last_day = date.fromisoformat(link.data["last_day"])
    return {
        "token": token, "link": link, "person": person, "labels": expiry_words(link.data, dossier)["diagnostic_label"],
        "last_day": full_date(last_day), "over": last_day < clock.today(dossier["zone"]),
        "address": address_of(dossier), **await _company(request),
    }  # fmt: skip


@post("/echeance/{token:str}/refaire", guards=[anyone], opt=PUBLIC, status_code=200)
async def want_renewal(request: Request, token: FromPath[str]) -> Page:
    """The company calls back with a price; nothing is ordered by this button."""
    context = await _renewal(request, token)
    await ask_renewal(tx_of(request), context["link"], context["person"], context["labels"])
    return render(request, "alerts/renewal.html", said="asked", **context)


@post("/echeance/{token:str}/vendu", guards=[anyone], opt=PUBLIC, status_code=200)
async def property_sold(request: Request, token: FromPath[str]) -> Page:
    """No alert of this dossier leaves any more."""
    context = await _renewal(request, token)
    await say_sold(tx_of(request), context["link"], context["person"])
    return render(request, "alerts/renewal.html", said="sold", **context)


ROUTES = [visit_page, visit_calendar, other_date, renewal_page, want_renewal, property_sold]
