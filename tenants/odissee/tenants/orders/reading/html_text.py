"""The words of an HTML mail, one line a block."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    ["p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote", "hr"]
)
_SILENT = frozenset(["style", "script", "head", "title"])


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = self.quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        self.quoted += tag == "blockquote"
        if tag in _BLOCKS:
            self.parts.append("\n" + "> " * min(self.quoted, 3))
        elif tag == "td":
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT and self.silent > 0
        self.quoted -= tag == "blockquote" and self.quoted > 0
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"[ \t\r\n]+", " ", data))


def text_of_html(html: str) -> str:
    """The text as read; quoted blocks keep their « > »."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    lines = [line.strip() for line in "".join(parser.parts).split("\n")]
    return "\n".join(line for line in lines if line not in ("", ">"))
