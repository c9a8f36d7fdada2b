"""The HTML of a mail: the same words, the company's name and colour, styles written into the tags."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from css_inline import CSSInliner, StylesheetCache

from odissee.platform.texts import Rendered, as_html
from odissee.platform.web.assets import Assets
from odissee.platform.web.templates_env import environment

CSS = Path(__file__).parent / "mail.css"
PREHEADER = 120
"""Characters of the line that mail programs show beside the subject."""


@cache
def _inliner(brand: str) -> CSSInliner:
    css = CSS.read_text().replace("BRAND", brand).replace("INK", _ink(brand))
    return CSSInliner(
        extra_css=css, load_remote_stylesheets=False, keep_style_tags=True, cache=StylesheetCache(4)
    )


def html_of(words: Rendered, footer: str, values: Mapping[str, Any]) -> str:
    """A whole page, styles inlined; the sheet is parsed once a colour, the template compiled once."""
    brand = Assets.colour(values.get("_brand"))
    page = (
        environment()
        .get_template("mail/message.html")
        .render(
            subject=words.subject,
            preheader=preheader(words.body),
            company_name=values.get("company_name", ""),
            body=as_html(words.body, buttons=True),
            footer=as_html(footer),
        )
    )
    return _inliner(brand).inline(page)


def preheader(body: str) -> str:
    """The first sentence after the greeting."""
    blocks = [block for block in body.split("\n\n") if not re.fullmatch(r"[^.\n]{0,60},", block)]
    line = " ".join(blocks[0].split("\n")[0].split()) if blocks else ""
    return line if len(line) <= PREHEADER else line[:PREHEADER].rsplit(" ", 1)[0] + "…"


def _ink(brand: str) -> str:
    """White or near black, whichever reads better on the company's colour (relative luminance)."""
    channels = [int(brand[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#ffffff" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else "#111418"
