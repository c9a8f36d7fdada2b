from typing import Any, cast, get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.french import hour, phone, to_local
from odissee.platform.mail import address_problem, stays_inside
from odissee.platform.outbox.resend import resend
from odissee.platform.outbox.rows import Message, Reader, View, opened, page, problems
from odissee.platform.outbox.words import state_of
from odissee.platform.rights import staff
from odissee.platform.settings import settings
from odissee.platform.sms import provider
from odissee.platform.web import Request, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in

HERE = "/boite-de-sortie"
VIEWS = {"tous": "Tous", "mails": "Mails", "sms": "SMS", "problemes": "Problèmes"}


def _reader(request: Request) -> Reader:
    return Reader.of(actor_in(request), settings().mode == "demo")


def _view(request: Request) -> View:
    asked = request.query_params.get("vue", "tous")
    return cast(View, asked if asked in get_args(View) else "tous")


def _before(request: Request) -> UUID | None:
    try:
        return UUID(request.query_params["avant"])
    except (KeyError, ValueError):
        return None


async def _page(request: Request, message: Message | None = None) -> Page:
    tx, reader, view = tx_of(request), _reader(request), _view(request)
    messages, following = await page(tx, reader, view, _before(request))
    context: dict[str, Any] = {
        "messages": messages, "next": following, "view": view, "message": message, "views": VIEWS,
        "problem_count": await problems(tx, reader), "state_of": state_of, "moment": _moment(request),
        "said_phone": phone, "mails_inside": stays_inside(),
        "sms_inside": await provider.stays_inside(tx), "before": _before(request),
        "srcdoc": message.html.replace("<head>", '<head><base target="_blank">', 1) if message else "",
        "address_bad": await address_problem(tx, message.to_address) if message and message.kind == "mail" else None,
    }  # fmt: skip
    return render(request, "outbox/outbox.html", **context)


def _moment(request: Request) -> Any:
    zone = place_in(request).time_zone

    def words(instant: Any) -> str:
        """« 24/11/2026 14 h 30 », short enough for a column."""
        local = to_local(instant, zone)
        return f"{local:%d/%m/%Y}\u00a0{hour(local.time())}"

    return words


@get(HERE, guards=[staff])
async def outbox(request: Request) -> Page:
    """Newest first, forty a page."""
    return await _page(request)


@get(f"{HERE}/{{message_id:uuid}}", guards=[staff])
async def outbox_message(request: Request, message_id: FromPath[UUID]) -> Page:
    """The list with one message open beside it."""
    return await _page(request, await opened(tx_of(request), _reader(request), message_id))


@post(f"{HERE}/{{message_id:uuid}}/renvoyer", guards=[staff])
async def send_again(request: Request, message_id: FromPath[UUID]) -> Response[None]:
    message = await opened(tx_of(request), _reader(request), message_id)
    await resend(tx_of(request), message)
    return see_other(request, f"{HERE}/{message_id}", toast("Le message repart."))


ROUTES = [outbox, outbox_message, send_again]
