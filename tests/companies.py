"""The test cast: company Durand at Pau (Sophie, Inès, M. Durand), stranger company Morel at Grenoble."""

from dataclasses import dataclass, field
from uuid import UUID

from odissee.platform.db import db, new_id
from odissee.platform.identity import email_hash, hash_password
from odissee.platform.tenancy import forget_places

PASSWORD = "une phrase que seul Durand connaît"
_hash: list[str] = []


@dataclass(frozen=True)
class Person:
    """A member of a company, with the address and password that open its door."""

    membership_id: UUID
    staff_id: UUID
    email: str
    name: str
    password: str = PASSWORD


@dataclass(frozen=True)
class Company:
    """A company and its people by first name."""

    tenant_id: UUID
    slug: str
    name: str
    site_id: UUID
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return f"{self.slug}.localhost"


def _password_hash() -> str:
    if not _hash:
        _hash.append(hash_password(PASSWORD))
    return _hash[0]


async def found(
    slug: str, name: str, city: str, people: dict[str, tuple[str, str]], plan: str = "reseau"
) -> Company:
    """Found a company with one site; `people` maps a first name to (last name, profile)."""
    tenant_id, site_id = new_id(), new_id()
    async with db.commons() as tx:
        await tx.execute(
            "insert into tenant (id, slug, name, plan) values ($1, $2, $3, $4)", tenant_id, slug, name, plan
        )
    async with db.tenant(tenant_id) as tx:
        await tx.execute(
            """insert into company (tenant_id, legal_name, legal_form, siren, siret, address, postcode, city,
                 phone, email) values ($1, $2, 'SARL', '732829320', '73282932000074', '12 rue Samonzet', '64000',
                 $3, '+33559270064', $4)""",
            tenant_id, name, city, f"contact@{slug}.example",
        )  # fmt: skip
        await tx.execute("insert into site (id, name, city) values ($1, $2, $2)", site_id, city)
    company = Company(tenant_id, slug, name, site_id)
    for first, (last, profile) in people.items():
        company.people[first] = await hire(company, first, last, profile)
    forget_places()
    return company


async def hire(company: Company, first: str, last: str, profile: str) -> Person:
    """A member of staff with a login; same address in two companies is the same person."""
    email = f"{first}.{last}@{company.slug}.example".lower().replace("è", "e")
    person = Person(new_id(), new_id(), email, f"{first} {last}")
    async with db.commons() as tx:
        login = await tx.fetchval(
            """insert into login (id, email_hash, password_hash) values ($1, $2, $3)
               on conflict (email_hash) do update set password_hash = excluded.password_hash returning id""",
            new_id(), email_hash(email), _password_hash(),
        )  # fmt: skip
        await tx.execute("insert into login_tenant values ($1, $2)", login, company.tenant_id)
    async with db.tenant(company.tenant_id) as tx:
        await tx.execute(
            "insert into staff_member (id, first_name, last_name, initials, email) values ($1, $2, $3, $4, $5)",
            person.staff_id, first, last, first[0] + last[0], email,
        )  # fmt: skip
        await tx.execute(
            """insert into membership (id, login_id, kind, staff_id, email, display_name, initials, profiles)
               values ($1, $2, 'staff', $3, $4, $5, $6, $7)""",
            person.membership_id, login, person.staff_id, email, person.name, first[0] + last[0], [profile],
        )  # fmt: skip
    return person
