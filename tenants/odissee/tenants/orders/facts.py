"""From what was typed to what the rules of law look at. An answer left open stays « je ne sais pas »."""

from collections.abc import Callable, Mapping
from typing import Any

from odissee.platform.fields import Form, one_of, parse_integer, parse_surface, parse_yes_no
from odissee.tenants.orders.modes import Operation, law_type
from odissee.tenants.regulation import (
    Context,
    ErpZone,
    Heating,
    Installation,
    Period,
    PreviousDocument,
    Sewer,
    Use,
    Zones,
)

YES_NO = (("yes", "Oui"), ("no", "Non"), ("unknown", "Ne sait pas"))
AGE = (("old", "Oui"), ("recent", "Non"), ("none", "Sans objet"), ("unknown", "Ne sait pas"))
HEATINGS = (
    ("individual_gas", "Gaz individuel"), ("individual_electric", "Électrique individuel"),
    ("individual_oil", "Fioul individuel"), ("heat_pump", "Pompe à chaleur"), ("collective", "Collectif"),
    ("district", "Réseau de chaleur"), ("wood", "Bois"), ("none", "Aucun"),
)  # fmt: skip
SEWERS = (("public", "Tout-à-l’égout"), ("individual", "Non collectif"))
USES = (
    ("main_home", "Résidence principale"), ("second_home", "Résidence secondaire"), ("tourist", "Meublé de tourisme"),
    ("residential", "Habitation"), ("office", "Bureaux"), ("shop", "Commerce"), ("other", "Autre usage"),
    ("under_4_months", "Moins de quatre mois par an"),
)  # fmt: skip
ERP_ZONES = (("yes", "Oui"), ("no", "Non"), ("old_only", "Débroussaillement seul"))
PREVIOUS = (
    ("consuel", "Attestation Consuel"),
    ("qualigaz", "Certificat Qualigaz"),
    ("dtg", "Diagnostic technique global"),
)
LETTERS = tuple((letter, letter) for letter in "ABCDEFG")


def choice(kind: type, labels: tuple[tuple[str, str], ...]) -> Callable[[str], Any]:
    """A parser of a closed list by key or label; « unknown » is nothing."""
    return one_of({**{key: kind(key) for key, _ in labels}, **{label: kind(key) for key, label in labels}})


def read_context(form: Form, operation: Operation, place: Mapping[str, Any]) -> Context:
    """The context of point 1 and of the property; faults are noted on the form and leave the fact unknown."""
    return Context(
        transaction=operation.law,
        property_type=law_type(operation, form.raw.get("type", "")),
        use=form.read("use", choice(Use, USES)),
        mono_ownership=_yes_no(form, "mono_ownership"),
        co_owned=_yes_no(form, "co_owned"),
        permit_on=Period.parse(place["permit_on"]),
        built_year=place["built_year"],
        insee=place["insee"],
        surface=float(place["surface"]) if place["surface"] is not None else None,
        heating=form.read("heating", choice(Heating, HEATINGS)),
        gas_installation=_age(form, "gas"),
        electricity_installation=_age(form, "electricity"),
        sewer=form.read("sewer", choice(Sewer, SEWERS)),
        dpe_letter=form.read("dpe_letter", choice(str, LETTERS)),
        lots=form.read("lots", lambda raw: parse_integer(raw, minimum=1, maximum=100_000)),
        floor_area=_area(form),
        furnished=_yes_no(form, "furnished"),
        previous_documents=_previous(form),
        zones=_zones(form),
    )


def _zones(form: Form) -> Zones:
    return Zones(
        erp=form.read("erp_zone", choice(ErpZone, ERP_ZONES)),
        peb=_yes_no(form, "peb_zone"),
        merule=_yes_no(form, "merule_zone"),
        change_of_use=_yes_no(form, "change_of_use_zone"),
        termites=_yes_no(form, "termites"),
    )


def _yes_no(form: Form, name: str) -> bool | None:
    return None if form.raw.get(name) == "unknown" else form.read(name, parse_yes_no)


def _age(form: Form, name: str) -> Installation | None:
    return None if form.raw.get(name) == "unknown" else form.read(name, choice(Installation, AGE[:3]))


def _area(form: Form) -> float | None:
    area = form.read("floor_area", parse_surface)
    return float(area) if area is not None else None


def _previous(form: Form) -> tuple[PreviousDocument, ...]:
    kind = form.read("previous", choice(str, PREVIOUS))
    return (PreviousDocument(kind),) if kind else ()
