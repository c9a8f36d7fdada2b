from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from odissee.platform.errors import OdisseeError


class Profile(StrEnum):
    """What a person is in a company; its value is stored."""

    OWNER = "owner"
    ADMIN = "admin"
    ACCOUNTANT = "accountant"
    SALES = "sales"
    TECHNICIAN = "technician"
    OFFICE = "office"
    LEAD_WORKER = "lead_worker"
    CLIENT = "client"

    @property
    def label(self) -> str:
        """The profile's name on screens."""
        return _PROFILE_LABELS[self]


_PROFILE_LABELS = {
    Profile.OWNER: "Super administrateur",
    Profile.ADMIN: "Administrateur",
    Profile.ACCOUNTANT: "Comptable",
    Profile.SALES: "Commercial",
    Profile.TECHNICIAN: "Technicien",
    Profile.OFFICE: "Administratif",
    Profile.LEAD_WORKER: "Pigiste",
    Profile.CLIENT: "Client",
}


class Scope(StrEnum):
    """How far a permission goes; its value is stored, and the wider wins."""

    NONE = "none"
    OWN = "own"
    ALL = "all"

    @property
    def width(self) -> int:
        """To compare: 0 for none, 2 for all."""
        return list(Scope).index(self)

    @property
    def label(self) -> str:
        """The cell of the settings screen."""
        return {"none": "Non", "own": "Les siens", "all": "Tous"}[self]


class Permission(StrEnum):
    """One act that a profile allows; its value is stored and named by guards."""

    COMPANY_SETTINGS = "company.settings"
    COMPANY_BANK = "company.bank"
    RIGHTS_EDIT = "rights.edit"
    STAFF_MANAGE = "staff.manage"
    CATALOGUE_MANAGE = "catalogue.manage"
    TEMPLATE_MANAGE = "template.manage"
    DOSSIER_SEE = "dossier.see"
    ORDER_EDIT = "order.edit"
    PRICE_OVERRIDE = "price.override"
    DOSSIER_STATUS_ANY = "dossier.status.any"
    DOSSIER_ARCHIVE = "dossier.archive"
    BIN_OPEN = "bin.open"
    BIN_PURGE = "bin.purge"
    TECHNICIANS_PLAN = "technicians.plan"
    COMMERCIAL_PLAN = "commercial.plan"
    CONTACT_EDIT = "contact.edit"
    CONTACT_ASSIGN = "contact.assign"
    CONTACT_MERGE = "contact.merge"
    REPORT_ADD = "report.add"
    REPORT_MANAGE = "report.manage"
    FIELD_RETURN_SEE = "field_return.see"
    INVOICE_SEE = "invoice.see"
    INVOICE_DRAFT = "invoice.draft"
    INVOICE_ISSUE = "invoice.issue"
    PAYMENT_MANAGE = "payment.manage"
    PAYMENT_REFUND = "payment.refund"
    DUNNING_SEE = "dunning.see"
    DUNNING_RUN = "dunning.run"
    LEAD_SEE = "lead.see"
    LEAD_ASSIGN = "lead.assign"
    LEAD_DELETE = "lead.delete"
    STATISTICS_SEE = "statistics.see"
    JOURNAL_SEE = "journal.see"
    JOURNAL_BILLING = "journal.billing"
    DATA_EXPORT = "data.export"
    API_KEY_MANAGE = "api_key.manage"
    CONNECTOR_PAIR = "connector.pair"
    PURGE_RULES = "purge.rules"
    SUPPORT_CONSENT = "support.consent"
    PLAN_MANAGE = "plan.manage"
    ACCOUNT_CLOSE = "account.close"


@dataclass(frozen=True, slots=True)
class Grant:
    """One line of the matrix: an act, its group on the settings screen, and who has it by default."""

    permission: Permission
    group: str
    action: str
    scopes: Mapping[Profile, Scope]
    sensitive: bool
    """Whether the act asks for a fresh proof of identity."""

    @property
    def label(self) -> str:
        """« Émettre des factures »"""
        return self.action[0].upper() + self.action[1:]

    @property
    def of_action(self) -> str:
        """« d’émettre des factures », after « Votre profil ne permet pas »."""
        return ("d’" if self.action[0] in "aeiouéêh" else "de ") + self.action


type Overrides = Mapping[tuple[Profile, Permission], Scope]
"""The cells that a company has changed."""

_SIGNS = {"●": Scope.ALL, "◐": Scope.OWN, "–": Scope.NONE}

