"""Places, times and distances: where an address is, how long the road takes. Knows no dossier and no person."""
