"""What a quote says of delays and of paying: the company's choices, and the sums that the law fixes, with their date.

Penalty, recovery fee and early discount are for businesses alone (art. L441-9 and L441-10 C. com.): asked of a
consumer they would be an unfair term, so these words do not exist for them.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.french import amount, percent_bp
from odissee.platform.journal import record

KEY = "quotes.terms"
RECOVERY_FEES = ((date(2013, 1, 1), 40_00, "art. D441-5 C. com., décret n° 2012-1115 du 2 octobre 2012"),)
"""From a day on, in cents, by which text; the newest in force counts."""
LEGAL_PENALTY = (
    "la Banque centrale européenne (opération de refinancement la plus récente) majoré de 10 points"
)
"""What applies when nothing was agreed (art. L441-10, II C. com.); ends « au taux annuel de »."""
NOTED = "select value from setting where key = $1 and valid_from <= $2 order by valid_from desc limit 1"


@dataclass(frozen=True, slots=True)
class QuoteTerms:
    """A company's choices; days are calendar days, 0 promises nothing; rates in basis points, 0 takes the law's."""

    visit_days: int = 0
    report_days: int = 0
    payment_means: str = "virement, chèque ou carte bancaire"
    penalty_bp: int = 0
    early_discount_bp: int = 0


async def quote_terms(tx: TenantTransaction) -> QuoteTerms:
    """As they stand now."""
    value = await tx.fetchval(NOTED, KEY, clock.now()) or {}
    return QuoteTerms(**{name: value[name] for name in asdict(QuoteTerms()) if name in value})


async def choose_quote_terms(tx: TenantTransaction, terms: QuoteTerms) -> None:
    """Keep a new choice beside the older ones; quotes already sent keep theirs."""
    before = asdict(await quote_terms(tx))
    await tx.execute(
        "insert into setting (key, value, valid_from) values ($1, $2, $3)", KEY, asdict(terms), clock.now()
    )
    record(tx, "setting", tx.tenant, "quotes.terms", before=before, after=asdict(terms))


def payment_words(terms: dict[str, Any], audience: str, day: date) -> dict[str, str]:
    """Variable → words, from choices frozen in a snapshot; what the law keeps for businesses is empty otherwise."""
    chosen = QuoteTerms(**terms)
    words = {
        "visit_delay_label": _within(chosen.visit_days) or "à la date convenue avec vous",
        "report_delay_label": _within(chosen.report_days),
        "payment_means_label": chosen.payment_means,
        "penalty_rate": "", "recovery_indemnity": "", "early_discount_label": "",
    }  # fmt: skip
    return words | _of_businesses(chosen, day) if audience == "business" else words


def _of_businesses(chosen: QuoteTerms, day: date) -> dict[str, str]:
    discount = chosen.early_discount_bp
    return {
        "penalty_rate": percent_bp(chosen.penalty_bp) if chosen.penalty_bp else LEGAL_PENALTY,
        "recovery_indemnity": amount(recovery_fee(day)),
        "early_discount_label": percent_bp(discount) if discount else "pas d’escompte",
    }


def recovery_fee(day: date) -> int:
    """The fixed fee owed by a business that pays late, in cents, as the law has it on that day; 0 before it."""
    return next((cents for start, cents, _ in reversed(RECOVERY_FEES) if start <= day), 0)


def _within(days: int) -> str:
    return f"sous {days} {'jour' if days == 1 else 'jours'}" if days else ""
