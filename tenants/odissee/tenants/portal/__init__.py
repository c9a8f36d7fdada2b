"""The client's own space after login: their dossiers, quotes to answer, reports, and what they ask of the company.

A main account also sees the dossiers of its sub-accounts (CONT-03). What a role sees and who may order is the
company's choice (SET-19, `options`), a ceiling over the rights of each dossier: it gives nothing that a dossier
does not give. A request is a dossier « Précommande » (LIST-10) that the office reads again; nothing here shows
another contact's link, the price of a quote that is not theirs, or a document that was not sent to them.
"""

from odissee.tenants.portal.sees import sees

__all__ = ["sees"]
