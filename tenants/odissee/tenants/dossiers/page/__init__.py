"""The page of a dossier: a banner, blocks in order, and one thread of everything that happened.

A feature adds its block with `block(...)`: a key, an order, who sees it, how to read its context, its
template. The page reads only the blocks that the person may see. `CONTACT_RIGHTS` adds to the block of contacts,
`ON_NOTE` hears of each note.
"""

from odissee.tenants.dossiers.page.base_blocks import CONTACT_RIGHTS
from odissee.tenants.dossiers.page.blocks import BLOCKS, Block, block
from odissee.tenants.dossiers.page.notes import ON_NOTE
from odissee.tenants.dossiers.page.sentences import SENTENCES, sentence

__all__ = ["BLOCKS", "CONTACT_RIGHTS", "ON_NOTE", "SENTENCES", "Block", "block", "sentence"]
