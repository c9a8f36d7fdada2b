"""A property's form: every field may be empty."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from odissee.platform import clock
from odissee.platform.fields import (
    FieldError,
    Form,
    one_of,
    parse_date,
    parse_integer,
    parse_long_text,
    parse_surface,
    parse_text,
    parse_year,
)
from odissee.tenants.properties.address import read_address
from odissee.tenants.properties.kinds import ANNEX_KINDS, PROPERTY_TYPES

MOST_ANNEXES = 30
_SHORT_TEXTS = ("floor", "door", "lot", "parcel")


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """One annex as typed on its line of the form."""

    kind: str
    lot: str
    surface: Decimal | None
    to_visit: bool


def read_property(form: Form) -> dict[str, Any]:
    """The columns of `Property`; faults are noted on the form, which the caller raises."""
    texts = {name: form.read(name, lambda raw: parse_text(raw, maximum=80)) or "" for name in _SHORT_TEXTS}
    return {
        "type": form.read("type", _choice(PROPERTY_TYPES)) or "flat",
        **read_address(form).columns(),
        "surface": form.read("surface", parse_surface),
        "rooms": form.read("rooms", lambda raw: parse_integer(raw, minimum=1, maximum=500)),
        "built_year": form.read(
            "built_year", lambda raw: parse_year(raw, current_year=clock.today().year + 5)
        ),
        "permit_on": form.read("permit_on", _permit) or "",
        "access_notes": form.read("access_notes", lambda raw: parse_long_text(raw, maximum=2000)) or "",
        **texts,
    }


def read_annexes(form: Form) -> list[AnnexLine]:
    """Lines `annex_0_kind`, `annex_0_lot`, `annex_0_surface`, `annex_0_skip`; one without kind and lot is nothing."""
    numbers = sorted({int(found[1]) for name in form.raw if (found := re.match(r"annex_(\d{1,3})_", name))})
    lines = [_annex(form, number) for number in numbers[:MOST_ANNEXES]]
    return [line for line in lines if line.kind]


def _annex(form: Form, number: int) -> AnnexLine:
    lead = f"annex_{number}_"
    kind = form.read(lead + "kind", _choice(ANNEX_KINDS))
    lot = form.read(lead + "lot", lambda raw: parse_text(raw, maximum=40)) or ""
    surface = form.read(lead + "surface", parse_surface)
    return AnnexLine(
        kind or ("other" if lot or surface else ""), lot, surface, not form.checked(lead + "skip")
    )


def _permit(raw: str) -> str:
    """A whole date or a year alone, as known; stored as it sorts: « 1997 » or « 1997-07-01 »."""
    text = parse_text(raw, maximum=40)
    if re.fullmatch(r"\d{4}", text):
        return str(parse_year(text, current_year=clock.today().year))
    try:
        return parse_date(text).isoformat()
    except FieldError:
        raise FieldError("error.date") from None


def _choice(labels: dict[str, str]) -> Any:
    return one_of({**{key: key for key in labels}, **{label: key for key, label in labels.items()}})
