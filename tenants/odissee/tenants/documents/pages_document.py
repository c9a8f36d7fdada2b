"""The page of one document: what it is, its versions, who took it; corrections, the bin, the bytes."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import NotFound
from odissee.platform.files import attachment, find
from odissee.platform.french import count, full_date
from odissee.platform.rights import allow
from odissee.platform.web import Request, done, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.documents.block import READINGS, size_of
from odissee.tenants.documents.change import rename, separate, trash
from odissee.tenants.documents.deposit import SECTIONS
from odissee.tenants.documents.kinds import KINDS
from odissee.tenants.documents.options import ASBESTOS, METHODS, options_of
from odissee.tenants.documents.prefect import SCORES, set_score
from odissee.tenants.documents.queries import history_of, seen_document
from odissee.tenants.documents.replaced import holders_of_older, tell_replaced
from odissee.tenants.documents.sentences import METHOD_WORDS

ANCHORS = {
    "ademe": "Numéro ADEME", "dossier": "Référence", "software": "Logiciel", "established_on": "Établi le",
    "visited_on": "Visite le", "valid_until": "Valable jusqu’au",
}  # fmt: skip
VERSIONS = """select x.*, f.name, f.size from document x join stored_file f on f.id = x.file_id
  where x.series_id = $1 order by x.version desc"""


@get("/documents/{document_id:uuid}", guards=[allow("dossier.see")])
async def document_page(request: Request, document_id: FromPath[UUID]) -> Page:
    """First page, kind and title to correct, versions, downloads."""
    tx = tx_of(request)
    x = await seen_document(tx, actor_in(request), document_id, trashed=True)
    dossier = await tx.fetchrow("select id, number from dossier where id = $1", x["dossier_id"])
    return render(
        request, "documents/document.html", x=x, d=dossier, report_kinds=KINDS, methods=METHODS, sections=SECTIONS | {"proof": "Preuves"},
        readings=READINGS, size_of=size_of, versions=await tx.fetch(VERSIONS, x["series_id"]),
        history=await history_of(tx, x["dossier_id"], x["series_id"]), method_words=METHOD_WORDS,
        anchors=[(label, _told(x["anchors"][name])) for name, label in ANCHORS.items() if name in x["anchors"]],
        holders=await holders_of_older(tx, x), scores=SCORES if x["kind"] in ASBESTOS else (),
        company_method=(await options_of(tx)).method(x["kind"], None),
    )  # fmt: skip


def _told(value: str) -> str:
    """A date as people read it, a number as it is."""
    try:
        return full_date(date.fromisoformat(value))
    except ValueError:
        return value


@post("/documents/{document_id:uuid}", guards=[allow("report.add")])
async def correct(request: Request, document_id: FromPath[UUID]) -> Response[Any]:
    """Kind, title and method as a person knows them."""
    tx, form = tx_of(request), await request.form()
    x = await seen_document(tx, actor_in(request), document_id)
    method = str(form.get("acknowledge", ""))
    acknowledge = (
        (method if method in METHODS else None)
        if actor_in(request).may("report.manage")
        else x["acknowledge"]
    )
    entry = await rename(tx, x, str(form.get("kind", "")), str(form.get("title", "")), acknowledge)
    return see_other(
        request,
        f"/documents/{document_id}",
        toast("Document corrigé" if entry else "Rien n’a changé", _undo(entry)),
    )


@post("/documents/{document_id:uuid}/liste-a", guards=[allow("report.add")])
async def list_a(request: Request, document_id: FromPath[UUID]) -> Response[Any]:
    """The score of list A; N2 and N3 owe a copy to the prefect."""
    x = await seen_document(tx_of(request), actor_in(request), document_id)
    await set_score(tx_of(request), x, str((await request.form()).get("score", "")))
    return see_other(request, f"/documents/{document_id}", toast("Score enregistré"))


@post("/documents/{document_id:uuid}/remplacement", guards=[allow("report.manage")])
async def announce_replacement(request: Request, document_id: FromPath[UUID]) -> Response[Any]:
    """Tell those who hold an older version what changes."""
    x = await seen_document(tx_of(request), actor_in(request), document_id)
    told = await tell_replaced(tx_of(request), x, str((await request.form()).get("reason", "")))
    return see_other(
        request, f"/documents/{document_id}", toast(f"Remplacement annoncé à {count(told, 'contact')}")
    )


@post("/documents/{document_id:uuid}/separer", guards=[allow("report.add")])
async def split(request: Request, document_id: FromPath[UUID]) -> Response[Any]:
    """« Ce n’est pas une nouvelle version »."""
    x = await seen_document(tx_of(request), actor_in(request), document_id)
    await separate(tx_of(request), x)
    return see_other(request, f"/documents/{document_id}", toast("Les deux documents sont à part"))


@post("/documents/{document_id:uuid}/corbeille", guards=[allow("report.add")])
async def bin_it(request: Request, document_id: FromPath[UUID]) -> Response[Any]:
    """To the bin, with undo."""
    x = await seen_document(tx_of(request), actor_in(request), document_id)
    entry = await trash(tx_of(request), x)
    return done(
        request,
        f"« {x['title']} » mis à la corbeille",
        _undo(entry),
        path=f"/dossiers/{x['dossier_id']}#documents",
    )


def _undo(entry: Any) -> str:
    return f"/annuler/{entry.id}" if entry else ""


@get("/documents/{document_id:uuid}/fichier", guards=[allow("dossier.see")])
async def bytes_of(request: Request, document_id: FromPath[UUID]) -> Response[Any]:
    """The file, for the staff: not a hand-over."""
    tx = tx_of(request)
    x = await seen_document(tx, actor_in(request), document_id, trashed=True)
    return await attachment(tx.tenant, await find(tx, x["file_id"]))


@get("/documents/{document_id:uuid}/apercu", guards=[allow("dossier.see")])
async def preview(request: Request, document_id: FromPath[UUID]) -> Response[Any]:
    """The first page, drawn by us."""
    tx = tx_of(request)
    x = await seen_document(tx, actor_in(request), document_id, trashed=True)
    if x["preview_file_id"] is None:
        raise NotFound
    return await attachment(tx.tenant, await find(tx, x["preview_file_id"]), shown=True)


DOCUMENT = [document_page, correct, list_a, announce_replacement, split, bin_it, bytes_of, preview]
