from uuid import UUID

from odissee.platform import clock
from odissee.platform.db import TenantTransaction, db
from odissee.platform.errors import OdisseeError
from odissee.platform.jobs import Job, job
from odissee.tenants.imports.apply import NothingEntered, run_import

SORRY = "L’import s’est arrêté et rien n’est entré. Essayez de nouveau ; si cela recommence, prévenez l’assistance."


@job("import.run")
async def work(tx: TenantTransaction, job_: Job) -> None:
    """One trial or one import, in one transaction: a failure leaves the book as it was and says so."""
    run_id = UUID(job_.payload["run"])
    try:
        await run_import(tx, run_id, job_.payload["state"])
    except Exception as error:
        said = error.sentence if isinstance(error, OdisseeError) else SORRY
        async with db.apart(job_.tenant_id) as apart:
            await apart.execute(
                "update import_run set state = 'failed', problem = $2, updated_at = $3 where id = $1",
                run_id, said, clock.now(),
            )  # fmt: skip
        raise NothingEntered(said) from error
