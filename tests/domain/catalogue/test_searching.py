"""What is read out of a typed sentence."""

from datetime import date

import pytest

from domain.catalogue.searching import Sought, english, read
from domain.plain_words import folded

NOVEMBER = date(2026, 11, 23)
DECEMBER = 2026 * 12 + 11


@pytest.mark.parametrize(
    ("text", "words", "month"),
    [
        ("  Keamanan   INFORMASI ", ("keamanan", "informasi"), None),
        ("saya mau daftar pelatihan siber", ("siber",), None),
        ("apa saja pelatihan yang bisa saya ikuti?", (), None),
        ("pelayanan-publik", ("pelayanan", "publik"), None),
        ("Jum'at bersih", ("jumat", "bersih"), None),
        ("pelatihan bulan desember", (), DECEMBER),
        ("bimtek des", ("bimtek",), DECEMBER),
        ("bimtek februari", ("bimtek",), 2027 * 12 + 1),
        ("november", (), 2026 * 12 + 10),
        ("desember 2027", (), 2027 * 12 + 11),
        ("trainings in December about security", ("security",), DECEMBER),
        ("?! -", (), None),
        ("satu dua tiga empat lima enam tujuh delapan sembilan", None, None),
    ],
)
def test_a_sentence_is_read_by_its_telling_words(
    text: str, words: tuple[str, ...] | None, month: int | None
):
    sought = read(text, NOVEMBER)
    assert sought == Sought(words if words is not None else folded(text)[:8], month)


def test_english_names_of_competencies_are_known():
    assert "security" in english(folded("Keamanan Informasi"))
    assert "service" in english(folded("Pelayanan Publik Prima"))
    assert "excel" in english(folded("Pengolahan Data dengan Lembar Kerja"))
    assert english(folded("Integritasnya")) == ()
