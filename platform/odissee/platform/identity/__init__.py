"""One login for staff and clients: a person (`login`, global) and their place in each company (`membership`).

Passwords are Argon2id; sessions are opaque, hashed at rest, listed and revocable; unknown and known
addresses get the same answer in the same time. Nobody reads or types another person's password (A10).
"""

from odissee.platform.identity.passwords import check_password, email_hash, hash_password
from odissee.platform.identity.sessions import (
    SESSION_LIFE,
    actor_of,
    end_session,
    open_session,
    session_cookie_name,
)

__all__ = [
    "SESSION_LIFE",
    "actor_of",
    "check_password",
    "email_hash",
    "end_session",
    "hash_password",
    "open_session",
    "session_cookie_name",
]
