"""Mail that comes in: from the company's mail host, or dropped as a file; what has no known address waits for a person."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.files import attachment, find
from odissee.platform.rights import allow, anyone
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.platform.web.signing import sign, unsign
from odissee.tenants.dossiers import seen_dossier, visible_ids
from odissee.tenants.missing.errors import NotAMail
from odissee.tenants.missing.incoming import dismiss, file_by_hand, file_message, keep_message

PAGE = "missing/inbound.html"
MAX_MAIL = 60 * 1024 * 1024
"""Bytes: attachments travel a third bigger than they are."""
UNSORTED = """
select * from inbound_mail where state = 'unsorted' order by created_at desc, id desc limit 100"""
IGNORED = """
select * from inbound_mail where state = 'ignored' order by created_at desc, id desc limit 20"""
NUMBERED = "select id from dossier where number = $1 and trashed_at is null"
THEIRS = """
select d.id, d.number, d.owner_name, d.city, lower(c.email) as email from dossier d
  join dossier_contact k on k.dossier_id = d.id join contact c on c.id = k.contact_id
 where lower(c.email) = any($1::text[]) and d.trashed_at is null order by d.active_at desc limit 200"""


def inbound_path(tenant: UUID) -> str:
    """What the company gives to its mail host: messages are posted there as they are."""
    return f"/entrants/courrier/{sign('inbound', str(tenant))}"


@post("/entrants/courrier/{secret:str}", guards=[anyone], opt={"csrf": False}, status_code=200,
      request_max_body_size=MAX_MAIL)  # fmt: skip
async def mail_came(request: Request, secret: FromPath[str]) -> dict[str, Any]:
    """One raw message (message/rfc822); the same again changes nothing."""
    tx = tx_of(request)
    if unsign("inbound", secret) != str(tx.tenant):
        raise NotFound
    id = await keep_message(tx, await request.body())
    return {"status": "ok", "fresh": id is not None}


@get("/courrier", guards=[allow("report.manage")])
async def inbound_page(request: Request) -> Page:
    """What waits for a choice, with the dossiers of its sender; the choice is a person's."""
    return render(request, PAGE, errors={}, **await _context(request, {}))


async def _context(request: Request, typed: dict[str, str]) -> dict[str, Any]:
    tx = tx_of(request)
    rows = await tx.fetch(UNSORTED)
    return {
        "mails": rows, "ignored": await tx.fetch(IGNORED), "theirs": await _theirs(request, tx, rows), "typed": typed,
        "hook": place_in(request).origin + inbound_path(tx.tenant) if actor_in(request).may("company.settings") else "",
    }  # fmt: skip


async def _theirs(request: Request, tx: TenantTransaction, rows: list[Any]) -> dict[str, list[Any]]:
    """Dossiers that this person sees and on which a sender stands."""
    found = await tx.fetch(THEIRS, list({row["from_email"] for row in rows}))
    seen = set(await visible_ids(tx, actor_in(request), [row["id"] for row in found]))
    theirs: dict[str, list[Any]] = {}
    for row in found:
        if row["id"] in seen:
            theirs.setdefault(row["email"], []).append(row)
    return theirs


@post("/courrier", guards=[allow("report.manage")], request_max_body_size=MAX_MAIL)
async def drop_mail(request: Request) -> Response[Any]:
    """A message saved as a file: the way in for who has no mail host to connect."""
    tx, form = tx_of(request), await request.form()
    file = form.get("message")
    raw = await file.read() if isinstance(file, UploadFile) else b""
    try:
        if not raw:
            raise NotAMail("Choisissez un courrier enregistré au format .eml.")
        id = await keep_message(tx, raw)
    except NotAMail as error:
        return refused(request, PAGE, {"message": error.sentence}, **await _context(request, {}))
    if id is None:
        return see_other(
            request, "/courrier", toast("Ce courrier est déjà là : rien n’a changé.", kind="warn")
        )
    await file_message(tx, id)
    row = await tx.fetchrow("select state, dossier_id from inbound_mail where id = $1", id)
    assert row is not None  # noqa: S101 - just kept
    if row["state"] == "filed":
        return see_other(
            request, f"/dossiers/{row['dossier_id']}#documents", toast("Courrier rangé dans le dossier")
        )
    return see_other(request, "/courrier", toast("Courrier gardé : dites à quel dossier il va.", kind="warn"))


@post("/courrier/{mail_id:uuid}/ranger", guards=[allow("report.manage")])
async def choose_dossier(request: Request, mail_id: FromPath[UUID]) -> Response[Any]:
    """A person says which dossier, by its number."""
    tx = tx_of(request)
    number = str((await request.form()).get("number", "")).strip()
    id = await tx.fetchval(NUMBERED, int(number)) if number.isdigit() and len(number) < 16 else None
    if id is None or not await visible_ids(tx, actor_in(request), [id]):
        said = {
            f"number-{mail_id}": "Aucun dossier ne porte ce numéro. Relevez-le dans la liste des dossiers."
        }
        return refused(request, PAGE, said, **await _context(request, {str(mail_id): number}))
    await seen_dossier(tx, actor_in(request), id)
    done = await file_by_hand(tx, mail_id, id)
    if not done:
        return see_other(request, "/courrier", toast("Ce courrier est déjà rangé.", kind="warn"))
    return see_other(request, f"/dossiers/{id}#documents", toast("Courrier rangé dans le dossier"))


@post("/courrier/{mail_id:uuid}/ecarter", guards=[allow("report.manage")])
async def put_aside(request: Request, mail_id: FromPath[UUID]) -> Response[Any]:
    """For no dossier; nothing is erased."""
    entry = await dismiss(tx_of(request), mail_id)
    return see_other(
        request, "/courrier", toast("Courrier écarté" if entry else "Ce courrier est déjà rangé.")
    )


@get("/courrier/{mail_id:uuid}/message", guards=[allow("report.manage")])
async def whole_message(request: Request, mail_id: FromPath[UUID]) -> Response[Any]:
    """The message as it came."""
    tx = tx_of(request)
    file_id = await tx.fetchval(
        "select file_id from inbound_mail where id = $1 and state <> 'filed'", mail_id
    )
    if file_id is None:
        raise NotFound
    return await attachment(tx.tenant, await find(tx, file_id))


INBOUND = [mail_came, inbound_page, drop_mail, choose_dossier, put_aside, whole_message]
