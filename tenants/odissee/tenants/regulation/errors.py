class RegulationError(ValueError):
    """A message that an office worker can act on, in French."""


class UnreadableDate(RegulationError):
    """A date that is neither a day nor a year."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"La date «\u00a0{text}\u00a0» n’est pas lisible\u00a0: indiquez un jour (1997-06-30) ou une année (1997)."
        )


class UnknownRule(RegulationError):
    """An override names a rule that the book does not have."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"La règle «\u00a0{key}\u00a0» n’existe pas\u00a0: choisissez-la dans la page Réglementation."
        )


class VerifiedRule(RegulationError):
    """A rule whose source was read cannot be replaced by a company's own decision."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"La règle «\u00a0{key}\u00a0» est vérifiée\u00a0: seule une règle à vérifier peut être remplacée. "
            "Signalez sa source si elle vous paraît fausse."
        )


class MisshapenRule(RegulationError):
    """A row of the data files that cannot be read; found when the book is loaded, never while judging."""


class LabelOutOfScope(RegulationError):
    """No table of label limits is in force on that date."""
