"""The web edge: host → company, one transaction per request, guards, pages and errors in French.

`render` makes a page, `see_other` the answer to a good POST, `refused` re-renders a form with what was
typed (422). A handler parses, guards, makes one call, renders; the transaction commits just before the
first byte of the answer leaves, or rolls back when the answer is an error.
"""

from odissee.platform.web.own_transaction import own_transaction
from odissee.platform.web.pages import (
    Request,
    done,
    refused,
    render,
    render_fragment,
    see_other,
    toast,
    tx_of,
)  # fmt: skip
from odissee.platform.web.shell import NavGroup, NavItem

__all__ = [
    "NavGroup",
    "NavItem",
    "Request",
    "done",
    "own_transaction",
    "refused",
    "render",
    "render_fragment",
    "see_other",
    "toast",
    "tx_of",
]
