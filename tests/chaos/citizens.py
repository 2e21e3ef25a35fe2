"""What the people of the city do: whatever their phone shows, at random."""

import asyncio
from typing import Any

from handlers.screens.actions import decode
from handlers.screens.actions.feedback import Rate, SkipQuestion
from handlers.screens.actions.requests import Approve
from handlers.screens.actions.training import CancelNow, Enrol, OpenOffering
from tests.chaos.city import City

PAUSE = (2.0, 6.0)
IMPATIENT = 0.2
"""How often somebody acts again before there is an answer."""
PATIENCE = 30.0
EFFECTS = (Enrol, CancelNow, Rate, SkipQuestion, Approve)
NEVER = ("Tidak Setuju", "Putuskan", "Cabut", "Salinan", "Unduh", "Pengaturan", "Privasi", "Impor")
WANTED = ("Daftar", "Masuk Daftar Tunggu", "Daftar Lagi", "Ya, Batalkan", "Isi Umpan Balik")
REGRETTED = "Batalkan"
EVERYTHING = "Semua "
"""Where nothing closes a gap: all trainings there are."""
LIKED = ("Setuju", "Daftar", "Ya, Batalkan", "Isi Umpan Balik", "1", "2", "3", "4", "5", "Semua")
WORDS = ("/menu", "/saya", "/pelatihan", "/umpanbalik", "/kompetensi", "halo", *["bimtek"] * 6)


class Diary:
    """What was pressed that must have an effect, by update; and what officers announced."""

    def __init__(self) -> None:
        self.pressed: dict[int, tuple[int, object]] = {}
        self.announced: list[str] = []
        self.acts = 0


async def live(city: City, phone: Any, diary: Diary) -> None:
    """Acts until the city comes to rest or this person leaves."""
    last: tuple[int, str] | None = None
    shown = 0
    await asyncio.sleep(city.dice.uniform(0, PAUSE[1]))
    await phone.start()
    while not city.calm:
        await asyncio.sleep(city.dice.uniform(*PAUSE))
        if city.calm:
            return
        before, shown = shown, _shown(phone)
        if shown == before and city.dice.random() > IMPATIENT:
            continue
        diary.acts += 1
        if phone.keyboard_labels:
            await phone.press_key(phone.keyboard_labels[0])
            continue
        choice = _choice(city, phone)
        if choice is None or city.dice.random() < 0.2:
            await phone.send(city.dice.choice(WORDS))
            continue
        message, data = choice
        if last == (message.id, data):
            continue  # the same press again at once is a slip: a pop-up, and no effect
        last = (message.id, data)
        await _press(city, phone, diary, message, data)


async def announce(city: City, phone: Any, diary: Diary) -> None:
    """An officer who announces something to everybody every now and then, and decides."""
    number = 0
    while not city.calm:
        await asyncio.sleep(city.dice.uniform(6, 12))
        number += 1
        words = f"Kabar {phone.telegram_id}-{number}."
        try:
            await _announce(phone, words)
            diary.announced.append(words)
        except (AssertionError, LookupError):
            await phone.send("/menu")  # what went wrong on the way is begun anew
        await _decide(city, phone, diary)


async def _decide(city: City, phone: Any, diary: Diary) -> None:
    """Approves the sign-up of the newest notice."""
    for message in reversed(phone.messages):
        for button in (b for row in message.buttons for b in row if b.data):
            if isinstance(decode(button.data), Approve):
                await _press(city, phone, diary, message, button.data)
                return


async def _announce(phone: Any, words: str) -> None:
    await phone.send("/pengumuman")
    for label in ("Teks Bebas", words, "Semua ASN", "Pratinjau", "Kirim Sekarang"):
        if label == words:
            await phone.hears("kirim isi pengumuman", timeout=PATIENCE)
            await phone.send(words)
            continue
        await phone.until(
            lambda p, wanted=label: any(wanted in x for x in p.labels), timeout=PATIENCE
        )
        await phone.tap(label)


async def _press(city: City, phone: Any, diary: Diary, message: Any, data: str) -> None:
    action = decode(data)
    await phone.press(message.id, data)
    if isinstance(action, EFFECTS):
        number = city.sandbox.world.updates.newest
        diary.pressed[number] = (phone.telegram_id, action)


def _shown(phone: Any) -> int:
    return max((m.change for m in phone.chat.messages.values() if not m.outgoing), default=0)


def _choice(city: City, phone: Any) -> tuple[Any, str] | None:
    try:
        message = phone.last
    except LookupError:
        return None
    buttons = [
        button
        for row in message.buttons
        for button in row
        if button.data and not any(word in button.label for word in NEVER)
    ]
    if not buttons:
        return None
    regretted = [b for b in buttons if b.label == REGRETTED]
    if regretted and city.dice.random() < 0.6:
        return message, city.dice.choice(regretted).data
    wanted = [b for b in buttons if b.label in WANTED]
    wanted = wanted or [b for b in buttons if isinstance(decode(b.data or ""), OpenOffering)]
    wanted = wanted or [b for b in buttons if b.label.startswith(EVERYTHING)]
    if wanted and city.dice.random() < 0.9:
        return message, city.dice.choice(wanted).data
    liked = [b for b in buttons if any(b.label.startswith(word) for word in LIKED)]
    button = city.dice.choice(liked if liked and city.dice.random() < 0.6 else buttons)
    return message, button.data
