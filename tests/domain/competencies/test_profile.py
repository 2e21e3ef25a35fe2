from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.competencies.profile import (
    Category,
    CompetencyStanding,
    Group,
    Profile,
    category,
    job_person_match,
    truncated,
)
from domain.ids import CompetencyId


def standing(required: int, actual: int | None, number: int = 1) -> CompetencyStanding:
    return CompetencyStanding(
        CompetencyId(number), f"T.{number:02d}", f"Uji {number}", Group.TECHNICAL, required, actual
    )


levels = st.lists(
    st.tuples(st.integers(1, 5), st.none() | st.integers(0, 5)), min_size=1, max_size=30
)


@pytest.mark.parametrize(
    ("percent", "scheme", "expected"),
    [
        ("80", "pengisian", Category.FIT),
        ("79.99", "pengisian", Category.STILL_FIT),
        ("68", "pengisian", Category.STILL_FIT),
        ("67.99", "pengisian", Category.LESS_FIT),
        ("90", "pemetaan", Category.OPTIMAL),
        ("89.99", "pemetaan", Category.FAIRLY_OPTIMAL),
        ("78", "pemetaan", Category.FAIRLY_OPTIMAL),
        ("77.99", "pemetaan", Category.LESS_OPTIMAL),
        ("79.99", "pemetaan", Category.FAIRLY_OPTIMAL),
        ("0", "pengisian", Category.LESS_FIT),
    ],
)
def test_the_edges_of_both_schemes(percent: str, scheme: str, expected: Category):
    assert category(Fraction(percent), scheme) is expected


def test_a_percentage_is_cut_and_never_rounded_up():
    assert truncated(Fraction("79.99")) == "79.9"
    assert truncated(Fraction(1600, 18)) == "88.8"
    assert truncated(Fraction(100)) == "100"
    assert truncated(Fraction(80)) == "80"


def test_sixteen_of_eighteen_levels_is_the_worked_example():
    held = [2] * 7 + [1, 1]
    assert job_person_match([standing(2, level) for level in held]) == Fraction(1600, 18)


def test_not_rated_is_not_zero():
    whole = Profile("Uji", (standing(2, 2, 1), standing(3, None, 2)))
    assert whole.match == 100
    assert whole.unrated == 1
    assert whole.gaps == ()
    assert job_person_match([standing(2, None)]) is None


def test_the_largest_gap_comes_first():
    whole = Profile("Uji", (standing(2, 1, 1), standing(4, 1, 2), standing(3, 3, 3)))
    assert [s.code for s in whole.gaps] == ["T.02", "T.01"]


def test_the_newest_assessment_is_the_date_shown():
    one = CompetencyStanding(CompetencyId(1), "a", "a", Group.TECHNICAL, 2, 2, date(2025, 1, 1))
    two = CompetencyStanding(CompetencyId(2), "b", "b", Group.TECHNICAL, 2, 1, date(2026, 6, 15))
    assert Profile("Uji", (one, two)).assessed_on == date(2026, 6, 15)


@given(levels)
def test_the_match_stays_between_nothing_and_all(found: list[tuple[int, int | None]]):
    match = job_person_match([standing(required, actual) for required, actual in found])
    assert match is None or 0 <= match <= 100


@given(levels, st.integers(0, 29))
def test_a_surplus_never_hides_a_gap(found: list[tuple[int, int | None]], place: int):
    place %= len(found)
    before = [standing(required, actual) for required, actual in found]
    if before[place].actual is None or before[place].gap:
        return
    after = [*before]
    after[place] = standing(before[place].required, 5)
    assert job_person_match(after) == job_person_match(before)
