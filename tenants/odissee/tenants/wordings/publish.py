"""Publishing a wording, going back to ours, switching an event: each is a new version."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Conflict
from odissee.platform.journal import Entry, NothingToUndo, reversible
from odissee.platform.sms import count
from odissee.platform.texts import (
    TextRefused,
    UnknownVariable,
    names_in,
    newest,
    save_text,
    set_active,
    variables_of,
)
from odissee.tenants.wordings.events import VARIANTS, Event, event_of
from odissee.tenants.wordings.preview import sms_words

MOST_SMS = 4
FORMER = """select t.subject, t.body, t.active from template t, template now
             where now.id = $1 and t.key = now.key and t.version < now.version order by t.version desc limit 1"""
NOW = "select key, version, (select max(version) from template o where o.key = t.key) as newest from template t where id = $1"


class PublishedMeanwhile(Conflict):
    """Somebody else has published a version since this one was opened."""


def check(event: Event, variant: str, body: str) -> None:
    """Raise what makes a wording useless; `save_text` refuses the rest, an unknown name is said first."""
    if unknown := names_in(body) - variables_of(event.key):
        raise UnknownVariable(sorted(unknown))
    lost = sorted(event.must_keep(variant) - names_in(body))
    if body.strip() and lost:
        shown = ", ".join(f"{{{{ {name} }}}}" for name in lost)
        raise TextRefused(
            f"Sans {shown}, ce message n’aurait plus d’utilité. Remettez cette variable dans le texte."
        )
    if event.family == "sms" and (parts := count(sms_words(body)).segments) > MOST_SMS:
        raise TextRefused(f"Ce texte ferait {parts} SMS d’affilée ; {MOST_SMS} au plus. Raccourcissez-le.")


async def publish(
    tx: TenantTransaction, event: Event, variant: str, subject: str | None, body: str, opened: int
) -> Entry | None:
    """Add a version; None when the words are those in force. Raises `TextRefused` or `PublishedMeanwhile`."""
    check(event, variant, body)
    audience = VARIANTS[variant][1]
    now = await newest(tx, event.key, audience)
    if now.version != opened:
        raise PublishedMeanwhile(
            f"La version {now.version} a été publiée pendant que vous écriviez. Votre texte est gardé ci-dessous : "
            "relisez la nouvelle version plus bas, puis publiez."
        )
    if (now.subject or "", now.body.strip()) == (subject or "", body.strip()):
        return None
    return await save_text(tx, event.key, body, subject=subject, audience=audience, active=now.active)


async def restore_default(tx: TenantTransaction, event: Event, variant: str) -> Entry:
    """Our words again, as a version."""
    audience = VARIANTS[variant][1]
    now = await newest(tx, event.key, audience)
    return await save_text(
        tx,
        event.key,
        event.text.variants[variant],
        subject=event.text.subject,
        audience=audience,
        active=now.active,
    )


async def switch(tx: TenantTransaction, event: Event, active: bool) -> Entry:
    """Let an event speak or be silent; those that may be silent have one variant. Raises `TextRefused` for one that must speak."""
    if event.fixed and not active:
        raise TextRefused("Ce message porte un code, une preuve ou un accès : il part toujours.")
    return await set_active(tx, event.key, active)


@reversible("template.saved", "template.manage")
async def unpublish(tx: TenantTransaction, row: Any) -> None:
    """The words before, as a new version; too late once somebody has published again."""
    now = await tx.fetchrow(NOW, row["subject_id"])
    if now is None or now["version"] != now["newest"]:
        raise NothingToUndo
    key, _, variant = now["key"].partition("#")
    event, audience = event_of(key), VARIANTS[variant or "text"][1]
    former = await tx.fetchrow(FORMER, row["subject_id"])
    words: Any = former or {
        "subject": event.text.subject,
        "body": event.text.variants[variant or "text"],
        "active": True,
    }
    await save_text(
        tx, key, words["body"], subject=words["subject"], audience=audience, active=words["active"]
    )
