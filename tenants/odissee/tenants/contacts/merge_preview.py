"""Two sheets side by side: what differs, what is kept, what moves (a merge is looked at before it is done)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.french import percent_bp, phone, plural
from odissee.tenants.contacts.queries import contact_of
from odissee.tenants.contacts.tables import Contact
from odissee.tenants.contacts.types import KINDS, type_of

COUNTS = """
select (select count(*) from dossier_contact where contact_id = $1) as dossiers,
       (select count(*) from contact where parent_id = $1) as accounts,
       (select count(*) from membership where contact_id = $1 and revoked_at is null) as accesses,
       (select count(*) from special_price where contact_id = $1) as prices,
       (select count(*) from sent_mail where contact_id = $1) as mails,
       (select count(*) from sent_sms where contact_id = $1) as sms,
       (select count(*) from consent where contact_id = $1) as consents,
       (select count(*) from phone_call where contact_id = $1) as calls"""
WORDS = {
    "dossiers": "dossier", "accounts": "sous-compte", "accesses": "accès client", "prices": "tarif spécial",
    "mails": "courriel", "sms": "SMS", "consents": "consentement", "calls": "appel",
}  # fmt: skip
GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "identity": ("Identité", ("type", "kind", "civility", "first_name", "last_name", "type_value_id")),
    "person_name": ("Interlocuteur", ("person_name",)),
    "email": ("Courriel", ("email",)),
    "mobile": ("Mobile", ("mobile", "mobile_typed")),
    "phone": ("Téléphone fixe", ("phone", "phone_typed")),
    "place": ("Adresse", ("address", "complement", "postcode", "city", "insee")),
    "siret": ("SIRET ou SIREN", ("siren", "siret")),
    "vat_number": ("Numéro de TVA", ("vat_number",)),
    "iban": ("IBAN", ("iban",)),
    "website": ("Site internet", ("website",)),
    "rcs": ("RCS", ("rcs",)),
    "client_ref": ("Référence", ("client_ref",)),
    "network": ("Réseau", ("network_id",)),
    "parent": ("Compte principal", ("parent_id",)),
    "sales_rep": ("Commercial en charge", ("sales_rep_id",)),
    "discount": ("Remise systématique", ("discount_bp", "discount_comment")),
    "logo": ("Logo", ("logo_file_id",)),
}
"""Columns that go together: half of one address and half of another is nobody's."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the screen: `kept` and `other` in words, `keeps` which side is ticked."""

    key: str
    label: str
    kept: str
    other: str
    keeps: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What the merge of `other` into `kept` would do; nothing is written."""

    kept: Contact
    other: Contact
    differences: list[Difference]
    same: list[tuple[str, str]]
    moving: list[str]


async def preview(tx: TenantTransaction, kept_id: UUID, other_id: UUID) -> Preview:
    """Raises `NotFound` when one of them is not in the book."""
    kept, other = await contact_of(tx, kept_id), await contact_of(tx, other_id)
    names = await _names(tx, kept, other)
    found = [_difference(key, label, kept, other, names) for key, (label, _) in GROUPS.items()]
    counts = await tx.fetchrow(COUNTS, other.id)
    return Preview(
        kept, other, [one for one in found if one.kept != one.other],
        [(one.label, one.kept) for one in found if one.kept == one.other and one.kept],
        [f"{counts[key]} {plural(counts[key], word)}" for key, word in WORDS.items() if counts and counts[key]],
    )  # fmt: skip


def chosen(kept: Contact, other: Contact, taken: set[str]) -> dict[str, Any]:
    """The columns of the sheet that stays: `taken` are the groups where the other one is preferred.

    What only the other sheet knows is taken as well. A report that one sheet never locks stays unlocked, whoever
    was to be told of appointments still is, and both notes are kept.
    """
    values: dict[str, Any] = {}
    for key, (_, columns) in GROUPS.items():
        empty = not any(getattr(kept, column) for column in columns)
        if key in taken or empty:
            values |= {column: getattr(other, column) for column in columns}
    for flag in ("never_lock_reports", "notify_on_appointment"):
        values[flag] = getattr(kept, flag) or getattr(other, flag)
    values["note"] = "\n\n".join(dict.fromkeys(note for note in (kept.note, other.note) if note))
    return values


def _difference(key: str, label: str, kept: Contact, other: Contact, names: dict[UUID, str]) -> Difference:
    mine, theirs = (_in_words(key, one, names) for one in (kept, other))
    return Difference(key, label, mine, theirs, keeps=bool(mine))


def _in_words(key: str, contact: Contact, names: dict[UUID, str]) -> str:
    columns = GROUPS[key][1]
    if key == "identity":
        said = "" if type_of(contact.type).kind else f", {KINDS[contact.kind].lower()}"
        return f"{contact.full_name} ({type_of(contact.type).label}{said})"
    if key in ("mobile", "phone"):
        return phone(getattr(contact, key)) if getattr(contact, key) else ""
    if key == "place":
        where = f"{contact.postcode} {contact.city}".strip()
        return ", ".join(part for part in (contact.address, contact.complement, where) if part)
    if key == "discount":
        return percent_bp(contact.discount_bp) if contact.discount_bp else ""
    if key == "logo":
        return "Logo enregistré" if contact.logo_file_id else ""
    value = next((getattr(contact, column) for column in reversed(columns) if getattr(contact, column)), "")
    return names.get(value, "") if isinstance(value, UUID) else str(value)


async def _names(tx: TenantTransaction, *contacts: Contact) -> dict[UUID, str]:
    """Names of the networks, main accounts and sales persons of both."""
    rows = await tx.fetch(
        """select id, name from agency_network where id = any($1)
           union all select id, trim(first_name || ' ' || last_name) from contact where id = any($1)
           union all select id, trim(first_name || ' ' || last_name) from staff_member where id = any($1)""",
        [id for one in contacts for id in (one.network_id, one.parent_id, one.sales_rep_id) if id],
    )
    return {row["id"]: row["name"] for row in rows}
