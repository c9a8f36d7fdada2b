"""Orders that start from something known: another dossier, a model, a list of dwellings of one landlord.

Invariants: a duplicate is a new order with the same people, property and diagnostics, without its visit and its
reference; a model holds what is mission, price and terms, never a person or an address; a pasted list makes all its
dossiers in one transaction or none, each computed by itself (surface, rooms, price), and says line by line what it read.
"""
