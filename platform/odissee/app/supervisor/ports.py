"""Loopback ports: chosen once, kept in `ports.json`, chosen again when somebody took them meanwhile."""

import asyncio
import json
import socket
import time
from pathlib import Path

from odissee.app.supervisor.child import Child
from odissee.app.supervisor.faults import DidNotStart


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def kept_ports(data: Path) -> dict[str, int]:
    file = data / "ports.json"
    try:
        return {str(name): int(port) for name, port in json.loads(file.read_text()).items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def keep_port(data: Path, name: str) -> int:
    """The port of the server `name`: the kept one if it is free, else a new one, which is kept."""
    ports = kept_ports(data)
    if name not in ports or not port_is_free(ports[name]):
        ports[name] = free_port()
        (data / "ports.json").write_text(json.dumps(ports, indent=1) + "\n")
    return ports[name]


async def wait_for_port(port: int, child: Child, label: str, seconds: float = 30.0) -> None:
    """Returns when somebody listens; raises `DidNotStart` when the child ends or stays silent."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and child.running:
        if await _answers(port):
            return
        await asyncio.sleep(0.02)
    raise DidNotStart(label, seconds, child.log, child.tail())


async def _answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True
