from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = "Europe/Paris"

_OVERSEAS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}


class MissingLocalTime(ValueError):
    """The clock jumped over this hour (last Sunday of March)."""


def zone_of(postcode: str) -> str:
    """Name of the time zone of a French postcode."""
    return _OVERSEAS.get(postcode[:3], PARIS)


def to_local(instant: datetime, zone: str = PARIS) -> datetime:
    """The wall clock of `zone` at an aware instant; a naive one is a fault of ours."""
    if instant.tzinfo is None:
        raise ValueError("an instant must be aware")
    return instant.astimezone(ZoneInfo(zone))


def local_date(instant: datetime, zone: str = PARIS) -> date:
    """The day that people there read on the calendar."""
    return to_local(instant, zone).date()


def to_utc(wall: datetime, zone: str = PARIS) -> datetime:
    """The instant of a wall-clock time.

    The hour lived twice in October is its first passage unless `wall.fold` is 1; the hour skipped
    in March raises `MissingLocalTime`.
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall-clock time has no zone of its own")
    instant = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall.replace(fold=0):
        raise MissingLocalTime(wall.isoformat())
    return instant
