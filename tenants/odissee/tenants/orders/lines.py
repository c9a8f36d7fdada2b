"""Lines that a page adds and removes: dependencies of the property, people of point 4."""

import re
from uuid import UUID

from odissee.tenants.dossiers import Role
from odissee.tenants.orders.draft import Draft
from odissee.tenants.orders.fields import known

MOST = 30
NO_CONTACT = "Choisissez d’abord un contact dans la liste, ou créez-le."


def numbers_of(data: dict[str, str], kind: str) -> list[int]:
    """Numbers of the lines « annex » or « person », in order."""
    return sorted({int(m[1]) for name in data if (m := re.match(rf"{kind}_(\d{{1,2}})_", name))})


def add_annex(draft: Draft) -> list[str]:
    """An empty dependency line; returns the fields that changed."""
    found = numbers_of(draft.data, "annex")
    if len(found) >= MOST:
        return []
    name = f"annex_{max(found, default=-1) + 1}_kind"
    draft.data[name] = ""
    return [name]


def add_person(draft: Draft) -> list[str]:
    """The contact chosen at point 4 with its role; nothing when nobody is chosen."""
    found, role = numbers_of(draft.data, "person"), draft.get("new_role")
    try:
        contact_id = str(UUID(draft.get("new_id")))
    except ValueError:
        return []
    if role not in set(Role) or len(found) >= MOST:
        return []
    lead = f"person_{max(found, default=-1) + 1}_"
    added = {lead + "id": contact_id, lead + "name": draft.get("new_name"), lead + "role": role}
    draft.data |= {**added, "new_id": "", "new_name": "", "new_role": ""}
    return [*added, "new_id", "new_name", "new_role"]


def remove_line(draft: Draft, line: str) -> list[str]:
    """Take away « annex_2 » or « person_0 »."""
    if not re.fullmatch(r"(annex|person)_\d{1,2}", line):
        return []
    gone = [name for name in draft.data if name.startswith(line + "_") and known(name)]
    for name in gone:
        del draft.data[name]
    return gone
