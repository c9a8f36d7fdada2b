"""The worker role of these tests: the product's own, with a short lease, perhaps a planted bug."""

import os
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import uvloop

from odissee.app import worker
from odissee.platform.jobs import claim, relay
from odissee.platform.observability import start_logging
from odissee.platform.pdf import printer
from tests.faults import essai, mutants  # noqa: F401 - registers the kinds of these tests


async def small_pdf(html: str, **options: Any) -> bytes:
    """A real PDF of one empty page: Chromium takes two seconds, and it is not what dies here."""
    out, pdf = BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()


claim.LEASE = timedelta(seconds=2)
relay.AGAIN = "2 seconds"
if os.environ.get("ODISSEE_REAL_PDF") != "1":
    printer.pdf = small_pdf  # type: ignore[method-assign]
mutants.plant(os.environ.get("ODISSEE_MUTANT", ""))

if __name__ == "__main__":
    start_logging()
    uvloop.run(worker.main())
