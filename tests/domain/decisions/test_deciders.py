"""Who decides today, by every rule of the office."""

from dataclasses import replace

from domain.decisions.deciders import (
    Facts,
    HandedToHr,
    HandedToUnit,
    MandateToday,
    Office,
    Official,
    Via,
    deciders,
)
from domain.decisions.states import DecisionStep, MandateKind
from domain.ids import MandateId, PersonId

ASKER, CHIEF, HEAD, TOP = PersonId(1), PersonId(2), PersonId(3), PersonId(4)
UNIT_OFFICER, HR, OTHER_HR, STAND_IN = PersonId(5), PersonId(6), PersonId(7), PersonId(8)
PLACES = (
    Office("Kepala Seksi", (Official(CHIEF),), CHIEF),
    Office("Kepala Bidang", (Official(HEAD),), HEAD),
    Office("Kepala Dinas", (Official(TOP),), TOP),
)
FACTS = Facts(
    step=DecisionStep.SUPERIOR,
    about=ASKER,
    chain=PLACES,
    unit_officers=(Official(UNIT_OFFICER),),
    unit="Dinas Contoh",
    hr=(Official(HR), Official(OTHER_HR)),
)


def asked(facts: Facts) -> list[tuple[PersonId, str | None, Via]]:
    return [(one.person, one.post, one.via) for one in deciders(facts)]


def with_chief(**facts: object) -> Facts:
    return replace(FACTS, chain=(replace(PLACES[0], **facts), *PLACES[1:]))  # type: ignore[arg-type]


def mandate(kind: MandateKind, **facts: bool) -> tuple[MandateToday, ...]:
    return (MandateToday(MandateId(9), kind, Official(STAND_IN, **facts)),)


def test_the_holder_of_the_post_of_the_superior_decides():
    assert asked(FACTS) == [(CHIEF, "Kepala Seksi", Via.HOLDER)]


def test_of_several_holders_the_one_with_the_nip_of_the_file_decides():
    several = (Official(HEAD), Official(CHIEF))
    assert asked(with_chief(holders=several)) == [(CHIEF, "Kepala Seksi", Via.HOLDER)]
    # The person of the file has moved on: the post counts.
    only = with_chief(holders=(Official(HEAD),))
    assert asked(only) == [(HEAD, "Kepala Seksi", Via.HOLDER)]


def test_plt_decides_for_a_vacant_post_and_not_beside_its_holder():
    plt = mandate(MandateKind.VACANT)
    assert asked(with_chief(holders=(), mandates=plt)) == [
        (STAND_IN, "Plt. Kepala Seksi", Via.MANDATE)
    ]
    assert asked(with_chief(mandates=plt)) == [(CHIEF, "Kepala Seksi", Via.HOLDER)]


def test_plh_decides_instead_of_the_absent_holder():
    plh = mandate(MandateKind.ABSENT)
    away = with_chief(holders=(Official(CHIEF, away=True),), mandates=plh)
    assert asked(away) == [(STAND_IN, "Plh. Kepala Seksi", Via.MANDATE)]
    assert asked(with_chief(mandates=plh)) == [(STAND_IN, "Plh. Kepala Seksi", Via.MANDATE)]
    # Who acts for the holder is away as well, and the holder is not.
    both = with_chief(mandates=mandate(MandateKind.ABSENT, away=True))
    assert asked(both) == [(CHIEF, "Kepala Seksi", Via.HOLDER)]


def test_a_delegate_decides_beside_the_holder():
    assert asked(with_chief(mandates=mandate(MandateKind.DELEGATE))) == [
        (CHIEF, "Kepala Seksi", Via.HOLDER),
        (STAND_IN, "Kepala Seksi", Via.MANDATE),
    ]


def test_a_mandate_counts_once_and_its_number_is_kept():
    (one,) = deciders(with_chief(holders=(), mandates=mandate(MandateKind.VACANT)))
    assert one.mandate == MandateId(9)


