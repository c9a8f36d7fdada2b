"""What was found on the latest visits: conclusions by code with their days; the last one still waits for the office."""

from datetime import timedelta
from typing import Any

from odissee.app.demo.world import World
from odissee.tenants.dossiers import DossierStatus
from odissee.tenants.findings import Stated, name_of, told

SHOWN = 60
CODES: dict[str, tuple[list[str], ...]] = {
    "CREP": (["class_0"], ["class_1"], ["class_0"]), "ASBESTOS": (["negative"], ["EP"], ["negative"]),
    "TERMITES": (["absence"],), "GAS": (["no_anomaly"], ["A1"]), "ELECTRICITY": (["no_anomaly"], ["anomaly"], ["anomaly"]),
    "ERP": (["seismic_4", "radon_3"], ["seismic_4"]), "MERULE_INFO": (["absence"],),
}  # fmt: skip
"""No measure and no DPE: the first is on the plans, the second waits for a number that only ADEME gives."""


def make_findings(world: World) -> None:
    """Rows of the dossiers whose visit is over, the newest first; archived ones and samples are left alone."""
    done = [
        d for d in world.rows["dossier"]
        if d["status"] == DossierStatus.FINALIZED.value and d["appointment_at"] and not d["archived_at"]
    ]  # fmt: skip
    for dossier in sorted(done, key=lambda d: d["appointment_at"], reverse=True)[1:SHOWN]:
        _of_dossier(world, dossier)


def _of_dossier(world: World, dossier: dict[str, Any]) -> None:
    visit = dossier["appointment_at"]
    at = min(visit + timedelta(hours=world.chance.uniform(20, 50)), world.now - timedelta(minutes=5))
    who = world.chance.choice(world.colleagues("office", "owner"))
    for service in [s for s in world.rows["dossier_service"] if s["dossier_id"] == dossier["id"]]:
        if service["diagnostic"] in CODES:
            at += timedelta(seconds=world.chance.randrange(5, 40))
            _add(world, dossier, service, at, who)


def _add(world: World, dossier: dict[str, Any], service: dict[str, Any], at: Any, who: Any) -> None:
    code, id, visited = service["diagnostic"], world.chance.id_at(at), dossier["appointment_at"].date()
    said = Stated(
        tuple(world.chance.choice(CODES[code])), performed_on=visited, established_on=max(visited, at.date())
    )
    world.rows.add(
        "finding", id=id, dossier_id=dossier["id"], diagnostic=code, codes=list(said.codes), summary="", measure=None,
        performed_on=visited, established_on=said.established_on, source=said.source, software="", stated_at=at,
        stated_by=who.member.name, created_at=at, created_by=who.membership_id,
    )  # fmt: skip
    common = {"diagnostic": code, "name": name_of(code)}
    world.act(
        at, who, ("finding", id), "finding.stated", dossier_id=dossier["id"], before={"facts": None} | common,
        after={"facts": said.facts(), "words": told(code, said.codes)[0]} | common,
    )  # fmt: skip
