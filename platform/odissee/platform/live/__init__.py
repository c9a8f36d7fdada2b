"""Live pages: what a colleague changes appears, through NATS core subjects of the company.

`tell(tx, "dossier", id)` sends after COMMIT; nothing depends on its arrival (a page reloaded is true).
"""

from odissee.platform.live.bus import live, tell

__all__ = ["live", "tell"]
