"""The vault of proofs of a dossier (OUR-07): one ZIP with a PDF for whoever judges, the chain, and its verifier."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.evidence import records_of
from odissee.platform.french import local_date, long_date, moment
from odissee.platform.journal import record
from odissee.platform.pdf import printer
from odissee.platform.texts import company_words
from odissee.platform.web.templates_env import environment
from odissee.tenants.documents.bundle import file_away
from odissee.tenants.documents.links import DOSSIER
from odissee.tenants.documents.sentences import METHOD_WORDS
from odissee.tenants.documents.state import show_state
from odissee.tenants.documents.wording import address_of

VERIFIER = Path(__file__).with_name("verifier.py")
TITLE = "Dossier de preuves"
READ_ME = """Dossier de preuves n° {number}, {company}

preuves.pdf    ce qui a été fait, par qui, quand et comment
chaine.json    les mêmes faits, tels qu’ils ont été enregistrés
verifier.py    contrôle la chaîne sur n’importe quel ordinateur avec Python, sans réseau :

    python verifier.py chaine.json
    python verifier.py chaine.json rapport.pdf

Chaque preuve contient l’empreinte de la précédente : en changer, en ôter ou en ajouter une se voit. Comparez la
dernière empreinte à celle qui vous a été communiquée :

    {last}
"""


async def keep_proof(tx: TenantTransaction, dossier_id: UUID) -> None:
    """Make the ZIP and keep it, as the next version of the former. A dossier without proof has none."""
    dossier, rows = await tx.fetchrow(DOSSIER, dossier_id), await records_of(tx, dossier_id)
    if dossier is None or not rows:
        return
    zone = await tx.fetchval("select time_zone from tenant where id = $1", tx.tenant)
    words = await company_words(tx)
    pdf = await printer.pdf(await proof_html(tx, dossier, rows, words, zone))
    with TemporaryDirectory(prefix="odissee-") as folder:
        out = Path(folder) / "preuves.zip"
        _write(out, dossier, rows, words, pdf)
        await file_away(
            tx, dossier, out, f"Preuves_{dossier['number']}.zip", "application/zip", TITLE, None, "proof"
        )
    record(
        tx, "dossier", dossier_id, "report.proof_kept", dossier_id=dossier_id, after={"records": len(rows)}
    )
    await show_state(tx, dossier_id)


def _write(out: Path, dossier: Any, rows: list[Any], words: dict[str, str], pdf: bytes) -> None:
    about = READ_ME.format(number=dossier["number"], company=words["company_name"], last=rows[-1]["hash"])
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("preuves.pdf", pdf)
        archive.writestr(
            "chaine.json", json.dumps(chain_file(dossier, rows, words), ensure_ascii=False, indent=1)
        )
        archive.write(VERIFIER, "verifier.py")
        archive.writestr("LISEZ-MOI.txt", about)


def chain_file(dossier: Any, rows: list[Any], words: dict[str, str]) -> dict[str, Any]:
    """The chain as the verifier reads it."""
    return {
        "format": "odissee-preuves", "version": 1, "company": words["company_name"], "dossier": dossier["number"],
        "property": address_of(dossier), "chain": str(dossier["id"]), "last_hash": rows[-1]["hash"],
        "made_at": clock.now().isoformat(),
        "records": [{"number": r["number"], "at": r["at"].isoformat(), "body": r["body"],
                     "previous_hash": r["previous_hash"], "hash": r["hash"]} for r in rows],
    }  # fmt: skip


async def proof_html(
    tx: TenantTransaction, dossier: Any, rows: list[Any], words: dict[str, str], zone: str
) -> str:
    """The PDF's page: one paragraph a proof."""
    brand = await tx.fetchval("select brand from tenant where id = $1", tx.tenant)
    return environment().get_template("documents/pdf/proof.html").render(
        brand=brand, dossier=dossier, address=address_of(dossier), words=words, last=rows[-1]["hash"],
        proofs=[{"number": r["number"], "at": moment(r["at"], zone), "hash": r["hash"], **told(r)} for r in rows],
        day=long_date(local_date(clock.now(), zone)), footer_left=f"{words['company_name']} · dossier {dossier['number']}",
        footer_right="",
    )  # fmt: skip


def told(row: Any) -> dict[str, Any]:
    """A proof in words: a title and its details, [(label, value)]."""
    facts = row["body"]["facts"]
    return {"download": _download, "notice": _notice, "replaced": _replaced}.get(row["kind"], _answer)(facts)


def _download(facts: dict[str, Any]) -> dict[str, Any]:
    code = facts.get("code_sent_to")
    return {
        "title": f"Remise de « {facts['title']} », version {facts['version']}, à {facts['contact_name']}",
        "details": [("Accusé", METHOD_WORDS.get(facts["method"], "")), ("Code envoyé à", code or ""),
                    ("Code saisi le", facts.get("code_typed_at", "")), ("Adresse IP", facts["ip"]),
                    ("Fichier", f"{facts['file_name']}, {facts['size']} octets"), ("SHA-256", facts["sha256"])],
    }  # fmt: skip


def _notice(facts: dict[str, Any]) -> dict[str, Any]:
    listed = ", ".join(f"{r['title']} (version {r['version']})" for r in facts["reports"])
    return {
        "title": f"Rapports annoncés à {facts['contact_name']}",
        "details": [("Envoyé à", facts["sent_to"]), ("Rapports", listed)],
    }


def _replaced(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": f"Remplacement de « {facts['title']} » par la version {facts['version']} annoncé à {facts['contact_name']}",
        "details": [
            ("Envoyé à", facts["sent_to"]),
            ("Ce qui change", facts["reason"]),
            ("SHA-256", facts["sha256"]),
        ],
    }


def _answer(facts: dict[str, Any]) -> dict[str, Any]:
    verbs = {"accepted": "accepté", "refused": "refusé", "withdrawn": "rétracté"}
    return {
        "title": f"Devis {facts.get('quote')}, version {facts.get('version')}, {verbs.get(facts.get('answer', ''), '')}",
        "details": [("Par", facts.get("name", "")), ("Moyen", facts.get("channel", "")),
                    ("Preuve de la société", facts.get("company_proof", "")),
                    ("Empreinte de cette preuve", facts.get("company_hash", ""))],
    }  # fmt: skip
