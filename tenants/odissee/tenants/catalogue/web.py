from odissee.platform.db import TenantTransaction
from odissee.tenants.catalogue import (
    diagnostic_pages,
    grid_pages,
    pack_pages,
    rule_pages,
    simulator_pages,
    special_pages,
)
from odissee.tenants.companies import CHECKLIST, SETTINGS_PAGES, SettingsPage, Step

GROUP = "Catalogue et prix"
SETTINGS_PAGES += [
    SettingsPage("Diagnostics", "/parametres/diagnostics", "catalogue.manage", GROUP, "clipboard-list", "Noms, minutes, certifications, ordre", 10),
    SettingsPage("Tarifs", "/parametres/tarifs", "catalogue.manage", GROUP, "euro", "Grille, minimum, suppléments, essai", 11),
    SettingsPage("Packs", "/parametres/packs", "catalogue.manage", GROUP, "layout-list", "Un prix pour plusieurs diagnostics", 12),
    SettingsPage("Tarifs particuliers", "/parametres/tarifs-particuliers", "catalogue.manage", GROUP, "percent", "Prescripteurs, réseaux, remise maximale", 13),
]  # fmt: skip

REVIEWED = """select exists (select from journal_entry where subject_kind in ('price', 'special_price')
                              and verb <> 'special_price.added')"""


async def _reviewed(tx: TenantTransaction) -> bool:
    return bool(await tx.fetchval(REVIEWED))


CHECKLIST.append(
    Step("prices", "Relire les tarifs", "Un exemple est en place : mettez vos prix.", "/parametres/tarifs", _reviewed, 30)
)  # fmt: skip

ROUTES = [
    *diagnostic_pages.ROUTES,
    *grid_pages.ROUTES,
    *rule_pages.ROUTES,
    *simulator_pages.ROUTES,
    *pack_pages.ROUTES,
    *special_pages.ROUTES,
]
