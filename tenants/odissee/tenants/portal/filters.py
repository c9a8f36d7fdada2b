"""The state of the client's list as its address says it."""

import base64
import binascii
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from odissee.platform.fields import as_uuid
from odissee.platform.french import fold

STATES = {
    "en-cours": "En cours", "a-repondre": "À répondre", "rapports": "Avec rapports", "termines": "Terminés",
}  # fmt: skip
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Filters:
    """`state` of `STATES` or empty; `account`: one account of the agency; `after`: (activity, dossier) of the last row."""

    query: str = ""
    state: str = ""
    account: UUID | None = None
    after: tuple[datetime, UUID] | None = None

    @classmethod
    def read(cls, address: Any) -> "Filters":
        """From the address's parameters; what is unreadable is no filter, never an error."""
        state = address.get("etat", "")
        return cls(
            query=" ".join(address.get("q", "").split())[:LONGEST],
            state=state if state in STATES else "",
            account=as_uuid(address.get("compte", "")),
            after=_cursor(address.get("apres", "")),
        )

    @property
    def patterns(self) -> list[str]:
        """One `like` pattern a word; no sign of the person's is a joker."""
        words = fold(self.query).replace("\\", " ").split()
        return [f"%{word.replace('%', chr(92) + '%').replace('_', chr(92) + '_')}%" for word in words]

    def href(self, **change: Any) -> str:
        """The address of the list with something changed; a page of the former list makes no sense in the new one."""
        other = replace(self, after=None, **change)
        pairs = {"q": other.query, "etat": other.state, "compte": str(other.account or "")}
        asked = urlencode({name: value for name, value in pairs.items() if value})
        return "/espace" + (f"?{asked}" if asked else "")

    def next_href(self, row: Any) -> str:
        """The address of the page after this row."""
        cursor = base64.urlsafe_b64encode(f"{row['active_at'].isoformat()} {row['id']}".encode()).decode()
        here = self.href()
        return f"{here}{'&' if '?' in here else '?'}apres={cursor.rstrip('=')}"


def _cursor(text: str) -> tuple[datetime, UUID] | None:
    try:
        instant, _, id = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(" ")
        moment = datetime.fromisoformat(instant)
        return (moment, UUID(id)) if moment.tzinfo else None
    except (ValueError, binascii.Error, UnicodeDecodeError):
        return None
