import io

import pytest
from PIL import Image

from domain.competencies.chart import Bar, Chart
from handlers.documents import chart as drawing

LONG = (
    "Kompetensi Kepala Subbagian Perencanaan, Evaluasi, Pelaporan, Keuangan, dan Kepegawaian "
    "Sekretariat Daerah"
)


def chart(title: str = "Kompetensi Lurah", *bars: Bar) -> Chart:
    legend = ("Level saat ini", "Kurang dari standar", "Standar jabatan")
    groups = (("Teknis", bars or (Bar("Keamanan Informasi", 1, 2),)),)
    return Chart(title, "Penilaian", "JPM 80%", "Memenuhi Syarat", groups, legend, "belum dinilai")


@pytest.mark.parametrize("title", ["Kompetensi Lurah", LONG, LONG * 2, "Kompetensi" * 12])
def test_a_title_is_never_cut_and_leaves_the_figures_their_room(title: str):
    size, lines = drawing._title(title)
    assert "".join("".join(lines).split()) == "".join(title.split())
    font = drawing._font(size * drawing.SCALE, True)
    room = (drawing.WIDTH - 2 * drawing.MARGIN - drawing.FIGURES) * drawing.SCALE
    assert all(font.getlength(line) <= room for line in lines)


def test_a_longer_title_makes_the_picture_higher():
    short, long = drawing.draw(chart()), drawing.draw(chart(LONG * 2))
    assert Image.open(io.BytesIO(long)).height > Image.open(io.BytesIO(short)).height


def test_a_word_wider_than_its_column_goes_on_in_the_next_line():
    name = "Pengadministrasian" * 5
    lines = drawing._wrapped(name, 18, drawing.NAME_WIDTH - 20, most=3)
    assert "".join(lines) == name
    assert len(lines) > 1
