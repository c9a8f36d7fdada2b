"""Against robots without a cookie or a riddle: a signed hour, a field that people do not see, limits by address."""

from datetime import datetime, timedelta
from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import new_id
from odissee.platform.errors import Forbidden, OdisseeError
from odissee.platform.limits import limit
from odissee.platform.web.signing import sign, unsign

LEAST, MOST = timedelta(seconds=3), timedelta(hours=12)
"""Nobody fills the form in less; a page left open overnight is shown again."""
TRAP = "site_web"
BY_ADDRESS, BY_COMPANY = 6, 120


class TooQuick(OdisseeError):
    """Sent before anybody could have typed it."""

    title = "Le formulaire est parti trop vite. Attendez quelques secondes et renvoyez-le : votre saisie est gardée."


class TooOld(OdisseeError):
    """The page is too old, or is not ours."""

    title = "Cette page est restée ouverte trop longtemps. Renvoyez le formulaire : votre saisie est gardée."


def new_stamp(tenant: UUID) -> str:
    """When the page was shown, by which company, and the id of the request that it will send."""
    return sign("lead", [str(tenant), clock.now().isoformat(), str(new_id())])


def read_stamp(text: str, tenant: UUID) -> UUID:
    """The id of the request; raises `TooQuick` or `TooOld`."""
    value = unsign("lead", text)
    if not isinstance(value, list) or len(value) != 3 or value[0] != str(tenant):
        raise TooOld
    age = clock.now() - datetime.fromisoformat(value[1])
    if age > MOST:
        raise TooOld
    if age < LEAST:
        raise TooQuick
    return UUID(value[2])


class ForeignPage(Forbidden):
    """The form was sent from a page that is not ours: the box is a frame, so that its page always is."""

    title = "Ce formulaire ne vient pas de nos pages. Ouvrez la demande de devis de la société."


async def within_limits(tenant: UUID, ip: str) -> None:
    """Raises `TooMany` for an address, or for a company that is being flooded; no other company waits."""
    await limit("lead.address", tenant, ip, count=BY_ADDRESS, seconds=3600)
    await limit("lead.company", tenant, count=BY_COMPANY, seconds=3600)
