from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from odissee.platform import french
from odissee.platform.french import MissingLocalTime, to_local, to_utc, zone_of

pytestmark = pytest.mark.quick

TUESDAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_figures() -> None:
    assert french.amount(1_234_56) == "1\u202f234,56\u202f€"
    assert french.amount(-5_00) == "−5,00\u202f€"
    assert french.amount(12_00, sign=True) == "+12,00\u202f€"
    assert french.number(1_234_567) == "1\u202f234\u202f567"
    assert french.percent_bp(550) == "5,5\u202f%"
    assert french.percent_bp(2000) == "20\u202f%"
    assert french.decimal(Decimal("62.50")) == "62,5"
    assert french.decimal(Decimal("-0.5"), places=2) == "−0,50"


def test_dates() -> None:
    assert french.full_date(TUESDAY) == "mar.\u00a024\u00a0nov.\u00a02026"
    assert plain(french.short_date(TUESDAY, today=date(2026, 1, 1))) == "mar. 24 nov."
    assert plain(french.short_date(TUESDAY, today=date(2027, 1, 1))) == "mar. 24 nov. 2026"
    assert plain(french.day_month(date(2026, 12, 1))) == "1er déc."
    assert plain(french.long_date(date(2027, 1, 1), weekday=True)) == "vendredi 1er janvier 2027"
    assert french.numeric_date(TUESDAY) == "24/11/2026"


def test_hours_and_durations() -> None:
    assert french.hour(time(14, 30)) == "14\u202fh\u202f30"
    assert plain(french.hour(time(9))) == "9 h"
    assert plain(french.hour(time(9, 5))) == "9 h 05"
    assert [plain(french.duration(minutes)) for minutes in (45, 120, 145)] == ["45 min", "2 h", "2 h 25"]
    assert plain(french.moment(NOW)) == "mar. 24 nov. 2026 à 14 h 30"


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (datetime(2026, 11, 24, 13, 29, 30, tzinfo=UTC), "à l’instant"),
        (datetime(2026, 11, 24, 13, 28, tzinfo=UTC), "il y a 2 min"),
        (datetime(2026, 11, 24, 10, 0, tzinfo=UTC), "il y a 3 h"),
        (datetime(2026, 11, 23, 13, 30, tzinfo=UTC), "hier à 14 h 30"),
        (datetime(2026, 11, 20, 8, 0, tzinfo=UTC), "ven. 20 nov. à 9 h"),
        (datetime(2026, 11, 24, 15, 45, tzinfo=UTC), "dans 2 h"),
        (datetime(2026, 11, 25, 8, 0, tzinfo=UTC), "demain à 9 h"),
    ],
)
def test_how_long_ago(instant: datetime, said: str) -> None:
    assert plain(french.ago(instant, NOW)) == said


@pytest.mark.parametrize(
    ("day", "hour_utc"),
    [(date(2026, 10, 24), 7), (date(2026, 10, 26), 8), (date(2027, 3, 27), 8), (date(2027, 3, 29), 7)],
)
def test_case_023_nine_in_the_morning_stays_nine_across_the_clock_change(day: date, hour_utc: int) -> None:
    instant = to_utc(datetime.combine(day, time(9)))
    assert instant.hour == hour_utc
    assert to_local(instant).time() == time(9)


def test_the_hour_skipped_in_march_does_not_exist() -> None:
    with pytest.raises(MissingLocalTime):
        to_utc(datetime.fromisoformat("2027-03-28T02:30"))


def test_the_hour_lived_twice_in_october_is_its_first_passage() -> None:
    assert to_utc(datetime.fromisoformat("2026-10-25T02:30")).hour == 0
    assert to_utc(datetime.fromisoformat("2026-10-25T02:30").replace(fold=1)).hour == 1


def test_overseas_clocks() -> None:
    assert plain(french.hour_of(NOW, zone_of("97400"))) == "17 h 30"
    assert plain(french.hour_of(NOW, zone_of("97200"))) == "9 h 30"
    assert french.local_date(datetime(2026, 11, 24, 2, 0, tzinfo=UTC), zone_of("97110")) == date(2026, 11, 23)
    assert zone_of("64000") == "Europe/Paris"


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        to_local(datetime.fromisoformat("2026-11-24T12:00"))
