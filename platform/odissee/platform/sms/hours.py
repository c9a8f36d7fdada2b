"""When an SMS that nobody awaits may arrive: from 8 h to 20 h where the company is."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS, CLOSES = time(8), time(20)


def allowed_from(instant: datetime, zone: str) -> datetime:
    """The instant itself by day, else the next morning at 8 h, local time."""
    local = instant.astimezone(ZoneInfo(zone))
    if OPENS <= local.time() < CLOSES:
        return instant
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    return datetime.combine(day, OPENS, ZoneInfo(zone)).astimezone(instant.tzinfo)
