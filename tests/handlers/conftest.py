"""Fixture: tests of screens run in both languages."""

import pytest

from handlers.screens.words import House, Words

HOUSE = House("Pemerintah Kota Contoh", "BKPSDM", "0800-CONTOH", "Asia/Jakarta")


@pytest.fixture(params=["id", "en"])
def w(request: pytest.FixtureRequest) -> Words:
    """The translator of each language in turn."""
    return Words(request.param, HOUSE)
