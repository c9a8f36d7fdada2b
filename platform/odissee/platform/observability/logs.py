"""Structured logs without personal data: one JSON line an event, with the request's or the job's id."""

import json
import logging
import sys
from typing import Any

KEPT = ("request_id", "job", "kind", "status", "route", "milliseconds")
"""The only extra fields that reach a log: ids and kinds, never names, addresses or bodies."""


class JsonLines(logging.Formatter):
    """One line a record."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "log": record.name,
            "event": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in KEPT if hasattr(record, name)}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def start_logging(level: int = logging.INFO) -> None:
    """Send everything to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("taskiq", "nats", "httpx"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
