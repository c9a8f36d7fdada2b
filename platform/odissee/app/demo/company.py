"""The company's own rows: identity, insurance, mediator, site, staff with their certifications, catalogue and terms."""

from datetime import date, timedelta
from typing import Any

from odissee.app.demo.places import places_around
from odissee.app.demo.recipe import ALL, CLIENT, PASSWORD, Member, Recipe
from odissee.app.demo.seeded import Chance, demo_id
from odissee.app.demo.world import Colleague, World
from odissee.platform.db import TenantTransaction
from odissee.platform.identity import email_hash, hash_password
from odissee.tenants.companies.default_lists import add_default_lists
from odissee.tenants.companies.terms import add_terms, default_terms

FIRST_NAMES = (
    "Bruno",
    "Clara",
    "Denis",
    "Emma",
    "Fabien",
    "Gaëlle",
    "Henri",
    "Irène",
    "Jules",
    "Karine",
    "Loïc",
    "Maud",
)
LOGIN = """insert into login (id, email_hash, password_hash) values ($1, $2, $3)
           on conflict (email_hash) do update set password_hash = coalesce(login.password_hash, excluded.password_hash)
           returning id"""


async def found(tx: TenantTransaction, world: World, dossiers: int) -> None:
    """The company, its people and their logins; a big one has more technicians."""
    recipe = world.recipe
    await tx.execute(
        "insert into tenant (id, slug, name, siren, plan, brand, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
        recipe.tenant_id, recipe.slug, recipe.name, recipe.siren, "equipe" if dossiers <= 2_000 else "reseau",
        recipe.brand, world.since,
    )  # fmt: skip
    world.places = places_around(recipe)
    world.rows.add("company", **identity(recipe, world))
    commune = world.places[0].commune
    world.rows.add("site", id=world.site_id, name=commune.name, city=commune.name, insee=recipe.insee)
    for place, member in enumerate((*recipe.staff, *_extra(dossiers))):
        _hire(world, member, place)
    world.act(world.since, None, ("company", recipe.tenant_id), "company.opened", after={})
    await add_default_lists(tx)
    await add_terms(tx, default_terms(), world.since.date() - timedelta(days=10))


def identity(recipe: Recipe, world: World) -> dict[str, Any]:
    """Everything that the law wants on a quote; the insurer, certifier and mediator do not exist."""
    city = world.places[0].commune.name
    owner = recipe.staff[0]
    return {
        "legal_name": recipe.name, "legal_form": recipe.legal_form, "capital_cents": recipe.capital,
        "siren": recipe.siren, "siret": recipe.siret, "rcs_city": city, "vat_number": recipe.vat_number,
        "address": recipe.address, "postcode": recipe.postcode, "city": city, "insee": recipe.insee,
        "phone": recipe.landline, "email": f"contact@{recipe.slug}.example", "website": f"www.{recipe.slug}.example",
        "insurer": "Mutuelle d’Exemple", "policy_number": f"RCP-{recipe.siren[-4:]}-2026",
        "insurance_per_claim_cents": 500_000_00, "insurance_per_year_cents": 1_000_000_00,
        "insurance_from": date(world.today.year, 1, 1), "insurance_until": date(world.today.year + 1, 12, 31),
        "certification_body": "Certification Exemple", "mediator_name": "Médiation d’Exemple",
        "mediator_contact": "12 place du Marché, 75000 Paris, www.mediation.example",
        "privacy_contact": f"donnees@{recipe.slug}.example", "signatory_name": owner.name,
        "signatory_role": "gérant" if recipe.legal_form == "SARL" else "président",
    }  # fmt: skip


def _extra(dossiers: int) -> list[Member]:
    """Technicians beyond the cast, so that a year holds the visits of a large load."""
    return [
        Member(FIRST_NAMES[n % len(FIRST_NAMES)], f"Renfort {n + 1}", "technician", f"R{n + 1}", ALL)
        for n in range(max(0, dossiers // 1_000))
    ]


def _hire(world: World, member: Member, place: int) -> None:
    slug, at = world.recipe.slug, world.since
    one = Colleague(
        member, demo_id(f"staff:{slug}:{member.name}"), demo_id(f"membership:{slug}:{member.name}")
    )
    mail, commune = world.recipe.mail_of(member), world.places[0].commune
    world.team.append(one)
    world.rows.add(
        "staff_member", id=one.staff_id, first_name=member.first, last_name=member.last, initials=member.initials,
        colour=str(place % 8 + 1), email=mail, phone=f"+3363998{world.chance.randrange(10_000):04d}",
        start_address=world.recipe.address, start_postcode=world.recipe.postcode, start_city=commune.name,
        start_insee=commune.insee, start_lat=commune.lat, start_lon=commune.lon, active_from=at.date(), created_at=at,
    )  # fmt: skip
    world.rows.add(
        "membership", id=one.membership_id, login_id=None, kind="staff", staff_id=one.staff_id, contact_id=None,
        email=mail, display_name=member.name, initials=member.initials, profiles=[member.profile], created_at=at,
    )  # fmt: skip
    for domain in member.domains:
        _certify(world, one, domain)


def _certify(world: World, one: Colleague, domain: str) -> None:
    """Seven years, from before the first dossier to well after today."""
    begun = world.since.date() - timedelta(days=world.chance.randrange(60, 900))
    world.rows.add(
        "certification", id=world.chance.id_at(world.since), staff_id=one.staff_id, domain=domain,
        mention=domain in ("dpe", "asbestos") and one.member.profile != "lead_worker", body="Certification Exemple",
        number=f"CE-{world.chance.randrange(10_000, 99_999)}", valid_from=begun,
        valid_to=begun + timedelta(days=7 * 365 + 1), created_at=world.since,
    )  # fmt: skip


async def open_doors(tx: TenantTransaction, world: World) -> None:
    """A login for each of the cast, the same password for all; a client of an agency has one too."""
    hashed = hash_password(PASSWORD)
    names = {member.name for member in world.recipe.staff}
    for row in world.rows["membership"]:
        if row["display_name"] in names or row["kind"] == "client":
            row["login_id"] = await tx.fetchval(
                LOGIN, demo_id(f"login:{row['email']}"), email_hash(row["email"]), hashed
            )
            await tx.execute(
                "insert into login_tenant values ($1, $2)", row["login_id"], world.recipe.tenant_id
            )


def admit_client(world: World) -> None:
    """The first agency of the book may enter, where there is one of the name that is printed."""
    for row in world.contacts.get("agence", ()):
        if row["last_name"] == CLIENT[1]:
            world.rows.add(
                "membership", id=demo_id(f"membership:{world.recipe.slug}:client"), login_id=None, kind="client",
                staff_id=None, contact_id=row["id"], email=CLIENT[0], display_name=CLIENT[1], initials="AH",
                profiles=["client"], created_at=world.since,
            )  # fmt: skip


def chance_of(recipe: Recipe, seed: int) -> Chance:
    """Each company has its own, so that one does not move when the other changes."""
    return Chance(f"{seed}:{recipe.slug}")
