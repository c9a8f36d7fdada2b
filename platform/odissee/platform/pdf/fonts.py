"""The fonts inside a page, taken out so that a warm page decodes them once and not for each document.

Only the first style sheet is looked at, which is our own: no word of a person can become a font.
"""

import re
from dataclasses import dataclass
from typing import Any

FIRST_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
FACE = re.compile(r"@font-face\s*\{([^{}]*\burl\(data:font/woff2;base64,[^{}]*)\}")
DESCRIPTOR = re.compile(r"""([a-z-]+)\s*:\s*((?:url\([^)]*\)|"[^"]*"|'[^']*'|[^;])+)""")
ADD = """async faces => { for (const [family, src, more] of faces)
  document.fonts.add(await new FontFace(family, src, more).load()) }"""
NAMES = {"font-weight": "weight", "font-style": "style", "unicode-range": "unicodeRange"}


@dataclass(frozen=True, slots=True)
class Parted:
    """A page without its fonts, and those fonts as they were written."""

    html: str
    faces: tuple[str, ...]


def part(html: str) -> Parted:
    """The page and its fonts apart; a page without a font of its own comes back as it is."""
    style = FIRST_STYLE.search(html)
    if style is None:
        return Parted(html, ())
    faces = tuple(FACE.findall(style[0]))
    light = FACE.sub("", style[0]) if faces else style[0]
    return Parted(html[: style.start()] + light + html[style.end() :], faces)


async def give(page: Any, faces: tuple[str, ...]) -> None:
    """Put fonts in a page, decoded; they outlive `set_content`."""
    if faces:
        await page.evaluate(ADD, [_arguments(face) for face in faces])


def _arguments(face: str) -> list[Any]:
    said = {name: value.strip() for name, value in DESCRIPTOR.findall(face)}
    more = {name: said[css] for css, name in NAMES.items() if css in said}
    return [said["font-family"].strip("\"'"), said["src"], more]
