"""What people type instead of pressing opens what it means."""

import pytest

from handlers.accounts.screens import preferences, privacy
from handlers.actions.desk import DeskGroup, OpenGroup
from handlers.capabilities import PHRASES, ROUTES
from handlers.codec import Action
from handlers.desk.screens import desk
from handlers.home import screens as home
from handlers.screens.screen import Button
from handlers.screens.words import House, Words
from tests.support.citizens import officer
from tests.support.gallery import Maker, Mood
from tests.support.town import Town

SAID = {
    "halo": "Selamat pagi",
    "Haloo min!": "Selamat pagi",
    "selamat pagi pak": "Selamat pagi",
    "Assalamu'alaikum wr. wb.": "Waalaikumsalam.\n\nSelamat pagi",
    "asalamualaikum": "Waalaikumsalam.\n\nSelamat pagi",
    "menu": "Selamat pagi",
    "👍": "Selamat pagi",
    "terima kasih banyak, Bu": "Sama-sama, Bapak/Ibu.\n\nSelamat pagi",
    "thanks": "Sama-sama, Bapak/Ibu.\n\nSelamat pagi",
    "Kompetensi Saya": "belum tersedia",
    "kompetensi": "belum tersedia",
    "kompetensi syaa": "belum tersedia",
    "daftar": "Pelatihan lain tetap dapat diikuti.",
    "Daftar Pelatihan": "Pelatihan lain tetap dapat diikuti.",
    "cari pelatihan": "Pelatihan lain tetap dapat diikuti.",
    "daftar pelatihn": "Pelatihan lain tetap dapat diikuti.",
    "pelatihan saya": "Belum ada pelatihan yang akan diikuti",
    "jadwal": "Belum ada pelatihan yang akan diikuti",
    "tolong lihat jadwal saya dong": "Belum ada pelatihan yang akan diikuti",
    "umpan balik": "Tidak ada umpan balik",
    "pengaturan": "Pengaturan\n",
    "pengatruan": "Pengaturan\n",
    "privasi": "Privasi\n",
    "my data": "Tidak ada pelatihan",
    "main menu": "Selamat pagi",
    "My trainings": "Belum ada pelatihan yang akan diikuti",
    "help": "Bantuan\n",
    "batal": "Tidak ada pengisian yang sedang berjalan.",
    "bagaimana cara mendaftar?": "Cara mendaftar\n",
    "gimana cara daftar pelatihan pak": "Cara mendaftar\n",
    "kompetensi saya apa saja": "belum tersedia",
    "apa saja kompetensi saya?": "belum tersedia",
    "nomor saya ganti": "Ganti nomor atau data keliru\n",
    "tolong batalkan pelatihan saya": "Belum ada pelatihan yang akan diikuti",
    "berapa JP saya?": "JP tahun",
    "apa itu level": "JP, JPM, dan level\n",
    "english": "Please choose a language.",
    "all trainings": "Semua Pelatihan: 1 dibuka",
    "what is my schedule?": "Belum ada pelatihan yang akan diikuti",
    "my hours": "JP tahun",
    "certificates": "Belum ada riwayat pelatihan",
    "I want to change my number": "Ganti nomor atau data keliru\n",
    "how do I sign up?": "Cara mendaftar\n",
    "saya tidak bisa datang": "Berhalangan hadir\n",
    "gak bisa ikut pak": "Berhalangan hadir\n",
    "saya sakit tidak bisa ikut": "Berhalangan hadir\n",
    "maaf pak besok saya gak bisa dateng, sakit": "Berhalangan hadir\n",
    "bagaimana cara membatalkan?": "Berhalangan hadir\n",
    "di mana tempatnya?": "Belum ada pelatihan yang akan diikuti",
    "jam berapa?": "Belum ada pelatihan yang akan diikuti",
    "saya salah daftar": "Belum ada pelatihan yang akan diikuti",
    "status pendaftaran saya": "Belum ada pelatihan yang akan diikuti",
    "download sertifikat": "Belum ada riwayat pelatihan",
    "hasil penilaian saya": "belum tersedia",
    "level saya berapa": "belum tersedia",
    "pelatihan apa yang cocok untuk saya": "Pelatihan lain tetap dapat diikuti.",
    "ganti bahasa inggris": "Please choose a language.",
    "matikan pengingat": "Silakan pilih pengingat",
    "hapus akun saya": "Lepas akun",
    "siapa yang bisa dihubungi?": "Bantuan\n",
    "kamu siapa?": "Bantuan\n",
    "apa yang bisa kamu lakukan?": "Bantuan\n",
    "what can you do?": "Bantuan\n",
    "kontrak": "Tidak ada pelatihan",
    "bahasa inggris": "Tidak ada pelatihan",
    "/privacy": "Privasi\n",
    "/cancel": "Tidak ada pengisian yang sedang berjalan.",
    "/kompetens": "belum tersedia",
    "/foo": "Perintah /foo tidak dikenal.\n\nSelamat pagi",
    "/permintan": "Perintah /permintan tidak dikenal.",
}


