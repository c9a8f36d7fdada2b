"""A rule « à vérifier » settled on the order itself, for this dossier and the company's next ones (CREA-07)."""

from litestar.datastructures import FormMultiDict

from odissee.platform.db import TenantTransaction
from odissee.platform.errors import Forbidden
from odissee.platform.rights import Actor
from odissee.tenants.orders.save import NO_REASON
from odissee.tenants.orders.sent import text
from odissee.tenants.regulation import Decision, Verdict, decide

ANSWERS = {"required": Verdict.REQUIRED, "not_required": Verdict.NOT_REQUIRED}
NO_ANSWER = "Choisissez « Obligatoire » ou « Non requis »."


async def settle(tx: TenantTransaction, actor: Actor, form: FormMultiDict) -> str:
    """Write the company's decision on the rule named by the button; returns the sentence of what is lacking, if any."""
    if not actor.may("catalogue.manage"):
        raise Forbidden
    key = text(form, "settle")
    verdict, reason = ANSWERS.get(text(form, f"s_verdict_{key}")), text(form, f"s_reason_{key}").strip()
    if verdict is None:
        return NO_ANSWER
    if not reason:
        return NO_REASON
    await decide(tx, key, Decision(verdict, reason[:2000]))
    return ""
