from hypothesis import given
from hypothesis import strategies as st

from domain.accounts.codes import ALPHABET, fingerprint, new_code, read_code, shown
from domain.ids import PersonId


def test_a_code_is_read_as_people_type_it():
    code = new_code()
    assert read_code(shown(code)) == read_code(f" {code.lower()} ") == code
    assert read_code("oOoOo-iIlL1") == "0000011111"


@given(st.text())
def test_other_text_is_no_code(text: str):
    found = read_code(text)
    assert found is None or (len(found) == 10 and set(found) <= set(ALPHABET))


def test_codes_differ_and_fit_one_person_only():
    assert len({new_code() for _ in range(100)}) == 100
    code = new_code()
    assert fingerprint(code, PersonId(1)) != fingerprint(code, PersonId(2))
    assert code not in fingerprint(code, PersonId(1))
