"""The sample calendar looks like one of an office, whenever the demo is started."""

from datetime import date, timedelta

from sandbox.sample.trainings import COURSES, places

DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(3 * 365)]


def test_trainings_are_held_on_working_days():
    for today in DAYS:
        for course in COURSES:
            first, last = course.dates(today)
            held = [first + timedelta(days=n) for n in range((last - first).days + 1)]
            assert len(held) == course.days
            assert all(day.weekday() < 5 for day in held)
            assert not {(day.month, day.day) for day in held} & {(1, 1), (12, 25), (8, 17)}
            # Around the turn of the year five days in one run are rare.
            assert 0 <= (first - today).days - course.starts_in <= 21


def test_several_places_none_of_them_taken_twice_on_a_day():
    for today in DAYS:
        held = list(zip(places(today), (course.dates(today) for course in COURSES), strict=True))
        assert len({place for place, _ in held}) >= 4
        for number, (place, (first, last)) in enumerate(held):
            for other, (begins, ends) in held[number + 1 :]:
                assert place != other or last < begins or ends < first, (today, place)
