from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .period import Period


class Transaction(StrEnum):
    SALE = "sale"
    RENTAL = "rental"
    SEASONAL_RENTAL = "seasonal_rental"
    WORKS = "works"
    DEMOLITION = "demolition"
    COMMON_PARTS = "common_parts"
    COMMERCIAL_SALE = "commercial_sale"
    COMMERCIAL_RENTAL = "commercial_rental"


class PropertyType(StrEnum):
    HOUSE = "house"
    FLAT = "flat"
    WHOLE_BUILDING = "whole_building"
    COMMON_PARTS = "common_parts"
    COMMERCIAL = "commercial"
    LAND = "land"
    ANNEX = "annex"


class Use(StrEnum):
    MAIN_HOME = "main_home"
    SECOND_HOME = "second_home"
    TOURIST = "tourist"
    RESIDENTIAL = "residential"
    OFFICE = "office"
    SHOP = "shop"
    OTHER = "other"
    UNDER_4_MONTHS = "under_4_months"


class Heating(StrEnum):
    INDIVIDUAL_GAS = "individual_gas"
    INDIVIDUAL_ELECTRIC = "individual_electric"
    INDIVIDUAL_OIL = "individual_oil"
    HEAT_PUMP = "heat_pump"
    COLLECTIVE = "collective"
    DISTRICT = "district"
    WOOD = "wood"
    NONE = "none"


class Sewer(StrEnum):
    PUBLIC = "public"
    INDIVIDUAL = "individual"


class ErpZone(StrEnum):
    """What the risk service answers; `OLD_ONLY`: nothing but the duty to clear undergrowth."""

    YES = "yes"
    NO = "no"
    OLD_ONLY = "old_only"


class Installation(StrEnum):
    """A simple answer on a gas or electricity installation, for who has no date.

    `OLD` and `RECENT` answer « a-t-elle plus de 15 ans ? » on the day of the file.
    """

    ABSENT = "none"
    OLD = "old"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class Zones:
    """What zone services or the office know of the address; None is not known.

    `termites` is the office's own check with the prefecture or the town; it wins over the table of départements.
    """

    erp: ErpZone | None = None
    peb: bool | None = None
    merule: bool | None = None
    change_of_use: bool | None = None
    termites: bool | None = None


@dataclass(frozen=True, slots=True)
class PreviousDocument:
    """A document that exists already: `kind` as in « dpe », « consuel », « qualigaz », « dtg »."""

    kind: str
    established_on: date | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Point 1 of the order: everything the rules look at. None is « je ne sais pas » and is never read as « non »."""

    transaction: Transaction | None = None
    property_type: PropertyType | None = None
    use: Use | None = None
    mono_ownership: bool | None = None
    co_owned: bool | None = None
    permit_on: Period | None = None
    built_year: int | None = None
    insee: str | None = None
    surface: float | None = None
    heating: Heating | None = None
    gas_installation: Period | Installation | None = None
    electricity_installation: Period | Installation | None = None
    sewer: Sewer | None = None
    dpe_letter: str | None = None
    lots: int | None = None
    floor_area: float | None = None
    furnished: bool | None = None
    previous_documents: tuple[PreviousDocument, ...] = ()
    zones: Zones = field(default_factory=Zones)

    @property
    def contradictory(self) -> bool:
        """A permit given after the year of construction: neither date can be believed."""
        permit = self.permit_on.earliest if self.permit_on else None
        return bool(permit and self.built_year and permit.year > self.built_year)
