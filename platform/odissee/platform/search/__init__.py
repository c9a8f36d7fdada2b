"""Search over everything of a company: `index` beside each change, `find` for lists and the palette (⌘K).

All words must match, anywhere in a word, prefix first; accents, case, hyphens and apostrophes do not count;
one typo is forgiven in words of four letters or more. Reads are index-only scans of a narrow table, so that
row-level security costs nothing (decision 0004). Words of long texts (PDF) lie apart, by word (`index_text`).
"""

from odissee.platform.search.find import find_ids
from odissee.platform.search.index import Searchable, forget, forget_many, index, index_many
from odissee.platform.search.kinds import KINDS, SearchKind, searchable_kind
from odissee.platform.search.texts import forget_text, index_text

__all__ = [
    "KINDS",
    "SearchKind",
    "Searchable",
    "find_ids",
    "forget",
    "forget_many",
    "forget_text",
    "index",
    "index_many",
    "index_text",
    "searchable_kind",
]
