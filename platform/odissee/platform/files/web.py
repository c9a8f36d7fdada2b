from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from odissee.platform.files.serve import file_headers
from odissee.platform.files.store import find, read
from odissee.platform.rights import staff
from odissee.platform.web import Request, tx_of


@get("/fichiers/{file_id:uuid}", guards=[staff])
async def download(request: Request, file_id: FromPath[UUID]) -> Response[bytes]:
    """The file as an attachment: never shown inside our pages, whatever it says it is."""
    tx = tx_of(request)
    file = await find(tx, file_id)
    return Response(await read(tx, file_id), media_type=file.media_type, headers=file_headers(file))


ROUTES = [download]
