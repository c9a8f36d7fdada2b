"""From nothing to « prête », then watching, then stopping in order: the life of one `./odissee start`."""

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from odissee.app.supervisor import programs
from odissee.app.supervisor.child import Child
from odissee.app.supervisor.faults import StepFailed
from odissee.app.supervisor.instance import Instance
from odissee.app.supervisor.part import Part
from odissee.app.supervisor.preflight import check_port, prepare_data_folder, rotate_logs
from odissee.app.supervisor.ready import wait_for_web, wait_for_worker
from odissee.app.supervisor.servers import Servers, servers_for
from odissee.app.supervisor.signals import stop_event, until
from odissee.app.supervisor.watch import watch


@dataclass
class Supervisor:
    """One run on one data folder. `say` gets French lines; `on_ready` is called with the seconds it took."""

    data: Path
    port: int
    on_ready: Callable[[float], None]
    say: Callable[[str], None] = print
    detached: bool = False
    servers: Servers = field(default_factory=lambda: Servers(None, None))
    ours: list[Child] = field(default_factory=list)

    async def run(self) -> None:
        """Returns after an orderly stop, raises a `Fault` otherwise; everything is stopped either way."""
        stop = stop_event(self.detached)
        prepare_data_folder(self.data)
        self.instance = Instance(self.data)
        self.instance.claim()
        try:
            await until(stop, self._start_and_watch())
        finally:
            await self._stop_all()
            self.instance.release()

    async def _start_and_watch(self) -> None:
        begun = time.monotonic()
        await check_port(self.port)
        rotate_logs(self.data / "logs")
        self.servers = servers_for(self.data)
        await self.servers.start()
        env = programs.environment(self.data, self.port, self.servers.addresses())
        await self._step("La mise à jour de la base", env, "migrate")
        await self._first_start(env)
        await self._start_ours(env)
        self._publish(ready=False)
        self.on_ready(time.monotonic() - begun)
        self._publish()  # after the announcement: who waits for « ready » reads all of it
        await watch(self._parts(), programs.heartbeat_file(self.data), self._publish)

    async def _first_start(self, env: dict[str, str]) -> None:
        """Loads the demonstration on the first start of a data folder, and never again."""
        done = self.data / "first-start-done"
        if not done.exists():
            self.say("Premier démarrage : chargement de la démonstration…")
            await self._step("Le chargement de la démonstration", env, "demo", "load")
            done.touch()

    async def _step(self, label: str, env: dict[str, str], *command: str) -> None:
        """Runs one of our commands to its end, in a process of its own: its memory and its faults stay there."""
        program = [sys.executable, "-m", "odissee.app.cli", *command]
        child = Child(command[0], program, self.data / "logs" / f"{command[0]}.log", env=env)
        self.ours.append(child)
        await child.start()
        failed = await child.wait()
        self.ours.remove(child)
        if failed:
            raise StepFailed(label, child.log, child.tail())

    async def _start_ours(self, env: dict[str, str]) -> None:
        web, worker = programs.web(self.data, self.port, env), programs.worker(self.data, env)
        self.ours += [web, worker]
        await asyncio.gather(web.start(), worker.start())
        heartbeat = programs.heartbeat_file(self.data)
        await asyncio.gather(wait_for_web(self.port, web), wait_for_worker(heartbeat, worker))

    def _parts(self) -> list[Part]:
        ports = {"web": self.port}
        return [Part(child, child.start, ports.get(child.name)) for child in self.ours] + self.servers.parts()

    def _publish(self, *, ready: bool = True) -> None:
        parts = {part.name: part.state() for part in self._parts()}
        self.instance.publish(ready=ready, port=self.port, parts=parts)

    async def _stop_all(self) -> None:
        """Web and worker, then NATS, then PostgreSQL: whoever still writes must be able to."""
        await asyncio.gather(*(child.stop() for child in self.ours))
        await self.servers.stop()
