"""A refusal that says the line and proposes the right name."""

from difflib import get_close_matches

from odissee.platform.texts import TextRefused, UnknownVariable, variables_of


def explained(refusal: TextRefused, key: str, body: str) -> str:
    """The refusal's sentence; for an unknown variable, its line and the nearest one that this text knows."""
    if not isinstance(refusal, UnknownVariable):
        return refusal.sentence
    return " ".join(_one(name, key, body) for name in refusal.names)


def _one(name: str, key: str, body: str) -> str:
    line = next((n for n, text in enumerate(body.split("\n"), 1) if name in text), 0)
    near = get_close_matches(name, sorted(variables_of(key)), 1, 0.6)
    where = f", ligne {line}" if line else ""
    advice = (
        f"Vouliez-vous {{{{ {near[0]} }}}} ?" if near else "Choisissez-en une dans la liste, ou retirez-la."
    )
    return f"{{{{ {name} }}}} n’existe pas dans ce texte{where}. {advice}"
