"""The person behind a request, with what the company lets them do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from odissee.platform import clock
from odissee.platform.rights.matrix import DEFAULTS, FIXED

WIDTH = {"none": 0, "own": 1, "all": 2}


@dataclass(frozen=True, slots=True)
class Actor:
    """`kind` is staff, client or support; `sites` None means every site of the company."""

    session_id: UUID
    membership_id: UUID
    login_id: UUID | None
    kind: str
    name: str
    initials: str
    profiles: tuple[str, ...]
    staff_id: UUID | None = None
    contact_id: UUID | None = None
    sites: frozenset[UUID] | None = None
    fresh_until: datetime | None = None
    grants: tuple[tuple[str, str, str], ...] = field(default=())

    def scope(self, permission: str) -> str:
        """`all`, `own` or `none`: the widest that one of the profiles gives."""
        return _scope(self.profiles, self.grants, permission)

    def may(self, permission: str) -> bool:
        return self.scope(permission) != "none"

    def may_site(self, site_id: UUID) -> bool:
        """Site limits cut across all permissions."""
        return self.sites is None or site_id in self.sites

    @property
    def is_fresh(self) -> bool:
        """Identity proved in the last minutes: what sensitive acts ask for."""
        return self.fresh_until is not None and self.fresh_until > clock.now()


@lru_cache(maxsize=4096)
def _scope(profiles: tuple[str, ...], grants: tuple[tuple[str, str, str], ...], permission: str) -> str:
    changed = {(profile, name): scope for profile, name, scope in grants if profile not in FIXED}
    defaults: Mapping[str, str] = DEFAULTS.get(permission, {})
    found = [changed.get((p, permission), defaults.get(p, "none")) for p in profiles]
    return max(found, key=WIDTH.__getitem__, default="none")
