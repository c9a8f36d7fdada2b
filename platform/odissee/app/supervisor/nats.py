"""The embedded NATS server: transport only, loopback only, one user with a password."""

import sys
from dataclasses import dataclass
from pathlib import Path

from odissee.app.supervisor.account import own_file, private_folder, reachable_copy, server_account
from odissee.app.supervisor.child import Child
from odissee.app.supervisor.passwords import secret
from odissee.app.supervisor.ports import keep_port, kept_ports, wait_for_port

USER = "odissee"
CONFIGURATION = """\
listen: "127.0.0.1:{port}"
authorization {{ user: "{user}", password: "{password}" }}
max_payload: 8MB
jetstream {{
  store_dir: "{folder}"
  sync_interval: "{sync}"
}}
"""


@dataclass
class EmbeddedNats:
    """One server with its store in `<data>/nats`. Losing the store loses nothing: the job rows are the truth."""

    data: Path
    sync_interval: str = "always"  # a published job survives a power cut; the tests take "2m"
    child: Child | None = None

    @property
    def port(self) -> int:
        return kept_ports(self.data)["nats"]

    @property
    def url(self) -> str:
        return f"nats://{USER}:{secret(self.data, 'nats')}@127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Returns once the server answers; the child may be started again later by `start_child`."""
        account = server_account()
        folder = private_folder(self.data / "nats", account)
        port = keep_port(self.data, "nats")
        text = CONFIGURATION.format(
            port=port, user=USER, password=secret(self.data, "nats"), folder=folder, sync=self.sync_interval
        )
        configuration = own_file(folder / "server.conf", text, account)
        command = [str(self._program()), "-c", str(configuration)]
        self.child = Child("nats", command, self._log(), account=account)
        await self.start_child()

    async def start_child(self) -> None:
        if self.child is None:
            return await self.start()
        await self.child.start()
        await wait_for_port(self.port, self.child, "NATS")
        return None

    async def stop(self) -> None:
        if self.child is not None:
            await self.child.stop()

    def _program(self) -> Path:
        program = Path(sys.executable).with_name("nats-server")
        return reachable_copy([program], self.data / "programs", server_account()) / program.name

    def _log(self) -> Path:
        folder = self.data / "logs"
        folder.mkdir(exist_ok=True)
        return folder / "nats.log"
