"""Reading a message as it travels: who, to whom, about what, and its pieces, whatever a mail program made of them. Pure.

Pieces are attachments, files inside forwarded messages, and pictures big enough to be documents; small pictures that the
text shows are a signature's. Names come in any writing and are cleaned by whoever keeps the file. A message that a
machine wrote by itself says why in `automatic`, and nobody answers it.
"""

import hashlib
import mimetypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses, parseaddr

ADDRESSED = (
    "x-envelope-to",
    "x-original-to",
    "delivered-to",
    "envelope-to",
    "to",
    "cc",
    "resent-to",
    "x-forwarded-to",
)
DECORATION = 30_000
"""Bytes under which a picture shown by the text is a logo; a phone's photo is never that small."""
DEEPEST, MOST = 6, 60
"""Messages inside messages, and pieces of one message, that are read."""
TAG = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]+>", re.DOTALL | re.IGNORECASE)
SIGNED = (
    "application/pgp-signature",
    "application/pkcs7-signature",
    "text/calendar",
    "message/delivery-status",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a message; `name` as it was written there, or made from its type."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """What was read; `key` is its Message-ID, or the hash of its bytes when it has none."""

    key: str
    from_email: str
    from_name: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    pieces: tuple[Piece, ...]
    automatic: str
    left_out: int = 0


def read_message(raw: bytes) -> Message:
    """The message; raises nothing for what it holds."""
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)  # noqa: S101 - what the policy makes
    name, address = parseaddr(_header(mail, "from"))
    texts, pieces = list(_texts(mail, 0)), list(_pieces(mail, "", 0))
    return Message(
        _key(mail, raw), address.lower()[:254], _plain(name)[:160], _recipients(mail), _plain(_header(mail, "subject"))[:300],
        "\n".join(texts)[:8000], tuple(pieces[:MOST]), _automatic(mail), max(0, len(pieces) - MOST),
    )  # fmt: skip


def _header(mail: EmailMessage, name: str) -> str:
    """A header in words; a broken one is as good as absent."""
    try:
        return str(mail.get(name, ""))
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _key(mail: EmailMessage, raw: bytes) -> str:
    told = _plain(_header(mail, "message-id"))
    return told[:400] if told else f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _recipients(mail: EmailMessage) -> tuple[str, ...]:
    lines = [str(value) for name in ADDRESSED for value in _all(mail, name)]
    return tuple(dict.fromkeys(address.lower() for _, address in getaddresses(lines) if "@" in address))


def _all(mail: EmailMessage, name: str) -> list[str]:
    try:
        return [str(value) for value in mail.get_all(name, [])]
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return []


def _automatic(mail: EmailMessage) -> str:
    """Why nobody answers: RFC 3834, lists, bounces."""
    submitted = _header(mail, "auto-submitted").lower().strip()
    if submitted and submitted != "no":
        return "réponse automatique"
    if mail.get_content_type() == "multipart/report" or _header(mail, "return-path").strip() == "<>":
        return "avis de non-remise"
    if any(_header(mail, name) for name in ("x-autoreply", "x-autorespond")):
        return "réponse automatique"
    if _header(mail, "precedence").lower().strip() in ("bulk", "list", "junk", "auto_reply"):
        return "envoi en nombre"
    return "envoi en nombre" if _header(mail, "list-unsubscribe") or _header(mail, "list-id") else ""


def _texts(part: EmailMessage, depth: int) -> Iterator[str]:
    body = part.get_body(("plain", "html")) if depth == 0 else None
    if body is None:
        return
    text = _words(body)
    yield TAG.sub(" ", text) if body.get_content_type() == "text/html" else text


def _words(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError, KeyError, AttributeError):
        data = part.get_payload(decode=True)
        return data.decode("utf-8", "replace") if isinstance(data, bytes) else ""


def _pieces(part: EmailMessage, shown: str, depth: int) -> Iterator[Piece]:
    """Files of a part, in their order; `shown` is the HTML beside it, which shows pictures by their cid."""
    if depth > DEEPEST:
        return
    if part.get_content_type() == "message/rfc822":
        yield from _inside(part, depth)
    elif part.is_multipart():
        children = [child for child in part.iter_parts() if isinstance(child, EmailMessage)]
        html = shown or "".join(
            _words(one) for one in part.walk() if one.get_content_type() == "text/html" and not _name(one)
        )
        for child in children:
            yield from _pieces(child, html, depth + 1)
    elif _is_piece(part):
        piece = _piece(part)
        if not _is_decoration(part, piece, shown):
            yield piece


def _inside(part: EmailMessage, depth: int) -> Iterator[Piece]:
    payload = part.get_payload()
    for inner in payload if isinstance(payload, list) else []:
        if isinstance(inner, EmailMessage):
            yield from _pieces(inner, "", depth + 1)


def _is_piece(part: EmailMessage) -> bool:
    kind = part.get_content_type()
    if kind in SIGNED:
        return False
    return (
        bool(_name(part))
        or part.get_content_disposition() == "attachment"
        or part.get_content_maintype() != "text"
    )


def _name(part: EmailMessage) -> str:
    try:
        return str(part.get_filename() or "")
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""


def _piece(part: EmailMessage) -> Piece:
    data = part.get_payload(decode=True)
    name = _name(part) or f"piece{mimetypes.guess_extension(part.get_content_type()) or ''}"
    return Piece(unicodedata.normalize("NFC", name), data if isinstance(data, bytes) else b"")


def _is_decoration(part: EmailMessage, piece: Piece, shown: str) -> bool:
    """A small picture that the text shows, or that has no name of its own."""
    if part.get_content_maintype() != "image" or len(piece.data) >= DECORATION:
        return False
    cid = _header(part, "content-id").strip("<> ")
    return bool(cid and cid in shown) or (part.get_content_disposition() == "inline" and bool(cid))
