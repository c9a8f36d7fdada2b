"""Asking for documents: which, of whom, with which words; then reminders, receptions and cancellations by hand."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import NotFound, OdisseeError
from odissee.platform.fields import as_uuid
from odissee.platform.french import count
from odissee.platform.rights import allow
from odissee.platform.texts import TextRefused, UnknownVariable, names_in, variables_of
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.documents import READERS, seen_document
from odissee.tenants.dossiers import Role, seen_dossier
from odissee.tenants.missing.ask import Letter, ask
from odissee.tenants.missing.errors import NoLinkLeft, NothingAsked
from odissee.tenants.missing.kinds import BY_CODE, KINDS, SEVERAL
from odissee.tenants.missing.mailbox import address_of_dossier
from odissee.tenants.missing.proposed import proposed_codes, proposed_letter, proposed_people
from odissee.tenants.missing.received import attach, cancel, receive_by_hand
from odissee.tenants.missing.remind import remind_now

PAGE = "missing/ask.html"
HINT = (
    "Chaque contact reçoit son propre lien à la place de {{ link }}, et son nom à la place de {{ greeting }}."
)
THERE = """
select kind from missing_document where dossier_id = $1 and state <> 'cancelled'
union select missing_kind from document where dossier_id = $1 and missing_kind <> '' and trashed_at is null"""


@get("/dossiers/{dossier_id:uuid}/manquants", guards=[allow("report.manage")])
async def ask_page(request: Request, dossier_id: FromPath[UUID]) -> Page:
    """Proposed documents and people, with the letter that they would get (`?d=` chooses the documents)."""
    tx = tx_of(request)
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    asked = [code for code in request.query_params.getall("d", []) if code in BY_CODE]
    there = [row["kind"] for row in await tx.fetch(THERE, dossier_id)]
    codes = asked or await proposed_codes(tx, dossier_id, there)
    people = await tx.fetch(READERS, dossier_id)
    letter = await proposed_letter(tx, dossier_id, codes) if codes else Letter("", "")
    return render(
        request,
        PAGE,
        errors={},
        **await _context(request, d, codes, people, proposed_people(people, codes), letter),
    )


async def _context(
    request: Request, d: Any, codes: list[str], people: Any, chosen: Any, letter: Letter
) -> dict[str, Any]:
    return {"d": d, "kinds": KINDS, "codes": codes, "people": people, "chosen": chosen, "letter": letter,
            "role_labels": {role.value: role.label for role in Role}, "body_hint": HINT,
            "address": await address_of_dossier(tx_of(request), d["id"])}  # fmt: skip


@post("/dossiers/{dossier_id:uuid}/manquants", guards=[allow("report.manage")])
async def send_request(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """Send it; a refusal keeps the words that were typed."""
    tx, form = tx_of(request), await request.form()
    d = await seen_dossier(tx, actor_in(request), dossier_id)
    codes = [str(code) for code in form.getall("d", []) if code in BY_CODE]
    chosen = {id for id in map(as_uuid, form.getall("contact", [])) if id is not None}
    letter = Letter(
        str(form.get("subject", "")).strip()[:300], str(form.get("body", "")).replace("\r\n", "\n")[:8000]
    )
    try:
        _check(codes, letter)
        names = await ask(tx, dossier_id, codes, chosen, letter)
    except OdisseeError as error:
        people = await tx.fetch(READERS, dossier_id)
        where = "" if isinstance(error, NothingAsked) else "body"
        return refused(
            request,
            PAGE,
            {where: error.sentence},
            **await _context(request, d, codes, people, chosen, letter),
        )
    said = (
        f"Demande envoyée à {', '.join(names)}"
        if len(names) < 3
        else f"Demande envoyée à {count(len(names), 'contact')}"
    )
    return see_other(request, f"/dossiers/{dossier_id}#manquants", toast(said))


def _check(codes: list[str], letter: Letter) -> None:
    """Raise what refuses the edited words."""
    if not codes:
        raise NothingAsked("Cochez au moins un document.")
    if not letter.subject or not letter.body.strip():
        raise TextRefused(
            "L’objet et le texte sont nécessaires. Reprenez le modèle avec « Reprendre le texte »."
        )
    used = names_in(letter.body) | names_in(letter.subject)
    unknown = (
        used
        - variables_of(BY_CODE[codes[0]].text if len(codes) == 1 else SEVERAL)
        - {"link", "greeting", "signature"}
    )
    if unknown:
        raise UnknownVariable(sorted(unknown))
    if "link" not in names_in(letter.body):
        raise NoLinkLeft


@post("/dossiers/{dossier_id:uuid}/manquants/relancer", guards=[allow("report.manage")])
async def remind(request: Request, dossier_id: FromPath[UUID]) -> Response[Any]:
    """A reminder now to one contact, with all that is awaited of them."""
    tx = tx_of(request)
    await seen_dossier(tx, actor_in(request), dossier_id)
    contact = as_uuid((await request.form()).get("contact", ""))
    sent = contact is not None and await remind_now(tx, dossier_id, contact)
    said = (
        "Relance envoyée"
        if sent
        else "Rien à relancer : plus rien n’est attendu, ou le contact n’a pas d’adresse."
    )
    return see_other(request, f"/dossiers/{dossier_id}#manquants", toast(said, kind="ok" if sent else "warn"))


async def _request(request: Request, request_id: UUID) -> Any:
    tx = tx_of(request)
    row = await tx.fetchrow("select id, dossier_id from missing_document where id = $1", request_id)
    if row is None:
        raise NotFound
    await seen_dossier(tx, actor_in(request), row["dossier_id"])
    return row


@post("/manquants/{request_id:uuid}/recu", guards=[allow("report.add")])
async def note_received(request: Request, request_id: FromPath[UUID]) -> Response[Any]:
    """It came by post or on site."""
    row = await _request(request, request_id)
    await receive_by_hand(tx_of(request), row["dossier_id"], request_id, actor_in(request).name)
    return see_other(request, f"/dossiers/{row['dossier_id']}#manquants", toast("Document noté reçu"))


@post("/manquants/{request_id:uuid}/annuler", guards=[allow("report.add")])
async def cancel_request(request: Request, request_id: FromPath[UUID]) -> Response[Any]:
    """No longer needed: reminders stop; taken back by undo."""
    row = await _request(request, request_id)
    entry = await cancel(tx_of(request), row["dossier_id"], request_id, actor_in(request).name)
    said = toast("Demande annulée", f"/annuler/{entry.id}")
    return see_other(request, f"/dossiers/{row['dossier_id']}#manquants", said)


@post("/documents/{document_id:uuid}/repond", guards=[allow("report.add")])
async def attach_file(request: Request, document_id: FromPath[UUID]) -> Response[Any]:
    """What a file answers, said by a person."""
    tx = tx_of(request)
    x = await seen_document(tx, actor_in(request), document_id)
    await attach(tx, x, str((await request.form()).get("kind", "")))
    return see_other(request, f"/dossiers/{x['dossier_id']}#manquants", toast(f"« {x['title']} » rattaché"))


ASK = [ask_page, send_request, remind, note_received, cancel_request, attach_file]
