"""Words and first page of a PDF, in a process of its own: `python extract.py FILE`, answer in JSON on stdout.

A report comes from outside: its reader may be slow, greedy or crash, and only this process bears it. Limits are
set by the process itself before the first byte is read.
"""

import base64
import json
import resource
import sys
from io import BytesIO
from typing import Any

PAGES, LETTERS = 400, 2_000_000
MEMORY, SECONDS = 1024 * 1024 * 1024, 20
WIDTH = 480


def read(path: str) -> dict[str, Any]:
    """Text of each page until `LETTERS`, how many pages bear any, and the first page as a JPEG in base64."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    texts: list[str] = []
    for page in range(min(len(pdf), PAGES)):
        textpage = pdf[page].get_textpage()
        texts.append(textpage.get_text_bounded())
        textpage.close()
        if sum(map(len, texts)) > LETTERS:
            break
    cut = len(texts) < len(pdf)
    return {"texts": texts, "pages": len(pdf), "cut": cut, "preview": _preview(pdf)}


def _preview(pdf: Any) -> str:
    page = pdf[0]
    bitmap = page.render(scale=min(4.0, WIDTH / max(1.0, page.get_width())))
    picture, out = bitmap.to_pil().convert("RGB"), BytesIO()
    picture.crop((0, 0, picture.width, min(picture.height, WIDTH * 3))).save(out, "JPEG", quality=72)
    return base64.b64encode(out.getvalue()).decode()


def main(path: str) -> None:
    """Set the limits, read, answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    json.dump(read(path), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
