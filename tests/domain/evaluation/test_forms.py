from datetime import date, time, timedelta

import pytest

from domain.evaluation import Door, closes_at, closing_day, door
from domain.outbox.quiet import Quiet
from tests.support.times import at

NONE = Quiet(time(0), time(0), "Asia/Jakarta")
END = at("2026-12-09 16:00")


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_the_day_that_is_named_still_counts_to_its_end(zone: str):
    end = at("2026-12-09 16:00", zone)
    assert closing_day(end, zone) == date(2026, 12, 16)
    last = closes_at(end, zone) - timedelta(minutes=1)
    assert last == at("2026-12-16 23:59", zone)
    assert door(took_part=True, ends_at=end, zone=zone, now=last) is Door.OPEN
    assert door(took_part=True, ends_at=end, zone=zone, now=closes_at(end, zone)) is Door.CLOSED


def test_open_from_the_very_end_to_those_who_took_part():
    before = END - timedelta(seconds=1)
    wib = "Asia/Jakarta"
    assert door(took_part=True, ends_at=END, zone=wib, now=before) is Door.NOT_YET
    assert door(took_part=True, ends_at=END, zone=wib, now=END) is Door.OPEN
    assert door(took_part=False, ends_at=END, zone=wib, now=END) is Door.ABSENT
