"""A forgotten password: a link by mail for thirty minutes; opening it changes nothing, the button does."""

from datetime import timedelta

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.errors import Gone
from odissee.platform.identity import capability
from odissee.platform.identity.accounts import Account, account_by_email, account_of, read_address
from odissee.platform.identity.company_address import company_origin
from odissee.platform.identity.invitations import invited_earlier, send_invitation
from odissee.platform.identity.letters import send_mail
from odissee.platform.identity.password_change import RESET, change_password
from odissee.platform.identity.passwords import email_hash
from odissee.platform.jobs import enqueue
from odissee.platform.limits import forgive, limit

MINUTES = 30


async def ask_reset(tx: TenantTransaction, typed_email: str, ip: str) -> None:
    """Take the request: the same work for any address, who it is is looked up later by the worker."""
    email = read_address(typed_email)
    await limit("reset.address", tx.tenant, ip, count=20, seconds=3600)
    await limit("reset.account", tx.tenant, email_hash(email), count=3, seconds=3600, block=300)
    await enqueue(tx, "identity.password_reset", {"email": email}, f"identity.password_reset:{new_id()}")


async def answer_reset(tx: TenantTransaction, email: str) -> None:
    """The link for a known address, the invitation again for somebody who never chose a password, else nothing."""
    account = await account_by_email(tx, email)
    if account is not None:
        await send_reset_link(tx, account)
    elif (membership_id := await invited_earlier(tx, email)) is not None:
        await send_invitation(tx, membership_id)


async def send_reset_link(tx: TenantTransaction, account: Account) -> None:
    """One living link per person: the former ones end."""
    await capability.revoke(tx, RESET, account.membership_id)
    stamp = account.password_changed_at.isoformat() if account.password_changed_at else ""
    token = await capability.grant(
        tx,
        RESET,
        account.membership_id,
        None,
        account.email,
        clock.now() + timedelta(minutes=MINUTES),
        {"stamp": stamp},
    )
    await send_mail(
        tx, "mail.password_reset", account.email, account.name, f"mail:password_reset:{new_id()}",
        login_email=account.email, link=f"{await company_origin(tx)}/nouveau-mot-de-passe/{token}",
        link_minutes=MINUTES,
    )  # fmt: skip


async def who_resets(tx: TenantTransaction, token: str) -> Account:
    """The account of a living link; `Gone` also when the password has changed since it was sent."""
    link = await capability.open(tx, token, RESET)
    account = await account_of(tx, link.subject_id)
    if account is None:
        raise Gone
    stamp = account.password_changed_at.isoformat() if account.password_changed_at else ""
    if stamp != link.data["stamp"]:
        raise Gone
    return account


async def reset_password(tx: TenantTransaction, token: str, password: str) -> Account:
    """Consume the link and change the password."""
    account = await who_resets(tx, token)
    await capability.use(tx, token, RESET)
    await change_password(tx, account, password)
    await forgive("login.account", tx.tenant, email_hash(account.email))
    return account
