import pytest

from domain.accounts.failures import FailureReason
from domain.accounts.linking import Candidate, find
from domain.ids import PersonId


def one(person: int, *, active: bool = True, linked: bool = False) -> Candidate:
    return Candidate(PersonId(person), active, linked)


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([], FailureReason.UNKNOWN),
        ([one(1)], 1),
        ([one(1, active=False)], FailureReason.INACTIVE),
        ([one(1), one(2)], FailureReason.SHARED),
        ([one(1, active=False), one(2)], 2),
        ([one(1, linked=True)], FailureReason.LINKED),
        # Whose number it is stays open, even where one of them is linked already.
        ([one(1, linked=True), one(2)], FailureReason.SHARED),
    ],
)
def test_only_one_active_person_who_is_free_is_found(candidates, expected):
    assert find(candidates) == expected
