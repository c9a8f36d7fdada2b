"""One login for staff and clients: a person (`login`, global) and their place in each company (`membership`).

Passwords are Argon2id; sessions are opaque, hashed at rest, listed and revocable; unknown and known
addresses get the same answer in the same time. Nobody reads or types another person's password (A10).
For other features: `new_membership`, then `invite`, `send_reset`, `revoke_access`, `last_connection`; `capability` (links) and
`codes` (six digits) prove that somebody holds a mailbox or a phone.
"""

from odissee.platform.identity import capability, codes
from odissee.platform.identity.access import (
    LastConnection,
    last_connection,
    restore_access,
    revoke_access,
    send_reset,
)
from odissee.platform.identity.codes import CheckedCode, CodeExpired, CodeTooMany, CodeWrong
from odissee.platform.identity.company_address import company_origin
from odissee.platform.identity.device_name import device_name
from odissee.platform.identity.invitations import AlreadyIn, NoAddress, invite
from odissee.platform.identity.local_path import local_path
from odissee.platform.identity.memberships import new_membership
from odissee.platform.identity.operators import create_operator
from odissee.platform.identity.passwords import check_password, email_hash, hash_password
from odissee.platform.identity.proof import confirm_identity
from odissee.platform.identity.sessions import (
    SESSION_LIFE,
    actor_of,
    end_session,
    open_session,
    session_cookie_name,
)

__all__ = [
    "SESSION_LIFE",
    "AlreadyIn",
    "CheckedCode",
    "CodeExpired",
    "CodeTooMany",
    "CodeWrong",
    "LastConnection",
    "NoAddress",
    "actor_of",
    "capability",
    "check_password",
    "codes",
    "company_origin",
    "confirm_identity",
    "create_operator",
    "device_name",
    "email_hash",
    "end_session",
    "hash_password",
    "invite",
    "last_connection",
    "local_path",
    "new_membership",
    "open_session",
    "restore_access",
    "revoke_access",
    "send_reset",
    "session_cookie_name",
]
