"""What is unusual about a mandate, and which Friday ends an absence."""

from dataclasses import replace
from datetime import date

from domain.decisions.absences import friday
from domain.decisions.mandates import Mandate, NewMandate
from domain.decisions.states import MandateKind
from domain.ids import MandateId, PersonId, PositionId

NEW = NewMandate(
    PositionId(1), None, MandateKind.VACANT, PersonId(7), date(2026, 12, 1), date(2027, 2, 28)
)
OLD = Mandate(
    id=MandateId(1),
    kind=MandateKind.ABSENT,
    position=PositionId(1),
    unit=None,
    title="Kepala Dinas",
    unit_name=None,
    holder=PersonId(8),
    name="Contoh Lama",
    since=date(2026, 11, 1),
    until=date(2026, 12, 1),
    letter=None,
    ended=False,
)


def test_a_mandate_for_a_vacant_post_is_long_after_three_months():
    assert not NEW.long
    assert replace(NEW, until=date(2027, 3, 31)).long
    assert not replace(NEW, until=date(2027, 3, 31), kind=MandateKind.ABSENT).long


def test_another_person_on_the_same_day_is_in_the_way():
    assert NEW.in_the_way([OLD]) == OLD
    assert replace(NEW, since=date(2026, 12, 2)).in_the_way([OLD]) is None
    assert NEW.in_the_way([replace(OLD, ended=True)]) is None
    assert NEW.in_the_way([replace(OLD, kind=MandateKind.DELEGATE)]) is None
    assert replace(NEW, kind=MandateKind.DELEGATE).in_the_way([OLD]) is None
    # The same mandate, which is set again, is no other one.
    assert NEW.in_the_way([replace(OLD, holder=NEW.holder, since=NEW.since)]) is None


def test_a_mandate_holds_from_its_first_to_its_last_day():
    assert [OLD.holds(date(2026, m, d)) for m, d in ((10, 31), (11, 1), (12, 1), (12, 2))] == [
        False,
        True,
        True,
        False,
    ]
    assert OLD.over(date(2026, 12, 2))
    assert replace(OLD, ended=True).over(date(2026, 11, 2))


def test_until_friday_at_the_weekend_is_until_the_next_one():
    assert friday(date(2026, 11, 23)) == date(2026, 11, 27)
    assert friday(date(2026, 11, 27)) == date(2026, 11, 27)
    assert friday(date(2026, 11, 28)) == date(2026, 12, 4)
