"""One undo for a whole import."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.platform.journal import NothingToUndo, reversible
from odissee.platform.live import tell
from odissee.tenants.contacts import put_back_many, take_out_many


@reversible("import.done", "contact.edit")
async def take_back(tx: TenantTransaction, row: Any) -> None:
    """Contacts created go to the bin unless somebody has worked on them; what was changed is as before."""
    run_id = row["subject_id"]
    if (
        await tx.fetchval(
            "update import_run set state = 'undone' where id = $1 and state = 'done' returning id", run_id
        )
        is None
    ):
        raise NothingToUndo
    lines = await tx.fetch("select * from import_line where import_id = $1 and outcome <> 'refused'", run_id)
    created = [line["contact_id"] for line in lines if line["outcome"] == "created"]
    await take_out_many(tx, created)
    changes = [
        (one["contact_id"], one["before"], one["after"])
        for one in lines
        if one["outcome"] == "updated" and one["before"] and one["contact_id"] not in set(created)
    ]
    await put_back_many(tx, changes)
    tell(tx, "import", run_id)
