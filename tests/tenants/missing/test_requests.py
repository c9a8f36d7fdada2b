"""Sophie asks for papers, the clock reminds, Anne sends them or says that she has not got them (DOSS-50)."""

from typing import Any

import pytest

from odissee.platform.db import db
from tests.browser_client import Visitor, logged_in
from tests.companies import Company
from tests.tenants.documents.papers import pdf
from tests.tenants.findings.conftest import words
from tests.tenants.missing.conftest import Papers


@pytest.mark.feature("DOSS-50")
async def test_sophie_edits_the_text_and_sends_it(sophie: Visitor, papers: Papers) -> None:
    page = await sophie.get(f"{papers.page}/manquants?d=DOC_BILLS")
    assert (
        "trois dernières années" in page.text and "{{ link }}" in page.text and "à vérifier" not in page.text
    )
    body = "{{ greeting }}\n\nVos factures, svp : {{ link }}\n\n{{ signature }}"
    answer = await sophie.post(f"{papers.page}/manquants", {"d": ["DOC_BILLS"], "contact": str(papers.anne),
                                                           "subject": "Vos factures", "body": body})  # fmt: skip
    assert answer.status_code == 303
    mail = (await papers.mails("mail.document_request.energy_bills"))[0]
    assert (
        mail["subject"] == "Vos factures"
        and "Vos factures, svp" in mail["text_body"]
        and "/depot/" in mail["text_body"]
    )
    assert "Bonjour Madame Bordenave," in mail["text_body"] and "Sophie Martin" in mail["text_body"]
    assert "Factures de chauffage et d’eau chaude" in await papers.block(sophie)
    assert "Demandé à Anne Bordenave" in words((await sophie.get(f"{papers.page}/fil")).text)


async def test_what_the_order_asked_for_is_proposed(sophie: Visitor, papers: Papers) -> None:
    async with db.tenant(papers.company.tenant_id) as tx:
        await tx.execute(
            "insert into order_sheet (id, dossier_id, documents, saved_at) values (gen_random_uuid(), $1, '{DOC_COPRO_RULES,DOC_BILLS}', now())",
            papers.dossier,
        )
    page = (await sophie.get(f"{papers.page}/manquants")).text
    ticked = [
        code for code in ("DOC_COPRO_RULES", "DOC_BILLS", "DOC_TITLE") if f'value="{code}" checked' in page
    ]
    assert ticked == ["DOC_COPRO_RULES", "DOC_BILLS"] and "- factures de chauffage" in page
    assert f'value="{papers.anne}" checked' in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"d": ["DOC_DTG"], "subject": "DTG", "body": "Sans lien"}, "Gardez {{ link }}"),
        ({"d": ["DOC_DTG"], "subject": "DTG", "body": "{{ link }} {{ inconnu }}"}, "inconnu"),
        ({"d": ["DOC_DTG"], "subject": "DTG", "body": "{{ link }} {% for x in y %}"}, "Ligne 1"),
        ({"d": [], "subject": "DTG", "body": "{{ link }}"}, "Cochez au moins un document"),
        (
            {"d": ["DOC_DTG"], "subject": "DTG", "body": "{{ link }}", "contact": ""},
            "Cochez au moins un contact",
        ),
    ],
)
async def test_a_refusal_keeps_what_was_typed(
    sophie: Visitor, papers: Papers, sent: dict[str, Any], said: str
) -> None:
    answer = await sophie.post(f"{papers.page}/manquants", {"contact": str(papers.anne)} | sent)
    assert (
        answer.status_code == 422
        and said in words(answer.text)
        and sent["body"] in answer.text.replace("&#39;", "'")
    )
    assert await papers.states() == {}


