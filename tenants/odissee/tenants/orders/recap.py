"""Point 5 recalls the four others (CREA-29)."""

from odissee.platform.french import amount, count, decimal, duration
from odissee.tenants.dossiers import Role
from odissee.tenants.orders.order import Order
from odissee.tenants.properties import PROPERTY_TYPES


def recap(order: Order) -> list[tuple[str, str]]:
    """Label → words; an empty value shows a dash."""
    people, totals = order.people, order.price.totals
    origin = order.draft.get("origin")
    return [
        ("Mission", order.operation.label),
        ("Bien", _property(order)),
        ("Adresse", _address(order)),
        ("Diagnostics", ", ".join(line.diagnostic.short_label for line in order.ticked)),
        ("Prix", f"{amount(totals.incl)} TTC" if totals else ""),
        ("Temps estimé sur place", duration(order.minutes) if order.minutes else ""),
        ("Demandeur", people.requester.full_name if people.requester else ""),
        *(
            (role.label, _names(order, role))
            for role in (Role.OWNER, Role.OCCUPANT, Role.PAYER, Role.PRESCRIBER)
        ),
        ("Interlocuteurs", count(len(people.lines), "personne") if people.lines else ""),
        ("Origine", origin),
    ]


def _names(order: Order, role: Role) -> str:
    return ", ".join(one.full_name for one in order.people.with_role(role))


def _property(order: Order) -> str:
    place = order.place
    kind = PROPERTY_TYPES.get(order.draft.get("type"), "")
    rooms = f"{place['rooms']} pièces" if place["rooms"] else ""
    size = f"{decimal(place['surface'])} m²" if place["surface"] else ""
    built = f"construit en {place['built_year']}" if place["built_year"] else ""
    return ", ".join(part for part in (kind, rooms, size, built) if part)


def _address(order: Order) -> str:
    place = order.place
    town = " ".join(part for part in (place["postcode"], place["city"]) if part)
    return ", ".join(part for part in (place["address"], place["complement"], town) if part)
