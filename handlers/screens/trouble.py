"""When things go wrong: what happened and what to do next."""

from dataclasses import replace

from handlers.screens.buttons import menu_row
from handlers.screens.screen import Button, Screen
from handlers.screens.words import Html, Words, lines


def bug(w: Words, code: str) -> Screen:
    """A fault of ours, with the incident's code."""
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


def busy(w: Words) -> str:
    """Tapping faster than the screen changes: a pop-up that goes by itself."""
    return w.label("Mohon tunggu sebentar.")


def old_button(w: Words, fresh: Screen) -> Screen:
    """An outdated or unreadable button: one line above the present state."""
    return fresh.under(w.t("Tombol ini sudah tidak berlaku. Berikut tampilan terbarunya."))


def no_right(w: Words) -> Screen:
    """An HR command or button without the role."""
    return Screen(w.t("Menu ini khusus bagi petugas {unit_hr}."), (menu_row(w),))


def inactive(w: Words) -> Screen:
    """Linked before, no longer active; only ever as an answer."""
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
    """A sticker, voice, photo, place or a file from somebody without the HR role."""
    text = lines(
        w.t("Layanan ini hanya membaca teks dan tombol."),
        w.t("Untuk mencari pelatihan, silakan ketik kata kuncinya."),
    )
    return Screen(text, (menu_row(w),))


def group(w: Words, username: str) -> Screen:
    """In a group: one line, nothing personal, and the way to the private chat."""
    text = w.t(
        "Demi pelindungan data pribadi, layanan ini hanya tersedia dalam percakapan pribadi."
    )
    link = Button(w.label("Buka Percakapan"), url=f"https://t.me/{username}")
    return Screen(text, ((link,),))


def group_press(w: Words) -> Screen:
    """A button pressed in a group: nothing of ours is there."""
    text = w.label(
        "Demi pelindungan data pribadi, layanan ini hanya tersedia dalam percakapan pribadi."
    )
    return Screen(Html(""), alert=text)


def too_long(w: Words, *, length: int, most: int, again: Screen) -> Screen:
    """An answer that is too long, with the question below."""
    line = w.t(
        "Teks terlalu panjang: {n} dari paling banyak {maks} karakter. "
        "Mohon diringkas lalu dikirim lagi.",
        n=w.number(length),
        maks=w.number(most),
    )
    return replace(again.under(line), new=True)


def too_fast(w: Words) -> Screen:
    """Somebody who presses or writes far more than anybody could read."""
    text = w.t("Mohon tunggu sebentar, lalu coba lagi.")
    return Screen(text, alert=w.label("Mohon tunggu sebentar, lalu coba lagi."))