@pytest.mark.feature("OUR-10")
async def test_reminders_go_on_until_the_paper_is_there(
    sophie: Visitor, visitor: Visitor, papers: Papers
) -> None:
    link = await papers.asked("DOC_TITLE", "DOC_DTG")
    await papers.work("missing.remind")
    first = (await papers.mails("mail.document_reminder_d3"))[0]
    assert "titre, plans" in first["subject"] and "- titre de propriété et plans" in first["text_body"]
    assert "évite une erreur" in first["text_body"] and await papers.states() == {
        "DOC_TITLE": "reminded",
        "DOC_DTG": "reminded",
    }
    assert "Relancé 1 relance" in await papers.block(sophie)
    await visitor.post(
        link, {"kind": "DOC_TITLE"}, files=[("files", ("acte.pdf", pdf("Acte de vente"), "application/pdf"))]
    )
    await papers.work("missing.remind")
    second = (await papers.mails("mail.document_reminder_d7"))[0]
    assert (
        "titre de propriété" not in second["text_body"]
        and "diagnostic technique global" in second["text_body"].lower()
    )
    request = (
        await papers.rows(
            "select id from missing_document where dossier_id = $1 and kind = 'DOC_DTG'", papers.dossier
        )
    )[0]
    await visitor.post(f"{link}/absent", {"request": str(request["id"])})
    assert await papers.states() == {"DOC_TITLE": "received", "DOC_DTG": "absent"}
    await papers.work("missing.remind")
    assert len(await papers.mails("mail.document_reminder_d7")) == 1, "nothing is awaited any more"


@pytest.mark.parametrize(
    "stop",
    [
        "update dossier set status = 'cancelled' where id = $1", "update dossier set archived_at = now() where id = $1",
        "update dossier set trashed_at = now() where id = $1", "delete from dossier_contact where dossier_id = $1",
        "update missing_document set state = 'cancelled' where dossier_id = $1",
        "update contact set email = '' where id in (select contact_id from dossier_contact where dossier_id = $1)",
    ],
)  # fmt: skip
async def test_what_stops_a_reminder_is_read_when_it_leaves(papers: Papers, stop: str) -> None:
    await papers.asked("DOC_TITLE")
    async with db.tenant(papers.company.tenant_id) as tx:
        await tx.execute(stop, papers.dossier)
    await papers.work("missing.remind")
    assert await papers.mails("mail.document_reminder_d3") == []


async def test_asking_again_begins_the_reminders_anew(papers: Papers) -> None:
    await papers.asked("DOC_TITLE")
    await papers.asked("DOC_TITLE")
    assert await papers.work("missing.remind") == 2
    assert len(await papers.mails("mail.document_reminder_d3")) == 1
    assert len(await papers.states()) == 1


@pytest.mark.feature("COM-15")
async def test_anne_deposits_from_her_phone_and_everybody_knows(
    sophie: Visitor, visitor: Visitor, papers: Papers
) -> None:
    async with db.tenant(papers.company.tenant_id) as tx:
        ines = papers.company.people["Inès"].staff_id
        await tx.execute("update staff_member set email = 'ines@durand.example' where id = $1", ines)
        await tx.execute(
            "update dossier set technician_id = $2, status = 'visited' where id = $1", papers.dossier, ines
        )
    link = await papers.asked("DOC_BILLS")
    assert await _status(papers) == "incomplete"
    page = await visitor.get(link)
    assert "Factures de chauffage" in page.text and "dossier+" in page.text
    files = [
        ("files", ("IMG_1.pdf", pdf("page un"), "application/pdf")),
        ("files", ("vide.pdf", b"", "application/pdf")),
    ]
    answer = await visitor.post(link, {"kind": "DOC_BILLS"}, files=files)
    assert answer.status_code == 422 and "vide" in words(answer.text)
    kept = (await papers.documents())[0]
    assert (kept["section"], kept["missing_kind"], kept["contact_id"]) == (
        "received",
        "DOC_BILLS",
        papers.anne,
    )
    assert await papers.states() == {"DOC_BILLS": "received"} and await _status(papers) == "visited"
    told = await papers.mails("mail.document_deposited")
    assert [mail["to_email"] for mail in told] == ["ines@durand.example"] and "IMG_1.pdf" in told[0][
        "text_body"
    ]
    await papers.work("missing.thank")
    thanks = (await papers.mails("mail.document_received_client"))[0]
    assert thanks["to_email"] == "anne@exemple.fr" and "IMG_1.pdf" in thanks["text_body"]
    assert "Rien d’autre n’est attendu" in thanks["text_body"]
    assert "Tout est là, merci" in (await visitor.get(link)).text


