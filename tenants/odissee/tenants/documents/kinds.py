"""The reports that a dossier may hold: code, short name, the words that give them away in a name or on a page."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportKind:
    """`code` is that of the diagnostic. `names` are words of file names, `pages` words of the first pages, both
    folded (`fold`); the first that is found wins. `short` is what exported files are called."""

    code: str
    label: str
    short: str
    names: re.Pattern[str]
    pages: re.Pattern[str]


def _kind(code: str, label: str, short: str, names: str, pages: str) -> ReportKind:
    return ReportKind(
        code, label, short, re.compile(rf"(?:^|[^a-z])(?:{names})(?:[^a-z]|$)"), re.compile(pages)
    )


KINDS: tuple[ReportKind, ...] = (
    # the more special before the more general: a « repérage amiante avant travaux » is no « état amiante »
    _kind("RAAT", "Repérage amiante avant travaux", "RAAT", "raat|rat|amiante avant travaux|ravt",
          r"amiante[^.]{0,80}avant (?:realisation de )?travaux|materiaux[^.]{0,60}avant travaux"),
    _kind("DEMO_ASBESTOS", "Repérage amiante avant démolition", "DEMO", "amiante (?:avant )?demolition|rad",
          r"amiante[^.]{0,80}avant (?:la )?demolition"),
    _kind("DTA", "Dossier technique amiante", "DTA", "dta|dossier technique amiante", r"dossier technique amiante"),
    _kind("DAPP", "Dossier amiante des parties privatives", "DAPP", "dapp",
          r"dossier amiante (?:des )?parties privatives"),
    _kind("DPE_COLLECTIVE", "DPE collectif", "DPECOL", "dpe ?(?:collectif|immeuble)",
          r"performance energetique[^.]{0,40}(?:collectif|immeuble)"),
    _kind("AUDIT", "Audit énergétique", "AUDIT", "audit(?: energetique)?", r"audit energetique (?:reglementaire)?"),
    _kind("DPE", "Diagnostic de performance énergétique", "DPE", "dpe|performance energetique",
          r"diagnostic de performance energetique|n ?° ?ademe ?:"),
    _kind("LEAD_WORKS", "Repérage plomb avant travaux", "PLOMBAT", "plomb avant travaux|peat",
          r"plomb[^.]{0,40}avant travaux"),
    _kind("CREP", "Constat de risque d’exposition au plomb", "CREP", "crep|plomb",
          r"constat de risque d.exposition au plomb"),
    _kind("ASBESTOS", "État amiante", "AMIANTE", "amiante|ami|dapv",
          r"(?:etat|constat|rapport)[^.]{0,80}(?:amiante|contenant de l.amiante)"),
    _kind("TERMITES", "État relatif aux termites", "TERMITES", "termites?|ter|parasitaire",
          r"(?:etat|rapport)[^.]{0,60}termites"),
    _kind("GAS", "État de l’installation de gaz", "GAZ", "gaz", r"installation interieure de gaz"),
    _kind("ELECTRICITY", "État de l’installation électrique", "ELEC", "elec(?:tricite|trique)?",
          r"installation interieure d.electricite|etat de l.installation[^.]{0,30}electri"),
    _kind("ERP", "État des risques", "ERP", "erp|ernmt|ernt|esris|etat des risques",
          r"etat des (?:risques|servitudes)"),
    _kind("ENSA", "État des nuisances sonores aériennes", "ENSA", "ensa|peb|nuisances? sonores?",
          r"nuisances sonores aeriennes"),
    _kind("CARREZ", "Mesurage loi Carrez", "CARREZ", "carrez",
          r"superficie privative|loi carrez|mesurage[^.]{0,40}carrez"),
    _kind("BOUTIN", "Mesurage loi Boutin", "BOUTIN", "boutin|surface habitable",
          r"loi boutin|attestation de (?:la )?surface habitable"),
    _kind("ANC", "Contrôle de l’assainissement non collectif", "ANC", "anc|assainissement|spanc",
          r"assainissement non collectif"),
    _kind("PEMD", "Diagnostic PEMD", "PEMD", "pemd", r"produits,? equipements,? materiaux et dechets"),
    _kind("PPPT", "Projet de plan pluriannuel de travaux", "PPPT", "pppt", r"plan pluriannuel de travaux"),
)  # fmt: skip
BY_CODE = {kind.code: kind for kind in KINDS}
LABELS = {kind.code: kind.label for kind in KINDS}
OTHER = "Autre document"
