"""Search over everything of a company: `index` beside each change, `find` for lists and the palette (⌘K).

All words must match, anywhere in a word, prefix first; accents, case, hyphens and apostrophes do not count;
one typo is forgiven in words of four letters or more. Reads are index-only scans of a narrow table, so that
row-level security costs nothing (decision 0004).
"""

from odissee.platform.search.find import find_ids
from odissee.platform.search.index import Searchable, forget, index
from odissee.platform.search.kinds import KINDS, SearchKind, searchable_kind

__all__ = ["KINDS", "SearchKind", "Searchable", "find_ids", "forget", "index", "searchable_kind"]
