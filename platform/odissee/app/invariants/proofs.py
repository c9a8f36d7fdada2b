"""The chain of answers is sound: none was changed, slipped in or taken out."""

from typing import Any

from odissee.app.invariants.declared import Finding, invariant
from odissee.tenants.quotes.evidence import broken_links


@invariant("evidence_chain", "La chaîne des preuves est intacte")
async def chain(connection: Any) -> Finding:
    wrong = await broken_links(connection)
    count = await connection.fetchval("select count(*) from quote_answer")
    return Finding(count, [f"preuve P-{number:06d} : son empreinte ne correspond plus" for number in wrong])
