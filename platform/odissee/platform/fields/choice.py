from collections.abc import Callable, Mapping

from odissee.platform.fields.errors import FieldError
from odissee.platform.fields.text import parse_text
from odissee.platform.french import fold

_YES = {"oui", "o", "yes", "y", "vrai", "true", "1", "x", "on", "ok", "present", "✓"}
_NO = {"non", "n", "no", "faux", "false", "0", "off", "absent", "aucun", "aucune"}
_UNKNOWN = {"", "?", "nsp", "inconnu", "ne sait pas", "je ne sais pas", "nc", "non communique", "null"}


def parse_yes_no(raw: str) -> bool | None:
    """True, False, or None when the person does not know."""
    word = fold(parse_text(raw, maximum=60))
    if word in _YES or word in _NO:
        return word in _YES
    if word in _UNKNOWN:
        return None
    raise FieldError("error.yes_no")


def one_of[T](choices: Mapping[str, T]) -> Callable[[str], T]:
    """A parser for the key or the label of a list, without regard to case or accents."""
    folded = {fold(label): value for label, value in choices.items()}

    def parse(raw: str) -> T:
        word = fold(parse_text(raw))
        if word not in folded:
            raise FieldError("error.choice")
        return folded[word]

    return parse
