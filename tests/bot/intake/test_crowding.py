"""One person's flood does not hold up the others, who share the window of updates."""

import time
from typing import Any

import pytest

from bot.intake.lanes import MOST_WAITING
from bot.intake.patience import A_SECOND
from tests.support.town import Town
from tests.support.waiting import until


def answers(phone: Any) -> int:
    return sum(not message.outgoing for message in phone.messages)


async def test_others_behind_a_flood_wait_for_few_of_its_updates(town: Town):
    flooder, other = await town.citizen("Contoh Satu"), await town.citizen("Fiktif Dua")
    began = time.monotonic()
    for number in range(5000):
        await flooder.send(f"kata {number}")
    await other.send("/menu")
    await other.hears("Bapak/Ibu Fiktif Dua", timeout=60)
    said = [m.said for m in flooder.messages if not m.outgoing]
    searched = [words for words in said if not words.startswith("Mohon tunggu")]
    # Some more a second are handled while the rest of the flood is passed over.
    assert len(searched) <= MOST_WAITING + A_SECOND * (time.monotonic() - began) + 5
    assert answers(other) == 1


async def test_nobody_waits_until_a_flooder_was_told_to_wait(town: Town):
    flooder, other = await town.citizen("Contoh Satu"), await town.citizen("Fiktif Dua")
    for _ in range(MOST_WAITING):
        await flooder.send("/menu")
    await flooder.until(lambda p: answers(p) == MOST_WAITING)
    town.sandbox.faults.fail("sendMessage", "hang", times=2)
    for number in range(120):
        await flooder.send(f"kata {number}")
    await until(lambda: not town.sandbox.pending_updates())
    await other.send("/menu")
    await other.hears("Bapak/Ibu Fiktif Dua", timeout=20)


def strange(town: Town, sender: Any) -> list[tuple[str, dict[str, Any]]]:
    phone = town.phone()
    chat = {"id": 5, "type": "private", "first_name": "Contoh"}
    message: dict[str, Any] = {"message_id": 1, "date": 1, "chat": chat, "text": "halo"}
    member = {"user": {**town.sandbox.world.bot}, "status": "member"}
    told = {"chat": chat, "date": 1, "old_chat_member": member, "new_chat_member": member}
    tap = {"id": "1", "chat_instance": "1", "data": "x", "message": message}
    who = {} if sender is None else {"from": {"id": sender, "is_bot": False, "first_name": "A"}}
    assert phone.telegram_id
    kinds = [("message", message | who)]
    if sender is not None:
        kinds += [("callback_query", tap | who), ("my_chat_member", told | who)]
    return kinds


@pytest.mark.parametrize("sender", [None, 2**63, 2**70, -(2**64), 0, "tujuh"])
async def test_an_update_without_a_usable_sender_is_passed_over_and_counted(
    town: Town, sender: Any, caplog: pytest.LogCaptureFixture
):
    phone = await town.citizen()
    sent = strange(town, sender)
    for kind, content in sent:
        town.sandbox.world.updates.add(kind, content)
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu Contoh Satu")
    await until(lambda: not town.sandbox.pending_updates())
    shown = town.app.services.metrics.text().decode()
    for kind, _ in sent:
        assert f'bangkom_updates_total{{kind="{kind}",outcome="passed over"}} 1.0' in shown
    assert 'outcome="failed"' not in shown
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
