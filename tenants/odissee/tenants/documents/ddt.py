"""The « dossier de diagnostic technique »: all reports in one PDF, with a bookmark for each and its own within. Pure."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf


def joined(reports: Sequence[tuple[str, Path]], out: Path, title: str) -> int:
    """Write one PDF of the reports in this order (title, file); returns its pages. Raises `pikepdf.PdfError`."""
    with pikepdf.new() as pdf:
        marks = []
        for name, path in reports:
            with pikepdf.open(path) as report:
                marks.append(pikepdf.OutlineItem(name, len(pdf.pages)))
                pdf.pages.extend(report.pages)
        with pdf.open_outline() as outline:
            outline.root.extend(marks)
        pdf.docinfo["/Title"] = title
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        pages = len(pdf.pages)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return pages


def bookmarks(data: bytes) -> list[tuple[str, int]]:
    """Each bookmark of a PDF with the number of its page, from 1."""
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        return [(item.title, _page(pdf, item)) for item in outline.root]


def _page(pdf: pikepdf.Pdf, item: pikepdf.OutlineItem) -> int:
    place = item.destination
    target = place[0] if isinstance(place, pikepdf.Array) else None
    return next(
        (n for n, page in enumerate(pdf.pages, 1) if target is not None and page.objgen == target.objgen), 0
    )