@pytest.mark.parametrize(("text", "heard"), SAID.items())
async def test_words_open_what_they_mean(town: Town, text: str, heard: str):
    phone = await town.citizen()
    await town.make.offering("Bimtek Keamanan Informasi")
    await phone.send(text)
    assert heard in (await phone.hears("")).said


async def test_a_command_searches_for_what_stands_behind_it(town: Town):
    phone = await town.citizen()
    await town.make.offering("Pelatihan Penanganan Insiden Siber")
    await phone.send("/pelatihan siber")
    await phone.hears("Hasil pencarian siber: 1 pelatihan")
    await phone.send("/trainings siber")
    await phone.hears("Hasil pencarian siber: 1 pelatihan")


@pytest.mark.parametrize("text", ["saya mau daftar pelatihan siber", "ada pelatihan siber?"])
async def test_a_sentence_with_a_word_of_its_own_is_searched(town: Town, text: str):
    phone = await town.citizen()
    await town.make.offering("Pelatihan Penanganan Insiden Siber")
    await phone.send(text)
    await phone.hears(f"Hasil pencarian {text}: 1 pelatihan")


async def test_a_sentence_does_not_close_an_open_question(town: Town):
    phone = await town.citizen()
    await phone.send("/privasi")
    await phone.hears("Privasi")
    await phone.tap("Perbaiki Data")
    await phone.hears("Data mana")
    await phone.tap("Jabatan atau Unit")
    await phone.hears("Silakan tulis")
    await phone.send("saya mau menu utama")
    await phone.hears("Permintaan perbaikan nomor 1 sudah diterima.")


async def test_words_of_hr_are_for_hr_officers(town: Town):
    phone = await officer(town)
    await phone.send("menu hr")
    await phone.hears("Menu HR: BKPSDM")
    await phone.send("permintan")
    await phone.hears("Tidak ada yang menunggu keputusan.")
    citizen = await town.citizen("Contoh Dua")
    await citizen.send("permintaan")
    await citizen.hears("Tidak ada pelatihan dengan kata permintaan.")


@pytest.mark.parametrize(
    ("text", "heard"), [("batal", "Pengisian dihentikan."), ("Menu", "Selamat pagi")]
)
async def test_an_open_question_is_left_by_its_words_alone(town: Town, text: str, heard: str):
    phone = await town.citizen()
    await phone.send("/privasi")
    await phone.hears("Privasi")
    await phone.tap("Perbaiki Data")
    await phone.hears("Data mana")
    await phone.tap("Jabatan atau Unit")
    await phone.hears("Silakan tulis")
    await phone.send(text)
    await phone.hears(heard)
    await phone.send("Kompetensi")
    await phone.hears("belum tersedia")


async def test_an_answer_is_no_label(town: Town):
    phone = await town.citizen()
    await phone.send("/privasi")
    await phone.hears("Privasi")
    await phone.tap("Perbaiki Data")
    await phone.hears("Data mana")
    await phone.tap("Jabatan atau Unit")
    await phone.hears("Silakan tulis")
    await phone.send("Kompetensi")
    await phone.hears("Permintaan perbaikan nomor 1 sudah diterima.")


async def test_batal_leaves_linking(town: Town):
    phone = town.phone()
    await phone.start()
    await phone.hears("Selamat datang")
    await phone.tap("Setuju")
    await phone.hears("Silakan tekan tombol")
    await phone.send("batal")
    await phone.hears("penghubungan akun dibatalkan")


async def test_a_word_with_a_prefix_closes_no_open_question(town: Town):
    phone = await officer(town)
    await town.make.offering()
    await phone.send("/angkatan")
    await phone.hears("Untuk mencari")
    await phone.send("dibatalkan")
    await phone.hears("Tidak ada angkatan yang cocok dengan dibatalkan.")
    await phone.send("batalakn")
    await phone.hears("Pengisian dihentikan.")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_label_of_the_menus_is_understood(language: str):
    """And opens what the button opens, in the language of the label."""
    words = Words(language, House("Pemerintah Kota Contoh", "BKPSDM", None, "Asia/Jakarta"))
    maker = Maker(Mood.BARE, 1, words)
    screens = [
        maker.call(home.menu),
        maker.call(preferences.settings),
        maker.call(privacy.privacy),
        maker.call(desk),
    ]
    buttons = [button for screen in screens for row in screen.rows for button in row]
    # Of officers as well, this word is what everybody means by it: Cari Pelatihan.
    buttons = [button for button in buttons if button.does != OpenGroup(DeskGroup.TRAININGS)]
    assert len(buttons) > 12
    wrong = {one.label: opened(one.label) for one in buttons if not same(one)}
    assert wrong == {}


def same(button: Button) -> bool:
    meant = PHRASES.meant(button.label.rstrip("0123456789 "), hr=True)
    route = ROUTES.presses[type(button.does)]
    return meant is not None and (
        meant.action == button.does or meant.route.handler is route.handler
    )


def opened(label: str) -> Action | None:
    meant = PHRASES.meant(label, hr=True)
    return meant.action if meant else None
