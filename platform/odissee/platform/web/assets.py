"""The built front end: names as templates know them → hashed addresses under `/static/`."""

import base64
import json
import re
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

DIST = Path(__file__).parents[4] / "pwa" / "dist"
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
FONT = re.compile(r"url\(/static/([\w./-]+\.woff2)\)")


class FrontEndMissing(RuntimeError):
    """The front end was never built, or was built without the file that a page asks for."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"L’interface n’est pas construite ({wanted} manque). Lancez ./odissee start.")


class Assets:
    """Reads the build's manifest once. Called with a name, gives its address: `asset('app.css')`."""

    def __init__(self, dist: Path = DIST) -> None:
        self.dist = dist

    @cached_property
    def _files(self) -> dict[str, str]:
        manifest = self.dist / ".vite" / "manifest.json"
        if not manifest.is_file():
            raise FrontEndMissing(str(manifest.name))
        entries: dict[str, dict[str, Any]] = json.loads(manifest.read_text())
        return dict(_named(source, entry) for source, entry in entries.items())

    def __call__(self, name: str) -> str:
        """The address of `app.css`, `document.css`, `islands.js` or the font; raises `FrontEndMissing`."""
        return "/static/" + self._file(name)

    def _file(self, name: str) -> str:
        if name not in self._files:
            raise FrontEndMissing(name)
        return self._files[name]

    @cache  # noqa: B019  # one instance lives as long as the process
    def inline_css(self, name: str = "document.css") -> Markup:
        """The whole sheet with its font inside, for a document that may ask the network for nothing."""
        css = (self.dist / self._file(name)).read_text()
        return Markup(FONT.sub(self._embedded, css))  # noqa: S704  # our own build, not a person's words

    def _embedded(self, match: re.Match[str]) -> str:
        data = base64.b64encode((self.dist / match[1]).read_bytes()).decode()
        return f"url(data:font/woff2;base64,{data})"

    @staticmethod
    def colour(brand: str | None) -> str:
        """A company's colour as `#rrggbb`; anything else gives the house colour, never CSS."""
        return brand if brand and COLOUR.match(brand) else "#165c8f"

    @staticmethod
    def css_string(text: str) -> Markup:
        """A quoted CSS string: what a company wrote can end neither the string nor the sheet."""
        hidden = re.sub(r"[^\w .,;:·’'/€%°()+@-]", lambda found: f"\\{ord(found[0]):x} ", str(text))
        return Markup(f'"{hidden}"')  # noqa: S704  # every other character is written as its number


def _named(source: str, entry: dict[str, Any]) -> tuple[str, str]:
    name = Path(source).name
    name = "islands.js" if source.endswith("islands/index.ts") else name
    return name, str(entry["file"])


asset = Assets()
