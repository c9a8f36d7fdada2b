"""Proof in chains: append-only records, each holding the hash of the one before, one chain a subject.

A chain belongs to one object (a dossier), so that it can leave the house whole and be checked by whoever
holds it, without us: the hash is SHA-256 of the previous hash, a line break and the canonical JSON of the
record (keys sorted, no blanks, UTF-8). A row is never changed: the program may only select and insert.
"""

from odissee.platform.evidence.chain import GENESIS, append, broken_links, canonical, link_hash, records_of

__all__ = ["GENESIS", "append", "broken_links", "canonical", "link_hash", "records_of"]
