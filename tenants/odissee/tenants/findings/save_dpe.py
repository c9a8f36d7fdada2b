"""Keeping what a DPE says; its number makes the label exist, so that its form is checked."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from odissee.platform.db import TenantTransaction, new_id
from odissee.platform.fields import FieldError, Form, parse_date, parse_integer, parse_surface, parse_text
from odissee.platform.journal import NothingToUndo, record, reversible
from odissee.platform.live import tell
from odissee.tenants.findings.ademe import parse_ademe
from odissee.tenants.findings.dpe import LETTERS, ZONES

COLUMNS = (
    "number", "energy", "ges", "sref", "altitude", "climate_zone", "energy_letter", "ges_letter", "established_on",
    "attested_energy", "attested_letter", "attested_on",
)  # fmt: skip
ONE = "select * from dpe_result where dossier_id = $1 for update"
WRITE = """
insert into dpe_result (id, dossier_id, number, energy, ges, sref, altitude, climate_zone, energy_letter, ges_letter,
  established_on, attested_energy, attested_letter, attested_on)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
on conflict (tenant_id, dossier_id) do update set number = excluded.number, energy = excluded.energy, ges = excluded.ges,
  sref = excluded.sref, altitude = excluded.altitude, climate_zone = excluded.climate_zone,
  energy_letter = excluded.energy_letter, ges_letter = excluded.ges_letter, established_on = excluded.established_on,
  attested_energy = excluded.attested_energy, attested_letter = excluded.attested_letter,
  attested_on = excluded.attested_on returning id"""


def read_dpe(form: Form) -> dict[str, Any]:
    """The fields of the page as values; every fault stays in the form."""
    values: dict[str, Any] = {"number": form.read("number", parse_ademe) or ""}
    values |= {name: form.read(name, parse_figure) for name in ("energy", "ges", "attested_energy")}
    values |= {"sref": form.read("sref", parse_surface)}
    values |= {"altitude": form.read("altitude", lambda raw: parse_integer(raw, maximum=4900))}
    values |= {"climate_zone": form.read("climate_zone", _one_of(ZONES)) or ""}
    values |= {name: form.read(name, _one_of(LETTERS)) or "" for name in COLUMNS if name.endswith("_letter")}
    values |= {name: form.read(name, parse_date) for name in ("established_on", "attested_on")}
    if bool(values["attested_letter"]) != (values["attested_energy"] is not None) and not form.errors:
        missing = "attested_energy" if values["attested_letter"] else "attested_letter"
        form.refuse(missing, FieldError("error.required"))
    return {name: values[name] for name in COLUMNS}


def parse_figure(raw: str) -> Decimal:
    """A figure of the label, from 0 to 9999, as its report writes it."""
    text = parse_text(raw, maximum=20).replace("\u202f", "").replace(" ", "").replace(",", ".")
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise FieldError("error.figure") from None
    if not value.is_finite() or not 0 <= value < 10_000:
        raise FieldError("error.figure")
    return value.quantize(Decimal("0.01"))


def _one_of(known: Any) -> Any:
    def read(raw: str) -> str:
        text = parse_text(raw, maximum=10)
        found = next((one for one in known if one.lower() == text.lower()), None)
        if found is None:
            raise FieldError("error.choice")
        return str(found)

    return read


async def save_dpe(tx: TenantTransaction, dossier_id: UUID, values: dict[str, Any]) -> Any:
    """Keep the figures; returns the journal entry, None when nothing changes."""
    await tx.fetchval("select id from dossier where id = $1 for update", dossier_id)
    row = await tx.fetchrow(ONE, dossier_id)
    before = _facts(row) if row else None
    if before == _facts(values):
        return None
    id = await _write(tx, dossier_id, values)
    return record(
        tx, "dpe_result", id, "dpe.stated", dossier_id=dossier_id, before={"facts": before},
        after={"facts": _facts(values), "number": values["number"]},
    )  # fmt: skip


async def _write(tx: TenantTransaction, dossier_id: UUID, values: dict[str, Any]) -> UUID:
    id: UUID = await tx.fetchval(WRITE, new_id(), dossier_id, *(values[name] for name in COLUMNS))
    tell(tx, "dossier", dossier_id)
    return id


def _facts(row: Any) -> dict[str, Any]:
    return {name: _plain(row[name]) for name in COLUMNS}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value


@reversible("dpe.stated", "report.add")
async def take_back(tx: TenantTransaction, entry: Any) -> None:
    """The figures before, unless they changed again."""
    row = await tx.fetchrow(ONE, entry["dossier_id"])
    if row is None or _facts(row) != entry["after"]["facts"]:
        raise NothingToUndo
    facts = entry["before"]["facts"]
    if facts is None:
        await tx.execute("delete from dpe_result where id = $1", row["id"])
        tell(tx, "dossier", entry["dossier_id"])
        return
    await _write(tx, entry["dossier_id"], {name: _value(name, value) for name, value in facts.items()})


def _value(name: str, value: Any) -> Any:
    if value is None or name == "altitude":
        return value
    if name in ("energy", "ges", "sref", "attested_energy"):
        return Decimal(value)
    return date.fromisoformat(value) if name.endswith("_on") else value
