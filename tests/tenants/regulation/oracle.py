"""The hand-reasoned cases beside, as contexts."""

import csv
from datetime import date
from pathlib import Path

from odissee.tenants.regulation import (
    Context,
    ErpZone,
    Heating,
    Installation,
    Period,
    PreviousDocument,
    PropertyType,
    Sewer,
    Transaction,
    Use,
    Zones,
)

DATA = Path(__file__).parent / "data"
type Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _known(text: str) -> str | None:
    return None if text in ("", "unknown", "na") else text


def _truth(text: str) -> bool | None:
    known = _known(text)
    return None if known is None else known == "yes"


def _number(text: str) -> float | None:
    return float(text) if text else None


def _integer(text: str) -> int | None:
    return int(text) if text else None


def _installation(text: str) -> Period | Installation | None:
    return Installation.ABSENT if text == "none" else Period.parse(text)


def _documents(text: str) -> tuple[PreviousDocument, ...]:
    pairs = (part.split(":") for part in text.split(";") if part)
    return tuple(PreviousDocument(kind, date.fromisoformat(on)) for kind, on in pairs)


def context_of(row: Row) -> Context:
    use, heating, sewer, erp = (_known(row[name]) for name in ("use", "heating", "sewer", "erp_zone"))
    return Context(
        transaction=Transaction(row["transaction"]),
        property_type=PropertyType(row["property_type"]),
        use=Use(use) if use else None,
        mono_ownership=_truth(row["mono_ownership"]),
        co_owned=_truth(row["co_owned"]),
        permit_on=Period.parse(row["permit_on"]),
        built_year=_integer(row["built_year"]),
        insee=row["insee"] or None,
        surface=_number(row["surface_m2"]),
        heating=Heating(heating) if heating else None,
        gas_installation=_installation(row["gas_installation_on"]),
        electricity_installation=_installation(row["electricity_installation_on"]),
        sewer=Sewer(sewer) if sewer else None,
        dpe_letter=row["dpe_letter"] or None,
        lots=_integer(row["lots"]),
        floor_area=_number(row["floor_area_m2"]),
        furnished=_truth(row["furnished"]),
        previous_documents=_documents(row["previous_documents"]),
        zones=Zones(
            erp=ErpZone(erp) if erp else None,
            peb=_truth(row["peb_zone"]),
            merule=_truth(row["merule_zone"]),
            change_of_use=_truth(row["change_of_use_zone"]),
        ),
    )


def diagnostics(row: Row) -> list[str]:
    names = list(row)
    return names[names.index("change_of_use_zone") + 1 : names.index("why")]


def accepted(row: Row) -> dict[str, set[str]]:
    """The other verdicts that the oracle admits, by diagnostic: these cells are soft."""
    return {
        name: set(verdicts.split("/")) for name, verdicts in (cell.split(":") for cell in row["soft"].split())
    }
