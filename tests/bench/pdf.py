"""A short quote by our printer against the bare `page.pdf()` of a warm Chromium, and against WeasyPrint."""

import asyncio
import re
import time
from collections.abc import Awaitable
from typing import Any

from playwright.async_api import async_playwright
from weasyprint import HTML

from odissee.platform.pdf import printer
from odissee.platform.pdf.printer import FLAGS
from odissee.platform.settings import settings
from tests.bench._quote import short_quote
from tests.bench._stack import at, stack

N, WEASY_N = 25, 3
OPTIONS: dict[str, Any] = {
    "format": "A4", "print_background": True, "prefer_css_page_size": True, "tagged": True,
}  # fmt: skip
BUDGETS = {"p50_over_bare": 1.3, "times_weasyprint": 3.0}


async def run() -> dict[str, Any]:
    async with stack("small"):
        html, pages = await short_quote()
        ours, bare = await _ours_and_bare(html)
        rate = await _per_second([printer.pdf(html) for _ in range(N)])
        await printer.close()
        weasy = await asyncio.to_thread(_weasyprint, html)
        weasy_rate = await _per_second([asyncio.to_thread(_weasyprint, html) for _ in range(2)], WEASY_N + 1)
    figures = {
        "pages": pages,
        "ours_p50_ms": at(ours, 0.5), "ours_p99_ms": at(ours, 0.99), "bare_p50_ms": at(bare, 0.5),
        "p50_over_bare": round(at(ours, 0.5) / at(bare, 0.5), 2), "weasyprint_p50_ms": at(weasy, 0.5),
        "ours_per_second": round(rate, 2), "weasyprint_per_second": round(weasy_rate, 2),
        "times_weasyprint": round(rate / weasy_rate, 2),
    }  # fmt: skip
    within = (
        figures["p50_over_bare"] <= BUDGETS["p50_over_bare"]
        and figures["times_weasyprint"] >= BUDGETS["times_weasyprint"]
    )
    return {"bench": "pdf", "n": N, "figures": figures, "budgets": BUDGETS, "within": within}


async def _ours_and_bare(html: str) -> tuple[list[float], list[float]]:
    """Ours from words to bytes; the reference is a page that stays open, nothing but `page.pdf()`. In turn, so that
    whatever else the machine does weighs on both."""
    ours: list[float] = []
    bare: list[float] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=settings().chromium or None, args=FLAGS)
        page = await browser.new_page(java_script_enabled=False)
        await page.set_content(html, wait_until="load")
        for _ in range(N + 5):
            ours.append(await _seconds(printer.pdf(html)))
            bare.append(await _seconds(page.pdf(**OPTIONS)))
        await browser.close()
    return sorted(ours[5:]), sorted(bare[5:])


async def _per_second(works: list[Awaitable[Any]], each: int = 1) -> float:
    """Documents in a second when all are asked for at once: ours prints two at a time, WeasyPrint gets two threads."""
    begun = time.perf_counter()
    await asyncio.gather(*works)
    return len(works) * each / (time.perf_counter() - begun)


async def _seconds(work: Awaitable[bytes]) -> float:
    begun = time.perf_counter()
    data = await work
    seconds = time.perf_counter() - begun
    assert data.startswith(b"%PDF")
    return seconds


def _weasyprint(html: str) -> list[float]:
    """The same words with a style sheet that it understands: it fails on ours, and this is to its advantage."""
    html = re.sub(r"(?s)<style.*?</style>", "", html).replace(
        "</head>", "<style>@page { size: A4 }</style></head>"
    )
    times = []
    for _ in range(WEASY_N + 1):
        begun = time.perf_counter()
        HTML(string=html).write_pdf()  # type: ignore[no-untyped-call]
        times.append(time.perf_counter() - begun)
    return sorted(times[1:])
