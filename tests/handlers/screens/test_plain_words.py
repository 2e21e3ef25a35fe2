"""Words that a reader stumbled over are in no sentence, in Indonesian and in English."""

import re

import pytest

from handlers.screens.words import catalogue

HR = ("terkait", "Kesenjangan", "kesenjangan")
"""An HR officer's lists speak of gaps."""
NOT_SAID = {
    # A "tautan" is an address on the internet to this reader.
    r"kode tautan|tautan (akun|lama)|putuskan tautan": (),
    r"kesenjangan": HR,
    r"\bisian(?! Bapak/Ibu)|\bisiannya": (),
    r"\bmoda\b(?!})|\bluring\b": ("luring, daring, atau blended",),
    r"sedang ditindaklanjuti|peserta berikutnya": (),
    r"surat tugas\.": (),
    r"sisa \{sisa\}(?! (kursi|tempat|dari))": (),
}
ENGLISH = {
    r"(?<!I )can't|(won|isn|doesn|don(?!'t agree))'t": (),
    r"\brun \{angkatan\}": (),
    r"nameless|of the post:": (),
}


@pytest.mark.parametrize("pattern", NOT_SAID)
def test_no_indonesian_sentence_says_it(pattern: str):
    said = [msgid for _, msgid in catalogue("en") if re.search(pattern, msgid, re.IGNORECASE)]
    assert [one for one in said if not any(word in one for word in NOT_SAID[pattern])] == []


@pytest.mark.parametrize("pattern", ENGLISH)
def test_no_english_sentence_says_it(pattern: str):
    said = catalogue("en").values()
    assert [one for one in said if re.search(pattern, one, re.IGNORECASE)] == []
