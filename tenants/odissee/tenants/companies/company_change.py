from collections.abc import Mapping
from typing import Any

from odissee.platform import clock
from odissee.platform.db import TenantTransaction
from odissee.platform.errors import NotFound
from odissee.platform.journal import Entry, record, reversible
from odissee.platform.tenancy import Tenant, forget_places
from odissee.tenants.companies.reversal import differences, put_back
from odissee.tenants.companies.tables import Company

READ = """select c.*, t.name, t.time_zone, t.brand, t.slug, t.logo_sha256 from company c join tenant t on t.id = c.tenant_id"""


async def company_row(tx: TenantTransaction) -> dict[str, Any]:
    """The company with what the tenant says of it."""
    row = await tx.fetchrow(READ)
    if row is None:
        raise NotFound
    return dict(row)


async def change_company(
    tx: TenantTransaction, company: Mapping[str, Any], tenant: Mapping[str, Any]
) -> list[Entry]:
    """Write what differs, one journal entry for the identity and one for the name and zone."""
    before = await company_row(tx)
    entries = [await _change(tx, Company, Company.tenant_id, "company.changed", before, company)]
    entries.append(await _change(tx, Tenant, Tenant.id, "tenant.changed", before, tenant))
    forget_places()
    return [entry for entry in entries if entry]


async def _change(
    tx: TenantTransaction,
    table: Any,
    key: Any,
    verb: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> Any:
    old, new = differences(before, after)
    if not new:
        return None
    values: dict[Any, Any] = {name: after[name] for name in new}
    if table is Company:
        values["updated_at"] = clock.now()
    await table.update(values, force=True).where(key == tx.tenant)
    return record(tx, "company", tx.tenant, verb, before=old, after=new)


async def change_brand(tx: TenantTransaction, brand: str) -> Any:
    """The company's colour, on every page and document."""
    entry = await _change(tx, Tenant, Tenant.id, "tenant.changed", await company_row(tx), {"brand": brand})
    forget_places()
    return entry


@reversible("company.changed", "company.settings")
async def company_back(tx: TenantTransaction, row: Any) -> None:
    await put_back(Company, Company.tenant_id, tx.tenant, row)


@reversible("tenant.changed", "company.settings")
async def tenant_back(tx: TenantTransaction, row: Any) -> None:
    await put_back(Tenant, Tenant.id, tx.tenant, row)
    forget_places()
