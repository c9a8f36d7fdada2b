"""Mail that comes in (OUR-10): real messages, hostile ones, machines; filed by the address, never guessed."""

from email import policy
from email.message import EmailMessage
from typing import Any

import pytest

from odissee.platform.db import db
from odissee.tenants.missing.errors import NotAMail
from odissee.tenants.missing.incoming import keep_message
from odissee.tenants.missing.mime import read_message
from odissee.tenants.missing.pages_inbound import inbound_path
from tests.browser_client import Visitor
from tests.companies import Company
from tests.tenants.documents.papers import DPE, pdf
from tests.tenants.findings.conftest import words
from tests.tenants.missing.conftest import Papers

NUMBER = iter(range(1, 10_000))


def message(
    to: str, *files: tuple[str, bytes], sender: str = "Anne Bordenave <anne@exemple.fr>", **headers: str
) -> EmailMessage:
    """A message as a mail program makes it."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, to, "Vos documents"
    mail["Message-ID"] = f"<{next(NUMBER)}@exemple.fr>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Bonjour, voici les documents.")
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail


async def post(visitor: Visitor, papers: Papers, mail: EmailMessage | bytes) -> Any:
    """As the company's mail host posts it, then the worker."""
    raw = mail if isinstance(mail, bytes) else mail.as_bytes()
    path = inbound_path(papers.company.tenant_id)
    answer = await visitor.http.post(path, content=raw, headers={"Content-Type": "message/rfc822"})
    await papers.work("mail.inbound")
    return answer


@pytest.mark.feature("OUR-10")
async def test_a_forwarded_mail_is_sorted_into_its_dossier_and_answered(
    sophie: Visitor, visitor: Visitor, papers: Papers
) -> None:
    await papers.asked("DOC_TITLE", "DOC_BILLS", "DOC_DTG")
    mail = message(await papers.address(), ("Titre de propriété.pdf", pdf("titre")), ("facture EDF 2025.pdf", pdf("edf")),
                   ("virus.exe", b"MZ\x90"))  # fmt: skip
    assert (await post(visitor, papers, mail)).json() == {"status": "ok", "fresh": True}
    assert await papers.states() == {"DOC_TITLE": "received", "DOC_BILLS": "received", "DOC_DTG": "asked"}
    assert {x["contact_id"] for x in await papers.documents()} == {papers.anne}
    reply = (await papers.mails("mail.document_received_client"))[0]["text_body"]
    for said in (
        "Titre de propriété.pdf",
        "facture EDF 2025.pdf",
        "Il manque encore : diagnostic technique global",
        "virus.exe",
    ):
        assert said in words(reply), said
    assert len(await papers.mails("mail.document_deposited")) == 1, "one mail a message, whatever it holds"
    assert (await post(visitor, papers, mail)).json() == {"status": "ok", "fresh": False}
    assert (
        len(await papers.documents()) == 2 and len(await papers.mails("mail.document_received_client")) == 1
    )
    assert "Courrier de anne@exemple.fr : 2 pièces rangées, 1 pièce refusée" in words(
        (await sophie.get(f"{papers.page}/fil")).text
    )


@pytest.mark.feature("OUR-10")
async def test_an_unknown_address_waits_for_a_person(
    sophie: Visitor, luc: Visitor, visitor: Visitor, papers: Papers
) -> None:
    mail = message("dossier+abcdefghij234567@durand.localhost", ("plan.pdf", pdf("plan du rez-de-chaussée")))
    await post(visitor, papers, mail)
    assert await papers.documents() == []
    page = words((await sophie.get("/courrier")).text)
    number = (await papers.rows("select number from dossier where id = $1", papers.dossier))[0]["number"]
    assert (
        "Vos documents adresse inconnue" in page
        and "1 pièce jointe" in page
        and f"{number} Bordenave Anne" in page
    )
    id = (await papers.rows("select id from inbound_mail where state = 'unsorted'"))[0]["id"]
    assert (await luc.post(f"/courrier/{id}/ecarter")).status_code == 303
    assert (await papers.rows("select state from inbound_mail where id = $1", id))[0]["state"] == "unsorted"
    wrong = await sophie.post(f"/courrier/{id}/ranger", {"number": "99999999"})
    assert (
        wrong.status_code == 422
        and "Aucun dossier ne porte ce numéro" in words(wrong.text)
        and "99999999" in wrong.text
    )
    assert (await sophie.post(f"/courrier/{id}/ranger", {"number": str(number)})).status_code == 303
    assert [x["name"] for x in await papers.documents()] == ["plan.pdf"]
    await sophie.post(f"/courrier/{id}/ranger", {"number": str(number)})
    assert len(await papers.documents()) == 1


