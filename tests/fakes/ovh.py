"""OVHcloud SMS as its API behaves towards a client: signatures, credits, numbers.

Written from the published API (`/auth/time`, `/sms/{serviceName}/jobs`); it refuses what the real one refuses.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

import httpx


@dataclass
class FakeOvh:
    """`skew` seconds between its clock and ours; `down` answers 503."""

    app_secret: str = "secret-of-the-application"
    consumer_key: str = "consumer"
    service: str = "sms-xx12345-1"
    senders: tuple[str, ...] = ("Durand",)
    credits: float = 10.0
    now: int = 1_790_000_000
    down: bool = False
    jobs: list[dict[str, Any]] = field(default_factory=list)

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self.answer)

    def answer(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            return httpx.Response(503, text="Service Unavailable")
        if request.url.path.endswith("/auth/time"):
            return httpx.Response(200, text=str(self.now))
        refusal = self._identity(request)
        if refusal:
            return refusal
        if request.url.path != f"/1.0/sms/{self.service}/jobs":
            return _said(404, "This service does not exist")
        return self._job(json.loads(request.content))

    def _identity(self, request: httpx.Request) -> httpx.Response | None:
        head = request.headers
        stamp = head.get("X-Ovh-Timestamp", "0")
        if abs(int(stamp) - self.now) > 30:
            return _said(400, "Invalid signature: query out of time")
        parts = (
            self.app_secret,
            self.consumer_key,
            request.method,
            str(request.url),
            request.content.decode(),
            stamp,
        )
        expected = "$1$" + hashlib.sha1("+".join(parts).encode()).hexdigest()  # noqa: S324  # their scheme
        if head.get("X-Ovh-Consumer") != self.consumer_key or head.get("X-Ovh-Signature") != expected:
            return _said(403, "Invalid signature")
        return None

    def _job(self, body: dict[str, Any]) -> httpx.Response:
        if body.get("sender") not in self.senders:
            return _said(400, "Sender does not exist")
        if self.credits <= 0:
            return _said(402, "Not enough credits")
        valid = [number for number in body["receivers"] if re.fullmatch(r"\+\d{8,15}", number)]
        ids = [7000 + len(self.jobs) + n for n, _ in enumerate(valid)]
        if valid:
            self.jobs.append(body)
            self.credits -= len(valid)
        invalid = [number for number in body["receivers"] if number not in valid]
        return httpx.Response(
            200,
            json={
                "ids": ids,
                "validReceivers": valid,
                "invalidReceivers": invalid,
                "totalCreditsRemoved": len(valid),
            },
        )


def _said(status: int, message: str) -> httpx.Response:
    return httpx.Response(status, json={"message": message})
