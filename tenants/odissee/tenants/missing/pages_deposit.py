"""The contact's page of deposit, without a login: send files, or say that one has not got it (DOSS-50, COM-15)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from odissee.platform.db import TenantTransaction, db
from odissee.platform.errors import OdisseeError
from odissee.platform.files import FileTooBig, Received, received_upload
from odissee.platform.french import count
from odissee.platform.limits import limit
from odissee.platform.rights import anyone
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in
from odissee.tenants.documents import address_of, deposit
from odissee.tenants.missing.mailbox import address_of_dossier
from odissee.tenants.missing.opened import OpenedDeposit, opened_deposit
from odissee.tenants.missing.received import say_absent

PAGE = "missing/deposit.html"
PUBLIC = {"public": True}
MAX_FORM = 120 * 1024 * 1024
"""Bytes of a whole form: photos of a phone, scans of a notary."""
MOST, PIECE = 30, 1024 * 1024
NO_FILE = "Choisissez au moins un fichier, ou dites que vous ne l’avez pas."


@get("/depot/{token:str}", guards=[anyone], opt=PUBLIC)
async def deposit_page(request: Request, token: FromPath[str]) -> Page:
    """What is awaited of this contact; opening changes nothing."""
    tx = tx_of(request)
    return await _shown(request, tx, await opened_deposit(tx, token))


async def _shown(
    request: Request, tx: TenantTransaction, page: OpenedDeposit, status: int = 200, **more: Any
) -> Page:
    company = await tx.fetchrow("select phone, city from company")
    context = {"errors": [], "typed": ""} | more
    return render(
        request, PAGE, status_code=status, page=page, address=address_of(page.dossier),
        mailbox=await address_of_dossier(tx, page.dossier["id"]), company_phone=company["phone"] if company else "",
        company_line=company["city"] if company else "", **context,
    )  # fmt: skip


@post("/depot/{token:str}", guards=[anyone], opt=PUBLIC | {"stream": True}, request_max_body_size=MAX_FORM)
async def send_files(request: Request, token: FromPath[str]) -> Response[Any]:
    """Each file in a transaction of its own: a refused one takes none of the others with it."""
    form = await request.form()
    code = str(form.get("kind", ""))
    files = [one for one in form.getall("files", []) if isinstance(one, UploadFile) and one.filename]
    await limit("deposit", token, count=60, seconds=3600)
    kept, errors = 0, [] if files else [NO_FILE]
    for file in files[:MOST]:
        try:
            async with received_upload(file) as here:
                await _keep(request, token, here, file.filename, code)
            kept += 1
        except FileTooBig as error:
            errors.append(f"« {file.filename} » : {error.sentence}")
        except OdisseeError as error:
            if error.status in (404, 410):
                raise
            errors.append(error.sentence)
    if len(files) > MOST:
        errors.append(f"{MOST} fichiers au plus à la fois. Envoyez le reste ensuite.")
    return await _told(request, token, kept, errors, code)


@asynccontextmanager
async def _own(request: Request) -> AsyncIterator[TenantTransaction]:
    async with db.tenant(place_in(request).tenant_id) as tx:
        tx.state.update(request_id=request.scope["state"]["request_id"], via="page de dépôt")
        yield tx


async def _keep(request: Request, token: str, file: Received, name: str, code: str) -> None:
    async with _own(request) as tx:
        page = await opened_deposit(tx, token)
        tx.state["actor_name"] = page.contact["name"]
        await deposit(
            tx,
            page.dossier["id"],
            "received",
            file,
            name,
            contact_id=page.contact["id"],
            missing_kind=page.code(code),
        )


async def _told(request: Request, token: str, kept: int, errors: list[str], code: str) -> Response[Any]:
    if not errors:
        return see_other(
            request, f"/depot/{token}", toast(f"{count(kept, 'fichier reçu', 'fichiers reçus')}. Merci.")
        )
    async with _own(request) as tx:
        return await _shown(request, tx, await opened_deposit(tx, token), 422, errors=errors, typed=code)


@post("/depot/{token:str}/absent", guards=[anyone], opt=PUBLIC)
async def has_not_got(request: Request, token: FromPath[str]) -> Response[Any]:
    """« Je ne l’ai pas »: reminders stop, the company is told in the thread."""
    tx = tx_of(request)
    page = await opened_deposit(tx, token)
    asked = str((await request.form()).get("request", ""))
    one = next((row for row in page.waiting if str(row["id"]) == asked), None)
    if one is None:
        return see_other(request, f"/depot/{token}", toast("Cette demande n’attend plus rien.", kind="warn"))
    tx.state["actor_name"] = page.contact["name"]
    request_id: UUID = one["id"]
    await say_absent(tx, page.dossier["id"], page.contact["id"], request_id, page.contact["name"])
    return see_other(request, f"/depot/{token}", toast("C’est noté, merci. Nous ferons autrement."))


DEPOSIT = [deposit_page, send_files, has_not_got]
