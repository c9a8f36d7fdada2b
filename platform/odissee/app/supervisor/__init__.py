"""Runs everything on one machine: PostgreSQL and NATS that came with the libraries, the web server, the worker.

What always holds: the children die with the supervisor, however it dies; they are stopped in the order web, worker,
NATS, PostgreSQL; a child that dies comes back; inner servers listen on the loopback only and ask for a password that
was made at first start; nothing of theirs runs as root.
"""

from odissee.app.supervisor.faults import Fault
from odissee.app.supervisor.nats import EmbeddedNats
from odissee.app.supervisor.postgres import EmbeddedPostgres

__all__ = ["EmbeddedNats", "EmbeddedPostgres", "Fault"]
