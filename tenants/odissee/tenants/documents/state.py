"""What the list shows of the reports (LIST-24), kept on the dossier's row by `dossiers.refresh`."""

from uuid import UUID

from odissee.platform.db import TenantTransaction
from odissee.platform.live import tell
from odissee.tenants.dossiers import refresh


async def show_state(tx: TenantTransaction, dossier_id: UUID) -> None:
    """Bring the dossier's row, its search rows and every open page up to date."""
    await refresh(tx, dossier_id)
    tell(tx, "dossier", dossier_id)
