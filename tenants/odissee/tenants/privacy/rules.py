"""The retention rules: defaults with their source, and the company's own dated durations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.journal import Entry, NothingToUndo, record, reversible

KEY = "retention"
NEWEST = "select value, valid_from from setting where key = $1 and valid_from <= $2 order by valid_from desc limit 1"


@dataclass(frozen=True, slots=True)
class Rule:
    """`least` and `most` bound what a company chooses. `asked`: the purge only tells, a person decides, unless switched on."""

    key: str
    label: str
    what: str
    months: int
    least: int
    most: int
    source: str
    sure: bool = False
    asked: bool = False


RULES = {
    one.key: one
    for one in (
        Rule("prospects", "Contacts sans suite", "Personne sans mission, devis accepté ni échange depuis ce délai : effacée.",
             36, 6, 36, "CNIL, référentiel gestion commerciale : 3 ans après le dernier contact", asked=True),
        Rule("quotes", "Devis refusés ou expirés", "Demandeur de devis jamais acceptés : effacé, son nom reste sur le devis numéroté.",
             36, 12, 60, "Usage ; action contractuelle : 5 ans, art. 2224 du code civil", asked=True),
        Rule("messages", "Textes des mails et SMS", "Le texte est effacé ; la date, le destinataire et l’objet restent.",
             60, 12, 120, "Art. 2224 du code civil : 5 ans"),
        Rule("connections", "Journaux de connexion", "Sessions, adresses IP et appareils sont effacés.",
             12, 6, 12, "CNIL, délibération 2021-122 : 6 mois à 1 an"),
        Rule("leads", "Traces des demandes en ligne", "Adresse IP et page d’origine sont effacées ; la demande reste.",
             12, 1, 36, "Proportionnalité, art. 5 du RGPD"),
        Rule("calls", "Appels reçus", "La liste des numéros est effacée.", 12, 1, 12, "Proportionnalité, art. 5 du RGPD"),
        Rule("readings", "Messages collés ou transférés", "Le message lu pour préparer une commande est effacé.",
             12, 1, 36, "Proportionnalité, art. 5 du RGPD"),
        Rule("links", "Liens expirés", "Liens de devis et de rapports finis depuis ce délai.", 12, 1, 60, "Proportionnalité, art. 5 du RGPD"),
        Rule("certificates", "Attestations d’effacement", "Le nom et l’attestation sont effacés ; le fait reste.",
             60, 12, 60, "Art. 2224 du code civil : 5 ans"),
        Rule("reports", "Rapports et dossiers finalisés", "Jamais effacés d’office : ceux qui dépassent ce délai sont comptés.",
             120, 120, 360, "Responsabilité : 10 ans au moins ; DTA : toute la vie de l’immeuble", asked=True),
        Rule("invoices", "Comptes et factures", "Jamais effacés d’office.", 120, 120, 240, "Art. L.123-22 du code de commerce : 10 ans", sure=True, asked=True),
    )
}  # fmt: skip
"""What is not `sure` is shown « à vérifier »."""
NEVER = frozenset({"reports", "invoices"})
"""Told, never done."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule as it stands: `on` None when the rule has no switch."""

    rule: Rule
    months: int
    on: bool

    def before(self, now: datetime) -> datetime:
        """What is older may go."""
        years, month = divmod(now.year * 12 + now.month - 1 - self.months, 12)
        return now.replace(year=years, month=month + 1, day=min(now.day, 28))


@dataclass(frozen=True, slots=True)
class Retention:
    rules: Mapping[str, Kept]
    since: datetime | None
    """When the company last changed them; None: never."""


async def retention_of(tx: TenantTransaction) -> Retention:
    """The durations as they stand now."""
    row = await tx.fetchrow(NEWEST, KEY, clock.now())
    value = row["value"] if row else {}
    return Retention({key: _kept(rule, value.get(key, {})) for key, rule in RULES.items()}, row["valid_from"] if row else None)  # fmt: skip


def _kept(rule: Rule, said: Mapping[str, Any]) -> Kept:
    months = int(said.get("months", rule.months))
    on = bool(said.get("on", not rule.asked)) and rule.key not in NEVER
    return Kept(rule, min(max(months, rule.least), rule.most), on)


def _json(retention: Retention) -> dict[str, Any]:
    return {key: {"months": kept.months, "on": kept.on} for key, kept in retention.rules.items()}


async def choose(tx: TenantTransaction, chosen: Mapping[str, tuple[int, bool]]) -> Entry | None:
    """Keep durations (months, on) beside the older ones; None when nothing changes."""
    before = _json(await retention_of(tx))
    after = {
        key: {"months": kept.months, "on": kept.on}
        for key, kept in (
            (key, _kept(RULES[key], {"months": months, "on": on})) for key, (months, on) in chosen.items()
        )
    }
    after = before | after
    if after == before:
        return None
    await _write(tx, after)
    return record(tx, "setting", tx.tenant, "retention.rules", before=before, after=after)


async def _write(tx: TenantTransaction, value: dict[str, Any]) -> None:
    await tx.execute(
        "insert into setting (key, value, valid_from) values ($1, $2, $3)", KEY, value, clock.now()
    )


@reversible("retention.rules", "purge.rules")
async def rules_back(tx: TenantTransaction, entry: Any) -> None:
    """The durations before, unless others were chosen since."""
    if _json(await retention_of(tx)) != entry["after"]:
        raise NothingToUndo
    await _write(tx, entry["before"])
