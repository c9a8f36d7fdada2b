"""`status`: each part, its process, its port and since when; exit code 3 when nothing runs."""

import argparse
import datetime
from typing import Any

from odissee.app.supervisor import LABELS, is_running, read_state

NOTHING_RUNS = 3  # what `systemctl status` answers, so that scripts may ask


def run(arguments: argparse.Namespace) -> int:
    if not is_running(arguments.data):
        print(f"Odissée ne tourne pas sur {arguments.data}.")
        return NOTHING_RUNS
    state = read_state(arguments.data)
    what = "est prête" if state.get("ready") else "démarre"
    print(f"Odissée {what} (processus {state.get('pid')}, données {arguments.data}).")
    for name, part in state.get("parts", {}).items():
        print(_line(name, part))
    return 0


def _line(name: str, part: dict[str, Any]) -> str:
    since = datetime.datetime.fromtimestamp(part["since"]).astimezone()
    port = f"port {part['port']}" if part.get("port") else ""
    return f"  {LABELS.get(name, name):26} processus {part['pid']:<8} {port:11} depuis le {since:%d/%m/%Y à %H:%M:%S}"
