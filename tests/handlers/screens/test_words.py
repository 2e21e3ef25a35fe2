"""Numbers with the right form of the words beside them."""

from handlers.screens.words import House, Words

HOUSE = House("Pemkot", "BKPSDM", None, "Asia/Jakarta")
ID, EN = Words("id", HOUSE), Words("en", HOUSE)
GAPS = "{n} kompetensi di bawah standar. Pilih satu untuk melihat pelatihannya."


def test_one_of_a_thing_is_no_plural_in_english():
    end = "below the standard. Choose one to see its trainings."
    assert EN.t(GAPS, n=1) == f"1 competency is {end}"
    assert EN.t(GAPS, n=2) == f"2 competencies are {end}"
    assert EN.t(GAPS, n=11) == f"11 competencies are {end}"
    assert ID.t(GAPS, n=1).startswith("1 kompetensi di bawah standar.")


def test_each_figure_has_a_word_of_its_own():
    kept = "{a} penilaian kompetensi · {b} pelatihan · {c} umpan balik"
    assert EN.t(kept, a="1", b="0", c="1.000") == (
        "1 competency rating · 0 trainings · 1.000 feedback forms"
    )
