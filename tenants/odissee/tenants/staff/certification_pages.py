from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.fields import FieldError, Form
from odissee.platform.files import store
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, place_in
from odissee.tenants.companies import settings_nav, shown_again, within_plan
from odissee.tenants.staff.certification_form import as_typed, media_type_of, read_certification
from odissee.tenants.staff.certifications import (
    DOMAINS,
    add_certification,
    certification_row,
    change_certification,
    remove_certification,
    state_of,
)
from odissee.tenants.staff.people import staff_row

MAY = allow("staff.manage")
PAGE = "staff/certification.html"
PATH = "/parametres/equipe/{id:uuid}/certifications"
ALL = """
select c.*, m.id as membership_id, m.display_name as name, m.initials, s.colour
  from certification c join staff_member s on s.id = c.staff_id join membership m on m.staff_id = s.id
 where m.kind = 'staff' and m.revoked_at is null order by c.valid_to, m.display_name"""


@get("/parametres/certifications", guards=[MAY])
async def every_certification(request: Request) -> Page:
    today = clock.today(place_in(request).time_zone)
    rows = [
        dict(row) | {"label": DOMAINS.get(row["domain"], row["domain"]), "badge": state_of(row["valid_to"], today)}
        for row in await tx_of(request).fetch(ALL)
    ]  # fmt: skip
    return render(request, "staff/certifications.html", certifications=rows, **settings_nav(request))


def _context(
    request: Request, person: dict[str, Any], form: Mapping[str, Any], cert: UUID | None
) -> dict[str, Any]:
    return {
        "person": person,
        "form": form,
        "cert": cert,
        "domains": list(DOMAINS.items()),
        **settings_nav(request),
    }


async def _read(request: Request) -> tuple[Form, dict[str, Any]]:
    """The fields and, when one was sent, the stored file."""
    sent = await request.form()
    form, values = read_certification({name: value for name, value in sent.items() if isinstance(value, str)})
    file = sent.get("file")
    data = await file.read() if isinstance(file, UploadFile) else b""
    if data and isinstance(file, UploadFile) and not form.errors:
        try:
            values["file_id"] = await _keep(request, file.filename or "certification", data)
        except FieldError as error:
            form.refuse("file", error)
    return form, values


async def _keep(request: Request, name: str, data: bytes) -> UUID:
    media_type = media_type_of(data)
    await within_plan(tx_of(request), "storage", len(data))
    return (
        await store(tx_of(request), data, name=name[:120], media_type=media_type, kind="certification")
    ).id


@get(f"{PATH}/nouvelle", guards=[MAY])
async def new(request: Request, id: FromPath[UUID]) -> Page:
    person = await staff_row(tx_of(request), id)
    return render(request, PAGE, errors={}, **_context(request, person, shown_again({}), None))


@post(f"{PATH}/nouvelle", guards=[MAY])
async def create(request: Request, id: FromPath[UUID]) -> Response[Any]:
    person = await staff_row(tx_of(request), id)
    form, values = await _read(request)
    if form.errors:
        return refused(request, PAGE, form.errors, **_context(request, person, shown_again(form.raw), None))
    await add_certification(tx_of(request), person["staff_id"], values)
    return see_other(request, f"/parametres/equipe/{id}", toast("Certification ajoutée"))


@get(f"{PATH}/{{cert:uuid}}", guards=[MAY])
async def edit(request: Request, id: FromPath[UUID], cert: FromPath[UUID]) -> Page:
    person = await staff_row(tx_of(request), id)
    row = await certification_row(tx_of(request), person["staff_id"], cert)
    return render(request, PAGE, errors={}, **_context(request, person, as_typed(row), cert))


@post(f"{PATH}/{{cert:uuid}}", guards=[MAY])
async def save(request: Request, id: FromPath[UUID], cert: FromPath[UUID]) -> Response[Any]:
    person = await staff_row(tx_of(request), id)
    await certification_row(tx_of(request), person["staff_id"], cert)
    form, values = await _read(request)
    if form.errors:
        return refused(request, PAGE, form.errors, **_context(request, person, shown_again(form.raw), cert))
    entry = await change_certification(tx_of(request), person["staff_id"], cert, values)
    undo = f"/annuler/{entry.id}" if entry else ""
    return see_other(request, f"/parametres/equipe/{id}", toast("Certification enregistrée", undo=undo))


@post(f"{PATH}/{{cert:uuid}}/retirer", guards=[MAY])
async def remove(request: Request, id: FromPath[UUID], cert: FromPath[UUID]) -> Response[None]:
    person = await staff_row(tx_of(request), id)
    entry = await remove_certification(tx_of(request), person["staff_id"], cert)
    return see_other(
        request, f"/parametres/equipe/{id}", toast("Certification retirée", undo=f"/annuler/{entry.id}")
    )


ROUTES = [every_certification, new, create, edit, save, remove]
