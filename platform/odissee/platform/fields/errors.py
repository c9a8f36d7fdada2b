import re
import tomllib
from functools import cache
from importlib import resources

from odissee.platform.errors import OdisseeError
from odissee.platform.french import typography

_HOLE = re.compile(r"\{\{ (\w+) \}\}")


@cache
def sentences() -> dict[str, str]:
    """Every sentence of `sentences.toml`, by key."""
    text = resources.files(__package__).joinpath("sentences.toml").read_text(encoding="utf-8")
    return {key: str(sentence) for key, sentence in tomllib.loads(text).items()}


def sentence(key: str, **values: object) -> str:
    """The French sentence of `key` with its holes filled; a missing key or value is a fault of ours."""
    return typography(_HOLE.sub(lambda hole: str(values[hole[1]]), sentences()[key]))


class FieldError(OdisseeError, ValueError):
    """What was typed cannot be read; `str()` says why and how to mend it."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(sentence(key, **values))


class FormErrors(OdisseeError):
    """One sentence per faulty field, in the order of the form, with everything that was typed."""

    def __init__(self, errors: dict[str, str], raw: dict[str, str]) -> None:
        self.errors = errors
        self.raw = raw
        super().__init__(self.summary)

    @property
    def summary(self) -> str:
        """« 2 points à corriger avant d’enregistrer. »"""
        count = len(self.errors)
        return sentence("error.summary_one") if count == 1 else sentence("error.summary", errors_count=count)
