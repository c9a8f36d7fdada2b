"""What every page of an order shows: the rail with its five steps and its price, the fields, who else is here."""

import secrets
from datetime import timedelta
from typing import Any

from odissee.platform import clock
from odissee.platform.french import amount, count, decimal, hour_of, percent_bp, short_date, to_local
from odissee.platform.rights import Actor
from odissee.tenants.orders import facts
from odissee.tenants.orders.draft import Draft
from odissee.tenants.orders.fields import POINTS, point_of
from odissee.tenants.orders.modes import MODES, operations_of
from odissee.tenants.orders.order import Order
from odissee.tenants.orders.people import ADDED
from odissee.tenants.orders.validate import may_validate
from odissee.tenants.orders.visit import ACCESS
from odissee.tenants.pricing import LineKind
from odissee.tenants.properties import ANNEX_KINDS, PROPERTY_TYPES

PRESENCE = timedelta(minutes=15)
SLOTS = {
    "mission": ("surface", "rooms", "dependencies", "built_year", "permit_on", "lots", "floor_area", "samples",
                "travel_km", "price_amount", "discount_value", "discount_reason"),
    "demandeur": ("requester_name", "prescriber_name", "payer_name"),
    "bien": ("address", "complement", "postcode", "city", "floor", "door", "lot", "parcel", "access_notes",
             "owner_name", "occupant_name"),
    "interlocuteurs": (),
    "planning": ("visit_date", "visit_hour", "visit_minutes", "visit_staff"),
}  # fmt: skip
"""Fields whose fault is said beside them as soon as they are kept."""


def screen(order: Order, actor: Actor, point: str, **more: Any) -> dict[str, Any]:
    """The context of `orders/<point>.html` and of its live parts."""
    names, draft = list(POINTS), order.draft
    place = names.index(point)
    return {
        "order": order, "draft": draft, "data": draft.data, "point": point, "base": f"/commandes/{draft.id}",
        "points": POINTS, "steps": steps(order, point), "errors": order.errors, "slots": SLOTS[point],
        "lists": LISTS, "operations": [(o.key, o.label) for o in operations_of(draft.mode)], "modes": {**MODES, "quick": "Rapide"},
        "before": names[place - 1] if place else "", "after": names[place + 1] if place < 4 else "",
        "page_token": secrets.token_urlsafe(6), "colleague": colleague(draft, order.zone, actor), "rail": rail(order),
        "validates": point == "planning" and may_validate(actor, draft),
        "sent_to": {}, "clashes": [], "candidates": {}, "refused_errors": {}, "others": [], "started": [], **more,
    }  # fmt: skip


LISTS = {
    "types": [(key, label.capitalize()) for key, label in PROPERTY_TYPES.items()], "yes_no": facts.YES_NO, "ages": facts.AGE, "heatings": facts.HEATINGS,
    "sewers": facts.SEWERS, "uses": facts.USES, "erp": facts.ERP_ZONES, "previous": facts.PREVIOUS,
    "letters": facts.LETTERS, "annexes": list(ANNEX_KINDS.items()), "access": ACCESS,
    "roles": [(role.value, role.label) for role in ADDED],
}  # fmt: skip


def steps(order: Order, point: str) -> list[dict[str, Any]]:
    """The five points with their state and what each holds, in a few words."""
    done = {
        "mission": order.price.totals is not None, "demandeur": order.people.requester is not None,
        "bien": bool(order.place["city"]) and not order.people.asks_owner,
        "interlocuteurs": bool(order.people.lines), "planning": order.visit.starts is not None,
    }  # fmt: skip
    wrong = {point_of(name) for name in order.errors}
    return [
        {"key": key, "label": label, "detail": _detail(order, key), "done": done[key] and key not in wrong,
         "wrong": key in wrong, "current": key == point}
        for key, label in POINTS.items()
    ]  # fmt: skip


def _detail(order: Order, key: str) -> str:
    place, people = order.place, order.people
    if key == "mission":
        size = f"{decimal(place['surface'])} m²" if place["surface"] else ""
        parts = (
            count(len(order.ticked), "diagnostic") if order.ticked else "",
            size,
            str(place["built_year"] or ""),
        )
        return " · ".join(part for part in parts if part) or "À remplir"
    if key == "demandeur":
        return people.requester.full_name if people.requester else "À choisir"
    if key == "bien":
        town = " ".join(part for part in (place["postcode"], place["city"]) if part)
        return ", ".join(part for part in (place["address"], town) if part) or "Ville à renseigner"
    if key == "interlocuteurs":
        return count(len(people.lines), "personne") if people.lines else "Facultatif"
    return _when(order) or "Aucun rendez-vous"


def _when(order: Order) -> str:
    if order.visit.starts is None:
        return ""
    day = to_local(order.visit.starts, order.zone).date()
    return f"{short_date(day, order.today)}, {hour_of(order.visit.starts, order.zone)}"


def rail(order: Order) -> dict[str, Any]:
    """The lines of the price card: amounts that add up to the total."""
    totals, chosen = order.price.totals, order.price.chosen
    if totals is None or chosen is None:
        return {"lines": [], "total": ("Total TTC", "—"), "notes": []}
    services = (LineKind.DIAGNOSTIC, LineKind.TYPED, LineKind.MINIMUM)
    alone = sum(line.amount for line in chosen.lines if line.kind in services)
    lines = [(line.label, amount(line.amount)) for line in chosen.lines if line.kind not in services]
    if alone:
        label = "Montant saisi" if order.price.key == "typed" else "Diagnostics à l’unité"
        lines.insert(len([one for one in chosen.lines if one.kind is LineKind.PACK]), (label, amount(alone)))
    if totals.discount and order.price.discount:
        lines.append((order.price.discount.label, amount(-totals.discount)))
    notes = [
        (f"dont TVA {percent_bp(rate)}", amount(taxed.vat)) for rate, taxed in totals.per_rate if taxed.vat
    ]
    return {"lines": lines, "total": ("Total TTC", amount(totals.incl)), "notes": notes}


def colleague(draft: Draft, zone: str, actor: Actor) -> dict[str, Any] | None:
    """Another person whose last change is recent: who, and since when."""
    if draft.edited_by in (None, actor.membership_id) or not draft.updated_at or not draft.edited_since:
        return None
    if clock.now() - draft.updated_at > PRESENCE:
        return None
    return {"name": draft.edited_by_name, "since": hour_of(draft.edited_since, zone)}
