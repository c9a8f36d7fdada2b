"""One running part of Odissée as the guard and `status` see it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from odissee.app.supervisor.child import Child

LABELS = {
    "web": "Le serveur web",
    "worker": "Le traitement des tâches",
    "nats": "NATS",
    "postgres": "PostgreSQL",
}


@dataclass(frozen=True)
class Part:
    """A child and how to start it again; `port` is None for a part that listens to nobody."""

    child: Child
    start: Callable[[], Awaitable[None]]
    port: int | None = None

    @property
    def name(self) -> str:
        return self.child.name

    @property
    def label(self) -> str:
        return LABELS[self.name]

    def state(self) -> dict[str, object]:
        pid = self.child.process.pid if self.child.process else None
        return {"pid": pid, "since": self.child.started_at, "port": self.port}
