"""The sample roster has superiors: most units have a head, and one has nobody."""

from sandbox.sample import PHONES, SUPERIOR
from sandbox.sample.people import residents, superior_of


def test_most_people_have_a_superior_and_none_is_above_himself():
    people = residents()
    assert len(people) == 120
    assert superior_of(PHONES[0]) == SUPERIOR
    assert (SUPERIOR.post, SUPERIOR.unit) == ("Kepala Dinas Komunikasi dan Informatika", "C02")
    above = {one.nip: superior_of(one) for one in people}
    without = {one.unit for one in people if above[one.nip] is None}
    assert without >= {"C08"}
    for one in people:
        steps, at = 0, above[one.nip]
        while at is not None:
            assert at.nip != one.nip
            steps, at = steps + 1, above[at.nip]
        assert steps < 4


def test_the_head_of_a_quarter_is_below_the_head_of_the_district():
    heads = [one for one in residents() if one.post == "Lurah" and one.unit in ("C06", "C07")]
    assert any((above := superior_of(one)) is not None and above.post == "Camat" for one in heads)
