"""Reading a pasted text or a forwarded mail (OUR-15): pure, no database, no outside service.

Each reading says its field, its value, the words that it comes from, where they stand and why. What is
uncertain or contradictory bears a `doubt` and no value; what the text does not say is absent. The newest words win
over those they quote; a signature tells who writes, never where the property lies.

>>> said = read_message("T3 de 62 m², 12 rue des Lilas, 64000 Pau, à vendre").of(0)
>>> [(said[name].value, said[name].words) for name in ("rooms", "surface_m2", "city")]
[('3', 'T3'), ('62', '62 m²'), ('Pau', 'Pau')]
"""

from odissee.tenants.orders.reading.found import MessageRead, Reading
from odissee.tenants.orders.reading.read import read_message
from odissee.tenants.orders.reading.said import FIELDS, said

__all__ = ["FIELDS", "MessageRead", "Reading", "read_message", "said"]
