"""Sophie gives an agency the reports of a mission that is already done, in a minute (RAPI-01 to 06)."""

import re
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.tenants.contacts.book import written
from tests.tenants.documents.papers import DPE, pdf, scan
from tests.tenants.orders.desk import row

PLACE = {"address": "3 rue Serviez", "postcode": "64000", "city": "Pau"}
INVOICE = "FACTURE N° 2026-1187\nTotal HT 295,00 €\nTotal TTC : 354,00 €\nNet à payer : 354,00 €\n"


class Quick:
    """The page, its files, its buttons."""

    def __init__(self, who: Visitor, path: str) -> None:
        self.who, self.path = who, path

    @classmethod
    async def open(cls, who: Visitor) -> "Quick":
        return cls(who, (await who.get("/commandes/rapide")).headers["location"])

    async def drop(self, name: str, content: bytes) -> httpx.Response:
        return await self.who.request(
            "POST", f"{self.path}/fichier?nom={quote(name)}", content=content,
            headers={"Content-Type": "application/octet-stream", "Accept": "application/json"},
        )  # fmt: skip

    async def send(self, go: str = "creer", **fields: str) -> httpx.Response:
        page = (await self.who.get(self.path)).text
        hidden = dict(re.findall(r'name="(version|loaded|page)" value="([^"]*)"', page))
        return await self.who.post(self.path, {**hidden, "go": go, **fields})

    async def files(self) -> dict[str, str]:
        """File → the nature that the page shows as chosen."""
        page = (await self.who.get(self.path)).text
        names = re.findall(r'aria-label="Nature de ([^"]+)"(.*?)</select>', page, re.DOTALL)
        return {name: (re.findall(r"selected>([^<]+)<", options) or [""])[0] for name, options in names}


@pytest.fixture
async def agency(pau: Company) -> Any:
    return await written(pau, "Agence Henri-IV", type="agence", email="agence@exemple.fr")


@pytest.fixture
async def quick(office: Visitor) -> Quick:
    return await Quick.open(office)


def asked_by(contact: Any, **more: str) -> dict[str, str]:
    return {"requester_id": str(contact.id), "requester_name": contact.full_name, **PLACE, **more}


@pytest.mark.feature("CREA-01", "RAPI-01", "RAPI-02", "RAPI-03", "RAPI-04", "RAPI-05", "RAPI-06")
async def test_reports_and_invoice_dropped_the_dossier_is_finished_and_the_agency_told(
    quick: Quick, pau: Company, agency: Any
) -> None:
    assert (await quick.drop("DPE_Soubirou.pdf", pdf(DPE))).json()["title"].startswith("Diagnostic de perf")
    assert (await quick.drop("FACT-2026-1187.pdf", pdf(INVOICE))).json()["title"] == "Facture"
    page = (await quick.who.get(quick.path)).text
    assert 'value="354,00"' in page and "Finalisé, car rapports et facture sont là" in page
    done = await quick.send(**asked_by(
        agency, owner_name="M. Jean Soubirou", quick_amount="354,00", requester_is_prescriber="1", requester_pays="1", visit_date="23/11/2026",
        quick_paid="Virement", quick_warn="1", internal_ref="Soubirou",
    ))  # fmt: skip
    assert done.status_code == 303
    dossier = await row(pau, "select * from dossier")
    assert (dossier["status"], dossier["owner_name"], dossier["prescriber_name"]) == (
        "finalized",
        "M. Jean Soubirou",
        "Agence Henri-IV",
    )
    assert (dossier["invoice_state"], dossier["invoiced_cents"], dossier["city"], dossier["mode"]) == (
        "paid",
        354_00,
        "Pau",
        "quick",
    )
    assert str(dossier["visited_on"]) == "2026-11-23" and dossier["internal_ref"] == "Soubirou"
    people = await row(pau, "select * from dossier_contact")
    assert set(people["roles"]) == {"requester", "prescriber", "payer"} and people["invoice_access"]
    async with db.tenant(pau.tenant_id) as tx:
        assert await tx.fetchval("select count(*) from contact") == 1, "the owner is a name, nobody's contact"
        reports = await tx.fetch("select kind, section from document")
        assert [tuple(one) for one in reports] == [("DPE", "report")], "the invoice is not among the reports"
        mail = await tx.fetchrow("select * from sent_mail where event = 'mail.reports_available'")
        assert mail and mail["to_email"] == "agence@exemple.fr"
        assert await tx.fetchval("select means from outside_invoice") == "Virement"
    page = (await quick.who.get(done.headers["location"])).text
    assert (
        "FACT-2026-1187.pdf" in page and "Réglée, virement" in page and "Visite faite le 23/11/2026" in page
    )
    found = (await quick.who.get("/dossiers?q=soubirou")).text
    assert f">{dossier['number']}</a>" in found


@pytest.mark.feature("RAPI-06")
async def test_without_an_invoice_the_dossier_waits_as_visited(
    quick: Quick, pau: Company, agency: Any
) -> None:
    await quick.drop(
        "amiante.pdf", pdf("Rapport de mission de repérage des matériaux contenant de l’amiante")
    )
    await quick.send(**asked_by(agency, requester_is_owner="1"))
    dossier = await row(pau, "select * from dossier")
    assert (dossier["status"], dossier["invoice_state"], dossier["owner_name"]) == (
        "visited",
        "none",
        "Agence Henri-IV",
    )
    async with db.tenant(pau.tenant_id) as tx:
        assert await tx.fetchval("select count(*) from sent_mail where event like 'mail.reports%'") == 0, (
            "unticked: nobody is told"
        )


