"""Reading a PDF at arm's length: a process with limits of time and memory, whose end is never ours."""

import asyncio
import base64
import contextlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(__file__).with_name("extract.py")
SECONDS = 30.0
LARGEST = 64 * 1024 * 1024
MIN_LETTERS = 40
"""Letters a page on average under which a PDF is a scan: a stamp or a page number is no text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`state`: `read`, `unread` (a scan: nothing is known), `too_long`, `damaged`. `preview` is a JPEG or empty."""

    state: str
    text: str = ""
    pages: int | None = None
    preview: bytes = b""


async def read_pdf(path: Path, program: Path = PROGRAM, seconds: float = SECONDS) -> Reading:
    """What the PDF says; never raises for what the file does."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(program), str(path),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, stdin=asyncio.subprocess.DEVNULL,
        limit=LARGEST,
    )  # fmt: skip
    try:
        out, _ = await asyncio.wait_for(process.communicate(), seconds)
    except TimeoutError:
        return Reading("too_long")
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    return _told(out, process.returncode or 0)


def _told(out: bytes, code: int) -> Reading:
    if code != 0:
        return Reading("too_long" if code < 0 else "damaged")
    answer = json.loads(out)
    texts = answer["texts"]
    letters = sum(len("".join(text.split())) for text in texts)
    state = "read" if letters >= MIN_LETTERS * max(1, min(len(texts), 3)) else "unread"
    return Reading(state, "\n".join(texts), answer["pages"], base64.b64decode(answer["preview"]))