# owner, administrator, accountant, sales, technician, office, lead worker, client
_MATRIX = """
Société
company.settings    ● ● – – – – – –    régler la société et ses sites
company.bank        ● ● – – – – – –  ! modifier les coordonnées bancaires
rights.edit         ● – – – – – – –  ! modifier les droits
staff.manage        ● ● – – – – – –    gérer les collaborateurs et leurs certifications
catalogue.manage    ● ● – – – – – –    gérer le catalogue, les tarifs et les listes
template.manage     ● ● – – – – – –    modifier les modèles de textes
Dossiers
dossier.see         ● ● ● ◐ ◐ ● ◐ ◐    voir les dossiers
order.edit          ● ● – ● – ● ◐ –    créer et modifier commandes et devis
price.override      ● ● – – – – – –    forcer un prix ou dépasser la remise maximale
dossier.status.any  ● ● – – – ● – –    choisir librement le statut d’un dossier
dossier.archive     ● ● ● – – ● – –    archiver un dossier ou le mettre à la corbeille
bin.open            ● ● – – – – – –    ouvrir la corbeille
bin.purge           ● ● – – – – – –  ! supprimer définitivement un dossier
report.add          ● ● – – ◐ ● – –    ajouter un rapport
report.manage       ● ● – – – ● – –    bloquer et envoyer les rapports
field_return.see    ● ● ● – ◐ – – –    voir le retour terrain
Planning
technicians.plan    ● ● – – ◐ ● – –    planifier les techniciens
commercial.plan     ● ● – ◐ – – – –    planifier les rendez-vous commerciaux
Contacts
contact.edit        ● ● ● ● – ● – –    modifier les contacts
contact.assign      ● ● – – – – – –    attribuer un contact à un commercial
contact.merge       ● ● – – – ● – –    fusionner des contacts
lead.see            ● ● – ● – ● ◐ –    voir les opportunités
lead.assign         ● ● – – – ● – –    attribuer une opportunité
lead.delete         ● ● – – – – – –    supprimer une opportunité
Facturation
invoice.see         ● ● ● ◐ – ● – ◐    voir les factures
invoice.draft       ● ● ● – – ● – –    préparer une facture
invoice.issue       ● ● ● – – – – –    émettre des factures et des avoirs
payment.manage      ● ● ● – – – – –    gérer règlements, bordereaux, banque et exports comptables
payment.refund      ● ● ● – – – – –  ! rembourser un règlement
dunning.see         ● ● ● ● – – – –    voir les relances
dunning.run         ● ● ● – – – – –    lancer les relances
Suivi
statistics.see      ● ● ● ◐ ◐ – – –    voir les statistiques
journal.see         ● ● – – – – – –    consulter tout le journal
journal.billing     ● ● ● – – – – –    consulter le journal de la facturation
Données et compte
data.export         ● ● – – – – – –  ! exporter les données en masse
api_key.manage      ● ● – – – – – –  ! gérer les clés d’accès
connector.pair      ● ● – – – – – –    relier un logiciel
purge.rules         ● ● – – – – – –  ! régler les durées de conservation
support.consent     ● – – – – – – –    ouvrir un accès à l’assistance
plan.manage         ● – – – – – – –    changer d’offre
account.close       ● – – – – – – –  ! fermer le compte
"""


def _grants() -> Iterable[Grant]:
    group = ""
    for line in _MATRIX.strip().splitlines():
        key, *rest = line.split(maxsplit=len(Profile) + 1)
        if len(rest) < len(Profile) or rest[0] not in _SIGNS:
            group = line
            continue
        *signs, action = rest
        scopes = dict(zip(Profile, (_SIGNS[sign] for sign in signs), strict=True))
        yield Grant(
            Permission(key),
            group,
            action.removeprefix("! "),
            MappingProxyType(scopes),
            action.startswith("! "),
        )


GRANTS: Mapping[Permission, Grant] = MappingProxyType({grant.permission: grant for grant in _grants()})
"""Every line of the matrix, in the order of the settings screen."""

DEFAULTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        str(grant.permission): MappingProxyType({str(p): str(scope) for p, scope in grant.scopes.items()})
        for grant in GRANTS.values()
    }
)
"""The same as plain words, as they are stored: permission → profile → scope."""

FIXED = frozenset({Profile.OWNER, Profile.ADMIN, Profile.CLIENT})
"""Never edited: a company must not lock itself out, and clients are governed dossier by dossier."""


class FixedRight(OdisseeError):
    """A cell that no company may change was to be changed."""

    def __init__(self, profile: Profile) -> None:
        super().__init__(f"Les droits du profil « {profile.label} » ne se modifient pas.")


def check_editable(profile: Profile, permission: Permission) -> None:
    """Raise `FixedRight` for the cells of owners, administrators and clients."""
    if profile in FIXED:
        raise FixedRight(profile)
    GRANTS[permission]


def default_scope(profile: Profile, permission: Permission) -> Scope:
    """The cell of a company that changed nothing."""
    return GRANTS[permission].scopes[profile]


def scope_of(profiles: Iterable[Profile], permission: Permission, changed: Overrides | None = None) -> Scope:
    """The widest scope of all the profiles of a person; changes to fixed profiles are ignored."""
    cells = changed or {}
    return max(
        (
            default_scope(profile, permission)
            if profile in FIXED
            else cells.get((profile, permission), default_scope(profile, permission))
            for profile in profiles
        ),
        key=lambda scope: scope.width,
        default=Scope.NONE,
    )
