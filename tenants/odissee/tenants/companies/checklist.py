"""The first steps: each is done when the facts say so, nothing is ticked by hand."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from odissee.platform.db import TenantTransaction

Fact = Callable[[TenantTransaction], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Step:
    """One line; `facultative` steps are shown and not counted. `rank` orders the list."""

    key: str
    label: str
    help: str
    href: str
    done: Fact
    rank: int
    facultative: bool = False


def fact(sql: str) -> Fact:
    """A fact that one query answers with a boolean."""

    async def ask(tx: TenantTransaction) -> bool:
        return bool(await tx.fetchval(sql))

    return ask


CHECKLIST: list[Step] = [
    Step("company", "Vérifier l’identité de la société", "Adresse, SIRET et téléphone figurent sur les devis.", "/parametres/societe",
         fact("select exists (select from company where siret <> '' and address <> '' and city <> '' and phone <> '')"), 10),
    Step("insurance", "Saisir l’assurance et la certification", "Elles figurent sur l’attestation sur l’honneur.", "/parametres/societe#assurance",
         fact("""select exists (select from company where insurer <> '' and policy_number <> '' and insurance_until is not null
                    and certification_body <> '' and signatory_name <> '')"""), 20),
    Step("terms", "Relire les conditions générales", "Le modèle est à valider par votre conseil.", "/parametres/conditions",
         fact("""select coalesce((select text not like '%MODÈLE À VALIDER%' from terms_version order by number desc limit 1), false)"""), 40),
    Step("first_quote", "Faire un premier devis", "Il peut rester en brouillon.", "/commandes/nouvelle",
         fact("select exists (select from quote q where not exists (select from example_row e where e.id = q.dossier_id))"), 50),
    Step("staff", "Inviter l’équipe", "Chacun avec son profil.", "/parametres/equipe",
         fact("select count(*) > 1 from membership where kind = 'staff' and revoked_at is null"), 60),
]  # fmt: skip
"""Other features append theirs: prices (30), phone (70), import (80), payment (90), connector (100)."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The steps with their state, and what counts."""

    steps: tuple[tuple[Step, bool], ...]

    @property
    def counted(self) -> int:
        return sum(not step.facultative for step, _ in self.steps)

    @property
    def done(self) -> int:
        return sum(done for step, done in self.steps if not step.facultative)

    @property
    def complete(self) -> bool:
        return self.done == self.counted


async def progress(tx: TenantTransaction) -> Progress:
    """The list as the facts stand now."""
    steps = sorted(CHECKLIST, key=lambda step: step.rank)
    return Progress(tuple([(step, await step.done(tx)) for step in steps]))
