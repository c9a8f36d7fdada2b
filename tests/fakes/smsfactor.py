"""SMSFactor as its API behaves towards a client: token, credits, numbers; 200 is no proof of success."""

import re
from dataclasses import dataclass, field

import httpx


@dataclass
class FakeSmsFactor:
    """`stopped`: numbers on its own black list; `down` answers 502."""

    token: str = "jwt-of-durand"
    credits: int = 10
    down: bool = False
    stopped: set[str] = field(default_factory=set)
    sent: list[dict[str, str]] = field(default_factory=list)

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self.answer)

    def answer(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            return httpx.Response(502, text="<html>Bad Gateway</html>")
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return httpx.Response(401, json={"status": -1, "message": "Authentication failed"})
        said = dict(request.url.params)
        if len(said.get("sender", "")) > 11:
            return httpx.Response(200, json={"status": -3, "message": "Invalid sender"})
        if self.credits <= 0:
            return httpx.Response(200, json={"status": -2, "message": "Not enough credits"})
        return self._count(said)

    def _count(self, said: dict[str, str]) -> httpx.Response:
        answer = {"status": 1, "message": "OK", "ticket": "14672468", "cost": 0, "credits": self.credits,
                  "sent": 0, "blacklisted": 0, "invalid": 0, "npai": 0}  # fmt: skip
        if said["to"] in self.stopped:
            answer["blacklisted"] = 1
        elif not re.fullmatch(r"\d{8,15}", said["to"]):
            answer["invalid"] = 1
        else:
            self.sent.append(said)
            self.credits -= 1
            answer |= {"sent": 1, "cost": 1, "credits": self.credits}
        return httpx.Response(200, json=answer)
