import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.texts.defaults import Audience, default_text
from odissee.platform.texts.gaps import EMPTY, close_gaps
from odissee.platform.texts.sandbox import compiled, names_in
from odissee.platform.texts.variables import VARIABLES
from odissee.platform.texts.versions import Wording, newest

log = logging.getLogger("odissee.texts")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Words ready to leave; `subject` is empty where the text has none."""

    subject: str
    body: str


def fill(source: str, variables: Mapping[str, Any], audience: Audience | None = None) -> str:
    """A source with its values; what an empty or absent value made senseless is taken away."""
    values = {name: _said(variables.get(name)) for name in names_in(source)}
    who = {"consumer": audience != "business", "business": audience == "business"}
    return close_gaps(compiled(source).render(**values, **who))


def _said(value: Any) -> str:
    text = "" if value is None else str(value).strip()
    return text.replace(EMPTY, "") or EMPTY


async def render_text(
    tx: TenantTransaction, key: str, variables: Mapping[str, Any], audience: Audience | None = None
) -> Rendered:
    """The company's own wording, or ours, with these values. Raises `UnknownText`."""
    wording = await newest(tx, key, audience)
    absent = sorted(names_in(wording.body) - variables.keys())
    if absent:
        log.warning("text %s: no value for %s", key, ", ".join(absent))
    return of_wording(wording, variables, audience)


def of_wording(wording: Wording, variables: Mapping[str, Any], audience: Audience | None) -> Rendered:
    """A wording with values: what the preview of the editor shows."""
    subject = " ".join(fill(wording.subject or "", variables, audience).split("\n"))
    return Rendered(subject, fill(wording.body, variables, audience))


async def block(
    tx: TenantTransaction, key: str, variables: Mapping[str, Any], audience: Audience | None = None
) -> str:
    """The words of one block of a document, as plain text; `as_html` makes paragraphs of them."""
    return (await render_text(tx, key, variables, audience)).body


def example(key: str, audience: Audience | None = None) -> Rendered:
    """The default text with the example values: the preview of the settings page."""
    text = default_text(key)
    wording = Wording(key, text.subject, text.variants[text.variant_for(audience)])
    return of_wording(wording, {name: v.example for name, v in VARIABLES.items()}, audience)
