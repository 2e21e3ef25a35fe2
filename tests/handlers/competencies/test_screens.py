import html
import re
from datetime import UTC, date, datetime

import pytest

from domain.competencies.profile import (
    CompetencyDetail,
    CompetencyStanding,
    GapAnswer,
    Group,
    Profile,
)
from domain.ids import CompetencyId, OfferingId
from handlers.actions.competencies import OpenCompetency
from handlers.competencies.screens import detail
from handlers.competencies.screens import profile as screens
from handlers.screens.words import House, Words

LONG = (
    "Penyusunan Rancangan Peraturan Perundang-undangan serta Kebijakan Teknis "
    "Pelayanan Kesehatan Warga"
)
HOUSE = House("Pemerintah Contoh", "BKPSDM", "0800-CONTOH", "Asia/Jakarta")
W = Words("id", HOUSE)
LANGUAGES = pytest.mark.parametrize("w", [W, Words("en", HOUSE)], ids=["id", "en"])


def short_of(count: int, name: str = "Keamanan Informasi") -> Profile:
    standings = tuple(
        CompetencyStanding(
            CompetencyId(n),
            f"T.{n:02d}",
            f"{name} {n}",
            Group.TECHNICAL,
            3,
            1,
            assessed_on=date(2026, 6, 15),
        )
        for n in range(1, count + 1)
    )
    return Profile("Lurah", standings, "Contoh Satu")


def read(text: str) -> str:
    """What the person reads: without the marks of the formatting."""
    return html.unescape(re.sub(r"<[^>]+>", "", text))


@LANGUAGES
@pytest.mark.parametrize(
    ("count", "name"), [(30, "Keamanan Informasi"), (30, LONG), (8, "Ag & <")]
)
def test_every_competency_is_named_once_and_each_page_fits_under_a_picture(
    w: Words, count: int, name: str
):
    whole = short_of(count, name)
    first = screens.everything(w, whole, page=0)
    pages = int(first.rows[0][1].label.split("/")[1]) if len(first.rows) > 1 else 1
    texts = [read(screens.everything(w, whole, page=page).text) for page in range(pages)]
    assert all(len(text) <= 900 for text in texts)
    listed = [line for text in texts for line in text.splitlines()[1:]]
    assert [line.split(":")[0] for line in listed] == [f"▼ {s.name}" for s in whole.standings]


def test_eight_competencies_of_one_group_stay_on_one_page():
    shown = screens.everything(W, short_of(8, "Pengembangan Diri dan Orang Lain"), page=0)
    assert [button.label for button in shown.rows[0]] == ["Kembali", "Menu Utama"]


def test_the_group_begins_with_a_capital_where_it_stands_first():
    assert read(screens.everything(W, short_of(1), page=0).text).startswith("Kompetensi teknis\n")
    english = screens.everything(Words("en", HOUSE), short_of(1), page=0)
    assert read(english.text).startswith("Technical competencies\n")


@pytest.mark.parametrize("page", [1, 2, 99])
def test_a_page_that_is_gone_never_says_that_all_is_met(page: int):
    shown = screens.profile(W, short_of(3), scheme="pengisian", picture=None, page=page)
    assert "Seluruh kompetensi memenuhi" not in shown.text
    assert shown.text.count("▼") == 3
    assert shown.rows[0][0].label == "▼ Keamanan Informasi 1 1/3"


def test_the_text_and_its_buttons_turn_together():
    shown = screens.profile(W, short_of(6), scheme="pengisian", picture=None, page=1)
    assert shown.text.count("▼") == 2
    assert [row[0].label for row in shown.rows[:2]] == [
        "▼ Keamanan Informasi 5 1/3",
        "▼ Keamanan Informasi 6 1/3",
    ]


def test_the_day_of_the_assessment_is_said_with_its_weekday():
    shown = screens.profile(W, short_of(1), scheme="pengisian", picture=None)
    assert "Penilaian: Senin, 15 Juni 2026 · JPM 33,3% (Kurang Memenuhi Syarat)" in shown.text


def test_labels_fit_their_row():
    shown = screens.profile(W, short_of(5, LONG), scheme="pengisian", picture=None)
    assert all(len(button.label) <= 28 for row in shown.rows for button in row)


def detail_of(meaning: str = "", title: str = "Bimtek Uji") -> CompetencyDetail:
    standing = CompetencyStanding(
        CompetencyId(1), "T.01", LONG, Group.TECHNICAL, 5, 1, date(2026, 6, 15)
    )
    starts = datetime(2026, 12, 9, 1, tzinfo=UTC)
    answers = tuple(
        GapAnswer(OfferingId(n), title, starts, starts, "Asia/Jakarta", 3, 1) for n in (1, 2)
    )
    meanings = {level: meaning for level in range(1, 6) if meaning}
    return CompetencyDetail(standing, meanings, answers, 4)


@LANGUAGES
def test_the_longest_detail_fits_under_a_picture(w: Words):
    shown = detail.detail(w, detail_of("x" * 300, "y" * 200), here=OpenCompetency(1))
    assert len(read(shown.text)) <= 900


def test_a_level_without_a_meaning_leaves_no_gap_in_the_line():
    shown = detail.detail(W, detail_of(), here=OpenCompetency(CompetencyId(1)))
    lines = read(shown.text).splitlines()
    assert lines[1:3] == ["Level saat ini: 1 (Paham).", "Standar jabatan: 5 (Ahli)."]
    assert lines[4] == "1. Bimtek Uji, Rabu, 9 Desember 2026, sisa 3"
