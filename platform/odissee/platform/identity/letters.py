"""The messages about an account: each is one row of the outbox, with its own key."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.french import moment
from odissee.platform.identity.accounts import Account
from odissee.platform.identity.company_address import company_origin, time_zone
from odissee.platform.identity.device_name import device_name


async def send_mail(
    tx: TenantTransaction, key: str, email: str, name: str, dedup_key: str, **variables: Any
) -> None:
    """Write one mail; here, so that mail stays a neighbour of this feature and not its foundation."""
    from odissee.platform.mail import write_mail

    await write_mail(tx, key, to_email=email, to_name=name, variables=variables, dedup_key=dedup_key)


async def send_sms(tx: TenantTransaction, key: str, phone: str, dedup_key: str, **variables: Any) -> None:
    from odissee.platform.sms import write_sms

    await write_sms(tx, key, to_phone=phone, variables=variables, dedup_key=dedup_key)


async def tell_password_changed(tx: TenantTransaction, account: Account) -> None:
    """The person learns of every change, with the way to shut a thief out."""
    now = clock.now()
    await send_mail(
        tx, "mail.password_changed", account.email, account.name, f"mail:password_changed:{account.login_id}:{now}",
        login_email=account.email, changed_at=moment(now, await time_zone(tx)),
        link=f"{await company_origin(tx)}/mot-de-passe-oublie",
    )  # fmt: skip


async def tell_new_device(
    tx: TenantTransaction, account: Account, session_key: UUID, agent: str, ip: str
) -> None:
    """A device never seen before; the place is the network address, which is all that we know."""
    await send_mail(
        tx, "mail.new_device", account.email, account.name, f"mail:new_device:{session_key}",
        login_email=account.email, device_name=device_name(agent), login_at=moment(clock.now(), await time_zone(tx)),
        login_city=f"adresse IP {ip}" if ip else "inconnu", link=f"{await company_origin(tx)}/securite",
    )  # fmt: skip
