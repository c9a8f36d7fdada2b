"""What a company sells and at what price: its diagnostics, its grid, its packs, its special prices.

The arithmetic is in `pricing`, the law in `regulation`; here stand the company's own rows, the pages that set them
and `tariff_of`, which hands them to the arithmetic. Invariants: a price is a dated row, and a change from a day
never rewrites what held before; a row of a site wins over the company's, a special one over both; every change is
in the journal and can be taken back; a company sees its own rows alone.
"""

from odissee.tenants.catalogue.defaults import CatalogueDefaults, catalogue_defaults
from odissee.tenants.catalogue.diagnostics import Diagnostic, diagnostics_of
from odissee.tenants.catalogue.install import install_defaults
from odissee.tenants.catalogue.price_settings import discount_limits
from odissee.tenants.catalogue.special_terms import SpecialTerms, special_terms
from odissee.tenants.catalogue.tariff import tariff_of
from odissee.tenants.companies import ON_COMPANY_OPENED

if install_defaults not in ON_COMPANY_OPENED:
    ON_COMPANY_OPENED.append(install_defaults)

__all__ = [
    "CatalogueDefaults",
    "Diagnostic",
    "SpecialTerms",
    "catalogue_defaults",
    "diagnostics_of",
    "discount_limits",
    "install_defaults",
    "special_terms",
    "tariff_of",
]
