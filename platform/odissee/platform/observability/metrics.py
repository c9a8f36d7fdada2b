"""Prometheus counters: requests by route and status, jobs by kind and outcome."""

import time
from collections.abc import Callable
from typing import Any

from prometheus_client import Counter, Histogram

REQUESTS = Counter(
    "odissee_requests_total", "Requests by route, method and status", ("route", "method", "status")
)
SECONDS = Histogram(
    "odissee_request_seconds", "Time to the first byte, by route", ("route",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)  # fmt: skip
JOBS = Counter("odissee_jobs_total", "Jobs by kind and outcome (done, retried, dead)", ("kind", "outcome"))


def measured(scope: Any, send: Any, log: Callable[[str, int, float], None]) -> Any:
    """Wrap `send`: count the answer when its first byte leaves, and tell the log."""
    begun = time.perf_counter()
    route = scope.get("path_template") or "unknown"

    async def counting(message: Any) -> None:
        if message["type"] == "http.response.start":
            seconds = time.perf_counter() - begun
            REQUESTS.labels(route, scope["method"], str(message["status"])).inc()
            SECONDS.labels(route).observe(seconds)
            log(route, message["status"], seconds)
        await send(message)

    return counting