def test_away_or_none_leads_to_the_next_superior_and_two_up():
    away = with_chief(holders=(Official(CHIEF, away=True),))
    assert asked(away) == [(HEAD, "Kepala Bidang", Via.NEXT)]
    vacant = [replace(office, holders=()) for office in PLACES[:2]]
    assert asked(replace(FACTS, chain=(*vacant, PLACES[2]))) == [(TOP, "Kepala Dinas", Via.NEXT)]


def test_without_superiors_the_unit_officer_decides_and_at_last_hr():
    assert asked(replace(FACTS, chain=())) == [(UNIT_OFFICER, "Dinas Contoh", Via.UNIT_OFFICER)]
    assert asked(replace(FACTS, chain=(), unit_officers=())) == [
        (HR, None, Via.HR),
        (OTHER_HR, None, Via.HR),
    ]
    unlinked = replace(FACTS, chain=(), unit_officers=(Official(UNIT_OFFICER, linked=False),))
    assert [one[0] for one in asked(unlinked)] == [UNIT_OFFICER, HR, OTHER_HR]


def test_where_no_message_reaches_the_superior_unit_officer_and_hr_are_asked_too():
    unlinked = with_chief(holders=(Official(CHIEF, linked=False),))
    assert [one[0] for one in asked(unlinked)] == [CHIEF, UNIT_OFFICER, HR, OTHER_HR]


def test_nobody_decides_about_himself():
    own = with_chief(holders=(Official(ASKER),))
    assert asked(own) == [(HEAD, "Kepala Bidang", Via.NEXT)]
    as_officer = replace(FACTS, chain=(), unit_officers=(Official(ASKER),), hr=(Official(HR),))
    assert asked(as_officer) == [(HR, None, Via.HR)]
    own_mandate = (MandateToday(MandateId(9), MandateKind.VACANT, Official(ASKER)),)
    assert asked(with_chief(holders=(), mandates=own_mandate)) == [
        (HEAD, "Kepala Bidang", Via.NEXT)
    ]


def test_superiors_in_a_circle_lead_to_hr():
    assert [one[0] for one in asked(replace(FACTS, circle=True))] == [HR, OTHER_HR]


def test_after_four_days_the_next_superior_decides_as_well():
    assert asked(replace(FACTS, escalated=True)) == [
        (CHIEF, "Kepala Seksi", Via.HOLDER),
        (HEAD, "Kepala Bidang", Via.NEXT),
    ]


def test_handed_over_to_an_office_that_office_decides():
    to_head = replace(FACTS, handed=PLACES[1])
    assert asked(to_head) == [(HEAD, "Kepala Bidang", Via.HOLDER)]
    vacant = replace(FACTS, handed=Office("Sekretaris"))
    assert asked(vacant) == [(CHIEF, "Kepala Seksi", Via.HOLDER)]
    to_unit = replace(FACTS, handed=HandedToUnit((Official(STAND_IN),), "Kecamatan Contoh"))
    assert asked(to_unit) == [(STAND_IN, "Kecamatan Contoh", Via.UNIT_OFFICER)]
    assert [one[0] for one in asked(replace(FACTS, handed=HandedToUnit((), "Kosong")))] == [
        HR,
        OTHER_HR,
    ]
    assert [one[0] for one in asked(replace(FACTS, handed=HandedToHr()))] == [HR, OTHER_HR]


def test_hr_answers_its_own_step_and_the_superior_where_it_is_about_the_only_officer():
    at_hr = replace(FACTS, step=DecisionStep.HR)
    assert [one[0] for one in asked(at_hr)] == [HR, OTHER_HR]
    own = replace(at_hr, about=HR)
    assert [one[0] for one in asked(own)] == [OTHER_HR]
    alone = replace(at_hr, about=HR, hr=(Official(HR),))
    assert asked(alone) == [(CHIEF, "Kepala Seksi", Via.HOLDER)]


def test_a_person_in_two_offices_is_asked_once():
    both = with_chief(holders=(Official(CHIEF, linked=False),))
    same = replace(both, unit_officers=(Official(HR),))
    assert [one[0] for one in asked(same)] == [CHIEF, HR, OTHER_HR]
    assert [one[2] for one in asked(same)] == [Via.HOLDER, Via.UNIT_OFFICER, Via.HR]
