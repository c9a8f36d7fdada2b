"""The JetStream transport: a pull consumer whose listening survives a restart of NATS."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

from nats.errors import Error as NatsError
from nats.js.api import StreamConfig
from taskiq_nats import PullBasedJetStreamBroker

from odissee.platform.jobs.claim import run_job

KEEP_SECONDS = 3600.0
"""Messages are only hints to look at a row: an old one is worth nothing."""
log = logging.getLogger("odissee.jobs")


class Broker(PullBasedJetStreamBroker):
    """The stock `listen` dies on anything but a timeout; this one makes its stream again and goes on."""

    async def listen(self) -> AsyncGenerator[Any, None]:
        while True:
            try:
                async for message in super().listen():
                    yield message
            except TimeoutError:
                continue  # a slow machine: the wait ended before the question left, and the library says so here
            except NatsError as error:
                log.warning("NATS is away: %s", type(error).__name__)
                await asyncio.sleep(0.5)
                await self._come_back()

    async def _come_back(self) -> None:
        try:
            await self.js.add_stream(config=self.stream_config)
            await self._startup_consumer()
        except NatsError:
            return


def make_broker(url: str) -> Broker:
    """A broker with the one task: run the job named in the message."""
    broker = Broker(
        servers=[url], stream_name="odissee_jobs", subject="odissee.jobs", durable="worker",
        pull_consume_batch=10, pull_consume_timeout=5, max_reconnect_attempts=-1,
        stream_config=StreamConfig(max_age=KEEP_SECONDS, max_msgs=200_000),
    )  # fmt: skip

    @broker.task(task_name="job")
    async def run(tenant: str, job: str) -> None:
        await run_job(UUID(tenant), UUID(job))

    return broker
