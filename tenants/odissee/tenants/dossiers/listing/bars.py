"""What stands around the rows – counters, filters, heads of columns, menus –, drawn once until somebody acts."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from odissee.platform.web.templates_env import environment
from odissee.tenants.dossiers.lifecycle import DossierStatus
from odissee.tenants.dossiers.listing.filters import INVOICING, NATURES, Filters


@dataclass(frozen=True, slots=True)
class Bars:
    """Pieces of `list.html`, and how many dossiers the filters leave in all statuses."""

    above: Markup
    heads: Markup
    menus: Markup
    total: int


def draw_bars(filters: Filters, counts: dict[str, tuple[int, int]], choices: dict[str, Any]) -> Bars:
    """Reads nothing else: no word about the person, no token, no theme; what is kept is shown to colleagues."""
    drawn: Any = (
        environment()
        .get_template("dossiers/bars.html")
        .make_module(
            {"filters": filters, "counts": counts, "statuses": DossierStatus, "natures": NATURES,
             "invoicing": INVOICING, **choices}
        )
    )  # fmt: skip
    total = sum(n for n, _ in counts.values())
    return Bars(drawn.above(), drawn.heads(), drawn.menus(), total)
