from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """« maison, appartement ou terrain »."""
    *first, last = words
    return f"{', '.join(first)} ou {last}" if first else last


def lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def french_number(value: float) -> str:
    """7.5 → « 7,5 », 1000 → « 1 000 » with a narrow unbreakable space."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return text.replace(",", "\u202f").replace(".", ",")
