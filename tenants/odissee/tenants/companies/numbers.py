"""Numbers of documents: « D-2026-0007 » for the format « D-{AAAA}-{0000} »."""

import re
from datetime import date

from odissee.platform.db import TenantTransaction
from odissee.platform.fields import parse_text
from odissee.tenants.companies.errors import FieldRefused

LONGEST = 30
EXAMPLE_SERIES = "EXEMPLE-{0000}"
"""The series of quotes of example dossiers: it goes with them, so that the company's own has no gap."""
_HOLE = re.compile(r"\{(AAAA|AA|MM)\}")
_COUNTER = re.compile(r"\{(0{1,9})\}$")
_SIGNS = re.compile(r"(?:[A-Za-z0-9_./-]|\{(?:AAAA|AA|MM|0{1,9})\})+")


def parse_series(raw: str) -> str:
    """A format whose counter comes last after a sign that is no digit, so that two formats never meet."""
    text = parse_text(raw, maximum=LONGEST).replace(" ", "")
    found = _COUNTER.search(text)
    if not found or text.count("{0") != 1:
        raise FieldRefused("Le format doit finir par le compteur, par exemple D-{AAAA}-{0000}.")
    if not _SIGNS.fullmatch(text):
        raise FieldRefused("Le format accepte lettres, chiffres, « - », « / » et {AAAA}, {AA}, {MM}, {0000}.")
    if text.upper().startswith("EXEMPLE-"):
        raise FieldRefused(
            "« EXEMPLE- » est réservé aux devis d’exemple. Choisissez un autre début, par exemple D-."
        )
    if text[: found.start()][-1:] not in tuple("-/._"):
        raise FieldRefused("Mettez un tiret avant le compteur, par exemple D-{AAAA}-{0000}.")
    return text


def prefix_of(series: str, today: date) -> str:
    """All that stands before the counter, on that day."""
    dates = {"AAAA": f"{today:%Y}", "AA": f"{today:%y}", "MM": f"{today:%m}"}
    return _COUNTER.sub("", _HOLE.sub(lambda hole: dates[hole[1]], series))


def number_of(series: str, today: date, value: int) -> str:
    """The number as it is printed; a counter longer than its zeros simply grows."""
    found = _COUNTER.search(series)
    width = len(found[1]) if found else 1
    return f"{prefix_of(series, today)}{value:0{width}d}"


async def next_number(tx: TenantTransaction, series: str, today: date) -> str:
    """Take the next number: no gap, no double. The row stays locked until the transaction ends.

    The counter is known by what is printed before it: two sites with the same format share it, and a year in
    the format starts again from 1.
    """
    value = await tx.fetchval(
        """insert into counter (name, value) values ($1, 1)
           on conflict (tenant_id, name) do update set value = counter.value + 1 returning value""",
        f"number:{prefix_of(series, today)}",
    )
    return number_of(series, today, value)
