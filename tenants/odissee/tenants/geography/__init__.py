"""Communes of France: by INSEE code, by postcode, by what one types. Bundled, read on first use, no database.

An INSEE code names one commune for good; a postcode serves several communes and a commune has several postcodes,
so nothing is ever keyed on a postcode. Paris, Lyon and Marseille exist both as communes (75056) and as
arrondissements (75101…).

>>> [commune.insee for commune in search("st etienne", 1)]
['42218']
>>> by_insee("64445").name, by_postcode("64000")[0].name
('Pau', 'Pau')
>>> time_zone("974").key, overseas("97411"), alsace_moselle("67482")
('Indian/Reunion', True, True)
"""

from .communes import Commune, all_communes, by_insee, by_postcode
from .departments import TermiteDepartment, alsace_moselle, department_of, overseas, termites_in, time_zone
from .search import search

__all__ = [
    "Commune",
    "TermiteDepartment",
    "all_communes",
    "alsace_moselle",
    "by_insee",
    "by_postcode",
    "department_of",
    "overseas",
    "search",
    "termites_in",
    "time_zone",
]
