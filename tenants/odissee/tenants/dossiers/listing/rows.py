"""What the rows' template needs ready-made, so that nothing is computed fifty times in its loop."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from odissee.platform import clock
from odissee.platform.french import day_month, full_date, hour
from odissee.platform.web.icons import icon
from odissee.tenants.dossiers.lifecycle import DossierStatus


@dataclass(frozen=True, slots=True)
class Face:
    """A status in a row: its slug, words and drawing."""

    slug: str
    label: str
    sign: Markup


def _cell(name: str, words: str, tone: str) -> Markup:
    return Markup('<span class="cellicon {}" title="{}">{}<span class="sr">{}</span></span>').format(
        tone, words, icon(name), words
    )


@cache
def row_tools() -> dict[str, Any]:
    """Signs of LIST-24 to 27, faces of statuses, icons of acts."""
    faces = {s.value: Face(s.sign.removeprefix("st-"), s.label, icon(s.sign)) for s in DossierStatus}
    none = Markup('<span class="mute">–<span class="sr">pas de devis</span></span>')
    return {
        "statuses_of": faces,
        "star_on": icon("star", "i--fill"), "star_off": icon("star"), "chevron": icon("chevron-down", "i--chev"),
        "archive_icon": icon("archive"), "trash_icon": icon("trash-2"), "back_icon": icon("rotate-ccw"),
        "day_of": day_of, "visit_of": visit_of,
        "signs": {
            "report": {
                "none": _cell("x", "Aucun rapport", "bad"), "open": _cell("check", "Rapports ouverts", "ok"),
                "locked": _cell("lock", "Rapport bloqué pour un contact au moins", "bad"),
                "downloaded": _cell("arrow-down-to-line", "Téléchargements", "ok"),
            },
            "quote": {
                "none": none, "waiting": _cell("hourglass", "Réponse au devis attendue", "warn"),
                "accepted": _cell("check", "Devis validé", "ok"), "refused": _cell("x", "Devis refusé", "bad"),
            },
            "invoice": {
                "none": _cell("x", "Pas de facture", "bad"), "unpaid": _cell("euro", "Facture impayée", "warn"),
                "paid": _cell("check", "Facture payée", "ok"),
            },
            "all_paid": _cell("circle-check-big", "Tous les échelons sont réglés", "ok"),
        },
    }  # fmt: skip


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def day_of(instant: datetime, zone: str) -> str:
    """« 24 nov. », with the year when it is not this one."""
    day = instant.astimezone(_zone(zone)).date()
    return day_month(day) if day.year == _this_year(zone) else f"{day_month(day)} {day.year}"


def visit_of(instant: datetime, zone: str) -> str:
    """« mer. 25 · 8 h 30 » in the coming and past month, with the month beyond."""
    local = instant.astimezone(_zone(zone))
    near = abs((local.date() - clock.today(zone)).days) < 25
    return f"{_near(local.date()) if near else day_of(instant, zone)} · {hour(local.time())}"


def _near(day: date) -> str:
    return full_date(day)[:5] + ("1er" if day.day == 1 else str(day.day))


def _this_year(zone: str) -> int:
    return clock.today(zone).year
