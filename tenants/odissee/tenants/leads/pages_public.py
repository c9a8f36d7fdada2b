"""`/devis-en-ligne` : the public form, alone or in a frame of the company's own site."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post

from odissee.platform.errors import OdisseeError
from odissee.platform.fields import Form
from odissee.platform.rights import anyone
from odissee.platform.web import Request, refused, render, see_other, tx_of
from odissee.platform.web.headers import policy
from odissee.platform.web.pages import Page, place_in
from odissee.tenants.leads.options import LeadOptions, options_of
from odissee.tenants.leads.stamp import TRAP, ForeignPage, new_stamp, read_stamp, within_limits
from odissee.tenants.leads.take_in import Origin, take_in
from odissee.tenants.leads.typed import BOXES, HERE, NATURES, read_enquiry

PATH, FRAME, THANKS = "/devis-en-ligne", "/devis-en-ligne/cadre", "/devis-en-ligne/merci"
PUBLIC_PAGE = {"public": True}


@get([PATH, FRAME], guards=[anyone], opt=PUBLIC_PAGE)
async def enquiry_form(request: Request) -> Page:
    """Empty, with the hour at which it was shown."""
    options = await options_of(tx_of(request))
    framed = request.url.path == FRAME
    typed = {"page": request.headers.get("referer", "")[:300] if framed else ""}
    return await _page(request, options, framed, typed)


async def _page(
    request: Request, options: LeadOptions, framed: bool, typed: dict[str, str], errors: dict[str, str] | None = None,
    ticked: list[str] | None = None,
) -> Page:  # fmt: skip
    company = await tx_of(request).fetchrow("select phone, city from company") or {"phone": "", "city": ""}
    context: dict[str, Any] = {
        "framed": framed,
        "company_phone": company["phone"],
        "company_line": company["city"],
    }
    if not options.open:
        return _held(request, options, render(request, "leads/closed.html", status_code=404, **context))
    context |= {
        "typed": typed, "ticked": ticked or [], "boxes": BOXES if options.consents else {}, "trap": TRAP,
        "stamp": new_stamp(place_in(request).tenant_id), "natures": list(NATURES.items()),
        "property_types": [(key, label.capitalize()) for key, label in HERE.items()],
    }  # fmt: skip
    if errors:
        return _held(request, options, refused(request, "leads/form.html", errors, **context))
    return _held(request, options, render(request, "leads/form.html", errors=None, **context))


def _held(request: Request, options: LeadOptions, page: Page) -> Page:
    """In a frame, only the company's own sites may hold the page."""
    if request.url.path != PATH or request.method == "POST":
        ancestors = " ".join(["'self'", *options.sites])
        nonce = request.scope["state"].get("csp_nonce", "none")
        page.headers["content-security-policy"] = policy(nonce, ancestors)
    return page


@post(PATH, guards=[anyone], opt={**PUBLIC_PAGE, "csrf": False})
async def send_enquiry(request: Request) -> Response[Any]:
    """Once a form; what a robot fills in is thanked and forgotten."""
    if request.headers.get("origin", place_in(request).origin) != place_in(request).origin:
        raise ForeignPage
    tx, sent = tx_of(request), await request.form()
    options = await options_of(tx)
    form = Form({name: value for name, value in sent.items() if isinstance(value, str)})
    framed, ticked = bool(form.raw.get("framed")), [str(box) for box in sent.getall("consents", [])]
    thanks = THANKS + ("?cadre=1" if framed else "")
    if form.raw.get(TRAP):
        return see_other(request, thanks)
    try:
        lead_id = await _allowed(request, form)
        enquiry = read_enquiry(form, ticked)
        form.raise_if_errors()
        if options.open:
            origin = Origin("box" if framed else "form", ip=str(tx.state.get("ip", "")))
            await take_in(tx, lead_id, enquiry, origin)
            return see_other(request, thanks)
    except OdisseeError as error:
        errors = form.errors or {"": error.sentence}
        return await _page(request, options, framed, form.raw, errors, ticked)
    return await _page(request, options, framed, form.raw)


async def _allowed(request: Request, form: Form) -> UUID:
    tenant = place_in(request).tenant_id
    lead_id = read_stamp(form.raw.get("stamp", ""), tenant)
    await within_limits(tenant, str(tx_of(request).state.get("ip", "")))
    return lead_id


@get(THANKS, guards=[anyone], opt=PUBLIC_PAGE)
async def thanks(request: Request) -> Page:
    """The same for everybody."""
    tx, framed = tx_of(request), bool(request.query_params.get("cadre"))
    company = await tx.fetchrow("select phone, city from company") or {"phone": "", "city": ""}
    page = render(
        request, "leads/thanks.html", framed=framed, company_phone=company["phone"], company_line=company["city"],
    )  # fmt: skip
    return _held(request, await options_of(tx), page)


PUBLIC = [enquiry_form, send_enquiry, thanks]
