from uuid import UUID

import dkim

from odissee.platform.mail.keys import unseal
from odissee.platform.mail.sender import Sender

SIGNED = (
    b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"mime-version", b"content-type",
    b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip
"""RFC 6376 5.4.1, and RFC 8058 for the one-click opt-out."""


def signed(message: bytes, sender: Sender, tenant: UUID) -> bytes:
    """The message with its DKIM signature; as it came when the sender has no verified domain."""
    if not sender.domain:
        return message
    key = unseal("dkim", tenant, sender.sealed_key)
    signature = dkim.sign(
        message, sender.selector.encode(), sender.domain.encode(), key, include_headers=list(SIGNED),
        canonicalize=(b"relaxed", b"relaxed"),
    )  # fmt: skip
    return bytes(signature) + message
