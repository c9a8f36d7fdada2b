"""The inbox, one conversation, a new message."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from odissee.platform import clock
from odissee.platform.rights import staff
from odissee.platform.web import Request, refused, render, render_fragment, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in
from odissee.tenants.dossiers import visible_ids
from odissee.tenants.messaging.address import EVERYBODY, addressed, book_of
from odissee.tenants.messaging.queries import conversations, talk
from odissee.tenants.messaging.write import answer, have_read, mine, send_message

MOST = 4000
NOBODY = "Choisissez au moins une personne, un site ou toute l’équipe."
NOTHING = "Écrivez d’abord votre message."
NO_DOSSIER = "Aucun dossier visible ne porte ce numéro. Vérifiez-le, ou laissez vide."
BY_NUMBER = "select id from dossier where number = $1 and trashed_at is null"


@get("/messages", guards=[staff])
async def inbox(request: Request, avant: FromQuery[str] = "") -> Page:
    """One's own conversations, the latest first."""
    rows, more = await conversations(tx_of(request), actor_in(request), _instant(avant))
    return render(request, "messaging/inbox.html", rows=rows, more=more, now=clock.now())


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


@get("/messages/nouveau", guards=[staff])
async def new_message(request: Request, dossier: FromQuery[str] = "", a: FromQuery[str] = "") -> Page:
    """Empty, or about a dossier, or to somebody."""
    typed = {"dossier": dossier[:12], "subject": "", "text": ""}
    return render(
        request, "messaging/new.html", errors={}, **await _context(request, typed, {f"m:{a}"} if a else set())
    )


async def _context(request: Request, typed: dict[str, str], ticked: set[str]) -> dict[str, Any]:
    book = await book_of(tx_of(request), actor_in(request))
    return {"book": book, "typed": typed, "ticked": ticked, "everybody": EVERYBODY}


@post("/messages", guards=[staff])
async def begin(request: Request) -> Response[Any]:
    """Send it; with a fault the form comes back as it was."""
    tx, actor, form = tx_of(request), actor_in(request), await request.form()
    typed = {name: str(form.get(name, "")).strip() for name in ("subject", "text", "dossier")}
    ticked = {str(value) for value in form.getall("to", [])}
    to, errors = addressed(await book_of(tx, actor), ticked), {}
    if not to.members:
        errors["to"] = NOBODY
    if not typed["text"]:
        errors["text"] = NOTHING
    dossier_id = await _dossier(request, typed["dossier"])
    if typed["dossier"] and dossier_id is None:
        errors["dossier"] = NO_DOSSIER
    if errors:
        return refused(request, "messaging/new.html", errors, **await _context(request, typed, ticked))
    subject, text = typed["subject"][:120], typed["text"][:MOST]
    id = await send_message(tx, actor, to.members, subject, text, dossier_id=dossier_id, audience=to.audience)
    return see_other(request, f"/messages/{id}", toast("Message envoyé"))


async def _dossier(request: Request, number: str) -> UUID | None:
    """A dossier of this number that the person sees."""
    tx, actor = tx_of(request), actor_in(request)
    digits = "".join(char for char in number if char.isdigit())[:12]
    id = await tx.fetchval(BY_NUMBER, int(digits)) if digits and actor.may("dossier.see") else None
    return id if id is not None and await visible_ids(tx, actor, [id]) else None


@get("/messages/{conversation_id:uuid}", guards=[staff])
async def conversation(request: Request, conversation_id: FromPath[UUID]) -> Page:
    """Everything that was said; the page tells by itself that it was read."""
    return await _show(request, conversation_id)


async def _show(request: Request, conversation_id: UUID, errors: dict[str, str] | None = None) -> Page:
    tx, actor = tx_of(request), actor_in(request)
    row = await mine(tx, actor, conversation_id)
    context = {"talk": row, **await talk(tx, actor, row)}
    if errors:
        return refused(request, "messaging/conversation.html", errors, **context)
    return render(request, "messaging/conversation.html", errors={}, **context)


@get("/messages/{conversation_id:uuid}/suite", guards=[staff])
async def messages_only(request: Request, conversation_id: FromPath[UUID]) -> Page:
    """The messages again, when somebody has answered meanwhile."""
    tx, actor = tx_of(request), actor_in(request)
    row = await mine(tx, actor, conversation_id)
    return render_fragment(request, "messaging/messages.html", talk=row, **await talk(tx, actor, row))


@post("/messages/{conversation_id:uuid}", guards=[staff])
async def reply(request: Request, conversation_id: FromPath[UUID]) -> Response[Any]:
    """One more message."""
    text = str((await request.form()).get("text", "")).strip()[:MOST]
    if not text:
        return await _show(request, conversation_id, {"text": NOTHING})
    await answer(tx_of(request), actor_in(request), conversation_id, text)
    return see_other(request, f"/messages/{conversation_id}#fin")


@post("/messages/{conversation_id:uuid}/lu", guards=[staff])
async def mark_read(request: Request, conversation_id: FromPath[UUID]) -> Response[Any]:
    """The bell counts it no more."""
    tx, actor = tx_of(request), actor_in(request)
    await mine(tx, actor, conversation_id)
    await have_read(tx, actor, conversation_id)
    if request.headers.get("HX-Request") == "true":
        return Response(b"", media_type="text/html; charset=utf-8")
    return see_other(request, "/messages")


ROUTES = [inbox, new_message, begin, conversation, messages_only, reply, mark_read]
