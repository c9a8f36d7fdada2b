"""The documents that are asked of people: codes, words, the text of the request, who usually has them, how a file that
answers is recognised. Codes are those of the order (`orders.documents`) where it proposes the same. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from odissee.platform.french import fold
from odissee.tenants.regulation import catalogue


@dataclass(frozen=True, slots=True)
class MissingKind:
    """`text` is the key of its request; `roles` those to whom it is first proposed; `names` words of a file or a page."""

    code: str
    label: str
    short: str
    text: str
    roles: tuple[str, ...]
    names: re.Pattern[str]

    @property
    def reason(self) -> str:
        """Key of the sentence that says what it is for."""
        return self.text.replace("mail.document_request.", "mail.document_reason.")

    @property
    def fallback(self) -> str:
        """Key of the sentence that says what happens without it."""
        return self.text.replace("mail.document_request.", "mail.document_fallback.")


def _kind(code: str, label: str, short: str, text: str, roles: str, names: str) -> MissingKind:
    return MissingKind(code, label, short, f"mail.document_request.{text}", tuple(roles.split()),
                       re.compile(rf"(?:^|[^a-z])(?:{names})(?:[^a-z]|$)"))  # fmt: skip


KINDS: tuple[MissingKind, ...] = (
    _kind("DOC_TITLE", "Titre de propriété et plans", "titre, plans", "title_and_plans", "owner notary requester",
          r"titre(?: de propriete)?|acte(?: de vente| notarie| authentique)?|attestation notariee|plans?"),
    _kind("DOC_COPRO_RULES", "État descriptif de division ou règlement de copropriété", "règlement", "division_statement",
          "property_manager owner notary", r"etat descriptif(?: de division)?|edd|reglement(?: de copropriete)?|rcp"),
    _kind("DOC_BILLS", "Factures de chauffage et d’eau chaude", "factures d’énergie", "energy_bills", "owner occupant requester",
          r"factures?|consommations?|edf|engie|releves? annuels?|fioul|granules?"),
    _kind("DOC_COLLECTIVE_HEATING", "Relevés et tantièmes du chauffage collectif", "chauffage collectif", "collective_heating",
          "property_manager owner", r"tantiemes?|chaufferie|chauffage collectif|repartition(?: de chauffage)?|charges de chauffage"),
    _kind("DOC_THERMAL_STUDY", "Étude thermique", "étude thermique", "thermal_study", "owner requester",
          r"etude thermique|rt ?2005|rt ?2012|re ?2020|notice descriptive|descriptif technique|bbio"),
    _kind("DOC_DTG", "Diagnostic technique global", "DTG", "dtg", "property_manager owner", r"dtg|diagnostic technique global"),
)  # fmt: skip
BY_CODE = {kind.code: kind for kind in KINDS}
SEVERAL = "mail.document_request.several"
SPECIAL = {"DOC_COLLECTIVE_HEATING": {"DOC_BILLS"}}
"""What holds another one: the bills of a collective boiler are no bills of the flat."""


def kind_of(words: str, among: Collection[str]) -> str:
    """The code among these that a name or a first page tells; empty when it tells none or several."""
    folded = re.sub(r"[_.\-\s()\[\]]+", " ", fold(words))
    found = {code for code in among if code in BY_CODE and BY_CODE[code].names.search(folded)}
    for special, inside in SPECIAL.items():
        if special in found:
            found -= inside
    return found.pop() if len(found) == 1 else ""


def label_of(code: str) -> str:
    """What a document is called, whoever asks for it; empty for an unknown code."""
    known = catalogue().get(code)
    return BY_CODE[code].label if code in BY_CODE else known.label if known else ""
