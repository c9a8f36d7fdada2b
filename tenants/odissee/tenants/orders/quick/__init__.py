"""Quick mode (RAPI-01 to 06): a mission already done, so that its reports are at hand in a minute.

The draft is an order's, saved field by field as it is typed; its files lie beside it (`quick_file`), each looked at as
it comes. « Créer le dossier » does everything in one transaction or nothing: property, people, dossier, reports,
invoice made elsewhere, mail to the requester. Invariants: the owner may be a mere name (no contact is made); at most
one file is the invoice, and it never lies among the reports; with reports and an invoice the dossier is « Finalisé »,
otherwise « Intervenu ».
"""
