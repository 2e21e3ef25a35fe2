"""Officers who change offerings in the chat: move them, call them off, and take it back."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.actions import decode
from handlers.actions.offerings import OpenRun
from tests.chaos.citizens import PATIENCE, Diary, press
from tests.chaos.city import City

ZONE = ZoneInfo("Asia/Jakarta")
PLACE, TIME, OFF = "Tempat", "Waktu", "Batalkan Angkatan"
WAYS = (PLACE, PLACE, TIME, TIME, OFF)
UNDONE_SHARE = 0.5
_AHEAD = 30
"""Half days from the start of the run to the first free time to which an offering moves."""


async def change_one(city: City, phone: Any, diary: Diary, number: int) -> None:
    """Changes one offering of the list; half of the changes are taken back at once."""
    start = max((message.id for message in phone.messages), default=0)
    await phone.send("/angkatan")
    runs = await _found(phone, start, lambda b: isinstance(decode(b.data or ""), OpenRun))
    await phone.press(*city.dice.choice(runs))
    way = city.dice.choice(WAYS)
    if way == OFF:
        await _walk(phone, start, OFF, "Peserta Kurang", "Ya, Batalkan")
    else:
        await _walk(phone, start, "Ubah", way)
        await phone.until(
            lambda p: any(m.id > start and f"{way} saat ini" in m.said for m in p.messages),
            timeout=PATIENCE,
        )
        await phone.send(_time(city) if way == TIME else f"Aula {phone.telegram_id}-{number}")
        await _walk(phone, start, "Simpan")
    if city.dice.random() < UNDONE_SHARE:
        message, data = (await _labelled(phone, start, "Urungkan"))[0]
        await press(city, phone, diary, message, data)


def _time(city: City) -> str:
    """Two hours between two offerings of the run, to which no other one was moved."""
    assert city.begun is not None
    while True:
        city.moved += 1
        begins = city.begun + timedelta(hours=12 * (_AHEAD + city.moved), minutes=510)
        first, last = (each.astimezone(ZONE) for each in (begins, begins + timedelta(hours=2)))
        if first.date() == last.date():
            return f"{_day(first)} {first:%H.%M}-{last:%H.%M}"


def _day(moment: datetime) -> str:
    return f"{moment.day}/{moment.month}/{moment.year}"


async def _walk(phone: Any, start: int, *labels: str) -> None:
    for label in labels:
        await phone.press(*(await _labelled(phone, start, label))[0])


async def _labelled(phone: Any, start: int, label: str) -> list[tuple[int, str]]:
    return await _found(phone, start, lambda b: b.label == label)


async def _found(phone: Any, start: int, fits: Any) -> list[tuple[int, str]]:
    """Message and data of such buttons, once a message later than `start` has any."""

    def there() -> list[tuple[int, str]]:
        return [
            (message.id, button.data)
            for message in reversed(phone.messages)
            if message.id > start
            for row in message.buttons
            for button in row
            if button.data and fits(button)
        ]

    await phone.until(lambda p: there(), timeout=PATIENCE)
    return there()
