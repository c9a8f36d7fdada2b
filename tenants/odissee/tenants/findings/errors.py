"""What the findings refuse, with what to do instead."""

from odissee.platform.errors import Conflict, OdisseeError


class UnknownConclusion(OdisseeError):
    """A code that this diagnostic does not know: nothing is guessed from its words."""

    def __init__(self, code: str, label: str, known: list[str]) -> None:
        super().__init__(
            f"« {code[:40]} » n’est pas une conclusion connue pour « {label} ». Choisissez parmi : {', '.join(known)}."
        )


class ContradictoryConclusions(OdisseeError):
    """Two conclusions that exclude each other, such as absence and presence."""

    def __init__(self, alone: str) -> None:
        super().__init__(f"« {alone} » ne va avec aucune autre conclusion. Gardez l’une ou les autres.")


class NotOnDossier(OdisseeError):
    """A conclusion on a diagnostic that is not to be done."""

    status = 404
    title = "Ce diagnostic n’est pas dans les prestations du dossier. Ajoutez-le depuis la commande."


class NoLabelYet(OdisseeError):
    """The label is drawn from a registered DPE only."""

    status = 404
    title = "L’étiquette du DPE s’affiche dès que son numéro ADEME est enregistré."


class SampleKnown(Conflict):
    """A reference that the dossier has already."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"Le prélèvement « {reference} » est déjà dans ce dossier. Modifiez-le, ou changez la référence."
        )
