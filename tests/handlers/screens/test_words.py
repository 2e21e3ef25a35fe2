"""Numbers with the right form of the words beside them, and the ends of sentences."""

from handlers.screens.words import House, Words

HOUSE = House("Pemkot", "BKPSDM", None, "Asia/Jakarta")
ID, EN = Words("id", HOUSE), Words("en", HOUSE)
GAPS = "<b>{n} dari {m} kompetensi perlu ditingkatkan.</b>"


def test_one_of_a_thing_is_no_plural_in_english():
    assert EN.t(GAPS, n=1, m=11) == "<b>1 of 11 competencies needs improvement.</b>"
    assert EN.t(GAPS, n=2, m=11) == "<b>2 of 11 competencies need improvement.</b>"
    assert EN.t(GAPS, n=11, m=11) == "<b>11 of 11 competencies need improvement.</b>"
    assert ID.t(GAPS, n=1, m=11) == "<b>1 dari 11 kompetensi perlu ditingkatkan.</b>"


def test_each_figure_has_a_word_of_its_own():
    kept = "{a} penilaian kompetensi · {b} pelatihan · {c} umpan balik"
    assert EN.t(kept, a="1", b="0", c="1.000") == (
        "1 competency rating · 0 trainings · 1.000 feedback forms"
    )


def test_what_ends_a_sentence_itself_gets_no_full_stop():
    none = "Tidak ada pelatihan dengan kata <b>{kata}</b>."
    assert ID.t(none, kata="S.Kom.") == "Tidak ada pelatihan dengan kata <b>S.Kom.</b>"
    assert ID.t(none, kata="kapan libur?") == "Tidak ada pelatihan dengan kata <b>kapan libur?</b>"
    assert ID.t(none, kata="siber") == "Tidak ada pelatihan dengan kata <b>siber</b>."
