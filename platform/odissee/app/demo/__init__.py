"""The demonstration: two companies at work for fourteen months, made from one seed, gone without trace on demand.

Each company is written in one transaction through the same rows, rules, prices, snapshots and hashes as the
product writes, so that every invariant of `odissee.app.invariants` holds on it. People, organisations and
addresses are composed; telephone numbers are in the ranges kept for fiction, mail addresses under `.example`.
"""

from odissee.app.demo.example_removal import offer_examples
from odissee.app.demo.load import SlugTaken, load
from odissee.app.demo.logins import LOGINS
from odissee.app.demo.recipe import COMPANIES, DURAND, MOREL, Recipe
from odissee.app.demo.remove import remove

__all__ = [
    "COMPANIES",
    "DURAND",
    "LOGINS",
    "MOREL",
    "Recipe",
    "SlugTaken",
    "load",
    "offer_examples",
    "remove",
]
