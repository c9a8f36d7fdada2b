"""What the documents refuse, with what to do instead."""

from odissee.platform.errors import Conflict, OdisseeError


class FileRefused(OdisseeError):
    """This file cannot be kept; the sentence names it and says why. The others of the same drop are kept."""


class AlreadyThere(Conflict):
    """The very same bytes are the current version already."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(f"« {name} » est déjà dans le dossier, sous « {title} ». Rien n’a été ajouté.")


class ReportLocked(OdisseeError):
    """The report is blocked for this contact."""

    status = 403
    title = "Ce rapport est bloqué pour l’instant. Appelez-nous si vous en avez besoin."


class NoChannel(OdisseeError):
    """The report asks for a code and the contact has nowhere to receive it."""
