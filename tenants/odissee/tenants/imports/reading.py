"""A file → its headings and rows, whatever program wrote it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from odissee.platform.errors import OdisseeError
from odissee.tenants.imports.delimited import Record, decode, delimiter_of, records
from odissee.tenants.imports.guess import guess_columns
from odissee.tenants.imports.workbook import UnreadableWorkbook, looks_like_workbook, sheet_records

HEAVIEST = 20_000_000
MOST_ROWS = 100_000
TOP = 20
"""Rows among which the headings are looked for: titles and empty rows stand above them."""


class UnreadableFile(OdisseeError):
    """Nothing can be read in this file, and why."""

    status = 422


@dataclass(frozen=True, slots=True)
class Sheet:
    """`header_line` is 0 when the file has no headings; `rows` are what follows, each with its line."""

    headings: list[str]
    rows: list[Record]
    header_line: int

    def sample(self, place: int, most: int = 3) -> list[str]:
        """The first different values of a column."""
        cells = (row.cells[place].strip() for row in self.rows[:200] if place < len(row.cells))
        return list(islice(dict.fromkeys(cell for cell in cells if cell), most))


def read_sheet(data: bytes) -> Sheet:
    """The whole file; raises `UnreadableFile` with what to do about it."""
    if not data:
        raise UnreadableFile("Choisissez un fichier CSV ou Excel (.xlsx) avant de continuer.")
    if len(data) > HEAVIEST:
        raise UnreadableFile("Ce fichier dépasse 20 Mo. Coupez-le en deux, puis importez chaque partie.")
    found = _records(data)
    if len(found) > MOST_ROWS:
        raise UnreadableFile(
            "Ce fichier dépasse 100 000 lignes. Coupez-le en deux, puis importez chaque partie."
        )
    if not found:
        raise UnreadableFile("Ce fichier est vide : aucune ligne n’a été trouvée.")
    return _headed(found)


def _records(data: bytes) -> list[Record]:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            "Ce fichier est un ancien classeur Excel (.xls) ou il est protégé par un mot de passe. "
            "Enregistrez-le au format .xlsx ou CSV, sans mot de passe, puis importez-le de nouveau."
        )
    if looks_like_workbook(data):
        try:
            return list(islice(sheet_records(data), MOST_ROWS + 1))
        except UnreadableWorkbook:
            raise UnreadableFile(
                "Ce classeur ne peut pas être lu. Ouvrez-le, enregistrez-le au format .xlsx, puis importez-le de nouveau."
            ) from None
    if b"\x00" in data[:2000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile("Ce fichier n’est ni un CSV ni un classeur Excel. Choisissez-en un autre.")
    text = decode(data)
    return list(islice(records(text, delimiter_of(text)), MOST_ROWS + 1))


def _headed(found: Sequence[Record]) -> Sheet:
    """Headings are the row, or the two rows, of the top where most columns are recognised; one sure word is enough
    for the very first row.
    """
    best = max(_candidates(found[:TOP]), key=lambda one: one[0], default=None)
    width = max(len(row.cells) for row in found[:TOP])
    if best is None or best[0] < (0.9 if best[2] == 1 else min(2, width)):
        return Sheet([f"Colonne {letters(place)}" for place in range(width)], list(found), 0)
    _, headings, after = best
    return Sheet(headings, list(found[after:]), found[after - 1].line)


def _candidates(top: Sequence[Record]) -> Iterable[tuple[float, list[str], int]]:
    for place, row in enumerate(top):
        yield _recognised(row.cells) - place * 0.01, [cell.strip() for cell in row.cells], place + 1
        if place + 1 < len(top):
            joined = _joined(row.cells, top[place + 1].cells)
            yield _recognised(joined) - 0.5 - place * 0.01, joined, place + 2


def _recognised(cells: Sequence[str]) -> float:
    """Different headings that say where they go; a row of data says nothing."""
    names = [" ".join(cell.split()) for cell in cells]
    return sum(one.certainty for one, name in zip(guess_columns(names, []), names, strict=True) if name)


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """A group (« Téléphone ») over its columns (« fixe », « portable »); a blank above continues the group."""
    joined, group = [], ""
    for place in range(max(len(above), len(below))):
        upper = above[place].strip() if place < len(above) else ""
        lower = below[place].strip() if place < len(below) else ""
        group = upper or (group if lower else "")
        joined.append(" ".join(part for part in (group, lower) if part))
    return joined


def letters(place: int) -> str:
    """0 → A, 25 → Z, 26 → AA: as spreadsheets call their columns."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text
