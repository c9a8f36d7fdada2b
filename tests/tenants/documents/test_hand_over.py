"""DOSS-12 to 15, COM-11: Sophie announces the reports, Anne takes them from her link, and everything is kept."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import asyncpg
import pytest

from odissee.platform import clock
from odissee.platform.db import db
from odissee.platform.evidence import broken_links, records_of
from odissee.tenants.documents import open_when_paid
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.documents.conftest import Drop, House
from tests.tenants.documents.papers import ASBESTOS, DPE, TERMITES, pdf
from tests.tenants.documents.test_deposit import words

LINK = re.compile(r"/(?:r|recu)/[\w-]{22}")


SENT = {
    "sent_sms": "select body as said from sent_sms where event = $1 order by created_at desc",
    "sent_mail": "select text_body as said from sent_mail where event = $1 order by created_at desc",
}


async def link_in_mail(house: House, event: str = "mail.reports_available") -> str:
    mails = await house.rows("select * from sent_mail where event = $1 order by created_at desc", event)
    found = LINK.search(mails[0]["text_body"])
    assert found, mails[0]["text_body"]
    return found[0]


async def announced(sophie: Visitor, house: House) -> str:
    """The address of Anne's page, from the mail that Sophie had sent to her."""
    answer = await sophie.post(f"{house.page}/documents/prevenir", {"contact": str(house.anne)})
    assert answer.status_code == 303, answer.text
    return await link_in_mail(house)


async def code_sent(house: House, table: str = "sent_sms", event: str = "sms.report_code") -> str:
    rows = await house.rows(SENT[table], event)
    found = re.search(r"\b(\d{6})\b", rows[0]["said"])
    assert found, rows[0]["said"]
    return found[1]


async def taken(house: House) -> list[Any]:
    return await house.rows(
        "select * from document_download where dossier_id = $1 order by at", house.dossier
    )


