"""A worker that only beats until it is asked to end."""

import asyncio
import signal

from odissee.app.supervisor import keep_beating


async def main() -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    beating = asyncio.create_task(keep_beating())
    await stop.wait()
    beating.cancel()


if __name__ == "__main__":
    asyncio.run(main())
