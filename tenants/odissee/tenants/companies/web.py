from odissee.tenants.companies import (
    appearance_pages,
    company_pages,
    signup_pages,
    site_pages,
    terms_pages,
    welcome_pages,
)

ROUTES = [
    *signup_pages.ROUTES,
    *welcome_pages.ROUTES,
    *company_pages.ROUTES,
    *appearance_pages.ROUTES,
    *site_pages.ROUTES,
    *terms_pages.ROUTES,
]
