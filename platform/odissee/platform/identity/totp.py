"""The code of an authenticator application (RFC 6238): 30 s, six digits, each code once."""

import hmac
import io
import re
from uuid import UUID

import pyotp
import segno

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.identity.sealed import seal, unseal

STEP_SECONDS = 30
DRIFT = 1
"""Steps of tolerance either way: phones are late by half a minute."""


def new_secret() -> str:
    """160 bits in base32."""
    return pyotp.random_base32()


def provisioning_uri(secret: str, account: str, issuer: str) -> str:
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def qr_svg(text: str) -> str:
    """The picture that the application reads, as SVG for the page (dark on white whatever the theme)."""
    out = io.BytesIO()
    segno.make(text, error="m").save(
        out, kind="svg", scale=5, border=3, light="#fff", xmldecl=False, svgns=True, title="Code à lire"
    )
    return out.getvalue().decode()


def matching_step(secret: str, typed: str, last_step: int | None) -> int | None:
    """The step whose code was typed; None when it is wrong or was already served."""
    digits, present = re.sub(r"\D", "", typed), int(clock.now().timestamp()) // STEP_SECONDS
    otp = pyotp.TOTP(secret)
    for step in range(present - DRIFT, present + DRIFT + 1):
        if step > (last_step or 0) and hmac.compare_digest(otp.generate_otp(step), digits):
            return step
    return None


async def check_totp(tx: TenantTransaction, login_id: UUID, typed: str) -> bool:
    """Whether `typed` is the person's code of now; it is consumed, so that a replay says no."""
    row = await tx.fetchrow(
        "select totp_secret, totp_last_step from login where id = $1 for update", login_id
    )
    if row is None or row["totp_secret"] is None:
        return False
    secret = unseal("totp", row["totp_secret"], login_id.bytes).decode()
    step = matching_step(secret, typed, row["totp_last_step"])
    if step is None:
        return False
    await tx.execute("update login set totp_last_step = $2 where id = $1", login_id, step)
    return True


async def turn_on(tx: TenantTransaction, login_id: UUID, secret: str, typed: str) -> bool:
    """Turn the second step on once the person shows a code of the new secret."""
    step = matching_step(secret, typed, None)
    if step is None:
        return False
    await tx.execute(
        "update login set totp_secret = $2, totp_on = $3, totp_last_step = $4 where id = $1",
        login_id, seal("totp", secret.encode(), login_id.bytes), clock.now(), step,
    )  # fmt: skip
    return True


async def turn_off(tx: TenantTransaction, login_id: UUID) -> None:
    """Forget the secret and the recovery codes that went with it."""
    await tx.execute(
        "update login set totp_secret = null, totp_on = null, totp_last_step = null where id = $1", login_id
    )
    await tx.execute("delete from login_recovery_code where login_id = $1", login_id)
