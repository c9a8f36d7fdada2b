"""How a person looks at the list: views kept under a name, columns hidden.

Invariants: a view is an address of the list and nothing else, so it never shows more than the person may see; a
name is once in a person's views, and keeping it again replaces it; each act is in the journal and can be taken back.
What a person chose is read once until somebody acts (`mine`), so that the list pays nothing for it.
"""

from odissee.tenants.dossiers.views.columns import COLUMNS
from odissee.tenants.dossiers.views.mine import Mine, mine

__all__ = ["COLUMNS", "Mine", "mine"]
