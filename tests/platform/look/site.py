"""A small site on the real templates, headers and handler, without a database, for a browser to visit.

It stands where the Doorway stands: it gives each request its place and person, and remembers what was sent.
"""

import asyncio
import os
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

os.environ.setdefault(
    "DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none"
)  # never opened: this site has no rows
os.environ.setdefault("NATS_URL", "nats://127.0.0.1:1")
os.environ.setdefault("ODISSEE_SECRET", "0" * 64)

from litestar import Litestar, Request, Response, get, post, route
from litestar.static_files import create_static_files_router

from odissee.platform.rights import Actor
from odissee.platform.tenancy import Place
from odissee.platform.web.assets import DIST
from odissee.platform.web.headers import dress
from odissee.platform.web.named_errors import with_names
from odissee.platform.web.pages import Page, render
from odissee.platform.web.shell import MENU, NavGroup, NavItem
from odissee.platform.web.styleguide import styleguide_page
from odissee.platform.web.templates_env import environment

NOBODY = UUID(int=0)
SOPHIE = Actor(NOBODY, NOBODY, None, "staff", "Sophie", "SO", ("administratif",))
DURAND = Place("company", "durand.localhost", NOBODY, "durand", "Durand Diagnostics", brand="#14608f")
NAV: list[list[dict[str, Any]]] = [
    [
        {"label": "Dossiers", "href": "/dossiers", "icon": "layout-list", "count": 186, "current": True},
        {"label": "Planning", "href": "/planning", "icon": "calendar-days", "count": None, "current": False},
        {"label": "Contacts", "href": "/contacts", "icon": "users", "count": None, "current": False},
    ],
    [
        {"label": "Facturation", "href": "/factures", "icon": "receipt-euro", "count": 9, "current": False},
        {"label": "Paramètres", "href": "/parametres", "icon": "settings", "count": None, "current": False},
    ],
]


@dataclass
class Seen:
    """What the server received, and how it is told to behave."""

    undone: list[str] = field(default_factory=list)
    saved: list[dict[str, Any]] = field(default_factory=list)
    searches: list[str] = field(default_factory=list)
    slow: dict[str, float] = field(default_factory=dict)
    refuse: int = 0
    kept: dict[str, str] = field(default_factory=dict)
    sent: list[dict[str, Any]] = field(default_factory=list)
    live: asyncio.Queue[str] = field(default_factory=asyncio.Queue)


seen = Seen()


