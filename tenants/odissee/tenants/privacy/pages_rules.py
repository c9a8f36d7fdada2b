"""« Données personnelles » of the settings: durations, reports of the nights, erasures; and the public notice."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform.errors import NotFound
from odissee.platform.fields import FieldError, parse_integer
from odissee.platform.files import attachment, find
from odissee.platform.rights import allow, anyone, fresh
from odissee.platform.texts import as_html, block, company_words
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page
from odissee.tenants.companies import SETTINGS_PAGES, SettingsPage, settings_nav
from odissee.tenants.privacy.rules import NEVER, RULES, choose, retention_of

PATH = "/parametres/donnees-personnelles"
PAGE = "privacy/settings.html"
MAY = allow("purge.rules")
RUNS = "select * from purge_run order by day desc limit 31"
ERASURES = "select * from erasure order by at desc, id desc limit 100"
SETTINGS_PAGES.append(
    SettingsPage("Données personnelles", PATH, "purge.rules", "Données et liaisons", "shield", "Durées, purges, effacements", 45)
)  # fmt: skip


@get(PATH, guards=[MAY])
async def rules_page(request: Request) -> Page:
    """The durations as they stand, what the last nights did, who was erased."""
    return render(request, PAGE, errors=None, **await _context(request))


async def _context(request: Request, **typed: str) -> dict[str, Any]:
    tx = tx_of(request)
    runs = await tx.fetch(RUNS)
    return {
        "retention": await retention_of(tx), "runs": runs, "erasures": await tx.fetch(ERASURES), "never": NEVER,
        "labels": {key: rule.label for key, rule in RULES.items()} | {"codes": "Codes à six chiffres, 24 heures"},
        "typed": typed, **settings_nav(request),
    }  # fmt: skip


@post(PATH, guards=[MAY, fresh])
async def save_rules(request: Request) -> Response[Any]:
    """Durations in months, within what law and use allow; nothing is kept when one is wrong."""
    form = await request.form()
    chosen: dict[str, tuple[int, bool]] = {}
    errors: dict[str, str] = {}
    for key, rule in RULES.items():
        try:
            months = parse_integer(str(form.get(key, rule.months)), minimum=rule.least, maximum=rule.most)
            chosen[key] = (months, bool(form.get(f"{key}_on")))
        except FieldError as error:
            errors[key] = str(error)
    if errors:
        typed = {key: str(form.get(key, "")) for key in RULES}
        return refused(request, PAGE, errors, **await _context(request, **typed))
    entry = await choose(tx_of(request), chosen)
    said = "Durées de conservation enregistrées" if entry else "Rien n’a changé"
    return see_other(request, PATH, toast(said, f"/annuler/{entry.id}" if entry else ""))


@get(f"{PATH}/attestations/{{erasure_id:uuid}}", guards=[MAY])
async def certificate(request: Request, erasure_id: FromPath[UUID]) -> Response[Any]:
    """The PDF, once it is printed."""
    tx = tx_of(request)
    file_id = await tx.fetchval("select file_id from erasure where id = $1", erasure_id)
    if file_id is None:
        raise NotFound
    return await attachment(tx.tenant, await find(tx, file_id))


@get("/donnees", guards=[anyone], opt={"public": True})
async def notice(request: Request) -> Page:
    """What the company does with personal data, its durations and whom to ask: linked from every mail."""
    tx = tx_of(request)
    kept = (await retention_of(tx)).rules
    words: dict[str, Any] = dict(await company_words(tx))
    company = await tx.fetchrow("select phone, city, email from company") or {
        "phone": "",
        "city": "",
        "email": "",
    }
    words |= {
        "retention_table_short": " ; ".join(f"{one.rule.label.lower()} {_months(one.months)}" for one in kept.values())
        + " ; codes 24 heures",
        "company_privacy_contact": company["email"] or words["company_phone"],
    }  # fmt: skip
    text = await block(tx, "doc.privacy_notice", words)
    return render(
        request, "privacy/notice.html", notice=as_html(text), company_phone=company["phone"], company_line=company["city"],
    )  # fmt: skip


def _months(months: int) -> str:
    if months % 12:
        return f"{months} mois"
    return "1 an" if months == 12 else f"{months // 12} ans"


RULE_PAGES = [rules_page, save_rules, certificate, notice]
