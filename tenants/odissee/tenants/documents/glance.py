"""A first look at a file before it belongs to a dossier: its true type, what it seems to be, what it says of itself."""

import re
from dataclasses import dataclass

from odissee.platform.files import Received
from odissee.platform.french import fold
from odissee.tenants.documents.errors import FileRefused
from odissee.tenants.documents.inspect import media_type_of
from odissee.tenants.documents.names import clean_name
from odissee.tenants.documents.reading import read_pdf
from odissee.tenants.documents.sorting import kind_of_name, sort_by_words

INVOICE_NAME = re.compile(r"(?:^|[^a-z])(?:fact(?:ure)?|invoice|note d.honoraires)(?:[^a-z]|$)")
INVOICE_WORDS = re.compile(r"\bfacture\s*(?:n ?°|no\b|numero|:)")
TOTAL = re.compile(
    r"(?:net a payer|total (?:ttc|a payer)|montant (?:total )?ttc)[^\d\n]{0,40}(\d[\d ]{0,9}[,.]\d{2})(?!\d)"
)
FIRST = 6_000


@dataclass(frozen=True, slots=True)
class Glance:
    """`kind` is a report's code or empty; `total_cents` is what an invoice asks for, None when it is not read."""

    name: str
    media_type: str
    kind: str
    reading: str
    is_invoice: bool
    ademe: str
    total_cents: int | None


async def glance(file: Received, raw_name: str) -> Glance:
    """Name first, then words, as a deposit does; raises `FileRefused`. No transaction is needed, so none waits."""
    name = clean_name(raw_name)
    media_type, _ = await media_type_of(file, name)
    if media_type.startswith("image/"):
        raise FileRefused(f"« {name} » est une image. Un rapport se dépose en PDF.")
    if media_type != "application/pdf":
        return Glance(name, media_type, kind_of_name(name), "no_text", _named_invoice(name), "", None)
    reading = await read_pdf(file.path)
    text = reading.text[:FIRST] if reading.state == "read" else ""
    return _of_text(name, media_type, reading.state, text)


def _of_text(name: str, media_type: str, state: str, text: str) -> Glance:
    told, words = sort_by_words(text), "\n".join(fold(line) for line in text.splitlines())
    invoice = _named_invoice(name) or (not told.kind and bool(INVOICE_WORDS.search(words)))
    kind = "" if invoice else kind_of_name(name) or told.kind
    ademe = "" if invoice else told.anchors.get("ademe", "")
    return Glance(name, media_type, kind, state, invoice, ademe, total_of(text) if invoice else None)


def _named_invoice(name: str) -> bool:
    return bool(INVOICE_NAME.search(fold(name.rpartition(".")[0] or name).replace("_", " ")))


def total_of(text: str) -> int | None:
    """The total with taxes that an invoice says, in cents; None when it says none or several.

    >>> total_of("Total HT 295,00 €\\nTotal TTC : 354,00 €\\nNet à payer 354,00 €")
    35400
    >>> total_of("Total TTC 354,00 €, Total TTC 12,00 €") is None
    True
    """
    found = {
        match.replace(" ", "").replace(",", ".")
        for line in text.splitlines()
        for match in TOTAL.findall(_plain(line))
    }
    return round(float(found.pop()) * 100) if len(found) == 1 else None


def _plain(line: str) -> str:
    """Folded, but with its figures as they stand."""
    spaces = line.replace("\u202f", " ").replace("\xa0", " ")
    return "".join(
        fold(part) or part if part.isalpha() else part for part in re.split(r"([A-Za-zÀ-ÿ]+)", spaces)
    )
