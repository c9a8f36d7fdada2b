"""An alert at its hour: everything is read again, then it leaves once, or says why it does not."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import OdisseeError
from odissee.platform.live import tell
from odissee.tenants.alerts.announcements import ANNOUNCEMENTS, NotToSend, Sent
from odissee.tenants.alerts.people import people_on, reaches

PLANNED = """
select n.*, d.status, d.trashed_at from notification n join dossier d on d.id = n.dossier_id
 where n.id = $1 and n.state = 'planned' for update of n"""
SETTLE = """update notification set state = $2, problem = $3, mail_id = $4, sms_id = $5, settled_at = $6 where id = $1"""
OFF = "ce texte est coupé dans Paramètres, Modèles, ou la personne a répondu STOP"
NO_WAY = {"mail": "ce contact n’a plus de courriel", "sms": "ce contact n’a plus de mobile"}


async def leave(tx: TenantTransaction, alert_id: UUID) -> None:
    """Send one planned alert; one that was cancelled or sent meanwhile is left alone."""
    alert = await tx.fetchrow(PLANNED, alert_id)
    if alert is None:
        return
    try:
        sent = await _write(tx, alert)
    except NotToSend as reason:
        await _settle(tx, alert, "cancelled", reason.sentence)
    except OdisseeError as fault:
        if not fault.permanent:
            raise
        await _settle(tx, alert, "failed", fault.sentence)
    else:
        gone = sent == Sent()
        await _settle(tx, alert, "cancelled" if gone else "sent", OFF if gone else "", sent)


async def _write(tx: TenantTransaction, alert: Any) -> Sent:
    """Raises `NotToSend` when the dossier, the contact or the thing itself is gone."""
    told = ANNOUNCEMENTS.get(alert["event"])
    if told is None:
        raise NotToSend("cette annonce n’existe plus")
    if not told.even_cancelled and alert["trashed_at"] is not None:
        raise NotToSend("le dossier est à la corbeille")
    if not told.even_cancelled and alert["status"] == "cancelled":
        raise NotToSend("le dossier est annulé")
    person = next(
        (p for p in await people_on(tx, alert["dossier_id"]) if p["id"] == alert["contact_id"]), None
    )
    if person is None:
        raise NotToSend("ce contact n’est plus sur le dossier")
    if not reaches(person, alert["channel"]):
        raise NotToSend(NO_WAY[alert["channel"]])
    return await told.write(tx, alert, person)


async def _settle(tx: TenantTransaction, alert: Any, state: str, problem: str, sent: Sent = Sent()) -> None:  # noqa: B008 - immutable
    await tx.execute(SETTLE, alert["id"], state, problem[:500], sent.mail_id, sent.sms_id, clock.now())
    tell(tx, "dossier", alert["dossier_id"])
