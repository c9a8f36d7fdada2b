"""Files that come in, one by one with progress, or many in a form without script.

The body is read before a transaction is open (`stream`), and each file is kept or refused in one of its own:
a refused file takes none of the others with it, and a slow line holds no connection to the database.
"""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from odissee.platform.errors import OdisseeError
from odissee.platform.files import MAX_FILE, FileTooBig, Received, received, received_upload
from odissee.platform.french import count
from odissee.platform.rights import allow
from odissee.platform.web import Request, own_transaction, render, see_other, toast
from odissee.platform.web.pages import actor_in
from odissee.tenants.documents.deposit import deposit
from odissee.tenants.documents.names import clean_name
from odissee.tenants.dossiers import seen_dossier

MAX_DROP = 2 * MAX_FILE
"""Bytes of a whole form without script; the page's script sends one file a request."""
PIECE = 1024 * 1024


@post("/dossiers/{dossier_id:uuid}/documents/fichier", guards=[allow("report.add")], opt={"stream": True},
      request_max_body_size=MAX_FILE + PIECE)  # fmt: skip
async def add_one(request: Request, dossier_id: FromPath[UUID]) -> Response[dict[str, Any]]:
    """One file as the body, its name and section in the address; the answer says how it was filed."""
    asked = request.query_params
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > MAX_FILE:
        raise FileTooBig
    async with received(request.stream()) as file:
        document = await _keep(
            request, dossier_id, str(asked.get("section", "report")), file, str(asked.get("nom", ""))
        )
    return Response(
        {"title": document["title"], "version": document["version"], "id": str(document["id"])},
        status_code=201,
    )


@post("/dossiers/{dossier_id:uuid}/documents", guards=[allow("report.add")], opt={"stream": True},
      request_max_body_size=MAX_DROP)  # fmt: skip
async def add_many(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """Every file of the form; those that are refused are said one by one, the others are there."""
    form = await request.form()
    section = str(form.get("section", "report"))
    files = [file for file in form.getall("files", []) if isinstance(file, UploadFile) and file.filename]
    kept, refused = [], []
    for file in files:
        try:
            async with received_upload(file) as here:
                kept.append(await _keep(request, dossier_id, section, here, file.filename))
        except OdisseeError as error:
            refused.append(_named(error, file.filename))
    return await _told(
        request, dossier_id, kept, refused or ([] if files else ["Choisissez au moins un fichier."])
    )


async def _keep(request: Request, dossier_id: UUID, section: str, file: Received, name: str) -> Any:
    async with own_transaction(request) as tx:
        await seen_dossier(tx, actor_in(request), dossier_id)
        return await deposit(tx, dossier_id, section, file, name)


def _named(error: OdisseeError, name: str) -> str:
    return f"« {clean_name(name)} » : {error.sentence}" if isinstance(error, FileTooBig) else error.sentence


async def _told(request: Request, dossier_id: UUID, kept: list[Any], refused: list[str]) -> Response[Any]:
    if not refused:
        said = (
            f"« {kept[0]['title']} » déposé" if len(kept) == 1 else f"{count(len(kept), 'fichier')} déposés"
        )
        return see_other(request, f"/dossiers/{dossier_id}#documents", toast(said))
    async with own_transaction(request) as tx:
        dossier = await seen_dossier(tx, actor_in(request), dossier_id)
    return render(
        request, "documents/refused.html", status_code=422, d=dossier, kept=kept, refused_files=refused
    )


DEPOSIT = [add_one, add_many]
