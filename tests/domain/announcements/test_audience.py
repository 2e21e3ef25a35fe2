"""Choosing an audience: which choices narrow or widen it, and when it must be shown again."""

from domain.announcements.audience import Audience, HeadCount, Kind


def test_nothing_chosen_is_nobody():
    assert Audience().empty
    assert not Audience(everybody=True).empty


def test_everybody_lets_go_of_what_narrowed():
    narrow = Audience().with_choice(Kind.UNIT, 3, on=True).with_related(on=True)
    assert narrow.with_everybody(on=True) == Audience(everybody=True)


def test_a_narrower_choice_lets_go_of_everybody():
    everybody = Audience(everybody=True)
    assert everybody.with_choice(Kind.POSITION, 7, on=True) == Audience(positions=(7,))
    assert everybody.with_related(on=True) == Audience(related=True)


def test_an_entry_switched_on_twice_is_on_once():
    once = Audience().with_choice(Kind.UNIT, 3, on=True)
    assert once.with_choice(Kind.UNIT, 3, on=True) == once
    assert once.with_choice(Kind.UNIT, 3, on=False).with_choice(Kind.UNIT, 3, on=False).empty


def test_it_is_kept_as_facts_and_read_back():
    chosen = (
        Audience(related=True)
        .with_choice(Kind.COMPETENCY, 5, on=True)
        .with_choice(Kind.OFFERING, 9, on=True)
        .with_choice(Kind.OFFERING, 4, on=True)
    )
    facts = chosen.to_facts()
    assert facts == {"related": True, "competencies": [5], "offerings": [9, 4]}
    assert Audience.from_facts(facts) == chosen
    assert Audience.from_facts({}) == Audience()


def test_a_few_who_link_are_no_reason_to_ask_again_among_thousands():
    shown = HeadCount(linked=8000, unlinked=600)
    assert not HeadCount(8006, 594).differs_from(shown)
    assert HeadCount(8100, 500).differs_from(shown)
    assert HeadCount(8001, 600).differs_from(shown)


def test_in_a_small_audience_one_person_counts():
    assert HeadCount(4, 0).differs_from(HeadCount(3, 1))
    assert not HeadCount(3, 1).differs_from(HeadCount(3, 1))
