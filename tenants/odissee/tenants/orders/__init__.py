"""The order in five points: mission, requester, property, people, planning, in any order (decision A1).

What is typed lives in one draft on the server, field by field and raw, so that nothing is lost: a wrong value
is marked beside its field and stops no other. `compute` reads a draft as it stands (diagnostics, price, people,
what a quote still lacks); `save_order` writes it into a dossier in one transaction. Two people on one draft
are told about the fields that both changed, and choose.
"""

from odissee.tenants.orders.compute import STAFF, compute
from odissee.tenants.orders.draft import Draft, draft_of
from odissee.tenants.orders.order import Order
from odissee.tenants.orders.save import ON_ORDER_SAVED, save_order
from odissee.tenants.orders.visit import Visit, place_visit, read_visit

__all__ = [
    "ON_ORDER_SAVED",
    "STAFF",
    "Draft",
    "Order",
    "Visit",
    "compute",
    "draft_of",
    "place_visit",
    "read_visit",
    "save_order",
]
