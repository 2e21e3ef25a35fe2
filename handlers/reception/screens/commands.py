"""The words beside the commands."""

from handlers.screens.words import Words


def for_everybody(w: Words) -> list[tuple[str, str]]:
    """Name and description of each command that anybody has."""
    return [
        ("start", w.label("Mulai", context="perintah")),
        ("menu", w.label("Menu utama", context="perintah")),
        ("kompetensi", w.label("Kompetensi dan kesenjangan saya")),
        ("pelatihan", w.label("Cari dan daftar pelatihan")),
        ("saya", w.label("Pelatihan yang saya ikuti")),
        ("umpanbalik", w.label("Isi umpan balik", context="perintah")),
        ("pengaturan", w.label("Bahasa dan pengingat")),
        ("privasi", w.label("Data pribadi saya")),
        ("bantuan", w.label("Bantuan")),
        ("batal", w.label("Hentikan isian")),
    ]


def for_hr(w: Words) -> list[tuple[str, str]]:
    """What a person with the HR role has besides."""
    return [
        *for_everybody(w),
        ("hr", w.label("Menu HR")),
        ("pengumuman", w.label("Buat pengumuman", context="perintah")),
        ("impor", w.label("Impor data", context="perintah")),
    ]


def description(w: Words) -> str:
    """What stands in an empty chat, before the first message."""
    return w.label(
        "Layanan Pengembangan Kompetensi ASN {instansi}: lihat kesenjangan kompetensi, ikuti "
        "pelatihan, terima pengingat, dan sampaikan umpan balik. Tekan Mulai."
    )
