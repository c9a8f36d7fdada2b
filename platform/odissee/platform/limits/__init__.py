"""Rate limits that survive a rollback, with a delay that doubles for whoever insists.

A bucket is known by a keyed hash of what is limited and of whom: the table says nothing about anybody.
Put the company into the key and its flood blocks nobody else's company.
"""

from odissee.platform.limits.buckets import forgive, limit

__all__ = ["forgive", "limit"]
