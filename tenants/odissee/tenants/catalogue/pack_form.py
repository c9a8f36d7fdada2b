from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from odissee.platform.fields import Form, one_of, parse_date, parse_integer, parse_name, parse_surface
from odissee.tenants.catalogue.words import PROPERTY_TYPES, TRANSACTIONS, parse_price
from odissee.tenants.companies import FieldRefused


def read_pack(
    raw: Mapping[str, str], codes: list[str], known: Collection[str], ids: Collection[str], today: date
) -> tuple[Form, dict[str, Any], date, date | None]:
    """(form, columns of `pack` as JSON, first day, last day or None); `known` are the codes of the catalogue."""
    form = Form(raw)
    values: dict[str, Any] = {
        "name": form.read("name", parse_name, required=True),
        "diagnostics": sorted(set(codes) & set(known)),
        "transaction": form.read("transaction", one_of({key: key for key in TRANSACTIONS})),
        "property_type": form.read("property_type", one_of({key: key for key in PROPERTY_TYPES})),
        "site_id": raw.get("site") if raw.get("site") in ids else None,
        "special_price_id": raw.get("liste") if raw.get("liste") in ids else None,
        "amount_cents": form.read("amount", parse_price, required=True),
        "basis": "excl" if raw.get("basis") == "excl" else "incl",
        "minutes": form.read("minutes", lambda text: parse_integer(text, maximum=2_000)) or 0,
        "vat_bp": 20_00,
        **_bracket(form),
    }
    if len(values["diagnostics"]) < 1:
        form.refuse("diagnostics", FieldRefused("Cochez au moins un diagnostic du pack."))
    on = form.read("from", lambda text: parse_date(text, today=today)) or today
    until = form.read("until", lambda text: parse_date(text, today=today))
    if on < today:
        form.refuse("from", FieldRefused("Cette date est passée. Choisissez aujourd’hui ou un jour à venir."))
    if until is not None and until < on:
        form.refuse("until", FieldRefused("La fin est avant le début. Corrigez l’une des deux dates."))
    return form, values, on, until


def _bracket(form: Form) -> dict[str, Any]:
    measure = form.raw.get("measure", "")
    above, up_to = form.read("above", parse_integer), form.read("up_to", parse_surface)
    if measure not in ("rooms", "surface"):
        return {"measure": None, "above": 0, "up_to": None}
    if up_to is not None and up_to <= (above or 0):
        form.refuse(
            "up_to", FieldRefused("La limite haute est sous la limite basse. Corrigez l’une des deux.")
        )
    return {"measure": measure, "above": above or 0, "up_to": float(up_to) if up_to is not None else None}
