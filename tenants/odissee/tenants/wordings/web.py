from odissee.tenants.companies import SETTINGS_PAGES, SettingsPage
from odissee.tenants.wordings import editor, pages

SETTINGS_PAGES.append(
    SettingsPage(
        "Modèles",
        pages.HOME,
        "template.manage",
        "Messages",
        "mail",
        "Vos mots : courriels, SMS, documents",
        22,
    )
)
ROUTES = [*pages.ROUTES, *editor.ROUTES]
