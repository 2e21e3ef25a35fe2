"""The index by which HR's search finds people, and that it follows the roster."""

from hypothesis import given
from hypothesis import strategies as st

from domain.ids import PersonId
from domain.people.staff import StaffChoice
from domain.plain_words import folded
from storage.people import staff
from storage.people.finding import search as finding
from storage.people.finding.people_index import Findable, PeopleIndex
from tests.support.acts import act
from tests.support.builders import Builders, fictional_nip

WORDS = ("siti", "sitti", "iti", "aja", "raja", "s", "ti", "contoh")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join)


def known(number: int, name: str, *about: str, phone: str | None = None, active=True) -> Findable:
    return Findable(PersonId(number), active, name, about, fictional_nip(number), phone)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=8), TEXTS)
def test_all_who_have_each_word_are_found_and_no_others(people, sought):
    index = PeopleIndex(known(n, *texts) for n, texts in enumerate(people))

    def has(texts: tuple[str, ...], word: str) -> bool:
        words = folded(" ".join(texts))
        return any(one.startswith(word) or (len(word) > 2 and word in one) for one in words)

    words = folded(sought)[:8]
    right = {n for n, texts in enumerate(people) if all(has(texts, one) for one in words)}
    assert set(index.found(sought)) == right


def test_signs_accents_and_case_make_no_difference():
    index = PeopleIndex([known(1, "Nur'aini D\u00e9wi", "S.Kom.", "Plt. Kepala Sub-Bagian")])
    for text in (
        "nuraini dewi",
        "NUR\u2019AINI",
        "s.kom",
        "sub bagian",
        "plt kepala",
    ):
        assert list(index.found(text)) == [1], text
    assert not index.found("lain")


def test_a_phone_number_is_found_as_a_caller_says_it():
    index = PeopleIndex([known(1, "Contoh", phone="+6284000000017"), known(2, "Contoh")])
    for text in ("+62 840-0000-0017", "0840 0000 0017", "84000000017", "0017", "6284000000017"):
        assert list(index.found(text)) == [1], text


def test_one_word_may_be_misspelt_and_only_one_that_leads_to_people():
    index = PeopleIndex(
        [known(1, "Siti Aminah"), known(2, "Nur Hayati"), known(3, "Aminuh Contoh")]
    )
    for text, meant in (
        ("siti aminh", "siti aminah"),
        ("sitti aminah", "siti aminah"),
        ("nurhayati", "nur hayati"),
        ("nur haiati", "nur hayati"),
        ("siti aminah", None),  # found as it is
        ("sitti aminh", None),
        ("0000 1111", None),
        ("xyz", None),
        ("%", None),
    ):
        assert index.meant(text) == meant, text


async def test_it_follows_a_new_person_and_a_new_number(store):
    make = Builders(store)
    officer = await make.person("Contoh Petugas")
    assert (await finding.find(store, StaffChoice("baru"), page=0)).total == 0
    one = await make.person("Contoh Baru")
    found = await finding.find(store, StaffChoice("baru"), page=0)
    assert [line.id for line in found.items] == [one]
    number = "+6284000777123"
    assert (await finding.find(store, StaffChoice("0840-0077-7123"), page=0)).total == 0
    await staff.set_phone(store, act(officer), person_id=one, phone=number, although_taken=False)
    found = await finding.find(store, StaffChoice("0840-0077-7123"), page=0)
    assert [line.id for line in found.items] == [one]
