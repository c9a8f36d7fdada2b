"""The worker role: relay, sweeper and taskiq receiver in one process of ours (its own manager can deadlock)."""

import asyncio
import logging
import signal

import uvloop
from nats.errors import Error as NatsError
from taskiq.acks import AcknowledgeType
from taskiq.receiver import Receiver

from odissee.app.features import load_jobs
from odissee.app.supervisor import keep_beating
from odissee.platform.db import db
from odissee.platform.jobs import plan_days
from odissee.platform.jobs.broker import Broker, make_broker
from odissee.platform.jobs.relay import relay
from odissee.platform.live import live
from odissee.platform.observability import start_logging, start_tracing
from odissee.platform.pdf import printer
from odissee.platform.settings import settings

log = logging.getLogger("odissee.worker")


async def main() -> None:
    """Until SIGINT or SIGTERM; jobs under way get 25 s to end, and come back by their lease otherwise."""
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    load_jobs()
    start_tracing("worker")
    await db.connect(settings().database_url, maximum=14)
    await live.connect(settings().nats_url)
    broker = make_broker(settings().nats_url)
    broker.is_worker_process = True
    relaying = asyncio.create_task(relay(settings().relay_url, _publisher(broker), stop))
    beating = asyncio.create_task(keep_beating())
    planning = asyncio.create_task(plan_days(stop))
    await _receive(broker, stop)
    beating.cancel()
    await asyncio.gather(relaying, planning, broker.shutdown(), printer.close(), return_exceptions=True)
    await asyncio.gather(live.disconnect(), db.disconnect())


async def _receive(broker: Broker, stop: asyncio.Event) -> None:
    receiver = Receiver(
        broker, ack_type=AcknowledgeType.WHEN_EXECUTED, max_async_tasks=12, max_prefetch=12,
        run_startup=True, wait_tasks_timeout=25,
    )  # fmt: skip
    try:
        await receiver.listen(stop)
    except NatsError as error:
        log.warning("worker ends, the supervisor starts it again: %s", type(error).__name__)


def _publisher(broker: Broker):  # type: ignore[no-untyped-def]
    task = broker.find_task("job")

    async def publish(tenant: str, job: str) -> None:
        await task.kiq(tenant, job)  # type: ignore[union-attr]

    return publish


if __name__ == "__main__":
    start_logging()
    uvloop.run(main())
