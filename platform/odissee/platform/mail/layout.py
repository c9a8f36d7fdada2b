"""The HTML of a mail: the same words, the company's name and colour, styles written into the tags."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from css_inline import CSSInliner
from markupsafe import escape

from odissee.platform.texts import Rendered, as_html
from odissee.platform.web.assets import Assets
from odissee.platform.web.templates_env import environment

SAMPLE = (
    '<html><body><table><tr><td class="{}"><p>a</p><ul><li>a</li></ul><a href="x">a</a><a class="btn" href="x">a</a>'
    "</td></tr></table></body></html>"
)
TAG = re.compile(r'<(p|ul|li|a)\b( class="btn")?')
HOLE = re.compile(r"\[\[(subject|preheader|company_name|body|footer)\]\]")
CSS = Path(__file__).parent / "mail.css"
PREHEADER = 120
"""Characters of the line that mail programs show beside the subject."""


@dataclass(frozen=True, slots=True)
class _Dress:
    """A colour's page with holes for the words, and the style of each tag that `as_html` makes."""

    page: str
    words: dict[str, str]
    foot: dict[str, str]


@cache
def _dress(brand: str, has_footer: bool) -> _Dress:
    css = CSS.read_text().replace("BRAND", brand).replace("INK", _ink(brand))
    inliner = CSSInliner(extra_css=css, load_remote_stylesheets=False)
    holes = {name: f"[[{name}]]" for name in ("subject", "preheader", "company_name", "body", "footer")}
    page = environment().get_template("mail/message.html").render(**holes, has_footer=has_footer)
    words, foot = (_styles(inliner.inline(SAMPLE.format(place))) for place in ("words", "foot"))
    return _Dress(inliner.inline(page), words, foot)


def _styles(sample: str) -> dict[str, str]:
    found = re.findall(r'<(p|ul|li|a)((?: class="btn")?)(?: href="x")?(?: style="([^"]*)")?', sample)
    return {tag + kind: style for tag, kind, style in found}


def _dressed(html: str, styles: Mapping[str, str]) -> str:
    """`as_html` escapes every word, so that a « < » is always one of its own tags."""
    return TAG.sub(lambda tag: f'{tag[0]} style="{styles.get(tag[1] + (tag[2] or ""), "")}"', html)


def html_of(words: Rendered, footer: str, values: Mapping[str, Any]) -> str:
    """A whole page, styles in the tags: inlined once a colour, not once a mail."""
    dress = _dress(Assets.colour(values.get("_brand")), bool(footer))
    filled = {
        "subject": escape(words.subject),
        "preheader": escape(preheader(words.body)),
        "company_name": escape(values.get("company_name", "")),
        "body": _dressed(as_html(words.body, buttons=True), dress.words),
        "footer": _dressed(as_html(footer), dress.foot),
    }
    return HOLE.sub(lambda hole: filled[hole[1]], dress.page)


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
