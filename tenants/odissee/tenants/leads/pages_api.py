"""`POST /api/v1/demandes` : the stable entry of partners' programs. JSON in, JSON out, whatever happens."""

import json
from typing import Any

from litestar import Response, post

from odissee.platform.db import new_id
from odissee.platform.errors import OdisseeError, TooMany
from odissee.platform.fields import Form, FormErrors
from odissee.platform.limits import limit
from odissee.platform.rights import anyone
from odissee.platform.web import Request, tx_of
from odissee.platform.web.pages import place_in
from odissee.tenants.leads.keys import BadKey, partner_of
from odissee.tenants.leads.take_in import Origin, Taken, take_in
from odissee.tenants.leads.typed import read_enquiry

PATH = "/api/v1/demandes"
NAMES = {
    "reference": "reference", "type": "kind", "civilite": "civility", "prenom": "first_name", "nom": "last_name",
    "contact": "person_name", "email": "email", "telephone": "mobile", "siret": "siret", "operation": "nature",
    "bien": "type", "adresse": "address", "complement": "complement", "code_postal": "postcode", "ville": "city",
    "surface": "surface", "pieces": "rooms", "annee": "built_year", "message": "message", "page": "page",
}  # fmt: skip
"""Name in the partner's JSON → field of the form. A name is added, never changed nor removed (version 1)."""
WORDS = {
    "kind": {"particulier": "private", "professionnel": "pro"},
    "nature": {"vente": "sale", "location": "rental", "travaux": "works", "demolition": "demolition",
               "parties_communes": "building", "autre": "other"},
    "type": {"appartement": "flat", "maison": "house", "immeuble": "building", "local": "commercial"},
}  # fmt: skip
BACK = {field: name for name, field in NAMES.items()}


class NotJson(OdisseeError):
    """The body is no JSON object."""

    status = 400
    title = "Le corps de la demande n’est pas un objet JSON."


@post(PATH, guards=[anyone], opt={"public": True, "csrf": False}, request_max_body_size=65_536)
async def receive(request: Request) -> Response[Any]:
    """201 with the number of the dossier; 200 for a reference that came in before; errors say what to mend."""
    try:
        taken = await _take(request)
    except FormErrors as wrong:
        told = {BACK.get(name, name): sentence for name, sentence in wrong.errors.items()}
        return Response({"statut": "refusée", "erreurs": told}, status_code=422)
    except OdisseeError as error:
        headers = {"Retry-After": str(error.wait_seconds)} if isinstance(error, TooMany) else {}
        body = {"statut": "refusée", "erreur": error.sentence}
        return Response(body, status_code=error.status, headers=headers)
    answer: dict[str, Any] = {"statut": "déjà reçue" if taken.again else "reçue", "numero": taken.number}
    return Response(answer, status_code=200 if taken.again else 201)


async def _take(request: Request) -> Taken:
    tx, tenant = tx_of(request), place_in(request).tenant_id
    ip = str(tx.state.get("ip", ""))
    try:
        key = await partner_of(tx, request.headers.get("authorization"))
    except BadKey:
        await limit("lead.bad_key", tenant, ip, count=20, seconds=600)
        raise
    await limit("lead.partner", tenant, key["id"], count=600, seconds=3600)
    form = Form(_raw(await _json(request)))
    enquiry = read_enquiry(form, [])
    form.raise_if_errors()
    tx.state.update(via="api", actor_name=key["label"])
    origin = Origin("partner", key["label"], key["id"], form.raw.get("reference", "").strip()[:120])
    return await take_in(tx, new_id(), enquiry, origin)


async def _json(request: Request) -> dict[str, Any]:
    try:
        value = json.loads(await request.body())
    except ValueError as error:
        raise NotJson from error
    if not isinstance(value, dict):
        raise NotJson
    return value


def _raw(value: dict[str, Any]) -> dict[str, str]:
    """Known names as the form's raw texts; numbers as they are written; the rest is ignored."""
    raw = {NAMES[name]: str(one) for name, one in value.items() if name in NAMES and isinstance(one, str | int | float)}  # fmt: skip
    return {name: WORDS.get(name, {}).get(text.strip().lower(), text) for name, text in raw.items()}


API = [receive]
