"""Outbox row -> Telegram: rendered from current facts, paced by the gate, settled by claim."""

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
from domain.outbox.messages import BLOCKED, NOT_LINKED, Claimed, State, Verdict
from handlers import notices as handlers_notices
from handlers.notices import Notice, Sending
from handlers.screens.screen import Screen
from storage.database import errors
from storage.database.store import is_database_away
from storage.outbox import messages

log = logging.getLogger("bangkom.delivery")

WORKERS = 4
BATCH = 16
LOOK_SECONDS = 0.5
UNKNOWN_RETRY_SECONDS = 30.0
SEND_BUDGET = timedelta(minutes=2)
"""More than all time-outs of one send together: with less left of the lease none is begun."""
UNKNOWN_KIND_SECONDS = 60.0
"""How long a message waits that this version does not know how to render."""
GONE = ("chat not found", "user is deactivated", "bot was blocked", "user not found")


class Dispatcher:
    """A few workers that claim, send and settle; the first one takes no bulk."""

    def __init__(self, services: ProcessServices, *, rate: float | None) -> None:
        self.services = services
        self.rate = rate
        self._outage = Outage(services.courier.bot, services.pulse)

    async def run(self) -> None:
        """Sends what is due until cancelled. Raises InvalidToken: only a person can mend that."""
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
        # Goes on when the program stops: nothing claimed is left lying, what was sent is noted.
        batch = asyncio.create_task(self._batch(urgent_only, most))
        self.services.background.add(batch)
        batch.add_done_callback(self.services.background.discard)
        return await asyncio.shield(batch)

    async def _batch(self, urgent_only: bool, most: int) -> int:
        clock = self.services.clock
        claimed = await messages.claim(
            self.services.store,
            now=clock.now(),
            real_now=clock.real(),
            rate=self.rate,
            most=most,
            kinds=handlers_notices.KINDS,
            urgent_only=urgent_only,
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
        """One batch if anything is due; False when nothing is."""
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
            # Somebody else took it, the bucket is empty or the gate closed.
            await asyncio.sleep(0.1 if self.rate is None else 1 / max(10.0, self.rate))
        return True

    async def _pause(self) -> None:
        """Until something is promised; a little later all the same, for what falls due by time."""
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
        """One person's messages, one after the other: none overtakes one that has to wait."""
        verdicts: list[Verdict] = []
        for message in chain:
            before = verdicts[-1] if verdicts else None
            waits = before.retry_in if before and before.state is State.DUE else None
            if waits is not None:
                verdicts.append(Verdict.later(message, waits))
            elif (verdict := await self._safely(message)).unreachable:
                # At once: they may be back before the slowest neighbour has been sent to.
                await settle(self.services, [verdict])
            else:
                verdicts.append(verdict)
        return verdicts

    async def _safely(self, message: Claimed) -> Verdict:
        """A fault about one message leaves the outcomes of its neighbours alone."""
        notice = handlers_notices.KINDS.get(message.kind)
        if notice is None:
            # `claim` takes none of these; one that is here all the same harms no neighbour.
            return Verdict.later(message, UNKNOWN_KIND_SECONDS)
        try:
            return await self._try(message, notice)
        except Exception as error:
            log.exception("message not sent", extra={"outbox": message.id})
            return _uncertain(message, error, notice)

    async def _try(self, message: Claimed, notice: Notice) -> Verdict:
        if message.leased_until - self.services.clock.real() < SEND_BUDGET:
            # Woken from a long sleep, or behind slow ones: somebody else may have it by now.
            return Verdict.later(message, 0.0)
        if message.telegram_id is None:
            reason = BLOCKED if message.blocked else NOT_LINKED
            return Verdict(message, State.UNREACHABLE, error=reason)
        if ended := message.ended(self.services.clock.now(), tries=notice.tries):
            return Verdict(message, ended, error="given up", counted=False)
        try:
            screen = await handlers_notices.render(self.services, message)
        except Exception as error:
            if is_database_away(error):
                return Verdict.later(message, 5.0)
            log.exception("notice not rendered", extra={"outbox": message.id})
            return Verdict(message, State.PARKED, error=f"not rendered: {type(error).__name__}")
        if screen is None:
            return Verdict(message, State.DROPPED, error="no longer relevant")
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
            return Verdict(message, State.DROPPED, error="the message is gone")
        return Verdict(message, State.SENT, telegram_message_id=number)

    async def _do(
        self, message: Claimed, sending: Sending, chat_id: int, screen: Screen
    ) -> int | None:
        """Sends, or changes what was sent; the message's number, None where it is gone."""
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
        # Some blocks come as 400 and the reverse: the words decide with the code.
        if isinstance(error, Forbidden) or any(gone in words.lower() for gone in GONE):
            return Verdict(message, State.UNREACHABLE, error=words, unreachable=True)
        log.warning("message refused", extra={"outbox": message.id, "reason": words})
        return Verdict(message, State.PARKED, error=words)


def _uncertain(message: Claimed, error: Exception, notice: Notice) -> Verdict:
    reason = redact(type(error).__name__)
    if never_connected(error):
        return Verdict.later(message, 5.0, reason)
    if message.attempts + 1 < notice.tries:
        # A rare double beats silence.
        return Verdict(
            message, State.DUE, retry_in=UNKNOWN_RETRY_SECONDS, error=reason, uncertain=True
        )
    return Verdict(message, State.UNKNOWN, error=reason, uncertain=True)
