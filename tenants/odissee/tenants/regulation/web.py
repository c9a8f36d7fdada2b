from datetime import date
from typing import Any
from urllib.parse import quote

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.fields import Form, one_of, parse_long_text
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in
from odissee.tenants.companies import SETTINGS_PAGES, SettingsPage, settings_nav

from .catalogue import catalogue
from .concerned import coming_changes
from .labels import label_tables
from .overrides import Decision, decide, history_of, overrides_of, rule_named, take_back
from .page_words import SHOW, SOURCES, TERMITES, VERDICTS, rule_groups, termite_departments, validity_words
from .rule import Verdict
from .rulebook import RuleBook
from .validity import validity_rows

MAY = allow("catalogue.manage")
PATH = "/parametres/reglementation"
PAGE = "regulation/rule.html"
SETTINGS_PAGES.append(
    SettingsPage("Réglementation", PATH, "catalogue.manage", "Réglementation", "scale", "Règles datées, sources, vos décisions", 10)
)  # fmt: skip


def _today(request: Request) -> date:
    return clock.today(place_in(request).time_zone)


@get(PATH, guards=[MAY])
async def regulation(request: Request) -> Page:
    tx, today, query = tx_of(request), _today(request), request.query_params
    show = query.get("voir", "") if query.get("voir", "") in SHOW else ""
    rules, overrides = RuleBook.bundled().rules, await overrides_of(tx)
    in_force = [rule for rule in rules if rule.in_force(today)]
    return render(
        request, "regulation/rules.html", groups=rule_groups(rules, overrides, today, show), show=show, shows=SHOW,
        in_force=len(in_force), to_verify=sum(not rule.verified for rule in in_force), decided=len(overrides),
        coming=await coming_changes(tx, today), today=today, verdicts=VERDICTS, **settings_nav(request),
    )  # fmt: skip


@get(f"{PATH}/durees", guards=[MAY])
async def tables(request: Request) -> Page:
    """How long reports hold, the limits of the classes, and the termite table with its search."""
    sought = request.query_params.get("departement", "")
    rows = [(row, validity_words(row)) for row in validity_rows()]
    return render(
        request, "regulation/tables.html", rows=rows, catalogue=catalogue(), labels=label_tables(), sought=sought,
        departments=termite_departments(sought), termites=TERMITES, sources=SOURCES, first=date.min, last=date.max, **settings_nav(request),
    )  # fmt: skip


async def _context(request: Request, key: str, form: dict[str, Any]) -> dict[str, Any]:
    rule, tx = rule_named(key), tx_of(request)
    decision = (await overrides_of(tx)).get(key)
    changes = [each for each in await coming_changes(tx, _today(request)) if each.rule.key == key]
    return {
        "rule": rule, "decision": decision, "history": await history_of(tx, key), "form": form, "coming": changes,
        "diagnostic": catalogue().get(rule.diagnostic), "verdicts": VERDICTS, **settings_nav(request),
    }  # fmt: skip


@get(f"{PATH}/{{key:str}}", guards=[MAY])
async def rule_page(request: Request, key: FromPath[str]) -> Page:
    decision = (await overrides_of(tx_of(request))).get(key)
    form = {"verdict": decision.verdict.value, "reason": decision.reason} if decision else {}
    return render(request, PAGE, errors={}, **await _context(request, key, form))


@post(f"{PATH}/{{key:str}}", guards=[MAY])
async def save_decision(request: Request, key: FromPath[str]) -> Response[Any]:
    """What the company answers to a rule to verify, with its reason."""
    rule = rule_named(key)
    form = Form({name: str(value) for name, value in (await request.form()).items()})
    choices = {each.value: each for each in (Verdict.REQUIRED, Verdict.NOT_REQUIRED)}
    verdict = form.read("verdict", one_of(choices), required=True)
    reason = form.read("reason", lambda text: parse_long_text(text, maximum=1_000), required=True)
    if form.errors:
        return refused(request, PAGE, form.errors, **await _context(request, key, form.raw))
    entry = await decide(tx_of(request), rule.key, Decision(verdict, reason))
    text = f"« {rule.title} » : {VERDICTS[verdict].lower()} chez vous"
    return see_other(request, f"{PATH}/{quote(key)}", toast(text, undo=f"/annuler/{entry.id}"))


@post(f"{PATH}/{{key:str}}/retirer", guards=[MAY])
async def drop_decision(request: Request, key: FromPath[str]) -> Response[Any]:
    entry = await take_back(tx_of(request), key)
    text = f"« {rule_named(key).title} » : de nouveau à vérifier"
    return see_other(request, f"{PATH}/{quote(key)}", toast(text, undo=f"/annuler/{entry.id}"))


ROUTES = [regulation, tables, rule_page, save_decision, drop_decision]
