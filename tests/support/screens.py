"""For tests of screens without a running program: words in both languages, button labels."""

from handlers.screens.screen import Screen
from handlers.screens.words import House, Words

HOUSE = House("Kota Contoh", "BKPSDM", "0800-CONTOH", "Asia/Jakarta")
ID, EN = Words("id", HOUSE), Words("en", HOUSE)


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def said(w: Words, indonesian: str, english: str) -> str:
    return indonesian if w.language == "id" else english
