"""Messages between the people of a company (COM-13), and the bell that counts what waits (LIST-04).

Only the members of a conversation read it, administrators included; a message is never changed. A conversation may be
about a dossier: its link shows to whoever may see that dossier. « @Inès » in a note of a dossier writes to her.
"""

from odissee.tenants.messaging.write import send_message

__all__ = ["send_message"]
