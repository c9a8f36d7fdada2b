"""Noting an answer, from the sheet of a contact."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath

from odissee.platform import clock
from odissee.platform.fields import Form, FormErrors, one_of, parse_date, parse_long_text
from odissee.platform.french import to_utc
from odissee.platform.rights import allow
from odissee.platform.web import Request, refused, render, see_other, toast, tx_of
from odissee.platform.web.pages import Page, actor_in, place_in
from odissee.tenants.consent.record import record_consent
from odissee.tenants.consent.words import ANSWERS, CHANNELS, PURPOSES, QUESTION, SOURCES
from odissee.tenants.contacts import Contact, contact_of, reach_of

EDIT = allow("contact.edit")
PATH = "/contacts/{contact_id:uuid}/accords"
PAGE = "consent/form.html"
FUTURE = "Cette date est à venir. Notez le jour où la réponse a été donnée."
NO_PROOF = "Notez la question posée ou les mots du contact : sans eux, l’accord ne prouve rien."
CHOICES = {
    "channel": CHANNELS,
    "purpose": PURPOSES,
    "answer": {"given": "", "withdrawn": ""},
    "source": SOURCES,
}


@get(PATH, guards=[EDIT])
async def consent_form(request: Request, contact_id: FromPath[UUID]) -> Page:
    """With our question, ready to be replaced by the words of the contact."""
    contact = await _contact(request, contact_id)
    return render(request, PAGE, errors={}, **_context(contact, {}))


async def _contact(request: Request, contact_id: UUID) -> Contact:
    return await contact_of(tx_of(request), contact_id, reach=reach_of(actor_in(request)))


def _context(contact: Contact, typed: dict[str, str]) -> dict[str, Any]:
    return {
        "contact": contact, "typed": typed, "channels": CHANNELS, "purposes": PURPOSES, "sources": SOURCES,
        "question": QUESTION,
    }  # fmt: skip


@post(PATH, guards=[EDIT])
async def note_consent(request: Request, contact_id: FromPath[UUID]) -> Response[Any]:
    """One more line; a consent without its proof is refused."""
    contact = await _contact(request, contact_id)
    form = Form({name: str(value) for name, value in (await request.form()).items()})
    try:
        values = read_answer(form, place_in(request).time_zone)
    except FormErrors as faults:
        return refused(request, PAGE, faults.errors, **_context(contact, form.raw))
    entry = await record_consent(tx_of(request), contact.id, **values)
    said = toast(f"{ANSWERS[values['answer']]} : noté", undo=f"/annuler/{entry.id}")
    return see_other(request, f"/contacts/{contact.id}#accords", said)


def read_answer(form: Form, zone: str) -> dict[str, Any]:
    """What `record_consent` takes; raises `FormErrors`."""
    values: dict[str, Any] = {
        name: form.read(name, one_of({key: key for key in known}), required=True)
        for name, known in CHOICES.items()
    }
    values["wording"] = form.read("wording", lambda raw: parse_long_text(raw, maximum=1000)) or ""
    day, today = form.read("at", parse_date), clock.today(zone)
    if day and day > today:
        form.errors["at"] = FUTURE
    if values["answer"] == "given" and not values["wording"] and "wording" not in form.errors:
        form.errors["wording"] = NO_PROOF
    form.raise_if_errors()
    values["at"] = to_utc(datetime.combine(day, time(12)), zone) if day and day < today else clock.now()
    return values


ROUTES = [consent_form, note_consent]
