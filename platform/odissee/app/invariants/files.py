"""Every file that a row names is there, byte for byte."""

import hashlib
from typing import Any
from uuid import UUID

from odissee.app.invariants.declared import Finding, invariant
from odissee.platform.files.bucket import take


@invariant("files", "Chaque fichier est présent et intact")
async def files(connection: Any) -> Finding:
    rows = await connection.fetch("select tenant_id, name, sha256, size from stored_file order by id")
    breaches = [text for row in rows if (text := await _fault(row))]
    return Finding(len(rows), breaches)


async def _fault(row: Any) -> str:
    try:
        data = await take(UUID(str(row["tenant_id"])), row["sha256"])
    except FileNotFoundError:
        return f"« {row['name']} » manque"
    if hashlib.sha256(data).hexdigest() != row["sha256"] or len(data) != row["size"]:
        return f"« {row['name']} » est abîmé"
    return ""
