"""Linking an account: consent, contact, and refusals that reveal nothing."""

from handlers.screens.screen import Screen
from handlers.screens.words import Words, lines


def consent(w: Words) -> Screen:
    """The first screen: what is kept, why, how long."""
    return Screen(
        lines(
            w.t("Selamat datang di layanan Pengembangan Kompetensi ASN {instansi}."),
            w.t("Apakah Bapak/Ibu setuju akun ini dihubungkan dengan data kepegawaian?"),
        ),
        new=True,
    )


def not_linked(w: Words) -> Screen:
    """Any screen but linking and help, to a person who is not linked."""
    return consent(w).under(w.t("Akun ini belum terhubung dengan data kepegawaian."))
