"""Publishing after COMMIT and listening for one page."""

import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import nats
from nats.errors import Error as NatsError

from odissee.platform.db import TenantTransaction

log = logging.getLogger("odissee.live")


class Live:
    """One NATS connection a process; away, it only makes pages less lively."""

    def __init__(self) -> None:
        self._client: Any = None

    async def connect(self, url: str) -> None:
        try:
            self._client = await nats.connect(url, max_reconnect_attempts=-1, error_cb=_quiet)
        except (OSError, NatsError) as error:
            log.warning("live pages are off: %s", type(error).__name__)

    async def disconnect(self) -> None:
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def publish(self, tenant: UUID, topic: str) -> None:
        if self._client is not None:
            with contextlib.suppress(NatsError):
                await self._client.publish(f"t.{tenant}.live", topic.encode())

    async def listen(self, tenant: UUID) -> AsyncIterator[str]:
        """Topics of one company, for ever; an empty text every 20 s keeps the connection open."""
        if self._client is None:
            return
        subscription = await self._client.subscribe(f"t.{tenant}.live")
        try:
            while True:
                try:
                    yield (await subscription.next_msg(timeout=20)).data.decode()
                except nats.errors.TimeoutError:
                    yield ""
        finally:
            with contextlib.suppress(NatsError):
                await subscription.unsubscribe()


async def _quiet(error: Exception) -> None:
    log.info("NATS: %s", type(error).__name__)


live = Live()


def tell(tx: TenantTransaction, kind: str, subject: UUID | str = "") -> None:
    """After COMMIT, tell the company's open pages that `kind:subject` changed."""

    async def send() -> None:
        await live.publish(tx.tenant, f"{kind}:{subject}")

    tx.after_commit.append(send)
