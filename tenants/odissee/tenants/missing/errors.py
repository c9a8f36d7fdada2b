"""What the requests of documents refuse, with what to do instead."""

from odissee.platform.errors import Conflict, OdisseeError


class NothingAsked(OdisseeError):
    """No document or nobody was chosen."""


class NoLinkLeft(OdisseeError):
    """A request without its link cannot be answered."""

    title = "Gardez {{ link }} dans le texte : c’est là que le contact dépose ses documents."


class AlreadyClosed(Conflict):
    """Received, cancelled or answered meanwhile."""

    title = "Cette demande n’attend plus rien. Rechargez la page pour voir où elle en est."


class NotAMail(OdisseeError):
    """The file is not a message."""

    title = "Ce fichier n’est pas un courrier. Enregistrez le message au format .eml, puis déposez-le."
