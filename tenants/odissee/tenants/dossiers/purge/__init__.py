"""Dossiers of the bin deleted for good (LIST-31): no undo, so the words, the reasons and a proof of identity come first.

Invariants: only what lies in the bin goes, with its files and messages; a dossier with a numbered quote, a proof or
an invoice stays, and its page says why; rows go in one transaction, bytes once it is committed; the journal keeps
its lines, and one more says who deleted which number.
"""
