"""Where is this address? One port, two adapters, and a chain that never fails.

`Geoplateforme` asks the public service (BAN), `Communes` answers from the communes that the caller brings,
without network. `Chain` puts them together: a cached answer first, the service if it may be asked, the
commune otherwise. Invariants: nothing typed is ever overwritten (a match stands beside it); a commune never
looks like a door (`Match.kind`); a score below 0.5 asks a person, below 0.8 is shown as doubtful.
The service is asked at most 40 times a second by all processes together, 10 times by one company.
"""

from odissee.routing.geocoding.chain import Chain
from odissee.routing.geocoding.communes import Communes, Town
from odissee.routing.geocoding.geocoder import Busy, Geocoder, Unreachable
from odissee.routing.geocoding.geoplateforme import ADDRESS_SERVICE, Geoplateforme
from odissee.routing.geocoding.match import DOUBTFUL, SURE, Kind, Match, Trust

__all__ = [
    "ADDRESS_SERVICE",
    "DOUBTFUL",
    "SURE",
    "Busy",
    "Chain",
    "Communes",
    "Geocoder",
    "Geoplateforme",
    "Kind",
    "Match",
    "Town",
    "Trust",
    "Unreachable",
]
