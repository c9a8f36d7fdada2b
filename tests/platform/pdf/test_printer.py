"""The warm browser: documents do not meet, nothing leaves, a death in the middle costs nothing."""

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from io import BytesIO

import pikepdf
import psutil
import pytest

from odissee.platform.pdf import PrintFailed
from odissee.platform.pdf.fonts import Parted, part
from odissee.platform.pdf.printer import Printer
from odissee.platform.web.assets import asset

module = sys.modules["odissee.platform.pdf.printer"]  # the package exports an object of that name


@pytest.fixture
async def printer(database: str) -> AsyncIterator[Printer]:
    made = Printer()
    yield made
    await made.close()


def browsers() -> set[int]:
    """The browsers of this process; those that other tests share are among them."""
    names = {p.pid: p.name() for p in psutil.Process().children(recursive=True)}
    return {pid for pid, name in names.items() if "chrom" in name or "headless" in name}


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
    others = browsers()
    await printer.pdf("<p>warm</p>")
    own = browsers() - others
    printing = asyncio.create_task(printer.pdf("<p>après</p>" * 2000))
    await asyncio.sleep(0.02)
    for pid in own:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    assert own
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


def fonts(data: bytes) -> set[bytes]:
    return set(re.findall(rb"/FontName /[A-Z]+[+]([\w-]+)", data))


def in_our_font(words: str) -> str:
    css = asset.inline_css("document.css")
    return f"<title>d</title><style>{css}</style><p style='font-family:Inter'>{words}</p>"


async def test_the_font_of_the_house_is_kept_warm_and_used_by_each_document(printer: Printer) -> None:
    first, second = await printer.pdf(in_our_font("Durand")), await printer.pdf(in_our_font("Morel"))
    assert any(b"Inter" in name for name in fonts(first))
    assert fonts(first) == fonts(second)
    assert words(second) != words(first)


async def test_a_document_without_that_font_does_not_find_it_in_the_page(printer: Printer) -> None:
    bare = "<title>d</title><p style='font-family:Inter'>rien</p>"
    never = words(await printer.pdf(bare))
    await printer.pdf(in_our_font("Durand"))
    after = await printer.pdf(bare)
    assert words(after) == never
    assert not any(b"Inter" in name for name in fonts(after))


async def test_words_of_a_person_never_become_a_font() -> None:
    said = "@font-face{font-family:X;src:url(data:font/woff2;base64,AAAA)}"
    html = f"<style>p{{color:red}}</style><p>{said}</p><style>{said}</style>"
    assert part(html) == Parted(html, ())
    assert part(f"<p>{said}</p>").faces == ()


async def test_an_image_inside_is_waited_for_and_drawn(printer: Printer) -> None:
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
    data = await printer.pdf(f"<title>d</title><p>a</p><img src='data:image/png;base64,{dot}' width=90>")
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages[0].get_images()) == 1
