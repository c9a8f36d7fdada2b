"""Icons of the pages: Lucide (ISC, `pwa/licences/LUCIDE-ISC.txt`) and our status signs.

A page holds one sprite; a sign is `<svg class="i"><use href="#name">`, always hidden from screen readers:
the words stand beside it, or in the button's `aria-label`.
"""

import json
from functools import cached_property
from pathlib import Path

from markupsafe import Markup, escape

from odissee.platform.web.assets import DIST, FrontEndMissing


class UnknownIcon(LookupError):
    """A template asks for a drawing that the build does not keep."""

    def __init__(self, name: str) -> None:
        super().__init__(f"L’icône « {name} » n’existe pas. Ajoutez-la à pwa/src/icons/lucide.txt.")


class Icons:
    """Called with a name, gives the sign: `icon('check')`, `icon('check', 'i--s ok')`."""

    def __init__(self, dist: Path = DIST) -> None:
        self.dist = dist
        self._made: dict[tuple[str, str], Markup] = {}

    @cached_property
    def drawings(self) -> dict[str, str]:
        """SVG bodies by name, on a 24 × 24 grid, stroked with the text's colour."""
        path = self.dist / "icons.json"
        if not path.is_file():
            raise FrontEndMissing(path.name)
        drawings: dict[str, str] = json.loads(path.read_text())
        return drawings

    def __call__(self, name: str, more: str = "") -> Markup:
        """A reference into the page's sprite; kept ready, so cheap in long lists."""
        made = self._made.get((name, more))
        return made if made is not None else self._make(name, more)

    def _make(self, name: str, more: str) -> Markup:
        self._drawing(name)
        classes = escape(f"i {more}".strip())
        made = Markup('<svg class="{}" aria-hidden="true"><use href="#{}"/></svg>').format(classes, name)
        if len(self._made) < 2000:
            self._made[(name, more)] = made
        return made

    def _drawing(self, name: str) -> str:
        if name not in self.drawings:
            raise UnknownIcon(name)
        return self.drawings[name]

    def inline(self, name: str, more: str = "") -> Markup:
        """The drawing itself, for a document or a mail without a sprite."""
        body = Markup(self._drawing(name))  # noqa: S704  # drawings come from our own build
        classes = f"i {more}".strip()
        return Markup('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>').format(classes, body)

    @cached_property
    def sprite(self) -> Markup:
        """Every drawing once, at the top of the page."""
        symbols = "".join(
            f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>' for name, body in self.drawings.items()
        )
        return Markup(f'<svg class="sprite" aria-hidden="true">{symbols}</svg>')  # noqa: S704  # our own build


icon = Icons()
