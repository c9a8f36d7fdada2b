"""The company itself: how it is born, its identity, its sites, its terms, its plan, its first steps.

A company signs up by itself on the bare host. Its tenant exists at once, closed, so that the mail which
confirms the address is already a row of its own outbox; pressing the button of that mail opens it
(`open_company`) and runs every callable of `ON_COMPANY_OPENED`: other features put their default lists,
catalogue and prices there. `CHECKLIST`, `SETTINGS_PAGES` and `DEMO` are the other seams.

Numbers of quotes are without gap and never twice the same in a company (`next_number`). Terms that a client
accepted never change: a new wording is a new version.
"""

from odissee.tenants.companies.checklist import CHECKLIST, Step
from odissee.tenants.companies.demo import DEMO, DemoData, Going
from odissee.tenants.companies.errors import FieldRefused, shown_again
from odissee.tenants.companies.logo import media_type_of
from odissee.tenants.companies.numbers import EXAMPLE_SERIES, next_number, parse_series
from odissee.tenants.companies.opening import ON_COMPANY_OPENED
from odissee.tenants.companies.plans import PLANS, Plan, PlanLimit, within_plan
from odissee.tenants.companies.reversal import differences, put_back
from odissee.tenants.companies.settings_menu import SETTINGS_PAGES, SettingsPage, settings_nav
from odissee.tenants.companies.terms import terms_in_force

__all__ = [
    "CHECKLIST",
    "DEMO",
    "EXAMPLE_SERIES",
    "ON_COMPANY_OPENED",
    "PLANS",
    "SETTINGS_PAGES",
    "DemoData",
    "FieldRefused",
    "Going",
    "Plan",
    "PlanLimit",
    "SettingsPage",
    "Step",
    "differences",
    "media_type_of",
    "next_number",
    "parse_series",
    "put_back",
    "settings_nav",
    "shown_again",
    "terms_in_force",
    "within_plan",
]