class Shell:
    """ASGI middleware: place, person, request id."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope.setdefault("state", {})
            scope["state"].update(place=DURAND, actor=SOPHIE, request_id="look-0001")
        await self.app(scope, receive, send)


MENU[:] = [NavGroup(tuple(NavItem(i["label"], i["href"], i["icon"]) for i in group)) for group in NAV]


@get("/styleguide", sync_to_thread=False)
def styleguide(request: Request[Any, Any, Any]) -> Page:
    return styleguide_page(request)


def _page(request: Request[Any, Any, Any], body: str) -> Page:
    """A staff page whose main part is `body`, a template."""
    html = environment().from_string('{% extends "staff.html" %}{% block main %}' + body + "{% endblock %}")
    context = _context(request)
    return Response(html.render(**context).encode(), media_type="text/html; charset=utf-8")


def _context(request: Request[Any, Any, Any]) -> dict[str, Any]:
    from odissee.platform.web.pages import _shell

    return {**_shell(request, None), "nav": NAV}


ISLANDS = """
{% import "macros/forms.html" as forms %}{% import "macros/order.html" as order %}{% import "macros/status.html" as status %}
{% import "macros/table.html" as tables %}{% import "macros/overlays.html" as overlays %}{% import "macros/buttons.html" as buttons %}
<div class="page stack"><h1>Îlots</h1>
{{ forms.combobox("prescripteur", "Prescripteur", "/suggestions", id_name="prescripteur_id") }}
{% call order.draft("/brouillon", "essai", 3) %}<form class="stack" method="post" action="/valider">{{ forms.csrf(csrf_token) }}
<input type="hidden" name="version" value="3">{{ forms.field("reference", "Référence") }}{{ forms.textarea("note", "Note") }}
{{ forms.check("urgent", "Urgent") }}</form>{% endcall %}<p data-draft-status role="status"></p>
<div data-live="dossier:1" hx-get="/bloc" hx-trigger="live" id="bloc">Avant</div>
<button type="button" class="btn" hx-post="/archiver" hx-swap="none" data-key="e">Archiver</button>
<button type="button" class="btn" hx-get="/refus" hx-target="#bloc">Refus</button>
<form hx-post="/formulaire" hx-target="this" hx-swap="outerHTML" id="formulaire">{{ forms.field("nom", "Nom") }}<button class="btn">Envoyer</button></form>
{% call tables.scroll("Dossiers") %}<table class="table"><tbody>{% for n in [18427, 18428, 18429] %}<tr data-row><td>{{ status.pill_button("devis", "Devis", "m-statut", src="/statut") }}</td>
<td><input class="check" type="checkbox" aria-label="Sélectionner {{ n }}"></td><td><a class="rowlink" href="/dossiers/{{ n }}">{{ n }}</a></td></tr>{% endfor %}</tbody></table>{% endcall %}
{% call overlays.menu("m-statut") %}{% endcall %}
{{ overlays.dialog_link("d-un", "Ouvrir") }}{{ overlays.confirm("d-un", "Émettre la facture F-1", "Définitif.", "/emettre", csrf_token) }}
{{ buttons.copy_button("Copier", "texte") }}
<a class="btn" href="/volet" role="button" data-dialog="volet" hx-get="/volet" hx-target="#volet-corps" hx-swap="innerHTML">Volet</a>
<dialog class="dialog" id="volet" aria-label="Volet"><div id="volet-corps"></div></dialog></div>
"""

LEAF = """
{% import "macros/forms.html" as forms %}{% import "macros/order.html" as order %}
{% call order.draft("/brouillon", "essai:volet", 3) %}<form class="stack" method="post" action="/valider">{{ forms.csrf(csrf_token) }}
{{ forms.textarea("comment", "Commentaire", kept.get("comment", "")) }}
<a class="btn" href="/ilots" data-close role="button">Plus tard</a><button class="btn">Valider</button></form>{% endcall %}
"""


@get("/ilots", sync_to_thread=False)
def islands(request: Request[Any, Any, Any]) -> Page:
    return _page(request, ISLANDS)


@get("/recherche")
async def search(q: str = "") -> dict[str, Any]:
    seen.searches.append(q)
    await asyncio.sleep(seen.slow.get(q, 0))
    found = {
        "kind": "dossier",
        "label": f"18427 · Lasserre · {q}",
        "detail": "Intervenu",
        "href": "/dossiers/18427",
        "status": "intervenu",
    }
    person = {"kind": "contact", "label": "Mme Lasserre", "detail": "Contact", "href": "/contacts/1"}
    return {"results": [found, person] if "las" in q else []}


@get(["/suggestions", "/styleguide/suggestions"])
async def suggestions(q: str = "") -> dict[str, Any]:
    await asyncio.sleep(seen.slow.get(q, 0))
    first = {
        "value": "7",
        "label": "Ossau Immobilier",
        "detail": "Pau",
        "icon": "building-2",
        "fill": {"reference": "REF-7"},
    }
    hostile = {"value": "8", "label": "<img src=x onerror=alert(1)> Ossant"}
    return {"results": [first, hostile]}


@route("/brouillon", http_method=["PATCH"])
async def save(request: Request[Any, Any, Any]) -> Response[Any]:
    if seen.refuse == 503:
        return Response("", status_code=503)
    form = dict((await request.form()).items())
    await asyncio.sleep(seen.slow.get(form.get("comment", ""), 0))
    if seen.refuse == 409:
        notice = '<div class="notice notice--warn"><div>Karim a modifié la note.</div></div>'
        return Response(notice, status_code=409, media_type="text/html; charset=utf-8")
    seen.saved.append(form)
    seen.kept |= {name: form.get(name, "") for name in form["changed"].split(",")}
    return Response({"version": int(form["version"]) + 1}, status_code=200)


@get("/volet")
async def leaf(request: Request[Any, Any, Any]) -> Page:
    """What is kept now; the answer may be on its way for long."""
    html = environment().from_string(LEAF).render(**_context(request), kept=dict(seen.kept))
    await asyncio.sleep(seen.slow.get("/volet", 0))
    return Response(html.encode(), media_type="text/html; charset=utf-8")


@post("/valider", status_code=200)
async def validate(request: Request[Any, Any, Any]) -> Page:
    """The whole form: it takes the place of what was kept."""
    form = dict((await request.form()).items())
    seen.sent.append(form)
    seen.kept |= form
    return _page(request, "<div class='page'><h1>Validé</h1></div>")


@post("/archiver", sync_to_thread=False, status_code=200)
def archive(request: Request[Any, Any, Any]) -> Page:
    html = environment().from_string(
        '{% import "macros/overlays.html" as o %}{{ o.toast_oob("Dossier 18427 archivé", csrf_token, undo="/annuler/1") }}'
    )
    return Response(html.render(**_context(request)).encode(), media_type="text/html; charset=utf-8")


@post("/annuler/1", sync_to_thread=False, status_code=200)
def undo(request: Request[Any, Any, Any]) -> Response[Any]:
    seen.undone.append(request.headers.get("x-csrf", ""))
    return Response("", headers={"HX-Trigger": '{"toast": {"text": "Dossier 18427 r\\u00e9tabli"}}'})


@post("/formulaire", sync_to_thread=False)
def refuse_form(request: Request[Any, Any, Any]) -> Page:
    html = environment().from_string(
        '{% import "macros/forms.html" as forms %}<form hx-post="/formulaire" hx-target="this" hx-swap="outerHTML" id="formulaire">'
        '{{ forms.errors_summary({"nom": "Donnez un nom."}) }}{{ forms.field("nom", "Nom", "", {"nom": "Donnez un nom."}) }}</form>'
    )
    return Response(
        with_names(html.render(**_context(request))).encode(),
        status_code=422,
        media_type="text/html; charset=utf-8",
    )


@get("/refus", sync_to_thread=False)
def refusal(request: Request[Any, Any, Any]) -> Page:
    return render(
        request, "error.html", status_code=403, status=403, sentence="Votre profil ne permet pas d’archiver."
    )


@get("/bloc", sync_to_thread=False)
def block() -> Response[str]:
    return Response("Après", media_type="text/html; charset=utf-8")


@get("/cloche", sync_to_thread=False, status_code=204)
def bell() -> None:
    """Nothing waits."""


@get("/statut", sync_to_thread=False)
def status_menu(request: Request[Any, Any, Any]) -> Page:
    html = environment().from_string(
        '{% import "macros/status.html" as s %}{{ s.status_items([("devis", "Devis"), ("annule", "Annulé")], "/statut", csrf_token) }}'
    )
    return Response(html.render(**_context(request)).encode(), media_type="text/html; charset=utf-8")


@get("/vu", sync_to_thread=False)
def received() -> dict[str, Any]:
    return {
        "undone": seen.undone,
        "saved": seen.saved,
        "searches": seen.searches,
        "kept": seen.kept,
        "sent": seen.sent,
    }


@post("/regler", status_code=200)
async def tell(data: dict[str, Any]) -> None:
    """What the next requests meet: slow questions, refusals, a live event."""
    seen.slow = data.get("slow", {})
    seen.refuse = data.get("refuse", 0)
    if data.get("reset"):
        seen.undone, seen.saved, seen.searches, seen.kept, seen.sent = [], [], [], {}, []
    if "live" in data:
        await seen.live.put(data["live"])


@get("/live")
async def live() -> Response[Any]:
    from litestar.response import ServerSentEvent, ServerSentEventMessage

    async def events() -> Any:
        while True:
            yield ServerSentEventMessage(event="change", data=await seen.live.get())

    return ServerSentEvent(events())


@get(["/dossiers/{number:int}", "/dossiers", "/contacts", "/commandes/nouvelle"], sync_to_thread=False)
def elsewhere(request: Request[Any, Any, Any]) -> Page:
    return _page(request, "<div class='page'><h1>Ailleurs</h1></div>")


app = Litestar(
    [styleguide, islands, search, suggestions, save, leaf, validate, archive, undo, refuse_form, refusal, block, bell, status_menu, received, tell, live, elsewhere,
     create_static_files_router("/static", [DIST])],
    middleware=[Shell],
    before_send=[dress],
    debug=True,
)  # fmt: skip
