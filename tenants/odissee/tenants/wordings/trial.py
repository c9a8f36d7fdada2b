"""A trial sent to oneself, with the words on the screen: what nobody has published yet included."""

from collections.abc import Mapping
from typing import Any

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import OdisseeError
from odissee.platform.mail import write_mail
from odissee.platform.rights import Actor
from odissee.platform.sms import write_sms
from odissee.platform.texts import Wording
from odissee.tenants.wordings.events import VARIANTS, Event
from odissee.tenants.wordings.preview import EXAMPLES

ME = """select coalesce(m.email, '') as email, coalesce(s.phone, '') as mobile, m.display_name as name
          from membership m left join staff_member s on s.id = $2 where m.id = $1"""


MOBILE = ("+336", "+337", "+262692", "+262693", "+590690", "+590691", "+594694", "+596696", "+596697")


class NoWayToMe(OdisseeError):
    """The person has no address for this kind of message."""


async def send_trial(
    tx: TenantTransaction,
    actor: Actor,
    event: Event,
    variant: str,
    subject: str,
    body: str,
    known: Mapping[str, Any],
) -> str:
    """Send it, marked « Essai »; returns where to. Raises `NoWayToMe`."""
    me = dict(await tx.fetchrow(ME, actor.membership_id, actor.staff_id) or {})
    to = str(me.get("mobile" if event.family == "sms" else "email", ""))
    if not to or (event.family == "sms" and not to.startswith(MOBILE)):
        raise NoWayToMe(
            "Votre fiche n’a pas de mobile. Ajoutez-le dans Paramètres, Équipe, puis recommencez."
        )
    values, audience, key = EXAMPLES | dict(known), VARIANTS[variant][1], f"trial:{new_id()}"
    if event.family == "sms":
        await write_sms(
            tx, event.key, to_phone=to, variables=values, dedup_key=key, audience=audience,
            wording=Wording(event.key, None, body),
        )  # fmt: skip
    else:
        await write_mail(
            tx, event.key, to_email=to, to_name=str(me["name"]), variables=values, dedup_key=key, audience=audience,
            wording=Wording(event.key, f"Essai : {subject}", body),
        )  # fmt: skip
    return to
