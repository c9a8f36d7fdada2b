"""What the list offers to this person: the places that they may open, the acts on what they tick."""

from typing import Any

from odissee.platform.rights import Actor
from odissee.tenants.dossiers.bulk import ACTS, MOST
from odissee.tenants.dossiers.listing.filters import VIEWS, Filters


def around(actor: Actor, filters: Filters, total: int) -> dict[str, Any]:
    """`acts` of this place that the person may do, `purge` of the bin, `views` when there is more than the list."""
    views = {key: label for key, label in VIEWS.items() if _may_open(actor, key)}
    acts = [act for act in ACTS.values() if filters.place in act.places and actor.may(act.permission)]
    purge = filters.place == "corbeille" and actor.may("bin.purge")
    return {
        "acts": acts,
        "purge": purge,
        "views": views if len(views) > 1 else {},
        "total": total,
        "most": MOST,
    }


def _may_open(actor: Actor, place: str) -> bool:
    if place == "corbeille":
        return actor.may("bin.open")
    return not place or actor.may("dossier.archive")
