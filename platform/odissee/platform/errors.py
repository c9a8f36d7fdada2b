"""Errors that finish a French sentence, know their HTTP status and tell a retry loop whether to insist."""


class OdisseeError(Exception):
    """Base of every error that a person may read.

    `status` is what the web answers; `permanent` stops the retries of a job at once.
    """

    status = 422
    permanent = True
    title = "L’action n’a pas abouti"

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.title)
        self.sentence = sentence or self.title


class NotFound(OdisseeError):
    """Absent and foreign are the same thing, said with the same words."""

    status = 404
    title = "Cette page n’existe pas, ou vous n’y avez pas accès. Cherchez avec Ctrl K."


class Forbidden(OdisseeError):
    """The person's profile does not allow the act."""

    status = 403
    title = "Votre profil ne permet pas cette action. Demandez-la à un administrateur."


class LoginNeeded(OdisseeError):
    """Nobody is logged in: pages redirect to the login page, with the way back."""

    status = 401
    title = "Votre session a pris fin. Reconnectez-vous ; votre saisie est gardée."


class ReadOnly(Forbidden):
    """An operator whom the company let in reads; nothing more."""

    title = "L’assistance lit et ne modifie rien. Demandez à la société de faire ce changement."


class FreshProofNeeded(OdisseeError):
    """A sensitive act asks who is there again."""

    status = 403
    title = "Confirmez votre identité pour continuer."


class Conflict(OdisseeError):
    """Somebody else changed the same thing."""

    status = 409
    title = "Quelqu’un a modifié ces informations entre-temps. Rechargez la page ; votre saisie est gardée."


class Gone(OdisseeError):
    """A link that has expired, was used or revoked."""

    status = 410
    title = "Ce lien n’est plus valable. Demandez-en un nouveau."


class TooMany(OdisseeError):
    """A rate limit; `wait_seconds` goes into Retry-After."""

    status = 429
    permanent = False

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"Trop de demandes en peu de temps. Réessayez dans {wait_seconds} secondes.")
        self.wait_seconds = wait_seconds


class OutsideFailure(OdisseeError):
    """An outside service failed; worth another try."""

    status = 503
    permanent = False
    title = "Un service extérieur ne répond pas. Nous réessayons."
