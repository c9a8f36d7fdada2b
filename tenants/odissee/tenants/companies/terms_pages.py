from datetime import date
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.errors import NotFound
from odissee.platform.fields import FieldError, Form, parse_date, parse_long_text
from odissee.platform.french import numeric_date
from odissee.platform.rights import allow
from odissee.platform.texts import TextRefused
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in
from odissee.tenants.companies.errors import FieldRefused, shown_again
from odissee.tenants.companies.settings_menu import settings_nav
from odissee.tenants.companies.terms import LONGEST, TermsRefused, add_terms, default_terms, terms_in_force

MAY = allow("company.settings")
PATH = "/parametres/conditions"
VERSIONS = """select v.id, v.number, v.valid_from, v.text, m.display_name as author
                from terms_version v left join membership m on m.id = v.created_by order by v.number desc"""


async def _context(request: Request) -> dict[str, Any]:
    tx = tx_of(request)
    today = clock.today(place_in(request).time_zone)
    now = await terms_in_force(tx, today)
    versions = await tx.fetch(VERSIONS)
    return {
        "versions": versions,
        "in_force": now["id"] if now else None,
        "today": today,
        **settings_nav(request),
    }


@get(PATH, guards=[MAY])
async def terms_page(request: Request) -> Page:
    context = await _context(request)
    newest = context["versions"][0]["text"] if context["versions"] else default_terms()
    form = {"text": newest, "valid_from": numeric_date(context["today"])}
    return render(request, "companies/terms.html", form=form, errors={}, **context)


@post(PATH, guards=[MAY])
async def new_terms(request: Request) -> Response[Any]:
    form = Form(dict(await request.form()))
    today = clock.today(place_in(request).time_zone)
    text = form.read("text", lambda typed: parse_long_text(typed, maximum=LONGEST), required=True)
    valid_from = form.read("valid_from", lambda typed: _from_today(typed, today), required=True)
    if not form.errors:
        try:
            await add_terms(tx_of(request), text, valid_from)
            return see_other(request, PATH, toast("Nouvelle version ajoutée"))
        except (TextRefused, TermsRefused) as error:
            form.refuse("text", FieldRefused(error.sentence))
    return refused(
        request, "companies/terms.html", form.errors, form=shown_again(form.raw), **await _context(request)
    )


def _from_today(typed: str, today: date) -> date:
    day = parse_date(typed, today=today)
    if day < today:
        raise FieldError("error.date_past")
    return day


@get(f"{PATH}/{{id:uuid}}", guards=[MAY])
async def one_version(request: Request, id: FromPath[UUID]) -> Page:
    row = await tx_of(request).fetchrow("select * from terms_version where id = $1", id)
    if row is None:
        raise NotFound
    return render(request, "companies/terms_version.html", version=row, **settings_nav(request))


ROUTES = [terms_page, new_terms, one_version]
