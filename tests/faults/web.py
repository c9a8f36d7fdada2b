"""The web role of these tests: the product's own application, one route more, perhaps a planted bug."""

import os

from odissee.app import features, web
from tests.faults import essai, mutants

mutants.plant(os.environ.get("ODISSEE_MUTANT", ""))
known = features.routes
vars(web)["routes"] = lambda: [*known(), essai.order]
app = web.build()
