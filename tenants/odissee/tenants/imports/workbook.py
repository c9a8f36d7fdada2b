"""The first sheet of a spreadsheet that holds something, every cell as the text that a person sees."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from odissee.tenants.imports.delimited import Record

HEAVIEST = 300_000_000
"""Bytes of the unpacked parts: a spreadsheet that swells beyond is no address book."""
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})


class UnreadableWorkbook(ValueError):
    """The file is no spreadsheet, is protected by a password, or is swollen."""


def looks_like_workbook(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def sheet_records(data: bytes) -> Iterator[Record]:
    """The rows that hold something, with their number in the sheet."""
    book = _open(data)
    try:
        sheet: Any = next((one for one in book.worksheets if _holds(one)), book.worksheets[0])
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = [text_of(value) for value in row]
            if any(cells):
                yield Record(number, cells)
    finally:
        book.close()


def _open(data: bytes) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > HEAVIEST:
                raise UnreadableWorkbook
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise UnreadableWorkbook from error


def _holds(sheet: Any) -> bool:
    return any(
        value not in (None, "") for row in sheet.iter_rows(max_row=50, values_only=True) for value in row
    )


def text_of(value: Any) -> str:
    """A number without its « .0 », a date as 24/11/2026, a box as oui or non, nothing for an error of the sheet."""
    if value is None or value in ERRORS:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y") if value.time() == time() else value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value).strip()
