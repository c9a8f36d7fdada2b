"""Bring the database to the schema of this version: every package's numbered files, as the owner."""

from odissee.app.features import migration_folders
from odissee.platform.db.migrate import migrate as run


async def migrate(owner_url: str) -> list[str]:
    """Apply what is missing; returns the names applied."""
    return await run(owner_url, migration_folders())
