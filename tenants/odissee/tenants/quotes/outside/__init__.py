"""A quote made in another program, attached to its dossier (DOSS-45): a PDF, an amount, a state noted by hand.

Invariants: it has none of our numbers and none of our proofs, so the screen says « établi ailleurs »; sending it
attaches the very file; what a person notes moves the dossier as an answer to one of our quotes would.
"""
