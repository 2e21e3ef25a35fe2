"""The words that offices write for how a training is held."""

import pytest

from domain.catalogue.modes import mode_of
from domain.catalogue.offerings import Mode


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        *((each, Mode.ONSITE) for each in ("luring", "Klasikal", "Offline", "off-line")),
        *((each, Mode.ONSITE) for each in ("Tatap Muka", "Pembelajaran Klasikal", "LURING.")),
        *((each, Mode.ONLINE) for each in ("daring", "Online", "Online/Zoom", "Daring (Zoom)")),
        *((each, Mode.ONLINE) for each in ("Zoom Meeting", "E-Learning", "Google Meet", "PJJ")),
        *((each, Mode.ONLINE) for each in ("Pelatihan Jarak Jauh", "Daring melalui Zoom")),
        *((each, Mode.BLENDED) for each in ("Blended", "Blended Learning", "Hybrid", "hibrida")),
        *((each, Mode.BLENDED) for each in ("Luring dan Daring", "Offline/Online", "luring+zoom")),
    ],
)
def test_words_of_offices(words: str, mode: Mode):
    assert mode_of(words) is mode


@pytest.mark.parametrize(
    "words", ["Nonklasikal", "Non Klasikal", "luring atau daring", "Aula", "1"]
)
def test_words_that_could_mean_either_are_not_read(words: str):
    assert mode_of(words) is None
