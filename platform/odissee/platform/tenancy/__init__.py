"""Which company a request belongs to: decided by the host, never by a form or a URL parameter alone."""

from odissee.platform.tenancy.hosts import Place, forget_places, kind_of, place_of
from odissee.platform.tenancy.tables import Tenant

__all__ = ["Place", "Tenant", "forget_places", "kind_of", "place_of"]
