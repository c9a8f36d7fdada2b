"""Opening an access: a link to the mailbox (or the phone) by which the person chooses a password.

The place in the company (`membership`) exists before; it gets its login when the person accepts. Somebody
who already has a login in another company confirms with that password instead of choosing one.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Conflict, NotFound, OdisseeError
from odissee.platform.french import moment
from odissee.platform.identity import capability
from odissee.platform.identity.company_address import company_origin, time_zone
from odissee.platform.identity.letters import send_mail, send_sms
from odissee.platform.identity.passwords import email_hash
from odissee.platform.journal import record
from odissee.platform.rights.matrix import Profile

INVITATION = "invitation"
LIFE = timedelta(days=7)
PERSON = """select id, login_id, kind, coalesce(email, '') as email, display_name, profiles, created_by
              from membership where id = $1 and revoked_at is null"""


class NoAddress(OdisseeError):
    """An access needs an e-mail address: it is the login."""

    title = "Aucune adresse électronique. Ajoutez-la à la fiche, puis envoyez l’invitation."


class AlreadyIn(Conflict):
    """The address already opens another access of this company."""

    title = "Cette adresse a déjà un accès. Envoyez plutôt un lien pour changer de mot de passe."


async def invite(tx: TenantTransaction, membership_id: UUID, by: str, phone: str = "") -> None:
    """Send the link; `by` is the name of who invites, `phone` (E.164) adds an SMS. The former links end."""
    await send_invitation(tx, membership_id, by, phone)
    record(tx, "membership", membership_id, "access.invited")


async def send_invitation(tx: TenantTransaction, membership_id: UUID, by: str = "", phone: str = "") -> None:
    person = await _person(tx, membership_id)
    if not person["email"]:
        raise NoAddress
    if person["login_id"] is not None or await _taken(tx, person["email"]):
        raise AlreadyIn
    await capability.revoke(tx, INVITATION, membership_id)
    expires = clock.now() + LIFE
    token = await capability.grant(tx, INVITATION, membership_id, None, person["email"], expires, {"by": by})
    origin = await company_origin(tx)
    link = f"{origin}/invitation/{token}"
    await _write(tx, person, by, link, moment(expires, await time_zone(tx)))
    if phone:
        await send_sms(
            tx,
            "sms.account_invitation",
            phone,
            f"sms:invitation:{new_id()}",
            short_link=f"{origin.split('://')[1]}/i/{token}",
        )


async def _write(tx: TenantTransaction, person: Any, by: str, link: str, expires: str) -> None:
    labels = ", ".join(Profile(profile).label for profile in person["profiles"]) or "Client"
    key = "mail.account_invitation_client" if person["kind"] == "client" else "mail.account_invitation"
    more = (
        {} if person["kind"] == "client" else {"inviter_name": by or "Votre société", "profile_label": labels}
    )
    await send_mail(
        tx, key, person["email"], person["display_name"], f"mail:invitation:{new_id()}",
        link=link, link_expires_at=expires, login_email=person["email"], **more,
    )  # fmt: skip


async def _person(tx: TenantTransaction, membership_id: UUID) -> Any:
    row = await tx.fetchrow(PERSON, membership_id)
    if row is None:
        raise NotFound
    return row


async def _taken(tx: TenantTransaction, email: str) -> bool:
    return bool(
        await tx.fetchval(
            """select exists (select from membership m join login l on l.id = m.login_id
                               where l.email_hash = $1 and m.revoked_at is null)""",
            email_hash(email),
        )
    )


async def invited_earlier(tx: TenantTransaction, email: str) -> UUID | None:
    """Somebody who was invited and never accepted."""
    found: UUID | None = await tx.fetchval(
        """select m.id from membership m where lower(m.email) = $1 and m.login_id is null and m.revoked_at is null
              and exists (select from capability c where c.scope = $2 and c.subject_id = m.id)""",
        email, INVITATION,
    )  # fmt: skip
    return found
