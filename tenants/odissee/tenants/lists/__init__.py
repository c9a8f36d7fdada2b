"""The lists that a company edits: origins, cancel reasons, contact types, natures, payment means… (SET-11).

Invariants: a value is added, renamed, moved and deactivated, never deleted, so that what used it keeps its word; a
new name reaches the dossiers that bear the former one; two values of a list never have the same name. Networks of
agencies live in their own table and on the same screens. For other features: `values_of` and `active_labels`.
"""

from odissee.tenants.lists.kinds import KINDS, ListKind
from odissee.tenants.lists.queries import active_labels, base_of, values_of

__all__ = ["KINDS", "ListKind", "active_labels", "base_of", "values_of"]
