import pytest

from domain.hours import LearningHours, learning_hours


@pytest.mark.parametrize(
    ("employment", "target", "ceiling"),
    [
        ("PNS", 20, None),
        ("CPNS", 20, None),
        ("pns ", 20, None),
        ("PPPK", None, 24),
        ("PPPK Paruh Waktu", None, None),
        ("Honorer", None, None),
        (None, None, None),
    ],
)
def test_each_kind_of_staff_has_its_yardstick(employment, target, ceiling):
    found = learning_hours(employment, year=2026, hours=16, target_pns=20, ceiling_pppk=24)
    assert found == LearningHours(2026, 16, target, ceiling)
