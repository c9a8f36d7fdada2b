"""The menu of staff pages: what exists, in the order of the day's work."""

from odissee.platform.web import NavGroup, NavItem

MENU_GROUPS = [
    NavGroup(
        (
            NavItem("Dossiers", "/dossiers", "folder", ("dossier.see",), "dossiers"),
            NavItem("Contacts", "/contacts", "users", ("contact.edit", "dossier.see")),
        )
    ),
    NavGroup(
        (
            NavItem("Courrier", "/courrier", "inbox", ("report.manage",)),
            NavItem("Boîte de sortie", "/boite-de-sortie", "send"),
            NavItem("Messages", "/messages", "message-square"),
            NavItem("À faire", "/notifications", "list-checks"),
            NavItem("Tâches", "/taches", "server", ("company.settings",)),
        )
    ),
    NavGroup(
        (
            NavItem(
                "Paramètres",
                "/parametres",
                "settings",
                ("company.settings", "staff.manage", "catalogue.manage"),
            ),
        )
    ),
]
