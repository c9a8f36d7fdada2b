"""Staff acts on a quote: note an answer by hand (COM-09), send again, take back."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath

from odissee.platform.errors import OdisseeError
from odissee.platform.rights import allow
from odissee.platform.web import Request, done, tx_of
from odissee.platform.web.pages import actor_in
from odissee.tenants.dossiers import Trigger, move, seen_dossier
from odissee.tenants.quotes.answer import open_version
from odissee.tenants.quotes.by_hand import accept_by_hand, refuse_by_hand
from odissee.tenants.quotes.queries import version_of

REASON = "Indiquez la raison : elle reste dans l’historique."


class ReasonMissing(OdisseeError):
    title = REASON


async def _seen(request: Request, version_id: UUID) -> Any:
    version = await version_of(tx_of(request), version_id)
    await seen_dossier(tx_of(request), actor_in(request), version["dossier_id"])
    return version


def _typed(form: Any, name: str) -> str:
    value = str(form.get(name, "")).strip()
    if not value:
        raise ReasonMissing
    return value[:500]


@post("/devis/{version_id:uuid}/accepter", guards=[allow("order.edit")])
async def by_hand_accept(request: Request, version_id: FromPath[UUID]) -> Response[Any]:
    """« Accepté par téléphone » and the like."""
    version, form = await _seen(request, version_id), await request.form()
    await accept_by_hand(tx_of(request), version_id, str(form.get("name", ""))[:200], _typed(form, "how"))
    return done(request, f"Devis {version['number']} noté accepté", path=f"/dossiers/{version['dossier_id']}")


@post("/devis/{version_id:uuid}/refuser", guards=[allow("order.edit")])
async def by_hand_refuse(request: Request, version_id: FromPath[UUID]) -> Response[Any]:
    """A refusal told by phone, with its reason."""
    version, form = await _seen(request, version_id), await request.form()
    await refuse_by_hand(tx_of(request), version_id, _typed(form, "reason"), "noté par l’équipe")
    return done(request, f"Devis {version['number']} noté refusé", path=f"/dossiers/{version['dossier_id']}")


@post("/devis/{version_id:uuid}/reprendre", guards=[allow("order.edit")])
async def take_back(request: Request, version_id: FromPath[UUID]) -> Response[Any]:
    """Withdrawn by staff to be redone: the dossier goes back to « À deviser »."""
    await _seen(request, version_id)
    tx = tx_of(request)
    version = await open_version(tx, version_id)
    await tx.execute("update quote set state = 'withdrawn' where id = $1", version["quote_id"])
    await tx.execute("update dossier set quote_state = 'none' where id = $1", version["dossier_id"])
    await move(tx, version["dossier_id"], Trigger.QUOTE_WITHDRAWN)
    return done(request, f"Devis {version['number']} repris", path=f"/dossiers/{version['dossier_id']}")


STAFF = [by_hand_accept, by_hand_refuse, take_back]
