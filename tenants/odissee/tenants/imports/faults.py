"""The refused lines of a file, as a CSV that can be mended and imported again."""

from odissee.platform.db import TenantTransaction
from odissee.tenants.imports.runs import Opened
from odissee.tenants.imports.writing import csv_bytes

REFUSED = "select line, problems from import_line where import_id = $1 and outcome = 'refused' order by line"


async def faults_file(tx: TenantTransaction, run: Opened) -> bytes:
    """« Ligne », « Problème », then the columns of the file."""
    cells = {record.line: record.cells for record in run.sheet.rows}
    rows = []
    for row in await tx.fetch(REFUSED, run.row["id"]):
        said = " ".join(
            f"{heading} : {sentence}" if heading else sentence for heading, _, sentence in row["problems"]
        )
        rows.append([row["line"], said, *cells.get(row["line"], [])])
    return csv_bytes(["Ligne", "Problème", *run.sheet.headings], rows)
