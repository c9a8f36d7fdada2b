"""The moment somebody gets in: second step if there is one, new session, known device, the way back."""

import secrets
from typing import Any
from uuid import UUID

from litestar import Response

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.identity.accounts import Account
from odissee.platform.identity.letters import tell_new_device
from odissee.platform.identity.local_path import local_path
from odissee.platform.identity.pages import cookies
from odissee.platform.identity.pages.typed import agent_of, ip_of
from odissee.platform.identity.sessions import SESSION_LIFE, SHORT_LIFE, end_session, open_session, token_hash
from odissee.platform.web import Request, see_other, tx_of

STEP = "second"


async def after_password(request: Request, account: Account, back: str, remember: bool) -> Response[Any]:
    """The password was right: in, or to the second step."""
    if not account.second_step:
        return await enter(request, account, back, remember)
    answer = see_other(request, "/connexion/code")
    step = {"login": str(account.login_id), "back": back, "remember": remember, "stamp": stamp(account)}
    answer.set_cookie(cookies.kept(STEP, step))
    return answer


def stamp(account: Account) -> str:
    """Changes with the password: a first step proved with the former one is worth nothing."""
    return token_hash(account.password_hash or "").hex()[:16]


async def enter(
    request: Request, account: Account, back: str, remember: bool, *, announce: bool = True
) -> Response[Any]:
    """Open the session; `back` is checked to be a path of this host, home otherwise."""
    answer = see_other(request, local_path(back, account.home))
    await open_door(request, answer, account, remember, announce=announce)
    return answer


async def open_door(
    request: Request, answer: Response[Any], account: Account, remember: bool, *, announce: bool = True
) -> None:
    """Put a new session's cookie on an answer; whoever was logged in here before is out."""
    tx, agent, ip = tx_of(request), agent_of(request), ip_of(request)
    if (former := request.scope["state"].get("actor")) is not None:
        await end_session(tx, former.session_id)
    device = request.cookies.get(cookies.own("device"), "")
    device = device if len(device) >= 20 else secrets.token_urlsafe(24)
    life = SESSION_LIFE if remember else SHORT_LIFE
    token = await open_session(tx, account.membership_id, ip, agent, device, life)
    if await _never_seen(tx, account.membership_id, device) and announce:
        await tell_new_device(tx, account, new_id(), agent, ip)
    answer.set_cookie(cookies.session_cookie(token, remember))
    answer.set_cookie(cookies.device_cookie(device))
    answer.set_cookie(cookies.forgotten(STEP))


async def _never_seen(tx: TenantTransaction, membership_id: UUID, device: str) -> bool:
    """Whether this browser is new to the person; it is known from now on."""
    done = await tx.execute(
        """insert into known_device (membership_id, device_hash, first_seen_at) values ($1, $2, $3)
           on conflict do nothing""",
        membership_id, token_hash(device), clock.now(),
    )  # fmt: skip
    return done == "INSERT 0 1"
