from collections.abc import Mapping
from dataclasses import dataclass

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import (
    FieldError,
    Form,
    parse_email,
    parse_name,
    parse_password,
    parse_person_name,
    parse_siren,
    parse_subdomain,
)
from odissee.tenants.companies.errors import FieldRefused

RESERVED = frozenset({"console", "site", "pont", "bridge", "files", "fichiers", "live", "health", "ns", "mx"})
"""Hosts of our own, beside those that the field itself refuses."""


@dataclass(frozen=True, slots=True)
class Signup:
    """A company that somebody wants to create, well read; the password is still in clear."""

    siren: str
    name: str
    slug: str
    first_name: str
    last_name: str
    email: str
    password: str

    @property
    def person(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def initials(self) -> str:
        return (self.first_name[:1] + self.last_name[:1]).upper()


def read_signup(raw: Mapping[str, str]) -> tuple[Form, Signup | None]:
    """The form with its faults, and the sign-up when there is none. An empty address is made from the name."""
    form = Form(raw)
    siren = form.read("siren", parse_siren, required=True)
    name = form.read("name", parse_name, required=True)
    if not form.raw.get("slug", "").strip() and "name" not in form.errors:
        form.raw["slug"] = proposed_slug(form.raw["name"])
    slug = form.read("slug", parse_slug, required=True)
    first = form.read("first_name", parse_person_name, required=True)
    last = form.read("last_name", parse_person_name, required=True)
    email = form.read("email", parse_email, required=True)
    personal = [value for value in (first, last, email, name) if value]
    password = form.read("password", lambda typed: parse_password(typed, personal=personal), required=True)
    if not form.checked("terms"):
        form.refuse("terms", FieldRefused("Acceptez les conditions pour créer la société."))
    wanted = None if form.errors else Signup(siren, name, slug, first, last, email, password)
    return form, wanted


def parse_slug(raw: str) -> str:
    """A sub-domain that a company may take."""
    slug = parse_subdomain(raw)
    if slug in RESERVED:
        raise FieldError("error.subdomain_reserved", subdomain=slug)
    if slug[0].isdigit():
        raise FieldRefused("L’adresse commence par une lettre. Exemple : diag-3d.")
    return slug


def proposed_slug(name: str) -> str:
    """« Durand & fils » → durand-fils; empty when the name gives none."""
    try:
        return parse_slug(name[:60])[:40].strip("-")
    except FieldError:
        return ""


async def free_slugs(tx: TenantTransaction, slug: str) -> list[str]:
    """Two or three addresses that are still free, near the one that is taken."""
    wanted = [f"{slug[:30]}-{end}" for end in ("diag", "diagnostics", "expertise", "2", "3")]
    taken = await tx.fetch("select slug from tenant where slug = any($1::text[])", wanted)
    return [name for name in wanted if name not in {row["slug"] for row in taken}][:2]
