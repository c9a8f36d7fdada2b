"""Reading a draft: every fact, person, diagnostic and price of an order, in a number of queries that never grows."""

from typing import Any
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.fields import FieldError, Form, parse_amount, parse_integer
from odissee.platform.rights import Actor
from odissee.tenants.catalogue import diagnostics_of, discount_limits, special_terms, tariff_of
from odissee.tenants.dossiers import Role
from odissee.tenants.orders.diagnostics import diagnostic_lines, not_offered
from odissee.tenants.orders.documents import wanted_documents
from odissee.tenants.orders.draft import Draft
from odissee.tenants.orders.facts import read_context
from odissee.tenants.orders.modes import Operation, law_type, operation_of
from odissee.tenants.orders.order import Order
from odissee.tenants.orders.people import People, people_typed
from odissee.tenants.orders.price import Asked, price_view
from odissee.tenants.orders.visit import Visit, read_visit
from odissee.tenants.pricing import Basis, PriceContext, limit_of, vat_regime
from odissee.tenants.properties import read_annexes, read_property
from odissee.tenants.quotes import accepted_quote
from odissee.tenants.regulation import company_rulebook, required

AROUND = """
select t.time_zone, coalesce(c.vat_regime, 'normal') as vat_regime,
  (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.created_at, s.id)
     from site s where s.closed_at is null) as sites,
  (select jsonb_agg(v.label order by v.position, v.label) from list_value v
    where v.list = 'origin' and v.hidden_at is null) as origins
  from tenant t left join company c on c.tenant_id = t.id where t.id = $1"""
STAFF = """
select m.id, trim(m.first_name || ' ' || m.last_name) as name from staff_member m
  join membership k on k.staff_id = m.id and k.revoked_at is null and k.profiles && '{technician,lead_worker,owner,admin}'
 group by m.id, name order by ('technician' = any(array_agg(k.profiles[1]))) desc, name"""


async def compute(tx: TenantTransaction, actor: Actor, draft: Draft) -> Order:
    """The order as its draft stands now."""
    around: Any = await tx.fetchrow(AROUND, tx.tenant)
    form, zone = Form(draft.data), around["time_zone"]
    today, operation = clock.today(zone), operation_of(draft.mode, draft.get("transaction"))
    place, annexes = read_property(form), read_annexes(form)
    people, staff = await people_typed(tx, draft.data), await tx.fetch(STAFF)
    visit, site_id = read_visit(form, zone, staff), chosen_site(actor, draft, around["sites"])
    prescribers = [one.id for one in people.with_role(Role.PRESCRIBER)]
    terms = await special_terms(tx, prescribers, today)
    requirements = required(read_context(form, operation, place), today, await company_rulebook(tx))
    sizes = _sizes(form, draft, operation, place, len(annexes), visit)
    tariff = await tariff_of(
        tx, site_id, today, prescribers,
        transaction=sizes["transaction"], property_type=sizes["property_type"],
    )  # fmt: skip
    context = PriceContext(
        on=today, site=str(site_id), price_lists=terms.price_lists,
        vat=vat_regime(place["postcode"], franchise=around["vat_regime"] == "franchise"),
        **sizes,
    )  # fmt: skip
    offered = await diagnostics_of(tx)
    lines = diagnostic_lines(offered, requirements, draft.data, context, tariff)
    limit = None if actor.may("price.override") else limit_of(actor.profiles, await discount_limits(tx))
    price = price_view(
        form,
        Asked(
            [line.diagnostic.priced for line in lines if line.ticked], context, tariff, terms.discounts, limit,
            _payer(people), people.agencies,
        ),
    )  # fmt: skip
    return Order(
        draft=draft, form=form, today=today, zone=zone, operation=operation, place=place, annexes=annexes,
        people=people, lines=lines, documents=wanted_documents(requirements, draft.data), absent=not_offered(requirements, offered), price=price, visit=visit,
        site_id=site_id, sites=_sites(actor, around["sites"]), origins=around["origins"] or [], staff=staff,
        travel_asked=tariff.travel is not None and tariff.travel.billed,
        accepted=await accepted_quote(tx, draft.dossier_id) if draft.dossier_id else None,
    )  # fmt: skip


def _sites(actor: Actor, rows: Any) -> list[tuple[str, str]]:
    return [(row["id"], row["name"]) for row in rows or [] if actor.may_site(UUID(row["id"]))]


def chosen_site(actor: Actor, draft: Draft, rows: Any) -> UUID:
    """The chosen site, or the first that the person works for."""
    allowed = [id for id, _ in _sites(actor, rows)]
    chosen = draft.get("site") if draft.get("site") in allowed else (allowed[0] if allowed else rows[0]["id"])
    return UUID(chosen)


def _sizes(
    form: Form, draft: Draft, operation: Operation, place: dict[str, Any], annexes: int, visit: Visit
) -> dict[str, Any]:
    """What the price counts: sizes, annexes, samples, distance."""
    kind = law_type(operation, draft.get("type"))
    declared = form.read("dependencies", lambda raw: parse_integer(raw, maximum=100)) or 0
    return {
        "transaction": operation.price_key,
        "property_type": kind.value if kind else "",
        "rooms": place["rooms"],
        "surface": place["surface"],
        "annexes": max(declared, annexes),
        "samples": form.read("samples", lambda raw: parse_integer(raw, maximum=500)) or 0,
        "urgent": bool(draft.get("urgent")),
        "saturday": visit.saturday,
        "travel_km": _kilometres(form),
        "basis": Basis.INCL,
    }


def _kilometres(form: Form) -> Any:
    from decimal import Decimal

    def read(raw: str) -> Decimal:
        try:
            return Decimal(parse_amount(raw.lower().removesuffix("km"))) / 100
        except FieldError:
            raise FieldError("error.integer") from None

    return form.read("travel_km", read)


def _payer(people: People) -> UUID | None:
    found = people.with_role(Role.PAYER)
    return found[0].id if found else None
