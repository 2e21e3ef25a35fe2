"""Text that came after its question had expired."""

from domain.catalogue.listing import LONGEST_SEARCH, search_mark
from handlers.actions.catalogue import ListFound
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Screen
from handlers.screens.words import Words, cut, lines

SHOWN = 600
"""Letters of the text that are shown back; the whole stands in the person's own message."""


def late_text(w: Words, text: str) -> Screen:
    """Shown back, with the choice of what to do with it: nothing typed is lost silently."""
    return Screen(
        lines(
            w.t("Pertanyaan untuk isian ini sudah kedaluwarsa, sehingga teks belum disimpan:"),
            w.t("<code>{teks}</code>", teks=cut(text, SHOWN)),
            w.t("Silakan buka kembali isiannya, lalu kirim lagi, atau cari pelatihan."),
        ),
        (
            (Button(w.label("Cari Pelatihan"), ListFound(0, search_mark(text[:LONGEST_SEARCH]))),),
            menu_row(w),
        ),
        new=True,
    )
