"""Rows of the list as HTML, each drawn once: a row that has not changed looks the same to everybody with the same rights."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from odissee.platform import clock
from odissee.platform.rights import Actor
from odissee.platform.web.templates_env import environment
from odissee.tenants.dossiers.listing.rows import row_tools

RIGHTS = ("dossier.status.any", "dossier.archive", "order.edit")
"""Everything that `rows.html` asks of the person."""
KEPT = 6_000
"""About 3 kB each."""


def drawn(rows: Sequence[Any], actor: Actor, zone: str) -> Markup:
    """The rows one after the other; the key of what is kept is all that the template reads."""
    may, today = tuple(right for right in RIGHTS if actor.may(right)), clock.today(zone)
    names = tuple(rows[0].keys()) if rows else ()
    return Markup("".join([_row(names, tuple(row.values()), may, zone, today) for row in rows]))  # noqa: S704 - of Markup


@lru_cache(KEPT)
def _row(
    names: tuple[str, ...], values: tuple[Any, ...], may: tuple[str, ...], zone: str, today: date
) -> Markup:
    row = dict(zip(names, values, strict=True))
    actor, place = SimpleNamespace(may=may.__contains__), SimpleNamespace(time_zone=zone)
    template = environment().get_template("dossiers/rows.html")
    return Markup(template.render(rows=[row], actor=actor, place=place, **row_tools()))  # noqa: S704 - autoescaped
