import json
from datetime import date

from handlers.accounts.screens.data_copy import data_copy
from tests.support.builders import NOW


def test_the_copy_speaks_indonesian_and_keeps_every_letter():
    rows = {
        "person": [{"name": 'Contoh <Satu> & "Dua" 🙂', "phone": None}],
        "assessment": [{"assessed_on": date(2026, 6, 15), "level": 2}],
        "message": [],
    }
    file = data_copy(rows, now=NOW, zone="Asia/Jakarta")
    assert file.name == "data-saya-20261123.json"
    assert json.loads(file.content) == {
        "dibuat_pada": "2026-11-23T02:00:00+00:00",
        "pegawai": [{"nama": 'Contoh <Satu> & "Dua" 🙂', "nomor_hp": None}],
        "penilaian": [{"tanggal_penilaian": "2026-06-15", "level": 2}],
        "pesan": [],
    }
