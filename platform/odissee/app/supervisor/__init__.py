"""Runs everything on one machine: PostgreSQL and NATS that came with the libraries, the web server, the worker.

What always holds: the children die with the supervisor, however it dies; they are stopped in the order web, worker,
NATS, PostgreSQL; a child that dies comes back; inner servers listen on the loopback only, ask for a password that
was made at first start, and never run as root.
"""

from odissee.app.supervisor.faults import AlreadyRunning, DidNotStart, Fault, NotRunning
from odissee.app.supervisor.heartbeat import keep_beating
from odissee.app.supervisor.instance import Instance, is_running, read_state
from odissee.app.supervisor.nats import EmbeddedNats
from odissee.app.supervisor.part import LABELS
from odissee.app.supervisor.ports import port_is_free
from odissee.app.supervisor.postgres import EmbeddedPostgres
from odissee.app.supervisor.preflight import NEEDED_MB, free_mb, prepare_data_folder
from odissee.app.supervisor.run import Supervisor
from odissee.app.supervisor.servers import Servers, servers_for

__all__ = [
    "LABELS",
    "NEEDED_MB",
    "AlreadyRunning",
    "DidNotStart",
    "EmbeddedNats",
    "EmbeddedPostgres",
    "Fault",
    "Instance",
    "NotRunning",
    "Servers",
    "Supervisor",
    "free_mb",
    "is_running",
    "keep_beating",
    "port_is_free",
    "prepare_data_folder",
    "read_state",
    "servers_for",
]
