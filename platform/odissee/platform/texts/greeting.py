"""How one addresses a person: « Bonjour Madame Lasserre, », « Maître, », or « Bonjour, » when unsure."""

_FORMS = {
    "m": "Monsieur", "m.": "Monsieur", "mr": "Monsieur", "monsieur": "Monsieur",
    "mme": "Madame", "madame": "Madame", "mlle": "Madame", "mademoiselle": "Madame",
    "me": "Maître", "maître": "Maître", "maitre": "Maître",
}  # fmt: skip


def _form(civility: str, notary: bool) -> str:
    return "Maître" if notary else _FORMS.get(civility.strip().lower(), "")


def greeting(civility: str = "", last_name: str = "", *, notary: bool = False) -> str:
    """The first line of a mail."""
    form = _form(civility, notary)
    if form == "Maître":
        return "Maître,"
    return f"Bonjour {form} {last_name.strip()}," if form and last_name.strip() else "Bonjour,"


def salutation(civility: str = "", *, notary: bool = False) -> str:
    """The first line of a letter: « Madame, », or both when the civility is unknown."""
    return (_form(civility, notary) or "Madame, Monsieur") + ","
