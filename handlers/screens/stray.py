"""Text that came after its question had expired."""

from handlers.screens.screen import Screen
from handlers.screens.trouble import menu_row
from handlers.screens.words import Words, cut, lines


def late_text(w: Words, text: str) -> Screen:
    """Shown back, with the choice of what to do with it: nothing typed is lost silently."""
    return Screen(
        lines(
            w.t("Pertanyaan untuk isian ini sudah kedaluwarsa, sehingga teks belum disimpan:"),
            w.t("<i>{teks}</i>", teks=cut(text, 600)),
            w.t("Silakan buka kembali isiannya, lalu kirim lagi."),
        ),
        (menu_row(w),),
        new=True,
    )
