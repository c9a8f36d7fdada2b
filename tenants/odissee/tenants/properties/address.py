"""An address as a form gives it: typed by a person, perhaps chosen among suggestions, always placed if possible."""

import math
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from odissee.platform import clock
from odissee.platform.fields import FieldError, Form, parse_postcode, parse_text
from odissee.platform.french import fold
from odissee.routing.geocoding import Kind
from odissee.tenants.geography import Commune, by_postcode
from odissee.tenants.properties.city import check_city
from odissee.tenants.properties.geocoder import communes


@dataclass(frozen=True, slots=True)
class Address:
    """The address columns of a row, under their names. `match_kind` « none »: nobody knows where it is."""

    typed_address: str = ""
    address: str = ""
    complement: str = ""
    postcode: str = ""
    city: str = ""
    insee: str | None = None
    lat: float | None = None
    lon: float | None = None
    match_label: str = ""
    match_kind: str = "none"
    match_score: float | None = None
    matched_at: datetime | None = None

    def columns(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def read_address(form: Form) -> Address:
    """Read `address`, `complement`, `postcode`, `city` and the hidden fields that a suggestion filled.

    Without a postcode or a city, a city written in the first field is understood (CREA-25): « Pau » with the
    street in the complement, or « 12 rue Samonzet, 64000 Pau ». A refusal lands on `city` or `postcode`.
    """
    address = form.read("address", parse_text) or ""
    typed = form.read("typed_address", parse_text) or address
    complement = form.read("complement", parse_text) or ""
    city = form.read("city", lambda raw: parse_text(raw, maximum=80)) or ""
    postcode = form.read("postcode", _postcode) or ""
    if not city and not postcode:
        address, postcode, city, insee = _city_within(address)
    else:
        insee = form.raw.get("insee", "").strip()
    commune = _checked(form, insee, postcode, city)
    if commune and not form.errors.get("city"):
        city = city or commune.name
        postcode = postcode or (commune.postcodes[0] if len(commune.postcodes) == 1 else "")
    place = _chosen(form, address, commune) or _centre(commune, postcode)
    return Address(typed, address, complement, postcode, city, commune.insee if commune else None, **place)


def _postcode(raw: str) -> str:
    return parse_postcode(raw, exists=lambda code: bool(by_postcode(code)))


def _city_within(text: str) -> tuple[str, str, str, str]:
    """The street part, postcode, city and code of a city written in the address field."""
    best = next((one for one in communes().match(text, 3) if one.score == 1.0), None) if text else None
    if best is None:
        return text, "", "", ""
    alone = fold(text).replace(",", " ").split() in (
        fold(best.city).split(), fold(best.label).split(), [*fold(best.city).split(), best.postcode],
    )  # fmt: skip
    return "" if alone else text, best.postcode, best.city, best.insee


def _checked(form: Form, insee: str, postcode: str, city: str) -> Commune | None:
    try:
        return check_city(insee, postcode, city)
    except FieldError as error:
        form.refuse("city", error)
        return None


def _chosen(form: Form, address: str, commune: Commune | None) -> dict[str, Any] | None:
    """The match of the chosen suggestion, unless the address was changed afterwards: then it says another place."""
    label, kind = form.raw.get("match_label", "").strip()[:200], form.raw.get("match_kind", "")
    same = bool(address) and fold(label).startswith(fold(address))
    if not same or kind not in set(Kind) - {Kind.MUNICIPALITY} or commune is None:
        return None
    with suppress(ValueError):
        lat, lon, score = (float(form.raw.get(name, "")) for name in ("lat", "lon", "match_score"))
        if (
            all(map(math.isfinite, (lat, lon, score)))
            and abs(lat) <= 90
            and abs(lon) <= 180
            and 0 <= score <= 1
        ):
            return _place(lat, lon, label, kind, score)
    return None


def _centre(commune: Commune | None, postcode: str) -> dict[str, Any]:
    if commune is None or commune.lat is None or commune.lon is None:
        return {}
    label = f"{postcode} {commune.name}".strip()
    return _place(commune.lat, commune.lon, label, Kind.MUNICIPALITY.value, 1.0)


def _place(lat: float, lon: float, label: str, kind: str, score: float) -> dict[str, Any]:
    return {
        "lat": lat, "lon": lon, "match_label": label, "match_kind": str(kind), "match_score": score,
        "matched_at": clock.now(),
    }  # fmt: skip
