"""OVHcloud SMS, API 1.0: signed requests, jobs, receipts by callback."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from odissee.platform.sms.gateway import Fate, GatewayBusy, NoCredit, Outgoing, Receipt, SmsRefused

BASE = "https://eu.api.ovh.com/1.0"
PTT_FAILED = {"2", "4", "8", "16", "0"}


@dataclass(frozen=True)
class Ovh:
    """Keys of the company's OVH account; `service` is « sms-xx12345-1 », `sender` is declared there.

    The clock of the signature is OVH's own, asked once per send: a skewed server would be refused.
    """

    http: httpx.AsyncClient
    app_key: str
    app_secret: str
    consumer_key: str
    service: str
    sender: str
    base: str = BASE
    clock: Callable[[], float] = time.time

    async def send(self, sms: Outgoing) -> str:
        body = {
            "message": sms.body, "receivers": [sms.to_phone], "sender": self.sender, "charset": "UTF-8",
            "coding": "7bit", "priority": "high", "noStopClause": not sms.promotional, "tag": sms.reference[:20],
        }  # fmt: skip
        answer = await self._call("POST", f"/sms/{self.service}/jobs", body)
        if not answer.get("validReceivers"):
            raise SmsRefused("numéro refusé par OVH")
        return str(answer["ids"][0])

    async def _call(self, method: str, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        url, text = self.base + path, json.dumps(body, ensure_ascii=False)
        try:
            headers = self._signed(method, url, text, await self._their_time())
            answer = await self.http.request(method, url, content=text.encode(), headers=headers)
        except httpx.HTTPError as error:
            raise GatewayBusy from error
        if answer.is_success:
            found: dict[str, Any] = answer.json()
            return found
        raise _refusal(answer)

    async def _their_time(self) -> int:
        answer = await self.http.get(f"{self.base}/auth/time")
        return int(answer.text) if answer.is_success else int(self.clock())

    def _signed(self, method: str, url: str, body: str, now: int) -> dict[str, str]:
        clear = "+".join((self.app_secret, self.consumer_key, method, url, body, str(now)))
        return {
            "X-Ovh-Application": self.app_key,
            "X-Ovh-Consumer": self.consumer_key,
            "X-Ovh-Timestamp": str(now),
            "X-Ovh-Signature": "$1$" + hashlib.sha1(clear.encode()).hexdigest(),  # noqa: S324  # OVH's own scheme
            "Content-Type": "application/json",
        }


def _refusal(answer: httpx.Response) -> Exception:
    said = _message(answer)
    if answer.status_code == 429 or answer.status_code >= 500:
        return GatewayBusy()
    if answer.status_code == 402 or "credit" in said.lower():
        return NoCredit()
    if answer.status_code in (401, 403):
        return SmsRefused("clés OVH refusées : vérifiez-les dans les paramètres")
    return SmsRefused(f"OVH refuse : {said[:200]}")


def _message(answer: httpx.Response) -> str:
    try:
        return str(answer.json().get("message", ""))
    except ValueError:
        return answer.text


def receipt(query: Mapping[str, str]) -> Receipt | None:
    """OVH calls back with `id` and `ptt` (delivery code): 1 is delivered."""
    id, ptt = query.get("id", ""), query.get("ptt", "")
    if not id or not ptt:
        return None
    if ptt == "1":
        return Receipt(id, Fate.DELIVERED)
    return Receipt(id, Fate.FAILED if ptt in PTT_FAILED else Fate.UNDERWAY, f"code {ptt}")
