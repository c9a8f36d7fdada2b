from datetime import date, datetime, time

from odissee.platform.french.typography import NBSP, NNBSP
from odissee.platform.french.zones import PARIS, to_local

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_SHORT_MONTHS = (
    *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
    *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
)


def _day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def day_month(day: date) -> str:
    """« 24 nov. »"""
    return f"{_day(day)}{NBSP}{_SHORT_MONTHS[day.month - 1]}"


def full_date(day: date) -> str:
    """« mar. 24 nov. 2026 »"""
    return f"{_DAYS[day.weekday()][:3]}.{NBSP}{day_month(day)}{NBSP}{day.year}"


def short_date(day: date, today: date) -> str:
    """« mar. 24 nov. », with the year only when it is not the current one."""
    return full_date(day) if day.year != today.year else f"{_DAYS[day.weekday()][:3]}.{NBSP}{day_month(day)}"


def long_date(day: date, *, weekday: bool = False) -> str:
    """« 24 novembre 2026 », for letters and documents."""
    lead = f"{_DAYS[day.weekday()]}{NBSP}" if weekday else ""
    return f"{lead}{_day(day)}{NBSP}{_MONTHS[day.month - 1]}{NBSP}{day.year}"


def numeric_date(day: date) -> str:
    """« 24/11/2026 », for fields and tables."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def hour(clock: time) -> str:
    """« 14 h 30 », « 9 h »."""
    return f"{clock.hour}{NNBSP}h" + (f"{NNBSP}{clock.minute:02d}" if clock.minute else "")


def hour_of(instant: datetime, zone: str = PARIS) -> str:
    """The hour of an instant as people of `zone` read it."""
    return hour(to_local(instant, zone).time())


def moment(instant: datetime, zone: str = PARIS) -> str:
    """« mar. 24 nov. 2026 à 14 h 30 »"""
    local = to_local(instant, zone)
    return f"{full_date(local.date())} à {hour(local.time())}"


def duration(minutes: int) -> str:
    """« 45 min », « 2 h », « 2 h 25 »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{hours}{NNBSP}h" + (f"{NNBSP}{rest:02d}" if rest else "")


def ago(instant: datetime, now: datetime, zone: str = PARIS) -> str:
    """« à l’instant », « il y a 2 min », « hier à 14 h 30 », then the date; « dans 3 h » ahead."""
    seconds = (now - instant).total_seconds()
    if seconds < 0:
        return _ahead(instant, now, zone)
    if seconds < 60:
        return "à l’instant"
    if seconds < 3600:
        return f"il y a {int(seconds // 60)}{NBSP}min"
    return f"il y a {int(seconds // 3600)}{NNBSP}h" if seconds < 12 * 3600 else _by_day(instant, now, zone)


def _ahead(instant: datetime, now: datetime, zone: str) -> str:
    minutes = int((instant - now).total_seconds() // 60)
    if minutes < 1:
        return "à l’instant"
    if minutes < 60:
        return f"dans {minutes}{NBSP}min"
    return f"dans {minutes // 60}{NNBSP}h" if minutes < 12 * 60 else _by_day(instant, now, zone)


def _by_day(instant: datetime, now: datetime, zone: str) -> str:
    local, today = to_local(instant, zone), to_local(now, zone).date()
    distance = (local.date() - today).days
    named = {-1: "hier", 0: "aujourd’hui", 1: "demain"}.get(distance)
    return f"{named or short_date(local.date(), today)} à {hour(local.time())}"
