from odissee.platform.french.figures import number
from odissee.platform.french.typography import NBSP


def plural(quantity: float, one: str, many: str | None = None) -> str:
    """The noun alone; French keeps the singular below two (« 0 dossier », « 1,5 dossier »)."""
    return one if abs(quantity) < 2 else many if many is not None else f"{one}s"


def count(quantity: int, one: str, many: str | None = None) -> str:
    """« 2 dossiers », « 0 dossier »."""
    return f"{number(quantity)}{NBSP}{plural(quantity, one, many)}"
