from datetime import UTC, datetime, timedelta

from domain.home import MenuFacts, NextSession
from domain.ids import PersonId, TelegramId
from storage.database.store import Store
from storage.home import menu
from storage.people import actors as people_actors
from storage.process import dialogues
from tests.support.acts import act
from tests.support.builders import NOW, Builders

ACCOUNT = TelegramId(501)
# 1 January in Jakarta is the evening before in UTC.
YEAR = (datetime(2025, 12, 31, 17, tzinfo=UTC), datetime(2026, 12, 31, 17, tzinfo=UTC))
HOUR = timedelta(hours=1)


async def facts(store: Store, me: PersonId, *, hr: bool = False, now=NOW) -> MenuFacts:
    return await menu.facts(
        store,
        person_id=me,
        hr=hr,
        now=now,
        today=datetime(2026, 11, 22, 17, tzinfo=UTC),
        year=YEAR,
    )


async def test_a_person_without_anything(store: Store):
    me = await Builders(store).person(employment="PPPK")
    assert await facts(store, me) == MenuFacts("PPPK", 0, None, 0, 0)


async def test_hours_count_what_was_attended_or_passed_this_local_year(store: Store):
    make = Builders(store)
    me = await make.person()
    held = {
        "Hadir": ("attended", 10, YEAR[0] + HOUR),
        "Lulus": ("passed", 20, NOW - timedelta(days=30)),
        "Absen": ("absent", 40, NOW - timedelta(days=30)),
        "Belum dicatat": (None, 80, NOW - timedelta(days=30)),
        "Tahun lalu": ("attended", 160, YEAR[0] - HOUR),
    }
    for title, (attendance, hours, ends) in held.items():
        offering = await make.offering(
            title, starts_at=ends - HOUR, ends_at=ends, training={"hours": hours}
        )
        await make.enrolment(me, offering, attendance=attendance)
    assert (await facts(store, me)).hours == 30


async def test_the_next_session_is_the_first_with_a_seat_that_takes_place(store: Store):
    make = Builders(store)
    me = await make.person()
    plans = (
        ("Antre", 1, {"state": "queued"}, {}),
        ("Dibatalkan", 2, {}, {"called_off_at": NOW}),
        ("Berikutnya", 3, {}, {}),
        ("Kemudian", 4, {}, {}),
        ("Musim ini", -20, {}, {"ends_at": NOW + timedelta(days=9)}),
    )
    for title, days, seat, run in plans:
        at = NOW + timedelta(days=days)
        await make.enrolment(me, await make.offering(title, starts_at=at, **run), **seat)
    at = NOW + timedelta(days=3)
    expected = NextSession("Berikutnya", at, at + timedelta(hours=8), "Asia/Jakarta")
    assert (await facts(store, me)).next_session == expected


async def test_what_began_a_few_days_ago_is_shown_until_it_ends(store: Store):
    make = Builders(store)
    me = await make.person()
    began, ends = NOW - timedelta(days=3), NOW + timedelta(days=1)
    await make.enrolment(me, await make.offering("Berjalan", starts_at=began, ends_at=ends))
    await make.enrolment(me, await make.offering("Nanti", starts_at=NOW + timedelta(hours=1)))
    running = NextSession("Berjalan", began, ends, "Asia/Jakarta")
    assert (await facts(store, me)).next_session == running
    after = await facts(store, me, now=ends)
    assert after.next_session is None or after.next_session.title == "Nanti"


async def test_what_waits_is_counted_for_whom_it_concerns(store: Store):
    make = Builders(store)
    me, other = await make.person(), await make.person("Contoh Dua")
    ended = await make.offering("Selesai", starts_at=NOW - 9 * HOUR, ends_at=NOW - HOUR)
    await make.enrolment(me, ended)
    await make.enrolment(other, await make.offering("Perlu izin"), state="requested")
    mine = await facts(store, me)
    assert (mine.feedback, mine.requests) == (1, 0)
    assert (await facts(store, me, hr=True)).requests == 1
    assert (await facts(store, me, now=NOW + timedelta(days=9))).feedback == 0


async def test_with_the_person_it_is_known_whether_a_text_is_awaited(store: Store):
    make = Builders(store)
    await make.link(await make.person(), ACCOUNT)
    for awaited in (False, True):
        actor, _ = await people_actors.resolve(store, ACCOUNT, NOW.date())
        assert actor is not None
        assert actor.awaits_text is awaited
        await dialogues.go_on(store, act(chat=ACCOUNT), flow="privacy", step="correction")


async def test_one_proposal_closes_the_largest_gap_with_a_free_seat(store: Store):
    make = Builders(store)
    post = await make.position()
    me = await make.person(position_id=post)
    small, large = await make.competency("Kerja Sama"), await make.competency("Keamanan")
    for competency, level in ((small, 2), (large, 0)):
        await make.requires(post, competency, 3)
        await make.rated(me, competency, level)
    await make.offering("Kecil", closes=small)
    await make.offering("Penuh", closes=large, seats=0)
    await make.offering("Tutup", closes=large, closes_at=NOW)
    taken = await make.offering("Sudah Diminta", closes=large)
    await make.enrolment(me, taken, state="refused")
    later = NOW + timedelta(days=40)
    best = await make.offering("Terbaik", closes=large, starts_at=later)
    found = await facts(store, me)
    assert found.proposal is not None
    assert (found.proposal.offering_id, found.proposal.title) == (best, "Terbaik")
    held = await make.offering("Bersamaan", starts_at=later)
    await make.enrolment(me, held)
    found = await facts(store, me)
    assert found.proposal is not None
    assert found.proposal.title == "Kecil"


async def test_what_i_wait_for_is_counted(store: Store):
    make = Builders(store)
    me = await make.person()
    for title, state in (("A", "requested"), ("B", "queued"), ("C", "queued"), ("D", "enrolled")):
        await make.enrolment(me, await make.offering(title), state=state)
    await make.enrolment(me, await make.offering("E", called_off_at=NOW), state="requested")
    found = await facts(store, me)
    assert (found.asked, found.queued) == (1, 2)
