"""French typography of the words written in templates, applied once when a template is compiled.

Only text between tags is touched: never a tag, its attributes, a script or a style. Words that come from
data pass through the `typography` filter where they are printed.
"""

import re
from collections.abc import Iterator
from typing import Any

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from odissee.platform.french import typography

PIECES = re.compile(r"(<!--.*?-->|<[^>]*>|<[^>]*$)", re.DOTALL)
RAW = ("script", "style", "pre", "code", "textarea")


class Typeset(Extension):
    """Filters the token stream: `data` tokens only."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        state: dict[str, Any] = {"tag": False, "raw": ""}
        html = (stream.name or "").endswith(".html")
        for token in stream:
            if token.type == "data" and html:
                yield Token(token.lineno, "data", _typeset(token.value, state))
            else:
                yield token


def _typeset(text: str, state: dict[str, Any]) -> str:
    if state["tag"]:  # a variable stood inside a tag: go on to the tag's end
        head, closed, text = text.partition(">")
        if not closed:
            return head
        state["tag"] = False
        return head + ">" + _typeset(text, state)
    return "".join(_piece(piece, state) for piece in PIECES.split(text))


def _piece(piece: str, state: dict[str, Any]) -> str:
    if piece.startswith("<"):
        state["tag"] = not piece.endswith(">")
        name = piece.strip("</>").split(None, 1)[0].lower() if piece.strip("</>") else ""
        if name in RAW:
            state["raw"] = "" if piece.startswith("</") else name
        return piece
    return piece if state["raw"] else typography(piece)
