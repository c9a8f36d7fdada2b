"""A pasted text or a mail, cut into who wrote what: the newest layer first, then what it quotes."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr

from odissee.tenants.orders.reading.html_text import text_of_html
from odissee.tenants.orders.reading.layers import Layer, layers_of, masked
from odissee.tenants.orders.reading.letters import plain

_HEADER = re.compile(r"(?im)^(from|subject|message-id|mime-version|content-type|return-path|received):\s")
LONGEST = 16_000
"""Characters that are read; a longer message is cut there, and says so."""


@dataclass(slots=True)
class Message:
    """`plain` has the length of `text`; headers, disclaimers and quotation marks are blank in it."""

    text: str
    plain: str
    layers: list[Layer]
    sender: str = ""
    sender_mail: str = ""
    sender_span: tuple[int, int] = (0, 0)
    subject_span: tuple[int, int] = (0, 0)
    cut: bool = False

    def layer_at(self, place: int) -> int:
        """How old the words of this place are: 0 is the newest message."""
        return next((n for n, one in enumerate(self.layers) if one.start <= place < one.end), 0)

    def signed(self, place: int) -> bool:
        """Whether a place is inside a signature or the header lines."""
        if place < max(self.sender_span[1], self.subject_span[0]):
            return True
        return any(one.signature <= place < one.end for one in self.layers)

    def titled(self, place: int) -> bool:
        """Whether a place is in the subject line."""
        return self.subject_span[0] <= place < self.subject_span[1]


def message_of(raw: str | bytes) -> Message:
    """A mail as saved (`.eml`) or any text; never fails, an unreadable part is left out."""
    if isinstance(raw, bytes):
        head = raw[:4000].decode("latin-1")
        if len(_HEADER.findall(head)) >= 2 and "@" in head:
            return _from_mail(raw)
        raw = _decoded(raw)
    raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    if len(_HEADER.findall(raw[:3000])) >= 2 and re.match(r"(?i)[a-z-]+:\s", raw.lstrip()):
        return _from_mail(raw.lstrip().encode())
    return _built("", "", "", raw)


def _decoded(raw: bytes) -> str:
    for charset in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _from_mail(raw: bytes) -> Message:
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    name, address = parseaddr(str(mail.get("From", "")))
    return _built(name or "", address, str(mail.get("Subject", "")), _body(mail))


def _body(mail: EmailMessage) -> str:
    part = mail.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        content = str(part.get_content())
    except (LookupError, ValueError):
        payload = part.get_payload(decode=True)
        content = _decoded(payload) if isinstance(payload, bytes) else str(payload)
    if part.get_content_type() == "text/html" or not content.strip():
        return text_of_html(content) if content.strip() else _html_of(mail)
    return content.replace("\r\n", "\n")


def _html_of(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    return text_of_html(str(part.get_content())) if part else ""


def _built(sender: str, address: str, subject: str, body: str) -> Message:
    cut, body = len(body) > LONGEST, body[:LONGEST]
    first = f"{sender} <{address}>" if sender and address else sender or address
    head = "".join(f"{line}\n" for line in (first, subject) if line)
    text = head + body
    small = masked(text, plain(text), len(head))
    layers = layers_of(text, small, len(head), sender)
    small = _without_headers(small, layers)
    message = Message(text, small, layers, sender, address, (0, len(first)), cut=cut)
    if subject:
        start = len(head) - len(subject) - 1
        message.subject_span = (start, start + len(subject))
    if not sender and layers and layers[0].author:
        message.sender, message.sender_mail = layers[0].author, layers[0].mail
        message.sender_span = layers[0].author_span
    return message


def _without_headers(small: str, layers: list[Layer]) -> str:
    for layer in layers:
        for start, end in layer.headers:
            small = small[:start] + " " * (end - start) + small[end:]
    return small
