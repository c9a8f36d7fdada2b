"""Who may do what: profiles × permissions, the company's changes over the defaults, site limits.

`Actor` is the person behind a request; `allow("dossier.see")` is the guard that stands in a handler's
decorator. Every route bears a guard or says that it is public: a test enumerates them.
"""

from odissee.platform.rights.actor import Actor
from odissee.platform.rights.guards import allow, anyone, client, fresh, operator, signed_in, staff
from odissee.platform.rights.matrix import (
    DEFAULTS,
    GRANTS,
    FixedRight,
    Permission,
    Profile,
    Scope,
    check_editable,
    scope_of,
)

__all__ = [
    "DEFAULTS",
    "GRANTS",
    "Actor",
    "FixedRight",
    "Permission",
    "Profile",
    "Scope",
    "allow",
    "anyone",
    "check_editable",
    "client",
    "fresh",
    "operator",
    "scope_of",
    "signed_in",
    "staff",
]
