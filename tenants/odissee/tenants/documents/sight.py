"""What a contact sees of a report: decided here and nowhere else. Pure.

Access (DOSS-20) says whether a report exists for the contact; a lock (DOSS-12) shows it greyed; the contact's
flag « ne jamais bloquer » (DOSS-31) beats every lock but gives no access. Of a report, only the current version
is handed over. Which role has access by itself is `dossiers.READERS`, given when a role is; a person may change
it on the dossier afterwards, so that the role itself decides nothing here.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Sight(StrEnum):
    """How a report stands before a contact."""

    OPEN = "open"
    LOCKED = "locked"
    HIDDEN = "hidden"


class Access(StrEnum):
    """DOSS-29: the four states of a contact on a dossier; the value is the icon."""

    OPEN = "file-check"
    BLOCKED = "file-lock"
    NONE_BLOCKED = "lock"
    NONE = "file-x"

    @property
    def label(self) -> str:
        return {
            Access.OPEN: "Rapports accessibles, non bloqués", Access.BLOCKED: "Rapports accessibles mais bloqués",
            Access.NONE_BLOCKED: "Pas d’accès, et rapports bloqués", Access.NONE: "Pas d’accès aux rapports",
        }[self]  # fmt: skip

    @property
    def tone(self) -> str:
        return {Access.OPEN: "ok", Access.BLOCKED: "bad"}.get(self, "mute")


@dataclass(frozen=True, slots=True)
class Reader:
    """A contact on a dossier."""

    contact_id: UUID
    access: bool
    never_locked: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A document of the section of reports."""

    series_id: UUID
    superseded: bool = False
    trashed: bool = False


@dataclass(frozen=True, slots=True)
class Lock:
    """A live lock; None is all reports, everybody."""

    series_id: UUID | None = None
    contact_id: UUID | None = None

    def holds(self, report: Report, reader: Reader) -> bool:
        return self.series_id in (None, report.series_id) and self.contact_id in (None, reader.contact_id)


def sight(reader: Reader, report: Report, locks: tuple[Lock, ...]) -> Sight:
    """What this contact sees of this report."""
    if report.trashed or report.superseded or not reader.access:
        return Sight.HIDDEN
    if not reader.never_locked and any(lock.holds(report, reader) for lock in locks):
        return Sight.LOCKED
    return Sight.OPEN


WIDEST = (Sight.OPEN, Sight.LOCKED, Sight.HIDDEN)


def widest(readers: tuple[Reader, ...], report: Report, locks: tuple[Lock, ...]) -> Sight:
    """What a main account sees: the best of what its own place and those of its sub-accounts show (CONT-03)."""
    return min((sight(reader, report, locks) for reader in readers), key=WIDEST.index, default=Sight.HIDDEN)


def access(reader: Reader, reports: tuple[Report, ...], locks: tuple[Lock, ...]) -> Access:
    """The icon of the contact: blocked as soon as one current report is, or all are to come blocked."""
    current = [report for report in reports if not (report.trashed or report.superseded)]
    general = any(lock.series_id is None and lock.contact_id in (None, reader.contact_id) for lock in locks)
    blocked = not reader.never_locked and (
        general or any(lock.holds(report, reader) for lock in locks for report in current)
    )
    if reader.access:
        return Access.BLOCKED if blocked else Access.OPEN
    return Access.NONE_BLOCKED if blocked else Access.NONE
