"""Builds what tests of announcements need: people, the steps to the preview, the facts."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete

from domain.announcements.announced import Announcement, AnnouncementState
from domain.announcements.audience import Audience
from domain.ids import AnnouncementId, OfferingId, PersonId
from storage.outbox import pace
from storage.outbox.tables import gate
from tests.support.town import Town
from tests.support.walking import tap

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


async def office(town: Town) -> tuple[Any, Any, Any]:
    """Makes an HR officer, a person with a gap and one without, and a training that closes it."""
    make = town.make
    unit = await make.unit("Dinas Kesehatan")
    post, other = await make.position(), await make.position("Analis Contoh")
    competency = await make.competency()
    await make.requires(post, competency, 3)
    await make.offering(closes=competency)
    hr = await town.citizen("Contoh Petugas", hr=True)
    gap = await town.citizen("Contoh Satu", position_id=post, unit_id=unit)
    fine = await town.citizen("Contoh Dua", position_id=other, unit_id=unit)
    await make.rated(town.person_of(gap), competency, 1)
    unlinked = await make.person("Contoh Belum", position_id=post, unit_id=unit)
    await make.rated(unlinked, competency, 2)
    return hr, gap, fine


async def to_the_preview(hr: Any) -> None:
    await hr.send("/hr")
    await hr.hears("Menu HR")
    await tap(hr, "Buat Pengumuman", "Apa yang akan diumumkan?")
    await tap(hr, "1 · 9 Des · 30 kursi", "Kirim kepada siapa?")
    await tap(hr, "Kesenjangan Terkait 1", "Penerima: 1 ASN · belum terhubung: 1")
    await tap(hr, "Pratinjau", "Penerima: 1 ASN; 1 ASN belum terhubung dan tidak menerima.")


def made(state: AnnouncementState = AnnouncementState.DRAFT, **facts: object) -> Announcement:
    values: dict[str, object] = {
        "id": AnnouncementId(1),
        "author_id": PersonId(1),
        "author": "Contoh Petugas, S.Kom.",
        "offering_id": OfferingId(4),
        "title": "Bimtek",
        "letter": None,
        "audience": Audience(related=True),
        "state": state,
        "revision": 3,
        "previewed": None,
        "scheduled_for": None,
        "replaces": None,
        "held": None,
        "checked": False,
        "sent_at": None,
        "started_at": None,
        "finished_at": None,
        "reported_at": None,
        "fanned_out": False,
        "in_quiet": False,
        "follow_up": None,
        "correction": None,
        "chat_id": None,
        "message_id": None,
        **facts,
    }
    return Announcement(**values)  # type: ignore[arg-type]


async def asked_for_text(town: Town) -> tuple[Any, Any, Any]:
    """The office, with an HR officer who is asked for the text of an announcement."""
    hr, gap, fine = await office(town)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Teks Bebas", "Silakan kirim isi pengumuman.")
    return hr, gap, fine


async def close_gate(town: Town) -> None:
    """Telegram told us to wait: nothing leaves."""
    now = town.app.services.clock.real()
    await pace.close_gate(town.store, until=now + timedelta(hours=1), rate=25, real_now=now)


async def open_gate(town: Town) -> None:
    async with town.store.write() as session:
        await session.execute(delete(gate))
