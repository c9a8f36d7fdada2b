"""From readings to the raw fields of a draft: what is sure fills its field, the rest becomes words for people."""

from collections.abc import Mapping
from typing import Any

from odissee.tenants.orders.modes import OPERATIONS
from odissee.tenants.orders.reading import FIELDS, Reading, said

PLAIN = {
    "property_type": "type", "rooms": "rooms", "built_year": "built_year", "permit_year": "permit_on", "heating": "heating",
    "sewer": "sewer", "co_owned": "co_owned", "furnished": "furnished", "lots": "lots", "lot": "lot", "floor": "floor",
    "door": "door", "address_street": "address", "postcode": "postcode", "city": "city", "building_name": "complement",
    "reference": "internal_ref", "requester_name": "requester_name", "owner": "owner_name", "occupant": "occupant_name",
}  # fmt: skip
FILLED = {
    **PLAIN, "transaction": "transaction", "surface_m2": "surface", "gas_age": "gas", "gas": "gas",
    "electricity_age": "electricity", "urgency": "urgent", "keys": "keys_place",
}  # fmt: skip
"""Reading → field of the draft."""
ACCESS = ("contact_for_visit", "call_time", "occupied", "access", "occupant_phone")
NOTED = (
    "desired_date", "deadline", "price_asked", "built_period", "extension_year", "boiler_year", "gas_year",
    "electricity_year", "land_m2", "works", "owner_phone", "owner_mail", "owner_address", "notary", "other_phone",
)  # fmt: skip
_AGES = {"over_15": "old", "under_15": "recent", "none": "none"}


def draft_values(read: Mapping[str, Reading]) -> tuple[str, dict[str, str]]:
    """The mode of the order and its fields; a reading to check fills nothing."""
    sure = {name: one for name, one in read.items() if one.sure and one.value is not None}
    values = {field: str(sure[name].value) for name, field in PLAIN.items() if name in sure}
    mode = "ddt"
    if "transaction" in sure:
        values["transaction"] = str(sure["transaction"].value)
        mode = OPERATIONS[values["transaction"]].mode
    if "surface_m2" in sure:
        values["surface"] = str(sure["surface_m2"].value).replace(".", ",")
    for name, field in (("gas_age", "gas"), ("electricity_age", "electricity"), ("gas", "gas")):
        if name in sure:
            values[field] = _AGES[str(sure[name].value)]
    _people(sure, values)
    _visit(sure, values)
    return mode, values


def _people(sure: Mapping[str, Reading], values: dict[str, str]) -> None:
    """Who owns what they order is ticked, not named twice."""
    if values.get("owner_name") and values.get("owner_name") == values.get("requester_name"):
        del values["owner_name"]
        values["requester_is_owner"] = "1"


def _visit(sure: Mapping[str, Reading], values: dict[str, str]) -> None:
    if "urgency" in sure and sure["urgency"].value == "yes":
        values["urgent"] = "1"
    if "keys" in sure:
        values |= {"access": "keys", "keys_place": said("keys", sure["keys"].value)[:200]}
    for code in sure["diagnostics"].value if "diagnostics" in sure else ():
        if code != "all":
            values[f"d_{code}"] = code
    for field, names in (("access_notes", ACCESS), ("private_comment", NOTED)):
        lines = [_line(sure[name]) for name in names if name in sure]
        if lines:
            values[field] = "\n".join(lines)


def _line(one: Reading) -> str:
    value = said(one.field, one.value)
    return f"{FIELDS.get(one.field, one.field)} : {value or one.words}"


def as_rows(read: Mapping[str, Reading]) -> list[dict[str, Any]]:
    """Readings as they are kept beside the draft."""
    return [
        {"field": one.field, "value": said(one.field, one.value) if one.value is not None else None,
         "raw": one.value, "words": one.words, "why": one.why, "doubt": one.doubt}
        for one in read.values()
    ]  # fmt: skip
