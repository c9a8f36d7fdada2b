"""The addresses of accounts."""

from odissee.platform.identity.pages import (
    companies_page,
    console_login,
    embed_page,
    fresh_page,
    invitation_page,
    login_page,
    passkey_pages,
    reset_page,
    second_step,
    second_step_settings,
    security_page,
)

ROUTES = [
    route
    for page in (
        login_page, second_step, passkey_pages, reset_page, invitation_page, fresh_page, security_page,
        second_step_settings, companies_page, embed_page, console_login,
    )
    for route in page.ROUTES
]  # fmt: skip
