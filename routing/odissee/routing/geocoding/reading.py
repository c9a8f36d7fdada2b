"""The service's GeoJSON, read without trust: a feature that lacks its essentials is left out."""

from collections.abc import Iterator
from typing import Any

from odissee.routing.geocoding.match import Kind, Match

SOURCE = "BAN"


class Unreadable(ValueError):
    """Not the JSON that the service promises."""


def read_features(body: Any) -> list[Match]:
    """The matches of one answer, in its order; raises `Unreadable` when it is no feature collection."""
    if not isinstance(body, dict) or not isinstance(body.get("features"), list):
        raise Unreadable
    return list(_matches(body["features"]))


def _matches(features: list[Any]) -> Iterator[Match]:
    for feature in features:
        try:
            yield _match(feature["properties"], feature["geometry"]["coordinates"])
        except (KeyError, TypeError, ValueError, IndexError):
            continue


def _match(found: dict[str, Any], at: list[Any]) -> Match:
    kind = Kind(found["type"])
    street = found.get("street") or (found.get("name", "") if kind in (Kind.STREET, Kind.LOCALITY) else "")
    return Match(
        label=str(found["label"]), housenumber=str(found.get("housenumber") or ""), street=str(street),
        postcode=str(found.get("postcode") or ""), city=str(found["city"]), insee=str(found["citycode"]),
        lat=_degrees(at[1], 90), lon=_degrees(at[0], 180), kind=kind,
        score=min(1.0, max(0.0, float(found["score"]))), source=SOURCE,
    )  # fmt: skip


def _degrees(value: Any, bound: int) -> float:
    degrees = float(value)
    if not -bound <= degrees <= bound:
        raise ValueError
    return degrees
