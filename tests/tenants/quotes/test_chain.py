"""From a priced dossier to an accepted quote: the PDF, the mail, the link, the code, the proof (COM-01…09)."""

import re
from io import BytesIO
from typing import Any
from uuid import UUID

import pikepdf
import pytest

from odissee.platform.db import TenantTransaction, db, new_id
from odissee.platform.files import read
from odissee.platform.jobs.claim import run_job
from odissee.tenants.dossiers import DossierService, Role, Trigger, attach, open_dossier, refresh
from odissee.tenants.pricing import Basis, LineKind, Offer, OfferLine, OrderTotals, PriceMode, order_totals
from odissee.tenants.quotes import QuoteIncomplete, QuoteOptions, send_quote
from odissee.tenants.quotes.evidence import broken_links
from tests.browser_client import Visitor
from tests.companies import Company


def price(cents: int = 456_00) -> OrderTotals:
    line = OfferLine(LineKind.TYPED, "Diagnostics", cents, 2000, 75, ("DPE", "ASBESTOS"))
    return order_totals(Offer(PriceMode.TYPED, "Montant saisi", Basis.INCL, (line,)))


async def bordenave(
    tx: TenantTransaction, company: Company, *, kind: str = "private", email: str = "anne@exemple.fr"
) -> Any:
    """M. et Mme Bordenave sell their house at Pau and ask for a quote."""
    property_id, contact = new_id(), new_id()
    await tx.execute(
        "insert into property (id, type, address, postcode, city, surface, rooms, built_year) "
        "values ($1, 'house', '8 rue Bargoin', '64000', 'Pau', 118, 5, 1938)", property_id)  # fmt: skip
    await tx.execute(
        "insert into contact (id, kind, last_name, first_name, civility, email, mobile, postcode, city) "
        "values ($1, $2, 'Bordenave', 'Anne', 'Mme', $3, '+33639980077', '64000', 'Pau')", contact, kind, email)  # fmt: skip
    dossier = await open_dossier(tx, Trigger.ORDER_SAVED, site_id=company.site_id, property_id=property_id)
    for n, (code, label) in enumerate(
        [("DPE", "Diagnostic de performance énergétique"), ("ASBESTOS", "État amiante")]
    ):
        await DossierService(
            dossier_id=dossier.id, diagnostic=code, label=label, position=n, verdict="required",
            why="Vente d’un logement chauffé", source="art. L126-26 du CCH",
        ).save()  # fmt: skip
    await attach(tx, dossier.id, contact, {Role.REQUESTER, Role.OWNER, Role.PAYER})
    await refresh(tx, dossier.id)
    return dossier


async def run_kind(company: Company, *kinds: str) -> None:
    """What the worker does: run the ready jobs of these kinds."""
    async with db.tenant(company.tenant_id) as tx:
        jobs = await tx.fetch(
            "select id from job where kind = any($1) and state = 'ready' order by id", list(kinds)
        )
    for row in jobs:
        await run_job(company.tenant_id, row["id"])
    async with db.tenant(company.tenant_id) as tx:
        dead = await tx.fetch(
            "select kind, last_error from job where kind = any($1) and state <> 'done'", list(kinds)
        )
    assert not [d for d in dead if d["last_error"]], dead


async def sent(company: Company, **fields: Any) -> tuple[UUID, UUID, str]:
    """A quote generated and sent: dossier, version, path of the page of its link."""
    async with db.tenant(company.tenant_id) as tx:
        dossier = await bordenave(tx, company, **fields)
        version = await send_quote(
            tx, dossier.id, price(), QuoteOptions(send_sms=True, public_comment="Clés à l’agence")
        )
    await run_kind(company, "quote.send")
    return dossier.id, version, await link(company, dossier.id)


