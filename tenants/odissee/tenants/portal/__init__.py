"""The client's own space after login: the dossiers where they are a contact, their quotes to answer.

A main account also sees the dossiers of its sub-accounts (CONT-03). Nothing here shows another contact's
link, price of a quote that is not theirs, or a document that was not sent to them.
"""
