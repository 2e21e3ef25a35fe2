"""Buttons that an older version sent carry no number of what their message showed."""

from pathlib import Path
from typing import Any

import pytest

from handlers.actions import encode
from handlers.actions import seats as actions
from tests.support.old_buttons import OLD, everything, give_up, opened, sign_up
from tests.support.seats import states
from tests.support.town import Town
from tests.support.walking import walk
from tests.support.workbooks import TRAINING, workbook


async def test_what_is_as_the_message_showed_it_is_done(both_towns: Town):
    phone, there = await opened(both_towns)
    await phone.press(phone.last.id, encode(actions.Enrol(there)))
    await phone.hears("● Bapak/Ibu terdaftar")
    assert list((await states(both_towns.store, there)).values()) == ["enrolled"]


@pytest.mark.parametrize("kind", [actions.Enrol, actions.CancelNow, actions.Confirm])
async def test_after_a_change_the_present_state_is_shown_first(town: Town, kind: Any):
    phone, there = await opened(town)
    old = phone.last.id
    await town.move(minutes=5)
    await sign_up(town, phone, there)
    if kind is actions.Enrol:
        await give_up(town, phone, there)
    before = await everything(town)
    await phone.press(old, encode(kind(there)))
    await phone.hears(OLD)
    assert await everything(town) == before


async def test_a_training_that_a_file_has_moved_is_shown_first(town: Town, tmp_path: Path):
    phone, hr = await town.citizen(), await town.citizen("Contoh Petugas", hr=True)
    columns = {"KODE PELATIHAN": "X1", "JUDUL": "Bimtek Arsip", "JENIS": "bimtek", "KUOTA": 9}

    async def load(day: str) -> None:
        row = {**columns, "JP": 8, "MULAI": day, "SELESAI": day}
        file = workbook(tmp_path / "a.xlsx", Data=[TRAINING, [row.get(each) for each in TRAINING]])
        await hr.send_file(file.name, file.read_bytes())
        await walk(hr, "Simpan")
        await hr.hears("✓ Tersimpan")

    await load("14/12/2026")
    await phone.send("arsip")
    await phone.hears("14 Des")
    old = phone.last.id
    await town.move(minutes=5)
    await load("15/12/2026")
    await phone.press(old, encode(actions.Enrol(1)))  # type: ignore[arg-type]
    await phone.hears(OLD)
    assert "15 Desember 2026" in phone.last.said
    assert await states(town.store, 1) == {}  # type: ignore[arg-type]
