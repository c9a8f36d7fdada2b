from odissee.tenants.companies import SETTINGS_PAGES, SettingsPage
from odissee.tenants.console import pages, support_pages

SETTINGS_PAGES.append(
    SettingsPage(
        "Assistance", "/parametres/support", "support.consent", "Données et liaisons", "shield-check", "Laisser lire, pour un temps", 90
    )
)  # fmt: skip
ROUTES = [*pages.ROUTES, *support_pages.ROUTES]
