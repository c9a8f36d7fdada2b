"""The rules, the validities and the termite table as the page « Réglementation » says them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from odissee.platform.french import compact, fold
from odissee.tenants import geography

from .catalogue import catalogue
from .concerned import transactions_of
from .context import Transaction
from .facts_catalogue import fact_kinds
from .phrases import raised
from .rule import Override, Rule, Verdict
from .validity import Term, ValidityRow

VERDICTS = {
    Verdict.REQUIRED: "Obligatoire",
    Verdict.NOT_REQUIRED: "Non demandé",
    Verdict.TO_CHECK: "À vérifier",
}
SHOW = {
    "": "Toutes",
    "a-verifier": "À vérifier",
    "a-venir": "À venir",
    "decidees": "Décidées",
    "passees": "Passées",
}
TERMITES = {
    "O": ("Tout le département", "ok"), "P": ("Une partie des communes", "info"), "N": ("Aucun arrêté", ""),
    "U": ("Non connu", "warn"),
}  # fmt: skip

SOURCES = {
    "code-list-2026": "Liste professionnelle de 2026", "DREAL-Occitanie-quoted": "DREAL Occitanie, citée", "DGALN-2016-quoted": "DGALN 2016, citée",
    "": "Aucune source lue",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One row of the table; `decision` is the company's own."""

    rule: Rule
    diagnostic: str
    period: str
    decision: Override | None


def rule_groups(
    rules: Iterable[Rule], overrides: dict[str, Override], today: date, show: str
) -> list[tuple[str, list[RuleLine]]]:
    """Rules by transaction, in the order of the order screen; those of several transactions come first."""
    groups: dict[str, list[RuleLine]] = {}
    for rule in rules:
        if _kept(rule, overrides, today, show):
            groups.setdefault(_group(rule), []).append(_line(rule, overrides, today))
    names = ["Plusieurs transactions", *map(transaction_words, Transaction)]
    return sorted(groups.items(), key=lambda group: names.index(group[0]))


def transaction_words(transaction: Transaction) -> str:
    words = fact_kinds()["transaction"].values.get(transaction.value, transaction.value)
    return raised(words)


def _group(rule: Rule) -> str:
    named = transactions_of(rule)
    return transaction_words(named[0]) if len(named) == 1 else "Plusieurs transactions"


def _kept(rule: Rule, overrides: dict[str, Override], today: date, show: str) -> bool:
    past = rule.valid_to is not None and rule.valid_to < today
    coming = rule.valid_from is not None and rule.valid_from > today
    return {
        "a-verifier": not rule.verified and not past,
        "a-venir": coming,
        "decidees": rule.key in overrides,
        "passees": past,
    }.get(show, not past)


def _line(rule: Rule, overrides: dict[str, Override], today: date) -> RuleLine:
    name = catalogue()[rule.diagnostic].short_label if rule.diagnostic in catalogue() else rule.diagnostic
    return RuleLine(
        rule, name, "à venir" if rule.valid_from and rule.valid_from > today else "", overrides.get(rule.key)
    )


def validity_words(row: ValidityRow) -> str:
    """« 10 ans », « 3 mois », « jusqu’au… », « sans limite »."""
    if row.kind is Term.UNLIMITED:
        return "Sans limite"
    if row.kind is Term.NONE:
        return "Sans durée"
    if row.kind is Term.TO_CHECK or not (row.months or row.until):
        return "À vérifier"
    if row.months:
        years, months = divmod(row.months, 12)
        return f"{row.months} mois" if months else f"{years} an{'s' if years > 1 else ''}"
    return "Jusqu’à une date"


def termite_departments(query: str) -> list[geography.TermiteDepartment]:
    """The départements whose code or name holds what is typed; all of them when nothing is."""
    codes = sorted({geography.department_of(insee) for insee in geography.all_communes()})
    rows = [row for code in codes if (row := geography.termites_in(code))]
    word = fold(query).strip()
    return [row for row in rows if not word or row.dept.lower() == word or compact(word) in compact(row.name)]
