"""The calendar file of an appointment (RFC 5545): same appointment, same entry, whatever happens to it."""

from datetime import UTC, datetime
from typing import Any

LONGEST = 74
"""Bytes of a line, one less than the standard allows: a continued line begins with a space."""


def calendar_file(
    visit: Any, *, title: str, place: str, text: str, at: datetime, cancelled: bool = False
) -> bytes:
    """One event; a later file with the same id replaces it, a cancelled one takes it away."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Odissee//Rendez-vous//FR",
        f"METHOD:{'CANCEL' if cancelled else 'PUBLISH'}", "BEGIN:VEVENT", f"UID:{visit['id']}@odissee",
        f"SEQUENCE:{int(at.timestamp())}", f"DTSTAMP:{_utc(at)}", f"DTSTART:{_utc(visit['starts'])}",
        f"DTEND:{_utc(visit['ends'])}", f"SUMMARY:{_escaped(title)}", f"LOCATION:{_escaped(place)}",
        f"DESCRIPTION:{_escaped(text)}", f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}", "END:VEVENT",
        "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _utc(instant: Any) -> str:
    return str(instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"))


def _escaped(text: str) -> str:
    for char in ("\\", ";", ","):
        text = text.replace(char, "\\" + char)
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Cut between characters, never inside one."""
    pieces, piece = [], ""
    for char in line:
        if len((piece + char).encode()) > LONGEST:
            pieces.append(piece)
            piece = ""
        piece += char
    return "\r\n ".join([*pieces, piece])
