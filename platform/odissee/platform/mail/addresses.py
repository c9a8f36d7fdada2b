"""Addresses with accents: the domain travels as ASCII (IDNA), the part before « @ » only by SMTPUTF8."""

from email.headerregistry import Address
from email.utils import quote

import idna


def is_ascii(address: str) -> bool:
    """Whether any relay can take it."""
    return address.rsplit("@", 1)[0].isascii()


def wire_address(address: str) -> str:
    """The address as SMTP says it: « contact@xn--… »; the local part is never changed."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain if domain.isascii() else idna.encode(domain, uts46=True).decode()}"


def header_address(name: str, address: str) -> Address | str:
    """With the name people read; as text when the part before « @ » is not ASCII (`Address` refuses it)."""
    wire = wire_address(address)
    if wire.isascii():
        return Address(name, addr_spec=wire)
    return f'"{quote(name)}" <{wire}>' if name else wire
