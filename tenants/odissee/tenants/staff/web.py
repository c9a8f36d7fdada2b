from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.tenants.companies import SETTINGS_PAGES, SettingsPage
from odissee.tenants.companies.settings_menu import NOTICES
from odissee.tenants.staff import certification_pages, member_pages, rights_pages
from odissee.tenants.staff.honour import honour_statement_gaps

SETTINGS_PAGES.extend(
    [
        SettingsPage("Équipe", "/parametres/equipe", "staff.manage", "Équipe", "users", "Personnes, profils, sites", 10),
        SettingsPage(
            "Certifications", "/parametres/certifications", "staff.manage", "Équipe", "file-check", "Domaines et fins de validité", 20
        ),
        SettingsPage("Droits", "/parametres/droits", "rights.edit", "Équipe", "shield-check", "Ce que chaque profil permet", 30),
    ]
)  # fmt: skip


async def attestation_notice(tx: TenantTransaction) -> list[str]:
    """What the settings home says of the attestation."""
    return await honour_statement_gaps(tx, clock.today())


NOTICES.append(attestation_notice)
ROUTES = [*member_pages.ROUTES, *certification_pages.ROUTES, *rights_pages.ROUTES]
