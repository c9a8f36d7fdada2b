"""The company's own words for what it sends: mails, SMS and blocks of documents (SET-12).

The words themselves are the kernel's `texts`: versions that never change, variables and `if`, our default below
them. Here stand the pages: the list of the events, the editor with its preview on a real dossier, versions, the
trial sent to oneself, and the switch of an event. Invariants: a message that carries a code or a link never loses
it, nor can it be switched off; who publishes over a colleague's newer version is told first; each act is in the
journal and can be taken back.
"""
