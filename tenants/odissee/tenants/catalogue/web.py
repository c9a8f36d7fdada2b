from odissee.tenants.catalogue import grid_pages, rule_pages, simulator_pages
from odissee.tenants.companies import SETTINGS_PAGES, SettingsPage

GROUP = "Catalogue et prix"
SETTINGS_PAGES += [
    SettingsPage("Tarifs", "/parametres/tarifs", "catalogue.manage", GROUP, "euro", "Grille, prix minimum, suppléments, essai", 11),
]  # fmt: skip

ROUTES = [*grid_pages.ROUTES, *rule_pages.ROUTES, *simulator_pages.ROUTES]
