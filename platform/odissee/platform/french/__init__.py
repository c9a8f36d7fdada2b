"""How Odissée writes French: typography, amounts, dates, places, names, and the folded form for search.

Invariants: everything returned is ready to print, with its no-break spaces (U+202F narrow, U+00A0
wide); `typography` changes nothing on a second run. Instants come in as aware UTC with the name of
the company's time zone and are never guessed from the machine.
"""

from odissee.platform.french.dates import (
    ago,
    day_month,
    duration,
    full_date,
    hour,
    hour_of,
    long_date,
    moment,
    numeric_date,
    short_date,
)
from odissee.platform.french.figures import amount, decimal, number, percent_bp
from odissee.platform.french.fold import compact, fold, matches, search_text, search_words, sort_key, spelt
from odissee.platform.french.people import display_name, initials, list_name, phone
from odissee.platform.french.places import from_city, in_department, to_city
from odissee.platform.french.plural import count, plural
from odissee.platform.french.typography import NBSP, NNBSP, typography
from odissee.platform.french.zones import PARIS, MissingLocalTime, local_date, to_local, to_utc, zone_of

__all__ = [
    "NBSP",
    "NNBSP",
    "PARIS",
    "MissingLocalTime",
    "ago",
    "amount",
    "compact",
    "count",
    "day_month",
    "decimal",
    "display_name",
    "duration",
    "fold",
    "from_city",
    "full_date",
    "hour",
    "hour_of",
    "in_department",
    "initials",
    "list_name",
    "local_date",
    "long_date",
    "matches",
    "moment",
    "number",
    "numeric_date",
    "percent_bp",
    "phone",
    "plural",
    "search_text",
    "search_words",
    "short_date",
    "sort_key",
    "spelt",
    "to_city",
    "to_local",
    "to_utc",
    "typography",
    "zone_of",
]
