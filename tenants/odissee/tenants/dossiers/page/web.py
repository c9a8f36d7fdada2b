"""The page of a dossier, its notes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.errors import NotFound
from odissee.platform.rights import allow
from odissee.platform.web import Request, done, render, render_fragment, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.tenants.dossiers.contacts import LABELS
from odissee.tenants.dossiers.lifecycle import DossierStatus
from odissee.tenants.dossiers.listing.filters import NATURES
from odissee.tenants.dossiers.page import base_blocks  # noqa: F401 - declares the blocks of the dossier itself
from odissee.tenants.dossiers.page.blocks import BLOCKS, blocks_for
from odissee.tenants.dossiers.page.notes import keep_note
from odissee.tenants.dossiers.page.pages_address import ADDRESS
from odissee.tenants.dossiers.page.pages_people import PEOPLE
from odissee.tenants.dossiers.page.thread import thread
from odissee.tenants.dossiers.sold import set_sold
from odissee.tenants.dossiers.visible import seen_dossier

FACTS = """select p.type, p.surface, p.rooms, p.built_year, p.address, p.typed_address, p.complement, p.postcode, p.city,
       (select count(*) from dossier_service s where s.dossier_id = $1) as services,
       st.first_name || ' ' || st.last_name as technician
  from property p left join staff_member st on st.id = $3 where p.id = $2"""


@get("/dossiers/{dossier_id:uuid}", guards=[allow("dossier.see")])
async def dossier_page(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """Banner, blocks, thread; a constant number of queries whatever the dossier holds."""
    tx, actor = tx_of(request), actor_in(request)
    row = await seen_dossier(tx, actor, dossier_id)
    facts = await tx.fetchrow(FACTS, dossier_id, row["property_id"], row["technician_id"])
    blocks = blocks_for(actor)
    context = {name: value for block in blocks for name, value in (await block.read(tx, row)).items()}
    lines, more = await thread(tx, actor, dossier_id, place_in(request).time_zone)
    return render(
        request, "dossiers/page.html", d=row, facts=facts, blocks=blocks, lines=lines, more=more,
        status=DossierStatus(row["status"]), statuses=DossierStatus, natures=NATURES, role_labels=LABELS, **context,
    )  # fmt: skip


@get("/dossiers/{dossier_id:uuid}/bloc/{key:str}", guards=[allow("dossier.see")])
async def one_block(request: Request, dossier_id: FromPath[UUID], key: FromPath[str]) -> Page:
    """One block again, after a change."""
    tx, actor = tx_of(request), actor_in(request)
    row = await seen_dossier(tx, actor, dossier_id)
    block = _block(actor, key)
    return render_fragment(request, block.template, d=row, role_labels=LABELS, **await block.read(tx, row))


def _block(actor: Any, key: str) -> Any:
    block = BLOCKS.get(key)
    if block is None or not block.for_whom(actor):
        raise NotFound
    return block


@get("/dossiers/{dossier_id:uuid}/fil", guards=[allow("dossier.see")])
async def more_thread(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """The thread again, or its older part (`?avant=`)."""
    tx, actor = tx_of(request), actor_in(request)
    await seen_dossier(tx, actor, dossier_id)
    before = _instant(request.query_params.get("avant", ""))
    lines, more = await thread(tx, actor, dossier_id, place_in(request).time_zone, before)
    return render_fragment(
        request,
        "dossiers/thread.html",
        lines=lines,
        more=more,
        d={"id": dossier_id},
        older=before is not None,
    )


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


@post("/dossiers/{dossier_id:uuid}/notes", guards=[allow("dossier.see")])
async def add_note(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """A note to the team, shown in the thread."""
    tx, actor = tx_of(request), actor_in(request)
    dossier = await seen_dossier(tx, actor, dossier_id)
    text = str((await request.form()).get("text", "")).strip()[:4000]
    told = await keep_note(tx, actor, dossier, text) if text else ""
    said = f"Note ajoutée. {told}".strip() if told else "Note ajoutée"
    return done(request, said if text else "Écrivez d’abord votre note.", path=f"/dossiers/{dossier_id}")


@post("/dossiers/{dossier_id:uuid}/vendu", guards=[allow("order.edit")])
async def mark_sold(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """DOSS-61: « Bien vendu », today, or taken off."""
    tx, sold = tx_of(request), bool((await request.form()).get("sold"))
    row = await seen_dossier(tx, actor_in(request), dossier_id)
    entry = await set_sold(tx, dossier_id, clock.today(place_in(request).time_zone) if sold else None)
    said = "bien vendu : plus d’alerte de péremption" if sold else "« Bien vendu » retiré"
    text = f"Dossier {row['number']}, {said}"
    return done(request, text, f"/annuler/{entry.id}" if entry else "", path=f"/dossiers/{dossier_id}")


ROUTES = [dossier_page, one_block, more_thread, add_note, mark_sold, *PEOPLE, *ADDRESS]
