"""Tables going out as CSV or as a spreadsheet: numbers stay numbers, texts are never formulas (CASE-039)."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def shielded(value: Any) -> Any:
    """A text that a spreadsheet would run gets an apostrophe in front; reading it again takes it off."""
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with its mark and semicolons: what French spreadsheets open without asking."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([shielded(heading) for heading in headings])
    writer.writerows([_in_csv(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", errors="replace")


def _in_csv(value: Any) -> Any:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Decimal | float):
        return str(value).replace(".", ",")
    return "" if value is None else shielded(value)


def xlsx_bytes(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet, its headings frozen; every text is written as text, so that no postcode loses its zero."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    heads = [WriteOnlyCell(sheet, value=heading) for heading in headings]
    for cell in heads:
        cell.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        sheet.append([_in_xlsx(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _in_xlsx(sheet: Any, value: Any) -> Any:
    """A text cell typed as text is never run; a sign that XML refuses is dropped."""
    if isinstance(value, bool):
        value = "oui" if value else "non"
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value="".join(char for char in value if char >= " " or char in "\t\n"))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell
