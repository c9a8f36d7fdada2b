"""A company's own wordings: a new version each time, the old ones stay."""

from dataclasses import dataclass
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.journal import Entry, record
from odissee.platform.texts.catalogue import variables_of
from odissee.platform.texts.defaults import Audience, default_text
from odissee.platform.texts.errors import TextRefused, UnknownVariable
from odissee.platform.texts.sandbox import names_in


@dataclass(frozen=True, slots=True)
class Wording:
    """The source that serves now; `version` 0 is our default. `active` False: the event sends nothing."""

    key: str
    subject: str | None
    body: str
    version: int = 0
    active: bool = True
    template_id: UUID | None = None


def row_key(key: str, variant: str) -> str:
    """The key of the `template` row: variants have their own versions."""
    return key if variant == "text" else f"{key}#{variant}"


async def newest(tx: TenantTransaction, key: str, audience: Audience | None = None) -> Wording:
    """The wording in force for an audience; raises `UnknownText`."""
    text = default_text(key)
    variant = text.variant_for(audience)
    row = await tx.fetchrow(
        "select id, version, subject, body, active from template where key = $1 order by version desc limit 1",
        row_key(key, variant),
    )
    if row is None:
        return Wording(key, text.subject, text.variants[variant])
    return Wording(key, row["subject"], row["body"], row["version"], row["active"], row["id"])


async def save_text(
    tx: TenantTransaction, key: str, body: str, *, subject: str | None = None,
    audience: Audience | None = None, active: bool = True,
) -> Entry:  # fmt: skip
    """Add a version; raises `UnknownText`, `UnknownVariable` or `TextRefused` and then nothing is kept."""
    text = default_text(key)
    check(key, subject, body)
    before = await newest(tx, key, audience)
    actor = tx.state.get("actor")
    id, version = new_id(), before.version + 1
    await tx.execute(
        """insert into template (id, key, version, subject, body, active, created_by)
           values ($1, $2, $3, $4, $5, $6, $7)""",
        id, row_key(key, text.variant_for(audience)), version, subject, body, active,
        actor.membership_id if actor else None,
    )  # fmt: skip
    return record(
        tx, "template", id, "template.saved", before={"version": before.version},
        after={"key": key, "version": version, "active": active},
    )  # fmt: skip


async def set_active(
    tx: TenantTransaction, key: str, active: bool, audience: Audience | None = None
) -> Entry:
    """Let an event speak or be silent, as a version with the same words."""
    now = await newest(tx, key, audience)
    return await save_text(tx, key, now.body, subject=now.subject, audience=audience, active=active)


def check(key: str, subject: str | None, body: str) -> None:
    """Raise what refuses a wording."""
    if not body.strip():
        raise TextRefused("Ce texte est vide. Écrivez-le, ou désactivez l’envoi.")
    if default_text(key).subject is not None and not (subject or "").strip():
        raise TextRefused("L’objet est vide. Un mail sans objet part souvent dans les indésirables.")
    unknown = (names_in(body) | names_in(subject or "")) - variables_of(key)
    if unknown:
        raise UnknownVariable(sorted(unknown))
