"""« Informations prestations » (DOSS-60, 62 to 64): what was found, diagnostic by diagnostic, and how long it holds.

A conclusion is codes of `data/conclusions.toml`, never words; an unknown code is refused. Validities come from the
dated rows of `regulation`, one for a sale and one for a rental; lead and asbestos have none before their conclusion,
and what the law leaves unsure is « à vérifier ». The label of a DPE is drawn from its report once ADEME has numbered
it; the attestation of a new label stands apart. A client sees what their sight of the report allows (`shown`).

Front door: `save_finding` for whoever states a conclusion (desk, phone, métier software), `shown_to_client`,
`valid_until`, `expiries` for reminders.
"""

from odissee.tenants.findings.conclusions import name_of, told
from odissee.tenants.findings.errors import (
    ContradictoryConclusions,
    NoLabelYet,
    NotOnDossier,
    SampleKnown,
    UnknownConclusion,
)
from odissee.tenants.findings.expiries import expiries
from odissee.tenants.findings.expiry import Expiry, expiry, valid_until
from odissee.tenants.findings.lines import Line, lines_of
from odissee.tenants.findings.pages_client import label_of
from odissee.tenants.findings.pages_label import png_answer, svg_answer
from odissee.tenants.findings.samples import RESULTS as SAMPLE_RESULTS
from odissee.tenants.findings.samples import Sample, add_samples
from odissee.tenants.findings.save import Stated, save_finding
from odissee.tenants.findings.save_dpe import save_dpe
from odissee.tenants.findings.shown import ShownFindings, shown_to_client

__all__ = [
    "SAMPLE_RESULTS",
    "ContradictoryConclusions",
    "Expiry",
    "Line",
    "NoLabelYet",
    "NotOnDossier",
    "Sample",
    "SampleKnown",
    "ShownFindings",
    "Stated",
    "UnknownConclusion",
    "add_samples",
    "expiries",
    "expiry",
    "label_of",
    "lines_of",
    "name_of",
    "png_answer",
    "save_dpe",
    "save_finding",
    "shown_to_client",
    "svg_answer",
    "told",
    "valid_until",
]
