"""A property in words."""

from odissee.platform.french import NBSP, decimal
from odissee.tenants.properties.kinds import PROPERTY_TYPES
from odissee.tenants.properties.tables import Property


def describe(property_: Property) -> str:
    """« maison, 5 pièces, 118 m² »: what is known and nothing else."""
    rooms, surface = property_.rooms, property_.surface
    parts = [
        PROPERTY_TYPES.get(property_.type, ""),
        f"{rooms}{NBSP}{'pièce' if rooms == 1 else 'pièces'}" if rooms else "",
        f"{decimal(surface)}{NBSP}m²" if surface else "",
    ]
    return ", ".join(part for part in parts if part)


def missing(property_: Property) -> tuple[str, ...]:
    """What a complete property still lacks, in words, most needed first. Only the city is needed for a quote."""
    wanted = (
        ("la ville", property_.city),
        ("l’adresse", property_.address or property_.complement),
        ("la position exacte", property_.match_kind in ("housenumber", "street", "locality")),
        ("la surface", property_.surface),
        ("le nombre de pièces", property_.rooms or property_.type in ("land", "annex", "building")),
        ("l’année de construction ou le permis", property_.built_year or property_.permit_on),
    )
    return tuple(name for name, known in wanted if not known)
