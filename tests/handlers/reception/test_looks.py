"""If a press or text of HR shows a person's name or NIP, the audit log has an entry.

The tests have no list of such screens: they try every button and every typed step on people of
their own, in service and not, and read the result.
"""

import io
import zipfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from datetime import timedelta
from functools import partial
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.intake import patience
from domain.people.identity import mask_nip
from handlers.actions import encode
from storage.accounts.tables import data_request, failed_link
from storage.announcements.tables import announcement
from storage.outbox.tables import message
from storage.people.tables import audit
from storage.process import dialogues
from tests.support.acts import act
from tests.support.builders import fictional_nip
from tests.support.forging import FLOWS, forged
from tests.support.forging import PRESSES as HR_PRESSES
from tests.support.imports_desk import previewed
from tests.support.kept import events
from tests.support.town import Town
from tests.support.workbooks import STAFF, csv_file

NAME = "Contoh Rahasia"
_numbers = count(5000)
_AWAITED = {"text": NAME, "search": "", "kind": 0}


@dataclass(frozen=True)
class Scene:
    """What the people are like whose things are pressed."""

    active: bool
    state: str
    linked: bool
    settled: bool


SCENES = {
    "pending": Scene(active=True, state="requested", linked=True, settled=False),
    "seated": Scene(active=True, state="enrolled", linked=False, settled=False),
    "over": Scene(active=False, state="cancelled", linked=False, settled=True),
}


async def announced(town: Town, scene: Scene, person: int, *, officer: int, number: int) -> int:
    """An announcement that did not reach this person: its number."""
    make, at = town.make, town.now
    told = await make._add(
        announcement,
        {
            "author_id": officer,
            "text": "Kabar.",
            "audience": {"everybody": True},
            "state": "done" if scene.settled else "draft",
            "fanned_out": True,
            "sent_at": at if scene.settled else None,
            "created_at": at,
        },
    )
    await make._add(
        message,
        {
            "kind": "announcement",
            "person_id": person,
            "facts": {"announcement": told},
            "dedupe_key": f"look:{number}",
            "priority": 0,
            "not_before": at,
            "state": "unreachable",
            "announcement_id": told,
            "created_at": at,
        },
    )
    return told


async def read_file(town: Town, nip: str, folder: Path) -> int:
    """The number of an import whose file names this person in each row, none of them good."""
    row = (nip, NAME, "bukan nomor", "", "", "")
    file = csv_file(folder / f"{next(_numbers)}.csv", [STAFF, row, row])
    # As of the machine's own clock: what is older is forgotten by the next tick.
    run, _ = await previewed(town.store, file, now=town.app.services.clock.real())
    return run


async def stranger(town: Town, scene: Scene, officer: int) -> tuple[dict[str, int], str]:
    """A person with one of everything that HR can press: the numbers by fact, and the NIP."""
    number, make, at = next(_numbers), town.make, town.now
    nip, phone = fictional_nip(number), f"+6284900{number:06d}"
    person = await make.person(NAME, nip=nip, phone=phone, active=scene.active)
    if scene.linked:
        await make.link(person, 700_000 + number)
    offering = await make.offering(f"Bimtek {number}", needs_approval=True)
    settled = at if scene.settled else None
    told = await announced(town, scene, person, officer=officer, number=number)
    failure = {
        "telegram_id": 800_000 + number,
        "phone": phone,
        "reason": "linked" if scene.linked else "code",
        "person_id": person,
        "at": at,
        "settled_at": settled,
    }
    wish = {
        "person_id": person,
        "kind": "correction",
        "content": "Ejaan.",
        "created_at": at,
        "due_at": at + timedelta(days=3),
        "settled_at": settled,
        "settled_by": officer if settled else None,
    }
    return {
        "person": person,
        "offering": offering,
        "enrolment": await make.enrolment(person, offering, state=scene.state),
        "failure": await make._add(failed_link, failure),
        "request": await make._add(data_request, wish),
        "announcement": told,
        "page": 0,
    }, nip


