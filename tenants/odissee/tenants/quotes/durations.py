"""How long each report will hold for the purpose of the mission, in words, from the dated rows of validity."""

from datetime import date

from odissee.tenants.regulation import Term, validity_rows

PURPOSES = {"sale": "sale", "rental": "rental", "management": "rental"}


def duration_words(diagnostic: str, nature: str, on_date: date) -> str:
    """« 10 ans », « 3 ans », « 1 an ou sans limite, selon la conclusion »; empty when no row speaks of it."""
    purpose = PURPOSES.get(nature, "")
    rows = [
        row for row in validity_rows()
        if row.diagnostic == diagnostic
        and (not row.purposes or purpose in row.purposes)
        and row.established_from <= on_date <= row.established_to
    ]  # fmt: skip
    words = list(dict.fromkeys(word for row in rows if (word := _term(row.kind, row.months))))
    if len(words) > 1:
        return " ou ".join(sorted(words)) + ", selon la conclusion"
    return words[0] if words else ""


def _term(kind: Term, months: int | None) -> str:
    if kind is Term.UNTIL and months:
        return f"{months} mois" if months % 12 else f"{months // 12} {'an' if months == 12 else 'ans'}"
    return {Term.UNLIMITED: "sans limite", Term.TO_CHECK: "à vérifier"}.get(kind, "")
