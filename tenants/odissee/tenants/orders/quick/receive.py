"""Files that come into a quick draft: read before any transaction is open, kept or refused each in one of its own."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from odissee.platform.errors import OdisseeError
from odissee.platform.files import MAX_FILE, FileTooBig, Received, received, received_upload
from odissee.platform.rights import allow
from odissee.platform.web import Request, own_transaction, see_other, toast
from odissee.platform.web.pages import actor_in
from odissee.tenants.documents import glance
from odissee.tenants.orders.draft import draft_of
from odissee.tenants.orders.quick.files import KINDS, MOST, add_file, files_of, fill_amount

PIECE = 1024 * 1024
FULL = f"Ce brouillon a déjà {MOST} fichiers. Créez le dossier, puis déposez les autres dans sa fiche."


class TooManyFiles(OdisseeError):
    """The draft is full."""

    status = 422


async def _take(request: Request, draft_id: UUID, file: Received, name: str) -> Any:
    seen = await glance(file, name)
    async with own_transaction(request) as tx:
        draft = await draft_of(tx, actor_in(request), draft_id, lock=True)
        if len(await files_of(tx, draft.id)) >= MOST:
            raise TooManyFiles(FULL)
        row = await add_file(tx, draft.id, file, seen)
        await fill_amount(tx, actor_in(request), draft)
        return row


@post("/commandes/{draft_id:uuid}/rapide/fichier", guards=[allow("order.edit")], opt={"stream": True},
      request_max_body_size=MAX_FILE + PIECE)  # fmt: skip
async def add_one(request: Request, draft_id: FromPath[UUID]) -> Response[dict[str, Any]]:
    """One file as the body, its name in the address; the answer says what it seems to be."""
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > MAX_FILE:
        raise FileTooBig
    async with received(request.stream()) as file:
        row = await _take(request, draft_id, file, str(request.query_params.get("nom", "")))
    title = "Facture" if row["is_invoice"] else KINDS.get(row["kind"], "à classer")
    return Response({"title": title, "version": 1, "id": str(row["id"])}, status_code=201)


@post("/commandes/{draft_id:uuid}/rapide/fichiers", guards=[allow("order.edit")], opt={"stream": True},
      request_max_body_size=2 * MAX_FILE)  # fmt: skip
async def add_many(request: Request, draft_id: FromPath[UUID]) -> Response[None]:
    """Every file of a form without script; what is refused is said, the others are there."""
    form, refused = await request.form(), []
    for file in form.getall("files", []):
        if isinstance(file, UploadFile) and file.filename:
            try:
                async with received_upload(file) as here:
                    await _take(request, draft_id, here, file.filename)
            except OdisseeError as error:
                refused.append(error.sentence)
    told = toast(" ".join(refused)[:400], kind="bad") if refused else None
    return see_other(request, f"/commandes/{draft_id}/rapide#fichiers", told)


RECEIVE = [add_one, add_many]
