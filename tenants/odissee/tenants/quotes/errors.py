"""What a quote refuses, with what to do instead."""

from datetime import date, datetime

from odissee.platform.errors import Conflict, Gone, OdisseeError
from odissee.platform.french import full_date


class QuoteIncomplete(OdisseeError):
    """Something that CREA-11 asks for is missing; the sentence names it."""


class QuoteExpired(Gone):
    """Its validity date has passed."""

    def __init__(self, valid_until: date) -> None:
        super().__init__(f"Ce devis a expiré le {full_date(valid_until)}. Demandez-en un nouveau.")


class QuoteAnswered(Conflict):
    """Accepted, refused or withdrawn already."""

    def __init__(self, answered_at: datetime) -> None:
        super().__init__(f"Ce devis a déjà une réponse, donnée le {full_date(answered_at.date())}.")


class QuoteReplaced(Gone):
    """A newer version exists."""

    def __init__(self, number: str, version: int) -> None:
        super().__init__(f"Ce devis est remplacé par le n° {number}, version {version}. Ouvrez le nouveau.")


class QuoteNotAcceptable(OdisseeError):
    """The form of acceptance lacks something; the sentence names it."""
