"""The web role: one Litestar application made of every feature's routes."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.static_files import create_static_files_router

from odissee.app.demo.example_removal import offer_examples
from odissee.app.features import load_jobs, routes
from odissee.app.health import HEALTH
from odissee.app.navigation import MENU_GROUPS
from odissee.platform.db import db
from odissee.platform.live import live
from odissee.platform.observability import start_logging, start_tracing
from odissee.platform.settings import settings
from odissee.platform.tenancy import kind_of
from odissee.platform.web.csrf import refuse_foreign_form
from odissee.platform.web.doorway import Doorway
from odissee.platform.web.failures import HANDLERS
from odissee.platform.web.headers import dress
from odissee.platform.web.shell import MENU

CHECKOUT = Path(__file__).parents[3]
DIST = CHECKOUT / "pwa" / "dist"
MAX_BODY = 40 * 1024 * 1024
COMPRESSION = CompressionConfig(
    backend="brotli",
    brotli_quality=0,  # as small as gzip 3, in a quarter of its time
    brotli_mode="text",
    gzip_compress_level=3,  # for who does not know brotli
    minimum_size=1500,
    exclude=["/live"],
)


@asynccontextmanager
async def lifespan(_: Litestar) -> AsyncIterator[None]:
    """Connections for the life of the process."""
    start_tracing("web")
    await db.connect(settings().database_url)
    await live.connect(settings().nats_url)
    _set_aside()
    try:
        yield
    finally:
        await asyncio.gather(db.disconnect(), live.disconnect())


def _set_aside() -> None:
    """Modules and routes live as long as the process: looking for garbage among them stops every request for 0.1 s."""
    gc.collect()
    gc.freeze()


class Hosts:
    """One application per kind of host, so that the same address may mean another page on each."""

    def __init__(self, doors: dict[str, Litestar]) -> None:
        self.doors = doors

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        kind = "company"
        if scope["type"] != "lifespan":
            headers = dict(scope["headers"])
            kind = kind_of(headers.get(b"host", b"").decode("latin-1"))
        await self.doors.get(kind, self.doors["company"])(scope, receive, send)


def build() -> Hosts:
    """The applications of the three hosts; build again for tests, they hold no state of their own."""
    MENU[:] = MENU_GROUPS
    load_jobs()
    offer_examples()
    return Hosts({kind: _door(kind) for kind in ("company", "site", "console")})


def _door(kind: str) -> Litestar:
    ours = [route for route in routes() if route.opt.get("door", "company") in (kind, "any", "none")]
    return Litestar(
        route_handlers=[*ours, *HEALTH, _static()],
        middleware=[Doorway],
        before_request=refuse_foreign_form,
        before_send=[dress],
        exception_handlers=HANDLERS,
        lifespan=[lifespan] if kind == "company" else [],
        compression_config=COMPRESSION,
        request_max_body_size=MAX_BODY,
        openapi_config=None,
        logging_config=None,
    )


def _static() -> Router:
    DIST.mkdir(parents=True, exist_ok=True)
    return create_static_files_router(
        path="/static", directories=[DIST], opt={"door": "none", "public": True},
        cache_control=None, name="static",
    )  # fmt: skip


start_logging()
app = build()
