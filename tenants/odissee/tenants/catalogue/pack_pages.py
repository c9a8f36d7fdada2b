from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.french import numeric_date
from odissee.platform.journal import Entry
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.catalogue.dated import ends, starts
from odissee.tenants.catalogue.diagnostics import Diagnostic, diagnostics_of
from odissee.tenants.catalogue.grid_screen import LISTS, SITES, today_in
from odissee.tenants.catalogue.pack_form import read_pack
from odissee.tenants.catalogue.packs import add_pack, change_pack, end_pack, pack, packs_from, show_pack
from odissee.tenants.catalogue.price_settings import price_settings
from odissee.tenants.catalogue.revision import Row
from odissee.tenants.catalogue.rows import bracket_of
from odissee.tenants.catalogue.settings_change import change_settings
from odissee.tenants.catalogue.words import BASES, PROPERTY_TYPES, TRANSACTIONS, bracket_words, typed_amount
from odissee.tenants.companies import settings_nav
from odissee.tenants.pricing import PackRule

MAY = allow("catalogue.manage")
PATH = "/parametres/packs"
PAGE = "catalogue/pack.html"


def _line(row: Any, names: Mapping[str, Diagnostic], today: Any) -> dict[str, Any]:
    bracket = bracket_of(row)
    where = (TRANSACTIONS.get(row["transaction"] or ""), PROPERTY_TYPES.get(row["property_type"] or ""))
    size = bracket_words(bracket) if bracket else None
    return {
        "id": row["id"], "name": row["name"], "price": row["amount_cents"], "basis": BASES[row["basis"]],
        "minutes": row["minutes"], "active": row["hidden_at"] is None,
        "conditions": ", ".join(filter(None, (*where, size, row["site_name"], row["list_name"]))) or "Toujours",
        "diagnostics": ", ".join(names[code].short_label if code in names else code for code in row["diagnostics"]),
        "planned": row["valid_from"] if row["valid_from"] and row["valid_from"] > today else None, "until": row["valid_to"],
    }  # fmt: skip


@get(PATH, guards=[MAY])
async def pack_list(request: Request) -> Page:
    tx, today = tx_of(request), today_in(request)
    names = {each.code: each for each in await diagnostics_of(tx)}
    rows = [_line(row, names, today) for row in await packs_from(tx, today)]
    rule = (await price_settings(tx))["pack_rule"]
    rules = [(each.value, each.label) for each in PackRule]
    return render(
        request, "catalogue/packs.html", packs=rows, rule=rule, rules=rules, **settings_nav(request)
    )


@post(f"{PATH}/regle", guards=[MAY])
async def save_rule(request: Request) -> Response[Any]:
    """« Le meilleur prix pour le client » or « le pack d’abord »."""
    chosen = (await request.form()).get("pack_rule")
    rule = PackRule.PACK_FIRST if chosen == PackRule.PACK_FIRST.value else PackRule.BEST_PRICE
    entry = await change_settings(tx_of(request), {"pack_rule": rule.value})
    return _back(request, f"Prix proposé : {rule.label.lower()}", entry)


async def _context(
    request: Request, form: Mapping[str, Any], ticked: list[str], id: UUID | None
) -> dict[str, Any]:
    tx = tx_of(request)
    return {
        "form": form, "ticked": ticked, "id": id, "diagnostics": await diagnostics_of(tx),
        "transactions": TRANSACTIONS.items(), "property_types": PROPERTY_TYPES.items(), "bases": BASES.items(),
        "sites": [(row["id"], row["name"]) for row in await tx.fetch(SITES)],
        "lists": [(row["id"], row["name"]) for row in await tx.fetch(LISTS)], **settings_nav(request),
    }  # fmt: skip


@get(f"{PATH}/nouveau", guards=[MAY])
async def new_pack(request: Request) -> Page:
    form = {"from": numeric_date(today_in(request)), "basis": "incl"}
    return render(request, PAGE, errors={}, **await _context(request, form, [], None))


@get(f"{PATH}/{{id:uuid}}", guards=[MAY])
async def edit_pack(request: Request, id: FromPath[UUID]) -> Page:
    row = await pack(tx_of(request), id)
    today = today_in(request)
    form = _shown(row) | {"from": numeric_date(max(today, starts(row)))}
    return render(request, PAGE, errors={}, **await _context(request, form, row["diagnostics"], id))


def _shown(row: Row) -> dict[str, str]:
    plain = ("name", "transaction", "property_type", "basis", "minutes", "measure")
    shown = {name: str(row[name] or "") for name in plain}
    return shown | {
        "amount": typed_amount(row["amount_cents"]), "site": row["site_id"] or "", "liste": row["special_price_id"] or "",
        "above": f"{row['above']:g}" if row["above"] else "", "up_to": f"{row['up_to']:g}" if row["up_to"] else "",
        "until": numeric_date(ends(row)) if row["valid_to"] else "",
    }  # fmt: skip


@post([f"{PATH}/nouveau", f"{PATH}/{{id:uuid}}"], guards=[MAY])
async def save_pack(request: Request) -> Response[Any]:
    tx, sent = tx_of(request), await request.form()
    id: UUID | None = request.path_params.get("id")
    if id is not None:
        await pack(tx, id)
    ticked = [str(value) for value in sent.getall("diagnostics", [])]
    raw = {name: str(value) for name, value in sent.items()}
    context = await _context(request, raw, ticked, id)
    ids = {str(row[0]) for row in (*context["sites"], *context["lists"])}
    known = {each.code for each in context["diagnostics"]}
    form, values, on, until = read_pack(raw, ticked, known, ids, today_in(request))
    if form.errors:
        return refused(request, PAGE, form.errors, **context)
    entry = await (change_pack(tx, id, values, on, until) if id else add_pack(tx, values, on, until))
    return _back(request, f"Pack « {values['name']} » enregistré" if entry else "Rien à changer", entry)


@post(f"{PATH}/{{id:uuid}}/arreter", guards=[MAY])
async def stop_pack(request: Request, id: FromPath[UUID]) -> Response[Any]:
    return _back(request, "Pack arrêté", await end_pack(tx_of(request), id, today_in(request)))


@post(f"{PATH}/{{id:uuid}}/montrer", guards=[MAY])
async def switch_pack(request: Request, id: FromPath[UUID]) -> Response[Any]:
    shown = bool((await request.form()).get("shown"))
    words = "Pack proposé de nouveau" if shown else "Pack masqué"
    return _back(request, words, await show_pack(tx_of(request), id, shown))


def _back(request: Request, text: str, entry: Entry | None) -> Response[Any]:
    return see_other(request, PATH, toast(text, undo=f"/annuler/{entry.id}" if entry else ""))


ROUTES = [pack_list, save_rule, new_pack, edit_pack, save_pack, stop_pack, switch_pack]
