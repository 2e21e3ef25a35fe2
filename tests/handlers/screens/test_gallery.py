"""Rules that every screen must keep for any facts."""

import re
from collections.abc import Callable
from functools import cache

import pytest

from handlers.actions import encode
from handlers.screens.screen import Screen, Style
from handlers.screens.words import House, Words
from sandbox.rules.markup import parse_html
from tests.support.gallery import Maker, Mood, painters, parts

HOUSES = {
    "id": House("Pemerintah Kota Contoh", "BKPSDM", "0800-CONTOH", "Asia/Jakarta"),
    "en": House("Pemerintah Kota Contoh", "BKPSDM", None, "Asia/Jakarta"),
}
SEEDS = range(4)
MEASURE = 900
"""Characters: each screen can also be the caption of a picture."""
WIDE, HALF = 28, 14
"""Characters of a label in a row of one and of two."""
NAMED = re.compile(r"\d+ · .{1,18}")
"""On half a row, a name that stands beside the same number in the text or in the picture."""
MARKS = "✓●◐○▼✗!"
FORBIDDEN = re.compile(r"\bAnda\b|\bklik\b|Silahkan|[a-z]!| - |\bNone\b|[{}]|\.\.", re.I)

WAYS_BACK = {"Kembali", "Back", "Menu Utama", "Main menu", "Menu HR", "HR menu", "Lewati", "Skip"}
AT_THE_START = {
    "home.screens.menu",
    "home.screens.help_before_linking",
    "accounts.screens.linking.consent",
    "accounts.screens.linking.stale",
    "announcements.screens.writing.invitation",
    "seats.screens.cancelling.confirmed",
    "seats.screens.signed.under_announcement",
    "seats.screens.signed.with_seat",
    "imports.screens.run.reading",
    "imports.screens.run.waiting",
    "screens.trouble.group",
}
"""The first screens there are, and messages that nobody opened: they lead on, not back."""
PAINTERS = list(painters())


# The tests of one screen run one after the other, so that it is made once.
@pytest.fixture(
    scope="module", params=[pytest.param(painter, id=name) for name, painter in PAINTERS]
)
def painter(request: pytest.FixtureRequest) -> Callable[..., Screen]:
    return request.param


def hung(painter: Callable[..., Screen], *moods: Mood) -> list[Screen]:
    """The screen in both languages and many states."""
    return [part for mood in moods or Mood for part in in_a_mood(painter, mood)]


@cache
def in_a_mood(painter: Callable[..., Screen], mood: Mood) -> list[Screen]:
    return [
        part
        for language, house in HOUSES.items()
        for seed in SEEDS
        for part in parts(Maker(mood, seed, Words(language, house)).call(painter))
    ]


def read(screen: Screen) -> str:
    return screen.written.text if screen.written else parse_html(screen.text)[0]


def test_every_text_is_valid_and_fits_under_a_picture(painter: Callable[..., Screen]):
    for screen in hung(painter):
        text = read(screen)
        assert text.strip() or screen.alert
        assert len(text) <= MEASURE, text


def test_no_text_reads_like_a_machine(painter: Callable[..., Screen]):
    for screen in hung(painter, Mood.PLAIN, Mood.LONG, Mood.STOPS, Mood.BARE):
        words = [read(screen), screen.alert or "", *screen.keyboard_labels]
        words += [button.label for row in screen.rows for button in row]
        for text in words:
            assert not FORBIDDEN.search(text), text
            assert not re.search(r" [,.](?!\w)|\(\)|  ", text), text


def test_signs_in_facts_are_shown_as_they_are(painter: Callable[..., Screen]):
    for screen in hung(painter, Mood.SIGNS):
        assert "&amp;" not in read(screen)
        assert "&lt;" not in read(screen)
        assert all("&amp;" not in button.label for row in screen.rows for button in row)


def test_no_line_carries_two_marks(painter: Callable[..., Screen]):
    for screen in hung(painter):
        labels = [button.label for row in screen.rows for button in row]
        for line in [*read(screen).splitlines(), *labels]:
            assert sum(line.count(mark) for mark in MARKS) <= 1, line


def test_every_label_fits_its_row(painter: Callable[..., Screen]):
    for screen in hung(painter):
        for row in screen.rows:
            labels = [button.label for button in row]
            assert all(labels)
            if len(row) > 2:
                assert all(re.fullmatch(r"[«»]|(✓ )?\d+(/\d+)?", label) for label in labels)
            elif len(row) == 2:
                named = all(NAMED.fullmatch(label) for label in labels)
                assert named or max(map(len, labels)) <= HALF, labels
            else:
                assert len(labels[0]) <= WIDE, labels


def test_there_is_one_green_button_at_most(painter: Callable[..., Screen]):
    for screen in hung(painter):
        styles = [button.style for row in screen.rows for button in row]
        assert styles.count(Style.MAIN) <= 1


def test_every_button_says_what_it_does_within_64_bytes(painter: Callable[..., Screen]):
    for screen in hung(painter):
        for row in screen.rows:
            for button in row:
                known = (button.does, button.url, button.copies)
                assert sum(one is not None for one in known) == 1
                if button.does is not None:
                    assert len(encode(button.does)) <= 64


def test_every_screen_that_takes_the_place_of_another_leads_back(painter: Callable[..., Screen]):
    if f"{painter.__module__}.{painter.__name__}".removeprefix("handlers.") in AT_THE_START:
        return
    for screen in hung(painter):
        labels = {button.label for row in screen.rows for button in row}
        if labels and not screen.new:
            assert labels & WAYS_BACK, labels
