import json
import struct
import subprocess
import sys
from dataclasses import asdict, replace

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from domain.competencies.chart import Bar, Chart, HoursBar
from handlers.documents.chart import TEMPLATE, draw

LEVEL = st.integers(0, 5)
HOSTILE = st.text(st.sampled_from("#$\\\"'`*_@<>[]{}/=-~%&\n\t\0\u202e\u0645\u05d0\u0301🙂 aZ"))
WORDS = st.one_of(HOSTILE, st.text(max_size=90), st.sampled_from(["#panic()", "W" * 300]))
HELD = "#2376b7"


def chart(*bars: Bar, post: str = "Lurah", folded: tuple[str, ...] = ()) -> Chart:
    hours = HoursBar("JP 2026", "8 dari 20 JP", 40)
    legend = ("Level saat ini", "Kurang dari standar")
    shown = bars or (Bar("Keamanan Informasi", 1, 2),)
    return Chart("1 dari 11", post, "Penilaian", shown, legend, folded, hours)


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def looks(*bars: Bar) -> tuple[int, int]:
    """How many levels are drawn as held, and whether one is striped; read from the same as SVG."""
    svg = typst.compile(
        str(TEMPLATE), format="svg", sys_inputs={"chart": json.dumps(asdict(chart(*bars)))}
    ).decode()
    return svg.count(HELD), svg.count("<pattern")


def test_a_missing_level_is_told_by_its_colour_and_without_it():
    met, short, nothing = looks(Bar("Uji", 3, 3)), looks(Bar("Uji", 1, 3)), looks(Bar("Uji", 0, 3))
    hours = 1
    legend = 1
    assert met == (3 + hours, 0)
    assert (short[0], nothing[0]) == (1 + hours + legend, 0 + hours + legend)
    assert min(short[1], nothing[1]) > 0
    assert draw(chart(Bar("Uji", 1, 3))) != draw(chart(Bar("Uji", 2, 3)))


LONG = "Penyusunan Rancangan Peraturan Perundang-undangan serta Kebijakan Teknis Pelayanan "
FOLDED = ("▼ 23 lagi di bawah standar", "✓ 8 kompetensi memenuhi standar", "○ 2 belum dinilai")


@pytest.mark.parametrize("name", ["Komunikasi", LONG * 3, "Pengadministrasian" * 9])
@pytest.mark.parametrize("bars", [1, 5, 6, 7])
def test_the_picture_is_at_most_square_and_as_wide_as_a_phone(name: str, bars: int):
    shown = chart(*(Bar(name, 1, 3) for _ in range(bars)), post=LONG * 2, folded=FOLDED)
    width, height = size(draw(shown))
    assert width == 1080
    assert height <= width


@pytest.mark.parametrize(
    ("written", "meant"),
    [("#(1 + 1)", "2"), ("\\#", "#"), ("// Uji", ""), ("#let x = 1", ""), ("~", "\u00a0")],
)
def test_no_text_is_read_as_markup(written: str, meant: str):
    assert draw(chart(Bar(written, 1, 2))) != draw(chart(Bar(meant, 1, 2)))


@given(words=st.lists(WORDS, min_size=5, max_size=5), actual=LEVEL, required=LEVEL)
def test_every_text_can_be_drawn(words: list[str], actual: int, required: int):
    name, headline, post, assessed, line = words
    asked = replace(
        chart(Bar(name, actual, required), Bar(post, 1, 2), folded=(line,)),
        headline=headline,
        post=post,
        assessed=assessed,
        hours=HoursBar("JP 2026", "8 JP", None),
    )
    width, height = size(draw(asked))
    assert 0 < height <= width


def test_equal_pictures_have_one_name():
    assert chart(Bar("Uji", 1, 2)).digest == chart(Bar("Uji", 1, 2)).digest
    assert chart(Bar("Uji", 1, 2)).digest != chart(Bar("Uji", 2, 2)).digest


def test_a_program_that_has_drawn_nothing_has_not_loaded_what_draws():
    loads = "import sys, handlers, bot.program.app; print('typst' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", loads], capture_output=True, check=True)
    assert said.stdout.split() == [b"False"]
