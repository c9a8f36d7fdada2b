"""A whole Odissée that may be killed: Postgres with fsync, NATS, web processes, workers, each killed by its group."""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from odissee.app.migrate import migrate
from odissee.app.supervisor import EmbeddedNats, EmbeddedPostgres
from odissee.app.supervisor.child import Child
from odissee.app.supervisor.ports import free_port
from odissee.app.supervisor.roles import ADMIN

ROOT = Path(__file__).parents[2]
TEMPLATE = "essai_template"


@dataclass
class House:
    """`tenants`: slug → tenant and session; `kills`: what died, in order."""

    data: Path
    postgres: EmbeddedPostgres
    nats: EmbeddedNats
    smtp_url: str = ""
    database: str = ""
    mutant: str = ""
    parts: dict[str, Child] = field(default_factory=dict)
    ports: list[int] = field(default_factory=list)
    tenants: dict[str, dict[str, Any]] = field(default_factory=dict)
    free: asyncio.LifoQueue[str] = field(default_factory=asyncio.LifoQueue)
    kills: list[str] = field(default_factory=list)
    watching: asyncio.Task[None] | None = None
    dying: dict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    @classmethod
    async def build(cls) -> "House":
        """The two servers, and a migrated database to copy."""
        data = Path(tempfile.mkdtemp(prefix="odissee-faults-", dir="/tmp"))
        data.chmod(0o711)  # noqa: ASYNC240 - once, before anything runs
        house = cls(data, EmbeddedPostgres(data, {"max_connections": "200"}), EmbeddedNats(data))
        await asyncio.gather(house.postgres.start(), house.nats.start())
        await house.postgres.create_database(TEMPLATE)
        await migrate(house.postgres.url("odissee_owner", TEMPLATE))
        return house

    @contextlib.asynccontextmanager
    async def desk(self) -> AsyncIterator[str]:
        """The session of a member of Durand's office who is free; nobody else uses it meanwhile."""
        session = await self.free.get()
        try:
            yield session
        finally:
            self.free.put_nowait(session)

    def url(self, role: str = ADMIN) -> str:
        return self.postgres.url(role, self.database)

    def environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.url("odissee_app"), "DATABASE_OWNER_URL": self.url("odissee_owner"),
            "DATABASE_RELAY_URL": self.url("odissee_relay"), "NATS_URL": self.nats.url, "SMTP_URL": self.smtp_url,
            "ODISSEE_DATA": str(self.data), "ODISSEE_MODE": "live", "ODISSEE_SECRET": "s" * 40, "ODISSEE_PORT": "8000",
            "ODISSEE_ADDRESS_URL": "", "ODISSEE_MUTANT": self.mutant, "PYTHONPATH": str(ROOT),
        }  # fmt: skip

    async def open(self, *, mutant: str = "", webs: int = 1, workers: int = 1) -> None:
        """A fresh database with its two companies, then the programs, ready to answer."""
        self.database, self.mutant = f"essai_{uuid.uuid4().hex[:8]}", mutant
        await self.postgres.create_database(self.database, TEMPLATE)
        self.tenants = await self._seed()
        self.free = asyncio.LifoQueue()
        for session in self.tenants["durand"]["office"]:
            self.free.put_nowait(session)
        self.ports = [free_port() for _ in range(webs)]
        for n, port in enumerate(self.ports):
            command = [sys.executable, "-m", "granian", "--interface", "asgi", "--workers", "1", "--host", "127.0.0.1",
                       "--port", str(port), "tests.faults.web:app"]  # fmt: skip
            self._part(f"web{n}", command)
        for n in range(workers):
            self._part(f"worker{n}", [sys.executable, "-m", "tests.faults.worker"])
        await asyncio.gather(*(child.start() for child in self.parts.values()))
        self.watching = asyncio.create_task(self.watch())
        await asyncio.gather(*(self.answers(port) for port in self.ports))

    def _part(self, name: str, command: list[str]) -> None:
        log = self.data / "logs" / f"{name}-{self.mutant or 'sound'}.log"
        self.parts[name] = Child(name, command, log, env=self.environment(), cwd=ROOT)

    async def _seed(self) -> dict[str, dict[str, Any]]:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.seed", cwd=ROOT, env={**os.environ, **self.environment()},
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, _ = await process.communicate()
        told: dict[str, dict[str, Any]] = json.loads(out.splitlines()[-1])
        return told

    async def answers(self, port: int, seconds: float = 60.0) -> None:
        """Waits for a web process."""
        end = asyncio.get_running_loop().time() + seconds
        async with httpx.AsyncClient() as client:
            while asyncio.get_running_loop().time() < end:
                with contextlib.suppress(httpx.HTTPError):
                    await client.get(f"http://127.0.0.1:{port}/livez", timeout=2)
                    return
                await asyncio.sleep(0.1)
        raise AssertionError(
            (self.data / "logs").joinpath(f"web0-{self.mutant or 'sound'}.log").read_text()[-3000:]
        )

    async def watch(self) -> None:
        """What the supervisor does: a program that ended by itself, Postgres being away, is started again."""
        while True:
            for name, child in list(self.parts.items()):
                if not child.running and not self.dying[name].locked():
                    async with self.dying[name]:
                        await child.start()
            await asyncio.sleep(0.3)

    async def kill(self, name: str, *, forget_nats: bool = False) -> None:
        """SIGKILL to the whole group of a part, then start it again: nobody is warned."""
        async with self.dying[name]:
            self.kills.append(name)
            await self._kill(name, forget_nats)

    async def _kill(self, name: str, forget_nats: bool) -> None:
        child: Any = {"postgres": self.postgres.child, "nats": self.nats.child}.get(name) or self.parts[name]
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)
        await child.process.wait()
        if name == "nats" and forget_nats:
            shutil.rmtree(self.data / "nats" / "jetstream", ignore_errors=True)
        if name == "postgres":
            await self.postgres.start_child()
        elif name == "nats":
            await self.nats.start_child()
        else:
            await child.start()

    def logs(self) -> str:
        """The last lines of each program, for whoever reads a failure."""
        tails = {
            log.name: log.read_text(errors="replace")[-1500:]
            for log in sorted((self.data / "logs").glob("*.log"))
        }
        return "".join(f"\n--- {name}\n{tail}" for name, tail in tails.items())

    async def close(self) -> None:
        """The programs end; the servers stay for the next database."""
        if self.watching is not None:
            self.watching.cancel()
        for child in self.parts.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.process.pid, signal.SIGKILL)  # type: ignore[union-attr]
            await child.wait()
        self.parts.clear()

    async def leave(self) -> None:
        await self.close()
        await asyncio.gather(self.postgres.stop(), self.nats.stop())
        shutil.rmtree(self.data, ignore_errors=True)
