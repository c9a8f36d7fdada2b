"""What bytes are, whatever their name says: a file is taken in for what it contains or refused with words."""

import asyncio
import re
from pathlib import Path

import pikepdf

from odissee.platform.files import Received
from odissee.tenants.documents.errors import FileRefused

EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
ACTIVE = re.compile(rb"<\s*(?:html|script|svg|iframe|body|!doctype\s+html)", re.IGNORECASE)
SIGNS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"II*\x00", "image/tiff", "tif"),
    (b"MM\x00*", "image/tiff", "tif"),
)
OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
TEXTS = {"xml": "application/xml", "csv": "text/csv", "txt": "text/plain"}
KNOWN = "PDF, image (JPEG, PNG, TIFF, WebP, HEIC), Word, Excel, OpenDocument, XML, CSV ou texte"
AFTER_THE_END = 2048


async def media_type_of(file: Received, name: str) -> tuple[str, int | None]:
    """The true type and, of a PDF, its pages; raises `FileRefused` for what is empty, hostile, closed or unknown."""
    head = file.head()
    _refuse_empty_or_hostile(file, head, name)
    media = _guess(head, name.rpartition(".")[2].lower())
    if media is None:
        raise FileRefused(f"« {name} » n’est pas d’un type accepté : {KNOWN}. Enregistrez-le en PDF.")
    if name.lower().endswith(".pdf") and media != "application/pdf":
        raise FileRefused(f"« {name} » porte le nom d’un PDF mais n’en est pas un. Enregistrez-le en PDF.")
    return media, await _pages(file, head, name) if media == "application/pdf" else None


def _refuse_empty_or_hostile(file: Received, head: bytes, name: str) -> None:
    if file.size == 0:
        raise FileRefused(f"« {name} » est vide (0 octet). Vérifiez le fichier et déposez-le de nouveau.")
    if file.size < 1_000_000 and EICAR in file.path.read_bytes():
        raise FileRefused(f"« {name} » contient une signature de virus. Il n’a pas été gardé.")
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if ACTIVE.search(head[:1024]) or (text.startswith(b"<") and ACTIVE.search(file.head(1_000_000))):
        raise FileRefused(f"« {name} » contient une page ou un script. Enregistrez le document en PDF.")


def _guess(head: bytes, extension: str) -> str | None:
    for sign, media, _ in SIGNS:
        if head.startswith(sign):
            return media
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1"):
        return "image/heic"
    if head.startswith(b"PK\x03\x04"):
        return OFFICE.get(extension)
    return TEXTS.get(extension) if _is_text(head) else None


def _is_text(head: bytes) -> bool:
    return b"\x00" not in head and not head.startswith((b"MZ", b"\x7fELF", b"#!"))


async def _pages(file: Received, head: bytes, name: str) -> int:
    """A PDF is a PDF from its first byte to its last, opens without password, and has pages."""
    last = file.tail(AFTER_THE_END)
    if ACTIVE.search(last.rpartition(b"%%EOF")[2]):
        raise FileRefused(
            f"« {name} » est un PDF suivi d’une page ou d’un script. Enregistrez-le de nouveau."
        )
    try:
        return await asyncio.to_thread(_count, file.path, b"%%EOF" in last)
    except pikepdf.PasswordError as error:
        raise FileRefused(
            f"« {name} » est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis déposez-le."
        ) from error
    except (pikepdf.PdfError, ValueError, RecursionError) as error:
        raise FileRefused(
            f"« {name} » est un PDF abîmé ou incomplet. Exportez-le de nouveau depuis votre logiciel."
        ) from error


def _count(path: Path, ended: bool) -> int:
    """Pages; a file without its end that had to be mended was cut on its way: some pages are lost."""
    with pikepdf.open(path) as pdf:
        pages, mended = len(pdf.pages), bool(pdf.get_warnings())
    if pages == 0 or (mended and not ended):
        raise ValueError("cut")
    return pages
