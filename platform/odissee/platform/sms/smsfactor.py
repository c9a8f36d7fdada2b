"""SMSFactor: a bearer token, one call; 200 with `status` ≠ 1 is a refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from odissee.platform.sms.gateway import Fate, GatewayBusy, NoCredit, Outgoing, Receipt, SmsRefused

BASE = "https://api.smsfactor.com"
DELIVERED, UNDERWAY = {"3"}, {"1"}
REASONS = {
    "0": "non envoyé", "2": "non distribué", "4": "non autorisé", "5": "mauvais numéro", "9": "rejeté",
    "11": "erreur du réseau", "12": "délai dépassé",
}  # fmt: skip


@dataclass(frozen=True)
class SmsFactor:
    """The company's account; `sender` is at most 11 letters and digits."""

    http: httpx.AsyncClient
    token: str
    sender: str
    base: str = BASE

    async def send(self, sms: Outgoing) -> str:
        query = {
            "text": sms.body, "to": sms.to_phone.lstrip("+"), "sender": self.sender, "gsmsmsid": sms.reference,
            "pushtype": "marketing" if sms.promotional else "alert",
        }  # fmt: skip
        try:
            answer = await self.http.post(
                f"{self.base}/send", params=query,
                headers={"Authorization": f"Bearer {self.token}", "Accept": "application/json"},
            )  # fmt: skip
        except httpx.HTTPError as error:
            raise GatewayBusy from error
        _check(answer)
        return sms.reference


def _check(answer: httpx.Response) -> None:
    if answer.status_code in (401, 403):
        raise SmsRefused("jeton SMSFactor refusé : vérifiez-le dans les paramètres")
    if answer.status_code == 429 or answer.status_code >= 500:
        raise GatewayBusy
    if answer.status_code == 402:
        raise NoCredit
    try:
        said: dict[str, Any] = answer.json()
    except ValueError as error:
        raise GatewayBusy from error
    if said.get("status") != 1:
        message = str(said.get("message", ""))
        raise NoCredit if "credit" in message.lower() else SmsRefused(f"SMSFactor refuse : {message[:200]}")
    if not said.get("sent"):
        kinds = {
            "blacklisted": "ce numéro a dit STOP",
            "npai": "ce numéro n’existe plus",
            "invalid": "mauvais numéro",
        }
        raise SmsRefused(next((words for kind, words in kinds.items() if said.get(kind)), "aucun SMS envoyé"))


def receipt(data: Mapping[str, Any]) -> Receipt | None:
    """Its webhook: `message_id` is our reference, `status` a number."""
    id, status = str(data.get("message_id") or data.get("gsmsmsid") or ""), str(data.get("status", ""))
    if not id or not status:
        return None
    if status in DELIVERED:
        return Receipt(id, Fate.DELIVERED)
    return Receipt(
        id, Fate.UNDERWAY if status in UNDERWAY else Fate.FAILED, REASONS.get(status, f"code {status}")
    )
