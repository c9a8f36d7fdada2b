"""May a message leave: arithmetic on what is known, no I/O."""

from dataclasses import dataclass
from datetime import date

from odissee.tenants.consent.law import LegalBasis, basis_of


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person for one channel and purpose. `client`: a service was already done for them."""

    business: bool
    answer: str = "none"
    stopped: bool = False
    gone: bool = False
    client: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """`why` is a short French sentence; `law` the row that it stands on, None when a person decided."""

    allowed: bool
    why: str
    law: LegalBasis | None = None


def decide(known: Known, purpose: str, channel: str, day: date, *, similar: bool) -> Decision:
    """The person's own word first, then the law. `similar`: the company relies on the exception for similar services."""
    if known.gone:
        return Decision(False, "le contact est à la corbeille")
    if channel == "sms" and known.stopped:
        return Decision(False, "a répondu STOP")
    if known.answer == "withdrawn":
        return Decision(False, "s’y oppose")
    if known.answer == "given":
        return Decision(True, "a donné son accord")
    return _by_law(
        known, basis_of(purpose, channel, "business" if known.business else "consumer", day), similar
    )


def _by_law(known: Known, law: LegalBasis | None, similar: bool) -> Decision:
    if law is not None and law.basis == "opt_out":
        return Decision(True, "professionnel, ne s’y oppose pas", law)
    if law is not None and law.basis == "similar" and similar and known.client:
        return Decision(True, "client, service analogue, ne s’y oppose pas", law)
    return Decision(False, "aucun accord noté", law)