@pytest.mark.feature("COM-11")
async def test_anne_is_told_and_takes_her_report_with_one_button(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    link = await announced(sophie, house)
    page = await visitor.get(link)
    assert (
        page.status_code == 200 and "Vos rapports" in page.text and "Diagnostic de performance" in page.text
    )
    x = (await house.documents())[0]
    answer = await visitor.post(f"{link}/{x['id']}/telecharger", headers={"User-Agent": "telephone"})
    assert answer.status_code in (200, 201)
    assert answer.content == pdf(DPE)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert (
        answer.headers["x-content-type-options"] == "nosniff"
        and "sandbox" in answer.headers["content-security-policy"]
    )


@pytest.mark.feature("DOSS-14")
async def test_the_history_says_who_when_how_and_from_where(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    link = await announced(sophie, house)
    x = (await house.documents())[0]
    await visitor.post(f"{link}/{x['id']}/telecharger")
    history = words((await sophie.get(f"{house.page}/documents/remises")).text)
    assert "Anne Bordenave" in history and "adresse IP" in history and "127.0.0.1" in history
    assert "1 fois" in words((await sophie.get(house.page)).text)
    row = (await house.rows("select report_state, downloads from dossier where id = $1", house.dossier))[0]
    assert tuple(row) == ("downloaded", 1)


@pytest.mark.feature("DOSS-13")
async def test_an_asbestos_report_opens_with_the_code_sent_to_her_mobile(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "Amiante.pdf", pdf(ASBESTOS))
    link = await announced(sophie, house)
    x = (await house.documents())[0]
    assert (await visitor.post(f"{link}/{x['id']}/telecharger")).status_code == 422, "no code was asked for"
    asked = await visitor.post(f"{link}/{x['id']}/code")
    assert "06 39 •• •• 77" in words(asked.text)
    wrong = await visitor.post(f"{link}/{x['id']}/telecharger", {"code": "000000"})
    code = await code_sent(house)
    if code != "000000":
        assert wrong.status_code == 422 and "Ce code n’est pas le bon" in words(wrong.text)
    answer = await visitor.post(f"{link}/{x['id']}/telecharger", {"code": f"{code[:3]} {code[3:]}"})
    assert answer.content == pdf(ASBESTOS)
    record = (
        await house.rows(
            "select body from evidence_record where chain_id = $1 and kind = 'download'", house.dossier
        )
    )[0]["body"]["facts"]
    assert record["method"] == record["code_channel"] == "sms" and record["code_sent_to"] == "+33639980077"
    assert record["sha256"] == (await taken(house))[0]["sha256"]
    again = await visitor.post(f"{link}/{x['id']}/telecharger", {"code": code})
    assert again.status_code == 422, "a code serves once"


@pytest.mark.feature("DOSS-13")
async def test_by_mail_the_link_or_the_code_of_the_mailbox_opens(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    x = (await house.documents())[0]
    await sophie.post(f"/documents/{x['id']}", {"kind": "DPE", "title": x["title"], "acknowledge": "mail"})
    link = await announced(sophie, house)
    await visitor.post(f"{link}/{x['id']}/code")
    receipt = await link_in_mail(house, "mail.report_code")
    assert receipt.startswith("/recu/")
    opened = await visitor.get(receipt)
    assert "Ouvrir le rapport" in opened.text
    assert await taken(house) == [], "opening a mail takes nothing"
    assert (await visitor.post(receipt)).content == pdf(DPE)
    code = await code_sent(house, "sent_mail", "mail.report_code")
    assert (await visitor.post(f"{link}/{x['id']}/telecharger", {"code": code})).content == pdf(DPE)
    assert [r["method"] for r in await taken(house)] == ["mail", "mail"]


@pytest.mark.feature("DOSS-13", "DOSS-15")
async def test_all_at_once_takes_only_what_is_open_and_asks_for_no_code(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop
) -> None:
    for name, text in (
        ("DPE.pdf", DPE),
        ("Gaz.pdf", "gaz"),
        ("termites.pdf", TERMITES),
        ("AMI.pdf", ASBESTOS),
    ):
        await drop(sophie, name, pdf(text))
    link = await announced(sophie, house)
    termites = await house.named("État relatif aux termites")
    await sophie.post(f"{house.page}/documents/bloquer", {"serie": str(termites["series_id"])})
    assert "Tout télécharger" in (await visitor.get(link)).text
    answer = await visitor.post(f"{link}/tout")
    with ZipFile(BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["01 DPE.pdf", "02 Gaz.pdf"]
        assert archive.read("01 DPE.pdf") == pdf(DPE)
    assert [row["method"] for row in await taken(house)] == ["ip", "ip"]


@pytest.mark.feature("DOSS-12")
@pytest.mark.feature("DOSS-15")
async def test_a_blocked_report_is_greyed_with_a_padlock_and_cannot_be_taken(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    await drop(sophie, "termites.pdf", pdf(TERMITES))
    link = await announced(sophie, house)
    dpe = await house.named("Diagnostic de performance énergétique")
    await sophie.post(f"{house.page}/documents/bloquer", {"serie": str(dpe["series_id"])})
    page = (await visitor.get(link)).text
    assert page.count("rep--locked") == 1 and "Bloqué" in page and f"{dpe['id']}/telecharger" not in page
    refused = await visitor.post(f"{link}/{dpe['id']}/telecharger")
    assert refused.status_code == 403 and "bloqué" in refused.text
    assert await taken(house) == []
    entry = (
        await house.rows(
            "select id from journal_entry where verb = 'report.locked' and dossier_id = $1", house.dossier
        )
    )[0]["id"]
    await sophie.post(f"/annuler/{entry}")
    assert "rep--locked" not in (await visitor.get(link)).text


@pytest.mark.feature("DOSS-31")
async def test_who_is_never_blocked_sees_while_the_payer_waits(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    link = await announced(sophie, house)
    await sophie.post(f"{house.page}/documents/bloquer")
    assert "rep--locked" in (await visitor.get(link)).text
    assert "Rapports accessibles mais bloqués" in (await sophie.get(house.page)).text
    async with db.tenant(house.company.tenant_id) as tx:
        await tx.execute("update contact set never_lock_reports = true where id = $1", house.anne)
    assert "rep--locked" not in (await visitor.get(link)).text
    assert "Rapports accessibles, non bloqués" in (await sophie.get(house.page)).text


@pytest.mark.feature("DOSS-29")
@pytest.mark.feature("DOSS-30")
async def test_sophie_takes_the_access_of_a_contact_and_gives_the_invoice(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    link = await announced(sophie, house)
    access = f"{house.page}/contacts/{house.anne}/acces"
    await sophie.post(access, {"report": ""})
    assert "Pas d’accès aux rapports" in (await sophie.get(house.page)).text
    assert "ne sont pas encore là" in (await visitor.get(link)).text
    assert (await visitor.post(f"{link}/{(await house.documents())[0]['id']}/telecharger")).status_code == 404
    await sophie.post(f"{house.page}/documents/bloquer", {"contact": str(house.anne)})
    assert "Pas d’accès, et rapports bloqués" in (await sophie.get(house.page)).text
    await sophie.post(access, {"invoice": ""})
    assert "Bloc facture masqué" in (await sophie.get(house.page)).text


@pytest.mark.feature("DOSS-12")
async def test_the_rule_blocks_until_payment_and_payment_opens(
    paul: Visitor, sophie: Visitor, visitor: Visitor, house: House, drop: Drop
) -> None:
    await paul.post("/parametres/rapports", {"acknowledge": "ip", "asbestos": "sms", "lock": "payment"})
    await drop(sophie, "DPE.pdf", pdf(DPE))
    link = await announced(sophie, house)
    mail = (
        await house.rows(
            "select text_body from sent_mail where event = 'mail.reports_available' order by created_at desc"
        )
    )[0]
    assert "s’ouvrira au règlement du solde" in words(mail["text_body"])
    assert "S’ouvre au règlement du solde" in words((await visitor.get(link)).text)
    async with db.tenant(house.company.tenant_id) as tx:
        assert await open_when_paid(tx, house.dossier) == 1
    assert "rep--locked" not in (await visitor.get(link)).text
    await paul.post("/parametres/rapports", {"acknowledge": "ip", "asbestos": "sms", "lock": "never"})


async def test_only_the_current_version_is_handed_over(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    link = await announced(sophie, house)
    old = (await house.documents())[0]
    await drop(sophie, "DPE v2.pdf", pdf(DPE + "\nv2"))
    assert "version 2, remplace celle du" in words((await visitor.get(link)).text)
    assert (await visitor.post(f"{link}/{old['id']}/telecharger")).status_code == 404


async def test_a_link_that_ended_or_is_unknown_or_foreign_says_the_same(
    sophie: Visitor, visitor: Visitor, luc: Visitor, house: House, drop: Drop, morel: Company, app: object
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    link = await announced(sophie, house)
    stranger = Visitor(app, morel.host)
    unknown = await visitor.get("/r/" + "x" * 22)
    assert (await stranger.get(link)).status_code == unknown.status_code == 410
    with clock.at(clock.now() + timedelta(days=366)):
        assert (await visitor.get(link)).status_code == 410


async def test_nobody_is_told_when_nobody_was_chosen(sophie: Visitor, house: House, drop: Drop) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    answer = await sophie.post(f"{house.page}/documents/prevenir", {})
    assert answer.status_code == 422 and "Choisissez au moins un contact" in answer.text


@pytest.mark.feature("DOSS-14")
async def test_the_chain_of_the_dossier_is_sound_and_a_change_is_seen(
    sophie: Visitor, visitor: Visitor, house: House, drop: Drop, database: str
) -> None:
    await drop(sophie, "DPE.pdf", pdf(DPE))
    link = await announced(sophie, house)
    x = (await house.documents())[0]
    for _ in range(2):
        await visitor.post(f"{link}/{x['id']}/telecharger")
    async with db.tenant(house.company.tenant_id) as tx:
        assert [row["kind"] for row in await records_of(tx, house.dossier)] == [
            "notice",
            "download",
            "download",
        ]
        assert await broken_links(tx, house.dossier) == []
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with db.tenant(house.company.tenant_id) as tx:
            await tx.execute("update evidence_record set kind = 'x'")
    owner = await asyncpg.connect(database)
    await owner.execute("select set_config('app.tenant', $1, false)", str(house.company.tenant_id))
    await owner.execute(
        """update evidence_record set body = jsonb_set(body, '{facts,contact_name}', '"Quelqu’un"')
            where chain_id = $1 and number = 2""",
        house.dossier,
    )
    await owner.close()
    async with db.tenant(house.company.tenant_id) as tx:
        assert await broken_links(tx, house.dossier) == [2]