async def test_a_mail_dropped_as_a_file_and_one_put_aside(
    sophie: Visitor, visitor: Visitor, papers: Papers
) -> None:
    raw = message(await papers.address(), ("acte.pdf", pdf("acte"))).as_bytes()
    for _ in range(2):
        answer = await sophie.post("/courrier", files=[("message", ("message.eml", raw, "message/rfc822"))])
        assert answer.status_code == 303
    assert len(await papers.documents()) == 1
    refused = await sophie.post("/courrier", files=[("message", ("rien.eml", b"", "message/rfc822"))])
    assert refused.status_code == 422 and "Choisissez un courrier" in words(refused.text)
    await post(visitor, papers, message("contact@durand.localhost"))
    id = (await papers.rows("select id from inbound_mail where state = 'unsorted' order by created_at desc"))[
        0
    ]["id"]
    await sophie.post(f"/courrier/{id}/ecarter")
    entry = (await papers.rows("select id from journal_entry where verb = 'mail.dismissed'"))[0]["id"]
    assert (await papers.rows("select state from inbound_mail where id = $1", id))[0]["state"] == "dismissed"
    await sophie.post(f"/annuler/{entry}")
    assert (await papers.rows("select state from inbound_mail where id = $1", id))[0]["state"] == "unsorted"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
    ],
)
async def test_machines_are_not_answered(visitor: Visitor, papers: Papers, headers: dict[str, str]) -> None:
    await post(
        visitor, papers, message(await papers.address(), ("logo.pdf", pdf("absent du bureau")), **headers)
    )
    assert await papers.documents() == [] and await papers.mails("mail.document_received_client") == []
    last = (await papers.rows("select state, why from inbound_mail order by created_at desc limit 1"))[0]
    assert last["state"] == "ignored" and last["why"]


async def test_two_dossiers_in_one_mail_and_a_stranger_to_the_dossier(
    sophie: Visitor, visitor: Visitor, papers: Papers, durand: Company
) -> None:
    from tests.factories.furnish import furnish

    other = await furnish(durand, "Lasserre")
    second = Papers(durand, other.ids["dossier"], other.ids["contact"])
    both = f"{await papers.address()}, {await second.address()}"
    await post(visitor, papers, message(both, ("plan.pdf", pdf("plan"))))
    assert await papers.documents() == [] and await second.documents() == []
    assert "adressé à plusieurs dossiers" in (await sophie.get("/courrier")).text
    await post(
        visitor,
        papers,
        message((await second.address()).upper(), ("DPE.pdf", pdf(DPE)), sender="syndic@exemple.fr"),
    )
    kept = (await second.documents())[0]
    assert kept["contact_id"] is None and kept["section"] == "received"
    assert (await second.mails("mail.document_received_client"))[0]["to_email"] == "syndic@exemple.fr"


async def test_the_secret_of_another_company_opens_nothing(
    visitor: Visitor, papers: Papers, morel: Company
) -> None:
    raw = message(await papers.address(), ("a.pdf", pdf("a"))).as_bytes()
    answer = await visitor.http.post(inbound_path(morel.tenant_id), content=raw)
    assert answer.status_code == 404 and await papers.documents() == []


async def test_forty_pieces_of_every_kind_are_kept_or_said(visitor: Visitor, papers: Papers) -> None:
    inner = message("quelquun@exemple.fr", ("../../etc/passwd.pdf", pdf("dedans")))
    mail = message(await papers.address(), *((f"photo {n}.pdf", pdf(f"page {n}")) for n in range(40)))
    mail.add_attachment(inner)
    mail.add_attachment(b"", maintype="application", subtype="pdf", filename="vide.pdf")
    mail.add_attachment(pdf("accents"), maintype="application", subtype="pdf", filename="re\u0301glement.pdf")
    await post(visitor, papers, mail)
    names = [x["name"] for x in await papers.documents()]
    assert len(names) == 42 and "passwd.pdf" in names and "r\u00e9glement.pdf" in names
    row = (await papers.rows("select refused from inbound_mail order by created_at desc limit 1"))[0]
    assert len(row["refused"]) == 1 and "vide" in row["refused"][0]


@pytest.mark.quick
def test_a_logo_is_no_document_and_a_photo_is() -> None:
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"], mail["To"] = "a@exemple.fr", "b@exemple.fr"
    mail.set_content("voir la signature")
    mail.add_alternative('<p>Bonjour <img src="cid:logo1"><img src="cid:photo1"></p>', subtype="html")
    html = mail.get_payload()[1]
    html.add_related(b"\x89PNG" + bytes(500), "image", "png", cid="<logo1>", filename="logo.png")
    html.add_related(
        b"\xff\xd8\xff" + bytes(90_000), "image", "jpeg", cid="<photo1>", filename="IMG_2041.jpg"
    )
    read = read_message(mail.as_bytes())
    assert (
        [piece.name for piece in read.pieces] == ["IMG_2041.jpg"]
        and "Bonjour" in read.text
        or "signature" in read.text
    )


@pytest.mark.quick
@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\x00\xff\xfe", b"From: \xff\xfe\nTo: x\n\n\xff", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n--x",
        b"From: =?utf-8?b?!!!?=\nSubject: =?x?q?=?=\nContent-Type: text/plain; charset=nothing\n\nbonjour",
        b"Content-Disposition: attachment; filename*=utf-8''%ff%fe\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"From: " + b"a" * 100_000 + b"@b\n\n", b"Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\n" * 40,
    ],
)  # fmt: skip
def test_no_message_breaks_the_reader(raw: bytes) -> None:
    read = read_message(raw)
    assert read.key and len(read.from_email) <= 254


async def test_what_is_no_mail_is_refused(papers: Papers) -> None:
    async with db.tenant(papers.company.tenant_id) as tx:
        with pytest.raises(NotAMail):
            await keep_message(tx, b"\x00\x01\x02 rien")
