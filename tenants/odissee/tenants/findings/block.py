"""The block « Informations prestations » of the dossier's page (DOSS-60, 62 to 64)."""

from typing import Any

from odissee.platform.db import TenantTransaction
from odissee.tenants.dossiers.page import block
from odissee.tenants.findings import guards, sentences  # noqa: F401 - declares guards and sentences
from odissee.tenants.findings.lines import found_of
from odissee.tenants.findings.samples import RESULTS
from odissee.tenants.findings.shown import ASBESTOS


@block("findings", 35, "findings/block.html", "dossier.see")
async def findings(tx: TenantTransaction, row: Any) -> dict[str, Any]:
    """Conclusions and validities, label, samples; one to three queries."""
    found = await found_of(tx, row["id"])
    sampled = any(line.diagnostic in ASBESTOS for line in found.lines)
    return {
        "findings": found.lines, "samples": found.samples, "sample_results": RESULTS,
        "with_samples": sampled or bool(found.samples), "with_label": any(line.diagnostic == "DPE" for line in found.lines),
    }  # fmt: skip
