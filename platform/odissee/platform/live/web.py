"""The one SSE stream of a page: `GET /live`."""

import json
from collections.abc import AsyncIterator

from litestar import get
from litestar.response import ServerSentEvent
from litestar.response.sse import ServerSentEventMessage

from odissee.platform.live.bus import live
from odissee.platform.rights import signed_in
from odissee.platform.web import Request


@get("/live", opt={"stream": True}, guards=[signed_in])
async def live_page(request: Request) -> ServerSentEvent:
    """Topics (`dossier:<id>`) of the company of the session, as `change` events."""
    tenant = request.scope["state"]["place"].tenant_id

    async def events() -> AsyncIterator[ServerSentEventMessage]:
        yield ServerSentEventMessage(event="open", data="{}", retry=3000)
        async for topic in live.listen(tenant):
            yield _change(topic) if topic else ServerSentEventMessage(event="beat", data="{}")

    return ServerSentEvent(events())


def _change(topic: str) -> ServerSentEventMessage:
    return ServerSentEventMessage(event="change", data=json.dumps({"subject": topic}))


ROUTES = [live_page]
