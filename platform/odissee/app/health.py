"""Addresses for whoever watches the program: alive, ready, measured. They belong to no company."""

from typing import Any

from asyncpg.exceptions import InterfaceError, PostgresError
from litestar import Response, get
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from odissee.platform.db import NoTenant, db
from odissee.platform.rights import anyone

OPEN = {"door": "none", "public": True}


@get("/healthz", opt=OPEN, guards=[anyone])
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@get("/readyz", opt=OPEN, guards=[anyone])
async def readyz() -> Response[dict[str, Any]]:
    """The process can serve: Postgres answers."""
    try:
        async with db.commons() as tx:
            await tx.fetchval("select 1")
    except (OSError, PostgresError, InterfaceError, NoTenant):
        return Response({"status": "unavailable", "postgres": False}, status_code=503)
    return Response({"status": "ok", "postgres": True})


@get("/metrics", opt=OPEN, guards=[anyone])
async def metrics() -> Response[bytes]:
    """Prometheus counters of this process."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


HEALTH = [healthz, readyz, metrics]