async def link(company: Company, dossier_id: UUID) -> str:
    async with db.tenant(company.tenant_id) as tx:
        body = await tx.fetchval(
            "select text_body from sent_mail where event = 'mail.quote_sent' and dossier_id = $1 order by created_at desc limit 1", dossier_id)  # fmt: skip
    return re.search(r"https?://[^/\s]+(/d/\S+)", body)[1]  # type: ignore[index]


async def code_of(company: Company, dossier_id: UUID) -> str:
    async with db.tenant(company.tenant_id) as tx:
        subject = await tx.fetchval(
            "select subject from sent_mail where event = 'mail.acceptance_code' and dossier_id = $1 order by created_at desc limit 1", dossier_id)  # fmt: skip
    return re.search(r"\d{6}", subject)[0]  # type: ignore[index]


async def row(company: Company, sql: str, *args: Any) -> Any:
    async with db.tenant(company.tenant_id) as tx:
        return await tx.fetchrow(sql, *args)


ACCEPT = {"name": "Anne Bordenave", "place": "Pau", "terms": "1", "early_start": "1"}


@pytest.mark.feature("CREA-13")
@pytest.mark.feature("CREA-15")
@pytest.mark.feature("COM-01")
@pytest.mark.feature("COM-03")
@pytest.mark.feature("LIST-11")
async def test_a_quote_is_printed_mailed_and_texted_and_the_dossier_waits(durand: Company) -> None:
    dossier, version, _ = await sent(durand)
    mail = await row(
        durand, "select * from sent_mail where event = 'mail.quote_sent' and dossier_id = $1", dossier
    )
    assert mail["to_email"] == "anne@exemple.fr"
    assert next(a["name"] for a in mail["attachments"]).startswith("Devis D-")
    assert len(mail["attachments"]) == 1  # this company has no insurance yet: nothing false is printed
    task = await row(durand, "select label from task where dossier_id = $1 and kind = 'statement'", dossier)
    assert "Attestation non jointe" in task["label"]
    sms = await row(
        durand, "select * from sent_sms where event = 'sms.quote_price' and dossier_id = $1", dossier
    )
    assert "456,00" in sms["body"]
    assert (await row(durand, "select status from dossier where id = $1", dossier))["status"] == "quoted"
    async with db.tenant(durand.tenant_id) as tx:
        file_id = await tx.fetchval("select pdf_file_id from quote_version where id = $1", version)
        with pikepdf.open(BytesIO(await read(tx, file_id))) as pdf:
            assert len(pdf.pages) >= 2


@pytest.mark.feature("COM-03")
async def test_the_statement_of_honour_goes_with_the_quote_once_everything_is_true(durand: Company) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute(
            """update company set insurer = 'Assureur X', policy_number = '123', insurance_per_claim_cents = 30000000,
                 insurance_per_year_cents = 50000000, insurance_from = current_date - 30,
                 insurance_until = current_date + 300, certification_body = 'Organisme Y', signatory_name = 'Paul Durand',
                 signatory_role = 'gérant', mediator_name = 'M', mediator_contact = 'm.example'"""
        )
        await tx.execute(
            """insert into certification (id, staff_id, domain, body, number, valid_from, valid_to)
               values ($1, $2, 'dpe', 'Organisme Y', 'C-1', current_date - 30, current_date + 300)""",
            new_id(), durand.people["Inès"].staff_id)  # fmt: skip
    dossier, _, _ = await sent(durand)
    mail = await row(
        durand, "select * from sent_mail where event = 'mail.quote_sent' and dossier_id = $1", dossier
    )
    assert [a["name"].split()[0] for a in mail["attachments"]] == ["Devis", "Attestation"]
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update company set insurer = ''")


