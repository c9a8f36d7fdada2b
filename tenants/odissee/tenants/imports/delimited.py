"""Text of a CSV file → records with the number of their line; a broken line is told and the next ones are read."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

DELIMITERS = ";,\t|"
LONGEST = 40
"""Lines that one record may span (a note with line ends): beyond, a quotation mark was never closed."""


@dataclass(frozen=True, slots=True)
class Record:
    """`line` counts from 1; `problem` says why the record could not be cut into cells."""

    line: int
    cells: list[str]
    problem: str = ""


def decode(data: bytes) -> str:
    """UTF-8 and UTF-16 with or without mark, else Windows-1252, which every other French program writes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def delimiter_of(text: str) -> str:
    """The sign that cuts the first lines most regularly; `sep=;` on the first line says it."""
    lines = [line for line in text.splitlines()[:30] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and lines[0][4:5]:
        return lines[0][4]
    return max(DELIMITERS, key=lambda sign: _regularity(lines, sign))


def _regularity(lines: list[str], sign: str) -> tuple[int, int]:
    """Lines that have the commonest number of cells above one, then that number."""
    widths = [len(_unquoted(line).split(sign)) for line in lines]
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0, 0
    common = max(set(wide), key=wide.count)
    return wide.count(common), common


def _unquoted(line: str) -> str:
    """The line without what stands between quotation marks."""
    return "".join(part for place, part in enumerate(line.split('"')) if place % 2 == 0)


def records(text: str, delimiter: str) -> Iterator[Record]:
    """Every record that holds something, in the order of the file."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    place = 1 if lines and lines[0].lower().startswith("sep=") else 0
    while place < len(lines):
        size = _size(lines, place)
        found = _broken(lines, place, delimiter) if size is None else _cut(lines, place, size, delimiter)
        if found.problem or any(cell.strip() for cell in found.cells):
            yield found
        place += size or 1


def _size(lines: list[str], place: int) -> int | None:
    """Lines of the record that begins here: until its quotation marks are even; None when they never are."""
    marks = 0
    for count, line in enumerate(lines[place : place + LONGEST], 1):
        marks += line.count('"')
        if marks % 2 == 0:
            return count
    return None


def _cut(lines: list[str], place: int, size: int, delimiter: str) -> Record:
    text = "\n".join(lines[place : place + size])
    try:
        rows = list(csv.reader([text] if size == 1 else text.splitlines(keepends=True), delimiter=delimiter))
    except csv.Error:
        return _broken(lines, place, delimiter)
    return Record(place + 1, [cell for row in rows for cell in row])


def _broken(lines: list[str], place: int, delimiter: str) -> Record:
    """A mark in the middle of a cell (12" of tube) is an ordinary sign; one that opens a cell is a fault."""
    cells = lines[place].split(delimiter)
    if any(cell.lstrip().startswith('"') for cell in cells):
        said = "Un guillemet est ouvert sur cette ligne et jamais refermé. Ajoutez-le ou retirez-le."
        return Record(place + 1, cells, said)
    return Record(place + 1, cells)
