from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from odissee.platform.errors import NotFound
from odissee.platform.fields import FieldError
from odissee.platform.files import find, read
from odissee.platform.rights import allow
from odissee.platform.web import Request, see_other, toast, tx_of
from odissee.tenants.contacts.logo import remove_logo, set_logo
from odissee.tenants.contacts.pages_sheet import SEE, seen

EDIT = allow("contact.edit")


@get("/contacts/{contact_id:uuid}/logo", guards=[SEE])
async def show_logo(request: Request, contact_id: FromPath[UUID]) -> Response[bytes]:
    """The picture, checked when it came in; never run as anything else."""
    contact = await seen(request, contact_id)
    if contact.logo_file_id is None:
        raise NotFound
    file = await find(tx_of(request), contact.logo_file_id)
    headers = {
        "Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=60",
    }  # fmt: skip
    return Response(await read(tx_of(request), file.id), media_type=file.media_type, headers=headers)


@post("/contacts/{contact_id:uuid}/logo", guards=[EDIT])
async def change_logo(request: Request, contact_id: FromPath[UUID]) -> Response[Any]:
    sent = (await request.form()).get("logo")
    data = await sent.read() if isinstance(sent, UploadFile) else b""
    try:
        entry = await set_logo(tx_of(request), contact_id, data)
        said = toast("Logo enregistré.", undo=f"/annuler/{entry.id}")
    except FieldError as refusal:
        said = toast(str(refusal), kind="bad")
    return see_other(request, f"/contacts/{contact_id}", said)


@post("/contacts/{contact_id:uuid}/logo/retirer", guards=[EDIT])
async def drop_logo(request: Request, contact_id: FromPath[UUID]) -> Response[Any]:
    entry = await remove_logo(tx_of(request), contact_id)
    return see_other(request, f"/contacts/{contact_id}", toast("Logo retiré.", undo=f"/annuler/{entry.id}"))


ROUTES = [show_logo, change_logo, drop_logo]