@pytest.mark.feature("COM-04")
@pytest.mark.feature("COM-05")
@pytest.mark.feature("COM-06")
@pytest.mark.feature("LIST-12")
async def test_the_client_accepts_on_the_web_and_gets_the_proof(durand: Company, visitor: Visitor) -> None:
    dossier, version, path = await sent(durand)
    page = await visitor.get(path)
    assert page.status_code == 200 and "456,00" in page.text and "Pourquoi" not in page.headers
    await visitor.post(f"{path}/code")
    refused = await visitor.post(f"{path}/accepter", {"name": "Anne Bordenave", "code": "000000"})
    assert (
        refused.status_code == 422 and "Indiquez le lieu" in refused.text and "Anne Bordenave" in refused.text
    )
    answer = await visitor.post(f"{path}/accepter", ACCEPT | {"code": await code_of(durand, dossier)})
    assert answer.status_code == 303, answer.text
    await run_kind(durand, "quote.accepted")
    state = await row(durand, "select status, quote_state, early_start from dossier where id = $1", dossier)
    assert tuple(state.values()) == ("to_schedule", "accepted", True)
    mails = await row(durand, "select array_agg(event order by event) as e from sent_mail where dossier_id = $1 and event like 'mail.quote_accepted%'", dossier)  # fmt: skip
    assert mails["e"] == ["mail.quote_accepted_client", "mail.quote_accepted_company"]
    proof = await row(durand, "select * from quote_answer where quote_version_id = $1", version)
    assert proof["evidence"]["quote_sha256"] and proof["evidence"]["ip"] and proof["place"] == "Pau"
    async with db.tenant(durand.tenant_id) as tx:
        files = await tx.fetchrow(
            "select pdf_file_id, accepted_pdf_file_id from quote_version where id = $1", version
        )
        assert files is not None
        original, accepted = (
            await read(tx, files["pdf_file_id"]),
            await read(tx, files["accepted_pdf_file_id"]),
        )
        with pikepdf.open(BytesIO(original)) as before, pikepdf.open(BytesIO(accepted)) as after:
            assert len(after.pages) == len(before.pages) + 1
            assert after.attachments["devis-envoye.pdf"].get_file().read_bytes() == original
        assert await broken_links(tx) == []
    again = await visitor.post(f"{path}/accepter", ACCEPT)
    assert again.status_code == 409 and "déjà une réponse" in again.text


@pytest.mark.feature("COM-07")
@pytest.mark.feature("COM-08")
@pytest.mark.feature("LIST-18")
async def test_the_client_refuses_and_wishes_to_be_called(durand: Company, visitor: Visitor) -> None:
    dossier, _, path = await sent(durand)
    await visitor.get(path)
    answer = await visitor.post(f"{path}/refuser", {"reason": "Le prix", "callback": "1"})
    assert answer.status_code == 303
    state = await row(durand, "select status, quote_state, cancel_reason from dossier where id = $1", dossier)
    assert tuple(state.values()) == ("cancelled", "refused", "Le prix")
    assert await row(durand, "select * from task where dossier_id = $1 and kind = 'callback'", dossier)
    mail = await row(
        durand,
        "select * from sent_mail where event = 'mail.quote_refused_company' and dossier_id = $1",
        dossier,
    )
    assert "Le prix" in mail["text_body"] and "oui" in mail["text_body"]


async def test_a_scanner_that_opens_every_link_accepts_nothing(durand: Company, visitor: Visitor) -> None:
    """CASE-059: HEAD and GET, however often, leave the quote waiting."""
    _dossier, version, path = await sent(durand)
    for method in ("HEAD", "GET", "GET"):
        await visitor.http.request(method, path, headers={"User-Agent": "scanner"})
    foreign = await visitor.http.post(f"{path}/accepter", data=ACCEPT)
    assert foreign.status_code == 403
    assert await row(durand, "select * from quote_answer where quote_version_id = $1", version) is None


async def test_a_wrong_code_is_counted_and_five_close_the_way(durand: Company, visitor: Visitor) -> None:
    _, version, path = await sent(durand)
    await visitor.get(path)
    await visitor.post(f"{path}/code")
    said = [(await visitor.post(f"{path}/accepter", ACCEPT | {"code": "111111"})).text for _ in range(6)]
    assert "Il reste" in said[0] and "Trop d’essais" in said[5]
    assert await row(durand, "select * from quote_answer where quote_version_id = $1", version) is None


