"""Screens for what goes wrong: what happened and what to do next."""

from dataclasses import replace

from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Screen
from handlers.screens.words import Html, Words, lines


def bug(w: Words, code: str) -> Screen:
    """A bug, with the incident id."""
    text = lines(
        w.t("Mohon maaf, terjadi gangguan. Silakan coba lagi."),
        w.t("Bila terulang, mohon sampaikan kode {kode} kepada {unit_hr} ({kontak}).", kode=code),
    )
    return Screen(text, (menu_row(w),), new=True)


def down(w: Words) -> Screen:
    """The database is away: the tap is handled once it is back."""
    text = w.label(
        "Mohon maaf, layanan sedang terganggu. Pilihan ini diproses begitu layanan pulih."
    )
    return Screen(Html(""), alert=text)


def old_button(w: Words, fresh: Screen) -> Screen:
    """An outdated or unreadable button: one line above the present screen."""
    return fresh.under(w.t("Tombol ini sudah tidak berlaku. Berikut tampilan terbarunya."))


def no_right(w: Words) -> Screen:
    """An HR command or button of a person without the HR role."""
    return Screen(w.t("Menu ini khusus bagi petugas {unit_hr}."), (menu_row(w),))


def inactive(w: Words) -> Screen:
    """Answers a person who was linked but is no longer in service."""
    return Screen(
        lines(
            w.t(
                "Layanan ini khusus bagi ASN aktif {instansi}. Menurut data kepegawaian, "
                "akun ini tidak dapat menggunakannya lagi."
            ),
            w.t("Bila data keliru, mohon hubungi {unit_hr} ({kontak}). Terima kasih."),
        )
    )


def media(w: Words) -> Screen:
    """Answers a sticker, voice message, photo, place, or a file from a person without HR role."""
    text = lines(
        w.t("Layanan ini hanya membaca teks dan tombol."),
        w.t("Untuk mencari pelatihan, silakan ketik kata kuncinya."),
    )
    return Screen(text, (menu_row(w),))


def group(w: Words, username: str) -> Screen:
    """In a group: one line without personal data, and the button to the private chat."""
    text = w.t(
        "Demi pelindungan data pribadi, layanan ini hanya tersedia dalam percakapan pribadi."
    )
    link = Button(w.label("Buka Percakapan"), url=f"https://t.me/{username}")
    return Screen(text, ((link,),))


def group_press(w: Words) -> Screen:
    """A pop-up for a button pressed in a group, where the bot has no such button."""
    text = w.label(
        "Demi pelindungan data pribadi, layanan ini hanya tersedia dalam percakapan pribadi."
    )
    return Screen(Html(""), alert=text)


def too_long(w: Words, *, length: int, most: int, again: Screen) -> Screen:
    """The text is too long; its question follows below."""
    line = w.t(
        "Teks terlalu panjang: {n} dari paling banyak {maks} karakter. "
        "Mohon diringkas lalu dikirim lagi.",
        n=w.number(length),
        maks=w.number(most),
    )
    return replace(again.under(line), new=True)


def lost_tap(w: Words) -> Screen:
    """A tap during an outage that Telegram did not deliver again in time.

    Another process may have handled it: the text does not say that it had no effect.
    """
    text = w.t(
        "Layanan sempat terganggu, sehingga pilihan Bapak/Ibu saat itu mungkin tidak terproses. "
        "Silakan periksa, lalu pilih lagi bila perlu."
    )
    return Screen(text, (menu_row(w),))


def too_fast(w: Words) -> Screen:
    """The person presses or writes far faster than a person can read."""
    text = w.t("Mohon tunggu sebentar, lalu coba lagi.")
    return Screen(text, alert=w.label("Mohon tunggu sebentar, lalu coba lagi."))
