from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.errors import OdisseeError
from odissee.platform.fields import FieldError
from odissee.platform.identity import AlreadyIn, invite, last_connection, send_reset
from odissee.platform.rights import Profile, allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.tenants.companies import FieldRefused, settings_nav, shown_again
from odissee.tenants.staff.certifications import DOMAINS, certifications_of, state_of
from odissee.tenants.staff.member_form import COLOURS, STAFF_PROFILES, as_typed, read_member
from odissee.tenants.staff.members import LastOwner, OwnersOnly, change, come_back, hire, leave
from odissee.tenants.staff.people import staff_list, staff_row

MAY = allow("staff.manage")
PATH = "/parametres/equipe"
PAGE = "staff/member.html"
SITES = "select id, name, closed_at from site where closed_at is null or id = any($1::uuid[]) order by name"


@get(PATH, guards=[MAY])
async def people(request: Request) -> Page:
    today = clock.today(place_in(request).time_zone)
    rows = [_shown(row, today) for row in await staff_list(tx_of(request))]
    return render(request, "staff/list.html", people=rows, now=clock.now(), **settings_nav(request))


def _shown(row: Any, today: Any) -> dict[str, Any]:
    profiles = ", ".join(Profile(profile).label for profile in row["profiles"])
    badge = state_of(row["next_end"], today) if row["next_end"] else None
    left = row["revoked_at"] is not None or (row["active_until"] is not None and row["active_until"] < today)
    return dict(row) | {"profiles": profiles, "badge": badge, "left": left}


async def _context(request: Request, form: Mapping[str, Any], chosen: dict[str, Any]) -> dict[str, Any]:
    """`chosen` holds profiles and site_ids as text, and the stored row when there is one."""
    tx = tx_of(request)
    row = chosen.get("row")
    sites = await tx.fetch(SITES, (row["site_ids"] or []) if row else [])
    context = {
        "form": form, "row": row, "sites": sites, "chosen": chosen, "colours": COLOURS,
        "profiles": [(str(profile), profile.label) for profile in STAFF_PROFILES],
        "owners_only": "owner" not in actor_in(request).profiles, **settings_nav(request),
    }  # fmt: skip
    return context | (await _about(request, row) if row else {"access": None, "certifications": []})


async def _about(request: Request, row: dict[str, Any]) -> dict[str, Any]:
    tx, today = tx_of(request), clock.today(place_in(request).time_zone)
    found = await certifications_of(tx, row["staff_id"])
    certifications = [
        dict(each) | {"label": DOMAINS.get(each["domain"], each["domain"]), "badge": state_of(each["valid_to"], today)}
        for each in found
    ]  # fmt: skip
    return {"access": await last_connection(tx, row["id"]), "certifications": certifications}


@get(f"{PATH}/nouveau", guards=[MAY])
async def new_member(request: Request) -> Page:
    chosen = {"profiles": ["technician"], "sites": []}
    return render(request, PAGE, errors={}, **await _context(request, shown_again({}), chosen))


async def _read(request: Request) -> tuple[Any, Any, dict[str, Any]]:
    sent = await request.form()
    known = [row["id"] for row in await tx_of(request).fetch("select id from site")]
    profiles, sites = sent.getall("profiles", []), sent.getall("sites", [])
    raw = {name: value for name, value in sent.items() if isinstance(value, str)}
    form, member = read_member(raw, profiles, sites, known)
    return form, member, {"profiles": profiles, "sites": sites}


@post(f"{PATH}/nouveau", guards=[MAY])
async def create_member(request: Request) -> Response[Any]:
    form, member, chosen = await _read(request)
    if not form.raw.get("email", "").strip():
        form.refuse("email", FieldRefused("L’invitation part à cette adresse. Renseignez-la pour continuer."))
    if not form.errors:
        try:
            membership = await hire(tx_of(request), member)
            return see_other(request, f"{PATH}/{membership}", toast(f"{member.name} est invité par courriel"))
        except (FieldError, OdisseeError) as error:
            _tell(form, error)
    return await _refuse(request, form, chosen)


def _tell(form: Any, error: Exception) -> None:
    """Which field an act's refusal belongs to."""
    where = {FieldRefused: "initials", AlreadyIn: "email", OwnersOnly: "profiles", LastOwner: "profiles"}
    form.errors.setdefault(where.get(type(error), ""), getattr(error, "sentence", str(error)))


async def _refuse(request: Request, form: Any, chosen: dict[str, Any]) -> Page:
    return refused(request, PAGE, form.errors, **await _context(request, shown_again(form.raw), chosen))


@get(f"{PATH}/{{id:uuid}}", guards=[MAY])
async def member(request: Request, id: FromPath[UUID]) -> Page:
    row = await staff_row(tx_of(request), id)
    chosen = {"profiles": row["profiles"], "sites": [str(site) for site in row["site_ids"] or []], "row": row}
    return render(request, PAGE, errors={}, **await _context(request, as_typed(row), chosen))


@post(f"{PATH}/{{id:uuid}}", guards=[MAY])
async def save_member(request: Request, id: FromPath[UUID]) -> Response[Any]:
    row = await staff_row(tx_of(request), id)
    form, wanted, chosen = await _read(request)
    if not form.errors:
        try:
            entry = await change(tx_of(request), id, wanted)
            undo = f"/annuler/{entry.id}" if entry else ""
            return see_other(request, f"{PATH}/{id}", toast(f"{wanted.name} : fiche enregistrée", undo=undo))
        except (FieldError, OdisseeError) as error:
            _tell(form, error)
    return await _refuse(request, form, chosen | {"row": row})


@post(f"{PATH}/{{id:uuid}}/desactiver", guards=[MAY])
async def deactivate(request: Request, id: FromPath[UUID]) -> Response[None]:
    row = await staff_row(tx_of(request), id)
    entry = await leave(tx_of(request), id)
    return see_other(request, PATH, toast(f"Accès de {row['name']} fermé", undo=f"/annuler/{entry.id}"))


@post(f"{PATH}/{{id:uuid}}/reactiver", guards=[MAY])
async def reactivate(request: Request, id: FromPath[UUID]) -> Response[None]:
    await come_back(tx_of(request), id)
    return see_other(request, f"{PATH}/{id}", toast("Accès ouvert de nouveau"))


@post(f"{PATH}/{{id:uuid}}/inviter", guards=[MAY])
async def send_link(request: Request, id: FromPath[UUID]) -> Response[None]:
    """The invitation again, or a link to choose another password."""
    tx, row, by = tx_of(request), await staff_row(tx_of(request), id), actor_in(request).name
    await (send_reset(tx, id, by) if row["has_login"] else invite(tx, id, by))
    return see_other(request, f"{PATH}/{id}", toast(f"Lien envoyé à {row['email']}"))


ROUTES = [people, new_member, create_member, member, save_member, deactivate, reactivate, send_link]
