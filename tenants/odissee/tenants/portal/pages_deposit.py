"""What a client sends into a dossier: each file in a transaction of its own, once its body is here."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from odissee.platform.errors import OdisseeError
from odissee.platform.files import FileTooBig, Received, received_upload
from odissee.platform.french import count
from odissee.platform.limits import limit
from odissee.platform.rights import client
from odissee.platform.web import Request, own_transaction, see_other, toast
from odissee.platform.web.pages import actor_in, place_in
from odissee.tenants.documents import deposit
from odissee.tenants.portal.dossier import client_dossier
from odissee.tenants.portal.options import options_of
from odissee.tenants.portal.pages_space import show

MAX_DROP = 60 * 1024 * 1024
"""Bytes of a form: photos of a phone, scans of a notary."""
MOST = 20
PIECE = 1024 * 1024
NO_FILE = "Choisissez au moins un fichier."
TOO_MANY = f"{MOST} fichiers au plus à la fois. Envoyez le reste ensuite."


@post("/espace/dossiers/{dossier_id:uuid}/documents", guards=[client], opt={"stream": True},
      request_max_body_size=MAX_DROP)  # fmt: skip
async def send_documents(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """Those that are refused are said one by one, the others are there."""
    form, actor = await request.form(), actor_in(request)
    await limit("portal.deposit", place_in(request).tenant_id, actor.contact_id, count=60, seconds=3600)
    kind = str(form.get("kind", ""))
    files = [one for one in form.getall("files", []) if isinstance(one, UploadFile) and one.filename]
    kept, refused = 0, [] if files else [NO_FILE]
    for file in files[:MOST]:
        try:
            async with received_upload(file) as here:
                await _keep(request, dossier_id, here, file.filename, kind)
            kept += 1
        except OdisseeError as error:
            refused.append(f"« {file.filename} » : {error.sentence}" if isinstance(error, FileTooBig) else error.sentence)  # fmt: skip
    if len(files) > MOST:
        refused.append(TOO_MANY)
    return await _told(request, dossier_id, kept, refused, kind)


async def _keep(request: Request, dossier_id: UUID, file: Received, name: str, kind: str) -> None:
    async with own_transaction(request, "espace client") as tx:
        contact_id = actor_in(request).contact_id
        mine = await client_dossier(tx, contact_id, dossier_id, await options_of(tx))
        asked = {code for code, _, _ in mine.asked}
        await deposit(
            tx, dossier_id, "received", file, name, contact_id=contact_id, missing_kind=kind if kind in asked else "",
        )  # fmt: skip


async def _told(
    request: Request, dossier_id: UUID, kept: int, refused: list[str], kind: str
) -> Response[Any]:
    if not refused:
        said = f"{count(kept, 'document reçu', 'documents reçus')}. Merci."
        return see_other(request, f"/espace/dossiers/{dossier_id}#deposer", toast(said))
    async with own_transaction(request, "espace client") as tx:
        return await show(request, tx, dossier_id, 422, errors=refused, typed_kind=kind)


DEPOSIT = [send_documents]
