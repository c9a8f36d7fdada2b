"""The warm browser: documents do not meet, nothing leaves, a death in the middle costs nothing."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from io import BytesIO

import pikepdf
import psutil
import pytest

from odissee.platform.pdf import PrintFailed
from odissee.platform.pdf.printer import Printer

module = sys.modules["odissee.platform.pdf.printer"]  # the package exports an object of that name


@pytest.fixture
async def printer(database: str) -> AsyncIterator[Printer]:
    made = Printer()
    yield made
    await made.close()


def words(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        return b"".join(b"".join(bytes(c.read_bytes()) for c in [page.Contents]) for page in pdf.pages)


async def test_ten_documents_at_once_are_ten_documents(printer: Printer) -> None:
    pages = await asyncio.gather(*(printer.pdf(f"<title>d</title>{'<p>x</p>' * n}") for n in range(1, 11)))
    assert len({words(page) for page in pages}) == 10


async def test_the_next_document_holds_nothing_of_the_one_before(printer: Printer) -> None:
    blank = words(await printer.pdf("<title>d</title><p>rien</p>"))
    await printer.pdf("<title>secret</title><style>p{color:red}</style><p>Durand</p>")
    assert words(await printer.pdf("<title>d</title><p>rien</p>")) == blank


async def test_a_hostile_document_reads_no_file_and_runs_no_script(printer: Printer) -> None:
    plain = words(await printer.pdf("<p>a</p>"))
    hostile = (
        "<p>a</p><script>document.body.innerHTML='b'</script><link rel=stylesheet href='file:///etc/passwd'>"
    )
    assert words(await printer.pdf(hostile)) == plain


async def test_a_browser_killed_in_the_middle_is_replaced_and_the_document_comes(printer: Printer) -> None:
    await printer.pdf("<p>warm</p>")
    browsers = [
        p for p in psutil.Process().children(recursive=True) if "chrom" in p.name() or "headless" in p.name()
    ]
    printing = asyncio.create_task(printer.pdf("<p>après</p>" * 2000))
    await asyncio.sleep(0.02)
    for browser in browsers:
        if browser.is_running():
            os.kill(browser.pid, signal.SIGKILL)
    assert (await asyncio.wait_for(printing, 20)).startswith(b"%PDF")


async def test_a_page_that_never_ends_is_given_up(printer: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    await printer.pdf("<p>warm</p>")
    monkeypatch.setattr(module, "SECONDS", 0.001)
    with pytest.raises(PrintFailed):
        await printer.pdf("<p>x</p>" * 20_000)
    monkeypatch.undo()
    assert (await printer.pdf("<p>puis</p>")).startswith(b"%PDF")


async def test_the_browser_is_renewed_and_the_old_one_is_gone(
    printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RENEW_AFTER", 3)
    seen = set()
    for _ in range(9):
        await printer.pdf("<p>x</p>")
        seen.add(id(printer._browser))
    assert len(seen) >= 2
