"""Superiors who are above each other are found, and no others."""

from hypothesis import given
from hypothesis import strategies as st

from domain.people.superiors import circles

PEOPLE = st.integers(0, 7)


def test_a_circle_is_found_and_who_leads_into_it_is_not():
    assert circles({1: 2, 2: 3, 3: 2, 4: 5}) == {2, 3}
    assert circles({1: 1}) == {1}
    assert circles({1: 2, 2: 3}) == frozenset()
    assert circles({}) == frozenset()


@given(st.dictionaries(PEOPLE, PEOPLE))
def test_in_a_circle_are_those_who_meet_themselves_on_the_way_up(above: dict[int, int]):
    def meets(start: int) -> bool:
        one = above.get(start)
        for _ in above:
            if one == start:
                return True
            one = above.get(one) if one is not None else None
        return False

    assert circles(above) == {one for one in above if meets(one)}
