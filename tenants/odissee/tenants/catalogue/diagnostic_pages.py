from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.fields import FieldError, Form, one_of, parse_integer, parse_name, parse_percent
from odissee.platform.french import percent_bp
from odissee.platform.journal import Entry
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.catalogue.diagnostic_change import (
    add_diagnostic,
    change_diagnostic,
    diagnostic_row,
    move_diagnostic,
    show_diagnostic,
)
from odissee.tenants.catalogue.diagnostics import diagnostics_of
from odissee.tenants.catalogue.words import TRANSACTIONS
from odissee.tenants.companies import settings_nav

MAY = allow("catalogue.manage")
PATH = "/parametres/diagnostics"
PAGE = "catalogue/diagnostic.html"
CERTIFICATIONS = {
    "dpe": "DPE", "audit": "Audit énergétique", "asbestos": "Amiante", "lead": "Plomb", "gas": "Gaz",
    "electricity": "Électricité", "termites": "Termites",
}  # fmt: skip


@get(PATH, guards=[MAY])
async def catalogue_list(request: Request) -> Page:
    return render(
        request, "catalogue/diagnostics.html", diagnostics=await diagnostics_of(tx_of(request)),
        certifications=CERTIFICATIONS, transactions=TRANSACTIONS, **settings_nav(request),
    )  # fmt: skip


def _context(request: Request, form: Mapping[str, Any], ticked: list[str], id: UUID | None) -> dict[str, Any]:
    return {
        "form": form, "ticked": ticked, "id": id, "certifications": CERTIFICATIONS.items(),
        "transactions": TRANSACTIONS.items(), **settings_nav(request),
    }  # fmt: skip


@get(f"{PATH}/nouveau", guards=[MAY])
async def new_diagnostic(request: Request) -> Page:
    return render(request, PAGE, errors={}, **_context(request, {"vat": "20", "minutes": "30"}, [], None))


@get(f"{PATH}/{{id:uuid}}", guards=[MAY])
async def edit_diagnostic(request: Request, id: FromPath[UUID]) -> Page:
    row = await diagnostic_row(tx_of(request), id)
    form = {name: row[name] for name in ("label", "short_label", "minutes", "certification")}
    boxes = {name: "1" for name in ("machine", "mention") if row[name]}
    shown = form | boxes | {"vat": percent_bp(row["vat_bp"]).removesuffix("%").strip()}
    return render(request, PAGE, errors={}, **_context(request, shown, row["transactions"], id))


def _read(raw: Mapping[str, str], ticked: list[str]) -> tuple[Form, dict[str, Any]]:
    form = Form(raw)
    every = len(set(ticked) & set(TRANSACTIONS)) == len(TRANSACTIONS)
    return form, {
        "label": form.read("label", parse_name, required=True),
        "short_label": form.read("short_label", parse_name, required=True),
        "vat_bp": form.read("vat", parse_percent, required=True),
        "minutes": form.read("minutes", lambda text: parse_integer(text, maximum=2_000)) or 0,
        "certification": form.read("certification", one_of({key: key for key in CERTIFICATIONS})) or "",
        "machine": form.checked("machine"),
        "mention": form.checked("mention"),
        "transactions": [] if every else [key for key in TRANSACTIONS if key in ticked],
    }


@post([f"{PATH}/nouveau", f"{PATH}/{{id:uuid}}"], guards=[MAY])
async def save_diagnostic(request: Request) -> Response[Any]:
    tx, sent = tx_of(request), await request.form()
    id: UUID | None = request.path_params.get("id")
    if id is not None:
        await diagnostic_row(tx, id)
    ticked = [str(value) for value in sent.getall("transactions", [])]
    form, values = _read({name: str(value) for name, value in sent.items()}, ticked)
    if not form.errors:
        try:
            entry = await (change_diagnostic(tx, id, values) if id else add_diagnostic(tx, values))
            return _back(
                request, f"« {values['label']} » enregistré" if entry else "Rien à changer", entry, bool(id)
            )
        except FieldError as error:
            form.refuse("short_label", error)
    return refused(request, PAGE, form.errors, **_context(request, form.raw, ticked, id))


@post(f"{PATH}/{{id:uuid}}/montrer", guards=[MAY])
async def switch(request: Request, id: FromPath[UUID]) -> Response[Any]:
    shown = bool((await request.form()).get("shown"))
    entry = await show_diagnostic(tx_of(request), id, shown)
    return _back(request, "Diagnostic proposé" if shown else "Diagnostic masqué", entry, True)


@post(f"{PATH}/{{id:uuid}}/deplacer", guards=[MAY])
async def move(request: Request, id: FromPath[UUID]) -> Response[Any]:
    by = -1 if (await request.form()).get("by") == "-1" else 1
    await move_diagnostic(tx_of(request), id, by)
    return see_other(request, PATH)


def _back(request: Request, text: str, entry: Entry | None, reversible: bool) -> Response[Any]:
    return see_other(request, PATH, toast(text, undo=f"/annuler/{entry.id}" if entry and reversible else ""))


ROUTES = [catalogue_list, new_diagnostic, edit_diagnostic, save_diagnostic, switch, move]