@pytest.mark.feature("RAPI-05")
async def test_what_the_machine_does_not_know_a_person_says(quick: Quick, pau: Company, agency: Any) -> None:
    await quick.drop("scan1.pdf", scan())
    assert await quick.files() == {"scan1.pdf": ""}
    page = (await quick.who.get(quick.path)).text
    assert "non lu : scan sans texte" in page
    refused = await quick.send(**asked_by(agency))
    assert refused.status_code == 422 and "Dites ce qu’est chaque fichier" in refused.text
    file = await row(pau, "select id from quick_file")
    await quick.who.post(f"{quick.path}/fichiers/{file['id']}", {"kind": "CREP"})
    assert (await quick.send(**asked_by(agency))).status_code == 303
    document = await row(pau, "select * from document")
    assert (document["kind"], document["kind_from"]) == ("CREP", "hand")


async def test_there_is_one_invoice_and_another_file_may_become_it(quick: Quick, pau: Company) -> None:
    await quick.drop("FACT-1.pdf", pdf(INVOICE))
    await quick.drop("FACT-2.pdf", pdf(INVOICE.replace("1187", "1188")))
    assert await quick.files() == {"FACT-1.pdf": "Facture", "FACT-2.pdf": ""}
    second = await row(
        pau,
        "select q.id from quick_file q join stored_file f on f.id = q.file_id where f.name = 'FACT-2.pdf'",
    )
    await quick.who.post(f"{quick.path}/fichiers/{second['id']}", {"kind": "invoice"})
    assert await quick.files() == {"FACT-1.pdf": "", "FACT-2.pdf": "Facture"}
    await quick.who.post(f"{quick.path}/fichiers/{second['id']}", {"remove": "1"})
    assert await quick.files() == {"FACT-1.pdf": ""}


async def test_everything_that_lacks_is_said_at_once_and_nothing_typed_is_lost(
    quick: Quick, pau: Company
) -> None:
    refused = await quick.send(
        owner_name="Mme Duclos", visit_date="01/01/2099", quick_amount="cher", quick_paid="Chèque"
    )
    assert refused.status_code == 422
    for sentence in (
        "Il manque le demandeur",
        "Il manque la ville",
        "Déposez au moins un rapport",
        "ne peut pas être dans l’avenir",
    ):
        assert sentence.lower() in refused.text.lower()
    page = (await quick.who.get(quick.path)).text
    assert 'value="Mme Duclos"' in page and 'value="cher"' in page
    async with db.tenant(pau.tenant_id) as tx:
        assert await tx.fetchval("select count(*) from dossier") == 0


async def test_a_fault_in_the_middle_leaves_nothing_half_done(
    quick: Quick, pau: Company, agency: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await quick.drop("DPE.pdf", pdf(DPE))

    async def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("cut")

    monkeypatch.setattr("odissee.tenants.orders.quick.create.refresh", broken)
    assert (await quick.send(**asked_by(agency))).status_code == 500
    monkeypatch.undo()
    async with db.tenant(pau.tenant_id) as tx:
        assert (
            await tx.fetchval("select (select count(*) from dossier) + (select count(*) from document)") == 0
        )
    assert await quick.files() == {"DPE.pdf": "Diagnostic de performance énergétique"}
    assert (await quick.send(**asked_by(agency))).status_code == 303


@pytest.mark.parametrize(("name", "content", "words"), [
    ("vide.pdf", b"", "est vide"), ("photo.jpg", b"\xff\xd8\xff\xe0" + b"0" * 50, "est une image"),
    ("page.pdf", b"<html><script>1</script></html>", "une page ou un script"),
    ("clos.pdf", pdf(DPE, password="secret"), "mot de passe")])  # fmt: skip
async def test_a_bad_file_is_refused_with_words(quick: Quick, name: str, content: bytes, words: str) -> None:
    answer = await quick.drop(name, content)
    assert answer.status_code >= 400 and words in answer.json()["detail"]
    assert await quick.files() == {}


async def test_a_draft_changes_of_mode_and_comes_back_with_its_fields(
    office: Visitor, quick: Quick, agency: Any
) -> None:
    left = await quick.send(go="", set_mode="ddt", **asked_by(agency))
    assert left.headers["location"].endswith("/mission")
    base = quick.path.removesuffix("/rapide")
    back = await office.post(f"{base}/mission", {"set_mode": "quick"})
    assert back.headers["location"] == quick.path
    assert 'value="3 rue Serviez"' in (await office.get(quick.path)).text
    assert (await office.get(f"{base}/bien")).headers["location"] == quick.path


async def test_a_technician_and_a_stranger_open_no_quick_order(
    app: Any, quick: Quick, pau: Company, luc: Visitor
) -> None:
    ines = await logged_in(app, pau, pau.people["Inès"])
    assert (await ines.get("/commandes/rapide")).status_code == 403
    assert (await luc.get(quick.path)).status_code == 404
    assert (await Quick(luc, quick.path).drop("DPE.pdf", pdf(DPE))).status_code == 404