async def _status(papers: Papers) -> str:
    return str((await papers.rows("select status from dossier where id = $1", papers.dossier))[0]["status"])


async def test_a_file_finds_its_request_by_name_then_by_words_or_waits(
    sophie: Visitor, visitor: Visitor, papers: Papers
) -> None:
    link = await papers.asked("DOC_TITLE", "DOC_THERMAL_STUDY", "DOC_DTG")
    names = {
        "Acte notarié.pdf": "x",
        "scan 1.pdf": "Etude thermique RT2012 du logement, Bbio 54, calcul complet des besoins",
        "scan 2.pdf": "rien de connu ici, vraiment rien du tout",
    }
    files = [("files", (name, pdf(text), "application/pdf")) for name, text in names.items()]
    assert (await visitor.post(link, {"kind": ""}, files=files)).status_code == 303
    assert await papers.states() == {
        "DOC_TITLE": "received",
        "DOC_THERMAL_STUDY": "asked",
        "DOC_DTG": "asked",
    }
    await papers.work("document.read")
    assert await papers.states() == {
        "DOC_TITLE": "received",
        "DOC_THERMAL_STUDY": "received",
        "DOC_DTG": "asked",
    }
    assert "Fichiers à rattacher" in await papers.block(sophie)
    loose = next(x for x in await papers.documents() if not x["missing_kind"])
    assert (await sophie.post(f"/documents/{loose['id']}/repond", {"kind": "DOC_DTG"})).status_code == 303
    assert set((await papers.states()).values()) == {"received"}
    assert (await sophie.post(f"/documents/{loose['id']}/repond", {"kind": "DOC_DTG"})).status_code == 409


async def test_sophie_reminds_cancels_and_takes_back(sophie: Visitor, papers: Papers) -> None:
    await papers.asked("DOC_TITLE")
    for _ in range(2):
        await sophie.post(f"{papers.page}/manquants/relancer", {"contact": str(papers.anne)})
    assert len(await papers.mails("mail.document_reminder_d3")) == 1, "a double press is one reminder"
    request = (await papers.rows("select id from missing_document where dossier_id = $1", papers.dossier))[0][
        "id"
    ]
    assert (await sophie.post(f"/manquants/{request}/annuler")).status_code == 303
    assert await papers.states() == {"DOC_TITLE": "cancelled"}
    entry = (
        await papers.rows(
            "select id from journal_entry where verb = 'missing.cancelled' and dossier_id = $1",
            papers.dossier,
        )
    )[0]
    await sophie.post(f"/annuler/{entry['id']}")
    assert await papers.states() == {"DOC_TITLE": "asked"}
    await sophie.post(f"/manquants/{request}/recu")
    assert await papers.states() == {"DOC_TITLE": "received"}
    assert (await sophie.post(f"/manquants/{request}/annuler")).status_code == 409


async def test_a_link_opens_nothing_else_and_ends_with_the_contact(
    app: Any, visitor: Visitor, luc: Visitor, durand: Company, papers: Papers
) -> None:
    link = await papers.asked("DOC_TITLE")
    assert (await luc.get(link)).status_code == 410
    assert (await visitor.get(link.replace("/depot/", "/r/"))).status_code == 410
    ines = await logged_in(app, durand, durand.people["Inès"])
    assert (await ines.get(f"{papers.page}/manquants")).status_code == 403
    async with db.tenant(durand.tenant_id) as tx:
        await tx.execute("delete from dossier_contact where dossier_id = $1", papers.dossier)
    assert (await visitor.get(link)).status_code == 410


async def test_the_block_costs_the_same_for_many_requests(
    sophie: Visitor, papers: Papers, queries: Any
) -> None:
    await papers.asked("DOC_TITLE")
    with queries() as few:
        await papers.block(sophie)
    await papers.asked("DOC_BILLS", "DOC_DTG", "DOC_COPRO_RULES", "DOC_THERMAL_STUDY")
    with queries() as many:
        await papers.block(sophie)
    assert few.count == many.count
