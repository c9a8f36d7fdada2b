from odissee.platform.errors import NotFound, OdisseeError


class UnknownText(NotFound):
    """No text bears this key."""


class TextRefused(OdisseeError):
    """A wording that cannot be saved; the sentence says where and how to mend it."""


class UnknownVariable(TextRefused):
    """A wording names variables that this text does not know."""

    def __init__(self, names: list[str]) -> None:
        shown = ", ".join(f"{{{{ {name} }}}}" for name in names)
        several = len(names) > 1
        super().__init__(
            f"{'Ces variables n’existent pas' if several else 'Cette variable n’existe pas'} dans ce texte : {shown}. "
            "Choisissez-en dans la liste, ou retirez-la."
        )
        self.names = names
