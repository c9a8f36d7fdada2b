"""The console of the people who run Odissée, on its own host, with its own logins.

They see companies, plans, counts and health, never a row of a company. With the company's dated consent an
operator enters it to read, as a membership of kind « support » that ends with the consent. Each of their acts is
in the journal of the company it touches.
"""

from odissee.tenants.console.support import consent_open

__all__ = ["consent_open"]
