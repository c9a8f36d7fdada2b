"""Two answers are the same when nothing but the id asked for, and what changes at every request, tells them apart."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, quote_plus

CHANGING = re.compile(
    r'nonce="[^"]*"|\bnonce-[\w-]+|name="csrf-token" content="[^"]*"|name="_csrf" value="[^"]*"'
    r"|code [0-9A-F]{6}\b|datetime=\"[^\"]*\"|\"challenge\": ?\"[^\"]*\""
)
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HEADERS = ("location", "content-type", "hx-redirect", "hx-trigger", "content-disposition", "etag")


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer lets somebody know."""

    status: int
    headers: tuple[str, ...]
    body: str


def said(answer: Any, *asked: str) -> Said:
    """An answer without the ids that were asked for."""
    headers = tuple(_without(_new(name, answer.headers.get(name, "")), asked) for name in HEADERS)
    kind = answer.headers.get("content-type", "")
    text = answer.text if "text" in kind or "json" in kind else answer.content.hex()
    return Said(answer.status_code, headers, _without(CHANGING.sub("", text), asked))


def _new(name: str, value: str) -> str:
    """Where one is sent: the id in it is that of a row just made, another one at every request."""
    return ID.sub("·", value) if name == "location" else value


def _without(text: str, asked: tuple[str, ...]) -> str:
    for id in asked:
        for written in {id, quote(id, safe=""), quote_plus(id)}:
            text = text.replace(written, "·")
    return text


def words_in(answer: Any, words: dict[str, str]) -> set[str]:
    """Columns whose marked word stands in an answer, in its headers or in its body."""
    everything = " ".join(answer.headers.values()) + answer.text
    if "canari" not in everything.lower():
        return set()
    folded = everything.lower()
    return {column for word, column in words.items() if word in folded}
