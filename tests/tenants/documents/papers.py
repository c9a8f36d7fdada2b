"""Reports as business software writes them, made here: text with the anchors of the public record, or a mere picture."""

from io import BytesIO

import pikepdf
from PIL import Image

DPE = (
    "Diagnostic de performance énergétique (logement)\n"
    "N°ADEME : 2664E2032917C\nEtabli le : 19/06/2026\nValable jusqu'au : 18/06/2036\n"
    "Référence du dossier : 18427\nType de bien : Maison individuelle, 27 avenue de Buros, 64000 Pau\n"
    "Propriétaire : Lasserre Hélène\nLe séchoir attenant est chauffé par un insert."
)
ASBESTOS = (
    "Rapport de mission de repérage des matériaux et produits contenant de l'amiante\n"
    "pour l'établissement du constat établi à l'occasion de la vente d'un immeuble bâti\n"
    "Date du repérage : 24/11/2026\nDate du rapport : 25/11/2026\nConduit en fibres-ciment dans le pigeonnier."
)
TERMITES = (
    "Etat du bâtiment relatif à la présence de termites\nDate de visite : 24/11/2026\n"
    "Absence d'indice de présence de termites le jour de la visite dans la véranda."
)


def pdf(text: str = DPE, pages: int = 1, password: str = "") -> bytes:
    """A PDF whose pages bear this text, the page's number below."""
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
                           Encoding=pikepdf.Name.WinAnsiEncoding)
    )  # fmt: skip
    for number in range(1, pages + 1):
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(_shown([*text.split("\n"), f"page {number} / {pages}"]))
    return _bytes(document, password)


def _shown(lines: list[str]) -> bytes:
    said = b"BT /F1 11 Tf 50 780 Td 14 TL\n"
    for line in lines:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
        said += b"(" + escaped + b") Tj T*\n"
    return said + b"ET"


def _bytes(document: pikepdf.Pdf, password: str = "") -> bytes:
    out = BytesIO()
    lock = pikepdf.Encryption(owner=password, user=password) if password else None
    document.save(out, encryption=lock) if lock else document.save(out, deterministic_id=True)
    return out.getvalue()


def scan(pages: int = 2) -> bytes:
    """A picture of a page, without one letter: what a copier makes."""
    sheets = [Image.new("RGB", (620, 877), (250, 250, 245 - n)) for n in range(pages)]
    out = BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
    return out.getvalue()
