"""Sends promised messages: claim due rows, render them from current facts, send, settle."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.program.diagnostics import redact
from bot.program.services import ProcessServices
from bot.sending.flood import told_to_wait
from bot.sending.outage import Outage
from bot.sending.request import never_connected
from bot.sending.settling import settle
from domain.outbox.messages import (
    BLOCKED,
    NO_LONGER_RELEVANT,
    NOT_LINKED,
    Claimed,
    MessageState,
    Verdict,
)
from handlers import notices as handlers_notices
from handlers.notices import Notice, Sending
from handlers.reception.quiet import quiet_hours
from handlers.screens.screen import Screen
from storage.database import errors
from storage.database.store import is_database_away
from storage.outbox import messages
from storage.outbox.putting_off import put_off

log = logging.getLogger("bangkom.delivery")

WORKERS = 4
"""The first one takes only messages that cannot wait, so that a broadcast holds up none."""
BATCH = 16
"""Messages that a worker claims and sends at a time."""
LOOK_SECONDS = 0.5
"""Between two looks for messages that became due as time passed."""
UNKNOWN_RETRY_SECONDS = 30.0
"""Until a message with an unknown outcome is tried again."""
SEND_BUDGET = timedelta(minutes=2)
"""Seconds: more than all time-outs of one send together; no send begins with less lease left."""
UNKNOWN_KIND_SECONDS = 60.0
"""How long a message waits that this version does not know how to render."""
GONE = ("chat not found", "user is deactivated", "bot was blocked", "user not found")


class Dispatcher:
    """Workers that claim, send and settle messages; the first one takes no bulk messages."""

    def __init__(self, services: ProcessServices, *, rate: float | None) -> None:
        self.services = services
        self.rate = rate
        self._outage = Outage(services.courier.bot, services.pulse)

    async def run(self) -> None:
        """Sends what is due until cancelled. Raises InvalidToken, which ends it."""
        try:
            async with asyncio.TaskGroup() as workers:
                for number in range(WORKERS):
                    workers.create_task(self._work(urgent_only=number == 0))
        except* InvalidToken as refused:
            refusal = refused.exceptions[0]
        else:
            return
        raise refusal

    async def once(self, *, urgent_only: bool = False, most: int = BATCH) -> int:
        """Claims one batch, sends it and settles it; returns how many were claimed."""
        # Not cancelled when the program stops: every claimed message is settled.
        batch = asyncio.create_task(self._batch(urgent_only, most))
        self.services.background.add(batch)
        batch.add_done_callback(self.services.background.discard)
        return await asyncio.shield(batch)

    async def _batch(self, urgent_only: bool, most: int) -> int:
        clock = self.services.clock
        quiet = quiet_hours(self.services.settings)
        now = clock.now()
        quiet_until = quiet.over(now) if quiet.holds(now) else None
        if quiet_until is not None:
            await put_off(self.services.store, now=now, until=quiet_until)
        claimed = await messages.claim(
            self.services.store,
            now=now,
            real_now=clock.real(),
            rate=self.rate,
            most=most,
            kinds=handlers_notices.KINDS,
            urgent_only=urgent_only,
            quiet_until=quiet_until,
        )
        if claimed:
            await self._deliver(claimed)
        return len(claimed)

    async def _work(self, *, urgent_only: bool) -> None:
        failures = 0
        while True:
            try:
                await self._outage.over()
                busy = await self._turn(urgent_only)
                failures = 0
            except InvalidToken:
                raise
            except Exception as error:
                failures += 1
                away = is_database_away(error)
                if away:
                    self.services.metrics.database_away.labels("dispatcher").inc()
                log.log(
                    logging.WARNING if away else logging.ERROR,
                    "dispatcher pauses",
                    exc_info=None if away else error,
                    extra={"reason": errors.sentence(error) if away else type(error).__name__},
                )
                await asyncio.sleep(min(30.0, 2.0**failures))
                continue
            if not busy:
                await self._pause()

    async def _turn(self, urgent_only: bool) -> bool:
        """Works off one batch; False if nothing was due."""
        clock, pulse = self.services.clock, self.services.pulse
        pulse.looked = pulse.beat()
        if not await messages.anything_due(
            self.services.store,
            now=clock.now(),
            real_now=clock.real(),
            kinds=handlers_notices.KINDS,
            urgent_only=urgent_only,
        ):
            return False
        if not await self.once(urgent_only=urgent_only):
            # Another process took the messages, the token bucket is empty or the gate is closed.
            await asyncio.sleep(0.1 if self.rate is None else 1 / max(10.0, self.rate))
        return True

    async def _pause(self) -> None:
        """Waits for a promise, or a short time: messages also become due as time passes."""
        wake = self.services.wake
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await wake.wait()
        except TimeoutError:
            return
        wake.clear()

    async def _deliver(self, claimed: Sequence[Claimed]) -> None:
        chains: dict[int | None, list[Claimed]] = defaultdict(list)
        for message in claimed:
            chains[message.telegram_id].append(message)
        results = await asyncio.gather(*(self._chain(chain) for chain in chains.values()))
        await settle(self.services, [verdict for chain in results for verdict in chain])

    async def _chain(self, chain: list[Claimed]) -> list[Verdict]:
        """The messages of one person, one after the other: none overtakes one that must wait."""
        verdicts: list[Verdict] = []
        for message in chain:
            before = verdicts[-1] if verdicts else None
            waits = before.retry_in if before and before.state is MessageState.DUE else None
            if waits is not None:
                verdicts.append(Verdict.later(message, waits))
            elif (verdict := await self._safely(message)).unreachable:
                # Put back at once, not after the slowest other message of the batch.
                await settle(self.services, [verdict])
            else:
                verdicts.append(verdict)
        return verdicts

    async def _safely(self, message: Claimed) -> Verdict:
        """An error about one message does not change the outcome of the other messages."""
        notice = handlers_notices.KINDS.get(message.kind)
        if notice is None:
            # `claim` takes no unknown kind; one that is here all the same must not stop others.
            return Verdict.later(message, UNKNOWN_KIND_SECONDS)
        try:
            return await self._try(message, notice)
        except Exception as error:
            log.exception("message not sent", extra={"outbox": message.id})
            return _uncertain(message, error, notice)

    async def _try(self, message: Claimed, notice: Notice) -> Verdict:
        if message.leased_until - self.services.clock.real() < SEND_BUDGET:
            # The process slept, or earlier sends were slow: another one may have it by now.
            return Verdict.later(message, 0.0)
        if message.telegram_id is None:
            reason = BLOCKED if message.blocked else NOT_LINKED
            return Verdict(message, MessageState.UNREACHABLE, error=reason)
        if ended := message.ended(self.services.clock.now(), tries=notice.tries):
            return Verdict(message, ended, error="given up", counted=False)
        try:
            screen = await handlers_notices.render(self.services, message)
        except Exception as error:
            if is_database_away(error):
                return Verdict.later(message, 5.0)
            log.exception("notice not rendered", extra={"outbox": message.id})
            return Verdict(
                message, MessageState.PARKED, error=f"not rendered: {type(error).__name__}"
            )
        if screen is None:
            return Verdict(message, MessageState.DROPPED, error=NO_LONGER_RELEVANT)
        return await self._send(message, notice, message.telegram_id, screen)

    async def _send(
        self, message: Claimed, notice: Notice, chat_id: int, screen: Screen
    ) -> Verdict:
        try:
            number = await self._do(message, notice.sending, chat_id, screen)
        except (RetryAfter, Forbidden, ChatMigrated, InvalidToken, BadRequest) as error:
            return await self._refused(message, error)
        except (NetworkError, TimeoutError) as error:
            self._outage.suspect(error)
            return _uncertain(message, error, notice)
        if number is None:
            return Verdict(message, MessageState.DROPPED, error="the message is gone")
        # An earlier try may have arrived as well: the report says so.
        return Verdict(
            message,
            MessageState.SENT,
            telegram_message_id=number,
            uncertain=message.uncertain,
        )

    async def _do(
        self, message: Claimed, sending: Sending, chat_id: int, screen: Screen
    ) -> int | None:
        """Sends a message, or changes a sent one; returns its number, None if it is gone."""
        presenter = self.services.courier
        if sending is Sending.NEW:
            return (await presenter.send(chat_id, screen)).message_id
        earlier = int(message.facts["message"])
        if sending is Sending.DELETE:
            await presenter.take_back(chat_id, earlier)
            return earlier
        return earlier if await presenter.revise(chat_id, earlier, screen) else None

    async def _refused(self, message: Claimed, error: TelegramError) -> Verdict:
        words = redact(str(error))[:200]
        if isinstance(error, RetryAfter):
            seconds = await told_to_wait(self.services, error)
            return Verdict.later(message, min(seconds, 60.0))
        if isinstance(error, InvalidToken):
            self._outage.suspect(error)
            return Verdict.later(message, 60.0)
        # Telegram reports some blocks with 400 and the reverse: code and text decide.
        if isinstance(error, Forbidden) or any(gone in words.lower() for gone in GONE):
            return Verdict(message, MessageState.UNREACHABLE, error=words, unreachable=True)
        log.warning("message refused", extra={"outbox": message.id, "reason": words})
        return Verdict(message, MessageState.PARKED, error=words)


def _uncertain(message: Claimed, error: Exception, notice: Notice) -> Verdict:
    reason = redact(type(error).__name__)
    if never_connected(error):
        return Verdict.later(message, 5.0, reason)
    if message.attempts + 1 < notice.tries:
        # A rare duplicate is better than a message that never arrives.
        return Verdict(
            message, MessageState.DUE, retry_in=UNKNOWN_RETRY_SECONDS, error=reason, uncertain=True
        )
    return Verdict(message, MessageState.UNKNOWN, error=reason, uncertain=True)