@pytest.fixture
async def hr(town: Town, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An officer at the desk."""
    monkeypatch.setattr(patience, "BURST", 10_000)  # no person presses so fast
    phone = await town.citizen("Peraga Petugas", hr=True)
    await phone.send("/hr")
    await phone.until(lambda p: "Pegawai" in p.labels)
    return phone


async def awaits(town: Town, hr: Any, flow: tuple[str, str], facts: dict[str, Any]) -> None:
    """The next text means this step, about this stranger."""
    async with town.store.write() as session:
        await dialogues.close_dialogue(session, hr.telegram_id)
    await dialogues.go_on(
        town.store,
        act(chat=hr.telegram_id, update=1, now=town.now),
        flow=flow[0],
        step=flow[1],
        data={**_AWAITED, **facts},
    )


async def looks(town: Town, hr: Any) -> int:
    query = select(audit.c.id).where(audit.c.actor_id == town.person_of(hr))
    async with town.store.read() as session:
        return len((await session.execute(query)).all())


def unpacked(content: bytes) -> str:
    """The text of a file, a workbook's cells among it."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


async def shown_by(town: Town, hr: Any, act: Callable[[], Awaitable[object]]) -> str:
    """All that the officer's phone gets by an act, files unpacked; then Menu HR is open again."""
    calls, alerts, last = len(town.sandbox.calls), len(hr.alerts), hr.last.id
    await act()
    await hr.send("/hr")  # in the same lane: answered after what was done before

    def opened(phone: Any) -> bool:
        return any(m.id > last and m.said.startswith("Menu HR") for m in phone.messages)

    await hr.until(opened)
    for task in list(town.app.services.background):
        await task
    said = [str(c.params) for c in town.sandbox.calls[calls:] if c.chat_id == hr.telegram_id]
    files = [unpacked(m.document[1]) for m in hr.messages if m.id > last and m.document]
    return "\n".join([*said, *files, *hr.alerts[alerts:]])


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
async def test_no_button_of_hr_shows_anybody_unnoted(
    town: Town, hr: Any, scene: Scene, tmp_path: Path
):
    showing, unnoted = set(), set()
    await read_file(town, fictional_nip(next(_numbers)), tmp_path)  # for what shows all imports
    for kind in HR_PRESSES:
        facts, nip = await stranger(town, scene, town.person_of(hr))
        if any(field.name == "run" for field in fields(kind)):
            facts["run"] = await read_file(town, nip, tmp_path)
        made = forged(kind)
        action = kind(**{f.name: facts.get(f.name, getattr(made, f.name)) for f in fields(kind)})
        awaited = facts if scene.settled else facts | {"phone": "+6284900999999"}
        await awaits(town, hr, ("staff", "search"), awaited)
        before, carrier = await looks(town, hr), hr.last.id
        text = await shown_by(town, hr, partial(hr.press, carrier, encode(action)))
        if NAME in text or nip in text or mask_nip(nip) in text:
            showing.add(kind.__name__)
            if await looks(town, hr) == before:
                unnoted.add(kind.__name__)
    assert unnoted == set()
    assert {"OpenStaff", "SaveNumber", "OpenParticipant", "DownloadUnreached"} <= showing


async def test_no_text_of_hr_shows_anybody_unnoted(town: Town, hr: Any, tmp_path: Path):
    await town.make.person("Contoh Pemilik Rahasia", phone="+6284900777777")
    showing = set()
    await read_file(town, fictional_nip(next(_numbers)), tmp_path)
    for flow, typed in product(FLOWS, ("rahasia", "084900777777", "x" * 3000)):
        facts, nip = await stranger(town, SCENES["pending"], town.person_of(hr))
        await awaits(town, hr, flow, facts)
        before = await looks(town, hr)
        text = await shown_by(town, hr, partial(hr.send, typed))
        if "Rahasia" in text or nip in text or mask_nip(nip) in text:
            showing.add(flow)
            assert await looks(town, hr) > before, (flow, typed)
    assert {("staff", "search"), ("staff", "number"), ("removal", "reason")} <= showing


async def test_whoever_has_the_number_already_is_seen_too(town: Town, hr: Any):
    other = await town.make.person("Contoh Pemilik", phone="+6284900777777")
    one = await town.make.person("Contoh Peminta", phone=None)
    await awaits(town, hr, ("staff", "number"), {"person": one})
    text = await shown_by(town, hr, partial(hr.send, "084900777777"))
    assert "Contoh Pemilik" in text
    me = town.person_of(hr)
    assert {("person_seen", me, one), ("person_seen", me, other)} <= set(await events(town))
