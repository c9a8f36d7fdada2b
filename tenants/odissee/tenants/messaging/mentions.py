"""« @Inès » in a note of a dossier: she gets a message with the note, and a mail that leads to the dossier."""

import re
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.french import fold
from odissee.platform.identity import company_origin
from odissee.platform.mail import write_mail
from odissee.platform.rights import Actor
from odissee.tenants.dossiers.page import ON_NOTE
from odissee.tenants.messaging.write import send_message
from odissee.tenants.staff import active_staff

MENTION = re.compile(r"(?<![\w@])@([^\W\d_][\w'’-]*)(?:[ \u00a0]([^\W\d_][\w'’-]*))?")
EMAIL = "select coalesce(nullif(m.email, ''), s.email) as email from membership m left join staff_member s on s.id = m.staff_id where m.id = $1"


def mentioned(text: str, staff: list[Any]) -> tuple[list[Any], list[str]]:
    """(people, words that are two people's or nobody's). A full name first, then a first name or initials alone."""
    found: dict[Any, Any] = {}
    unclear: list[str] = []
    for first, second in MENTION.findall(text):
        people = _named(staff, f"{first} {second}") if second else []
        people = people or _called(staff, first)
        if len(people) == 1:
            found[people[0]["membership_id"]] = people[0]
        else:
            unclear.append(first)
    return list(found.values()), list(dict.fromkeys(unclear))


def _named(staff: list[Any], name: str) -> list[Any]:
    return [one for one in staff if fold(one["name"]) == fold(name)]


def _called(staff: list[Any], word: str) -> list[Any]:
    return [one for one in staff if fold(word) in (fold(one["name"]).split(" ")[0], fold(one["initials"]))]


async def tell_mentioned(tx: TenantTransaction, actor: Actor, dossier: Any, text: str, note_id: Any) -> str:
    """Write to whom the note names; returns what the author is told of it."""
    if "@" not in text:
        return ""
    today = clock.today(await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant))
    people, unclear = mentioned(text, await active_staff(tx, today))
    people = [one for one in people if one["membership_id"] != actor.membership_id]
    if people:
        to = [one["membership_id"] for one in people]
        await send_message(tx, actor, to, f"Dossier {dossier['number']}", text, dossier_id=dossier["id"])
        for one in people:
            await _mail(tx, actor, dossier, text, one, note_id)
    return _said(people, unclear)


async def _mail(
    tx: TenantTransaction, actor: Actor, dossier: Any, text: str, person: Any, note_id: Any
) -> None:
    email = await tx.fetchval(EMAIL, person["membership_id"])
    if email:
        await write_mail(
            tx, "mail.mention", to_email=email, to_name=person["name"], dossier_id=dossier["id"],
            dedup_key=f"mention:{note_id}:{person['membership_id']}",
            variables={
                "staff_name": actor.name, "dossier_number": str(dossier["number"]), "property_city": dossier["city"],
                "note_text": text, "link": f"{await company_origin(tx)}/dossiers/{dossier['id']}",
            },
        )  # fmt: skip


def _said(people: list[Any], unclear: list[str]) -> str:
    told = f"{', '.join(one['name'] for one in people)} : message envoyé" if people else ""
    lost = "".join(
        f" « @{word} » ne désigne pas une seule personne : écrivez son nom entier." for word in unclear
    )
    return (told + ("." if told and lost else "") + lost).strip()


ON_NOTE.append(tell_mentioned)