async def test_a_new_version_replaces_the_link_of_the_old_one(durand: Company, visitor: Visitor) -> None:
    dossier, _first, path = await sent(durand)
    async with db.tenant(durand.tenant_id) as tx:
        await send_quote(tx, dossier, price(400_00), QuoteOptions())
    await run_kind(durand, "quote.send")
    assert (await visitor.get(path)).status_code == 410
    newer = await link(durand, dossier)
    assert "400,00" in (await visitor.get(newer)).text
    rows = await row(durand, "select count(distinct number) as n, max(version) as v from quote q join quote_version v on v.quote_id = q.id where dossier_id = $1", dossier)  # fmt: skip
    assert (rows["n"], rows["v"]) == (1, 2)


@pytest.mark.feature("COM-09")
async def test_sophie_notes_an_acceptance_by_hand(durand: Company, sophie: Visitor) -> None:
    dossier, version, _ = await sent(durand)
    missing = await sophie.post(f"/devis/{version}/accepter", {"name": "Anne"})
    assert missing.status_code == 422
    answer = await sophie.post(
        f"/devis/{version}/accepter", {"name": "Anne", "how": "bon pour accord par courrier"}
    )
    assert answer.status_code == 303
    assert (await row(durand, "select status from dossier where id = $1", dossier))["status"] == "to_schedule"


async def test_morel_has_neither_the_link_nor_the_quote(durand: Company, luc: Visitor) -> None:
    _, version, path = await sent(durand)
    assert (await luc.get(path)).status_code == 410
    assert (await luc.post(f"/devis/{version}/accepter", {"how": "x"})).status_code == 404


@pytest.mark.parametrize("missing", ["price", "service", "city", "mail"])
@pytest.mark.feature("CREA-11")
async def test_an_incomplete_quote_is_refused_with_what_to_add(durand: Company, missing: str) -> None:
    with pytest.raises(QuoteIncomplete):
        async with db.tenant(durand.tenant_id) as tx:
            dossier = await bordenave(tx, durand, email="" if missing == "mail" else "anne@exemple.fr")
            if missing == "service":
                await tx.execute("delete from dossier_service where dossier_id = $1", dossier.id)
            if missing == "city":
                await tx.execute("update property set city = '' where id = $1", dossier.property_id)
                await refresh(tx, dossier.id)
            await send_quote(tx, dossier.id, price(0 if missing == "price" else 456_00), QuoteOptions())


async def test_a_consumer_withdraws_and_a_business_cannot(durand: Company, visitor: Visitor) -> None:
    for kind, status in (("private", 303), ("pro", 422)):
        dossier, _, path = await sent(durand, kind=kind)
        await visitor.get(path)
        await visitor.post(f"{path}/code")
        await visitor.post(f"{path}/accepter", ACCEPT | {"code": await code_of(durand, dossier)})
        assert (await visitor.post(f"{path}/retracter")).status_code == status
    text = await row(durand, "select count(*) as n from sent_mail where event = 'mail.withdrawal_received'")
    assert text["n"] == 1


@pytest.mark.feature("COM-02")
@pytest.mark.parametrize("wanted", [True, False])
async def test_the_pdf_bears_its_answer_buttons_only_where_the_company_wants_them(
    durand: Company, wanted: bool
) -> None:
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update company set quote_buttons = $1", wanted)
    _, version, path = await sent(durand)
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("update company set quote_buttons = true")
        data = await read(
            tx, await tx.fetchval("select pdf_file_id from quote_version where id = $1", version)
        )
    with pikepdf.open(BytesIO(data)) as pdf:
        links = [
            str(a.A.URI) for page in pdf.pages for a in page.get("/Annots", []) if "/A" in a and "/URI" in a.A
        ]
    assert any(link.endswith(f"{path}#accepter") for link in links) is wanted
