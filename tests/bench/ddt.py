"""Eight reports of forty pages, each page with its picture, in one PDF with bookmarks."""

import time
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from PIL import Image

from odissee.tenants.documents.ddt import bookmarks, joined
from tests.bench._stack import at

N, REPORTS, PAGES = 7, 8, 40
BUDGETS = {"p50_s": 3.0}


async def run() -> dict[str, Any]:
    chance, spent = Random(18427), []
    with TemporaryDirectory() as folder:
        reports = [(f"Rapport {n}", _report(Path(folder) / f"{n}.pdf", chance)) for n in range(REPORTS)]
        weight = sum(path.stat().st_size for _, path in reports)
        out = Path(folder) / "ddt.pdf"
        for _ in range(N):
            begun = time.perf_counter()
            pages = joined(reports, out, "DDT")
            spent.append(time.perf_counter() - begun)
        assert pages == REPORTS * PAGES and len(bookmarks(out.read_bytes())) == REPORTS
    figures = {"pages": pages, "megabytes": round(weight / 1e6, 1), "p50_s": round(at(sorted(spent), 0.5) / 1000, 3),
               "worst_s": round(max(spent), 3)}  # fmt: skip
    return {
        "bench": "ddt",
        "n": N,
        "figures": figures,
        "budgets": BUDGETS,
        "within": figures["p50_s"] <= BUDGETS["p50_s"],
    }


def _report(path: Path, chance: Random) -> Path:
    """Forty pages, each with a photograph of its own, as heavy as those of a real report."""
    with pikepdf.new() as pdf:
        for _ in range(PAGES):
            page = pdf.add_blank_page(page_size=(595, 842))
            picture = pdf.make_stream(_photograph(chance))
            picture.stream_dict = pikepdf.Dictionary(
                Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=640, Height=480, BitsPerComponent=8,
                ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Name.DCTDecode,
            )  # fmt: skip
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
            page.Contents = pdf.make_stream(b"q 400 0 0 300 90 400 cm /Im Do Q")
        pdf.save(path)
    return path


def _photograph(chance: Random) -> bytes:
    small = Image.frombytes("RGB", (32, 24), chance.randbytes(32 * 24 * 3))
    out = BytesIO()
    small.resize((640, 480)).save(out, "JPEG", quality=85)
    return out.getvalue()
