"""Whether the program works, in sentences that say what is wrong."""

import asyncio
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.intake.polling import POLL_SECONDS
from bot.intake.replying import Bangkom
from bot.program.ticks import TICKS
from handlers import notices as handlers_notices
from storage.database import errors, schema
from storage.upkeep import monitoring
from storage.upkeep.monitoring import StoreFigures

DATABASE_SECONDS = 2.0
"""Seconds in which the database must answer."""
FRESH_SECONDS = 2.0
"""Seconds for which a report is reused: many questions cost no more than one."""
SILENT_SECONDS = 3 * (POLL_SECONDS + 15)
"""Three polls, each with the time in which it may fail, before silence is reported."""
LATE_SECONDS = 120.0
"""Seconds after which a due message, or a dispatcher that does not look, is reported."""
REMEMBERED_SECONDS = 600.0
"""Seconds for which a clock that was set is reported."""
KIND = re.compile(r"[a-z][a-z0-9_.]{0,39}")
"""How kinds of messages are named: `rem.h1`, `link_old`."""


@dataclass(slots=True)
class Report:
    """The content of /healthz."""

    facts: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    ready: bool = True
    """Whether updates can be handled: the database answers, its schema serves."""


class Doctor:
    """Checks everything, at most once in two seconds."""

    def __init__(self, app: Bangkom) -> None:
        self.services = app.services
        self._turn = asyncio.Lock()
        self._last: Report | None = None
        self._looked = 0.0

    async def look(self) -> Report:
        """The state of this process and of the database."""
        async with self._turn:
            if self._last is None or time.monotonic() - self._looked > FRESH_SECONDS:
                self._last = await self._examine()
                self._looked = time.monotonic()
            return self._last

    async def _examine(self) -> Report:
        report, pulse = Report(), self.services.pulse
        report.facts["running_for_seconds"] = round(pulse.since(pulse.started) or 0)
        report.facts["bot"] = self.services.settings.bot_id
        report.facts["schema_of_the_program"] = schema.newest()
        if pulse.waits_for is not None:
            self._not_ready(report, pulse.waits_for)
            return report
        await self._database(report)
        self._intake(report)
        self._ticks(report)
        self._clock(report)
        looked = pulse.since(pulse.looked)
        report.facts["dispatcher_looked_seconds_ago"] = _whole(looked)
        if looked is not None and looked > LATE_SECONDS:
            report.wrong.append(f"Messages have not been looked for for {looked:.0f} s.")
        if pulse.stopping:
            self._not_ready(report, "The program is stopping.")
        return report

    async def _database(self, report: Report) -> None:
        services, began = self.services, time.monotonic()
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                found = await monitoring.standing(
                    services.store,
                    now=services.clock.now(),
                    real_now=services.clock.real(),
                    rate=float(services.settings.send_rate),
                    kinds=handlers_notices.KINDS,
                )
        except schema.SchemaTooOldError:
            self._not_ready(report, "The database schema is old: run `bangkom migrate`.")
        except schema.SchemaTooNewError:
            self._not_ready(report, "The database is made for a newer program.")
        except Exception as error:
            self._not_ready(report, errors.sentence(error))
        else:
            report.facts["database_answers_in_ms"] = round((time.monotonic() - began) * 1000)
            self._outbox(report, found)
        if services.store.trouble is not None:
            report.wrong.append(f"The last write failed: {services.store.trouble}.")

    def _not_ready(self, report: Report, sentence: str) -> None:
        report.ready = False
        report.wrong.append(sentence)

    def _outbox(self, report: Report, found: StoreFigures) -> None:
        now, real_now = self.services.clock.now(), self.services.clock.real()
        lag = max(timedelta(0), now - found.oldest_due) if found.oldest_due else timedelta(0)
        closed = max(timedelta(0), found.closed_until - real_now) if found.closed_until else None
        report.facts["messages_due"] = found.due
        report.facts["messages_sending"] = found.sending
        report.facts["messages_of_unknown_kinds"] = unknown = _named(found.unknown)
        report.facts["oldest_due_seconds"] = round(lag.total_seconds())
        report.facts["rate"] = round(found.rate, 1)
        metrics = self.services.metrics
        metrics.outbox.labels("due").set(found.due)
        metrics.outbox.labels("sending").set(found.sending)
        metrics.unknown_kinds.clear()
        for kind, number in unknown.items():
            metrics.unknown_kinds.labels(kind).set(number)
        metrics.lag.set(lag.total_seconds())
        metrics.rate.set(found.rate)
        metrics.gate.set(closed.total_seconds() if closed else 0)
        if closed:
            waits = closed.total_seconds()
            report.wrong.append(f"Telegram asks to wait: nothing is sent for {waits:.0f} s more.")
        elif lag.total_seconds() > LATE_SECONDS:
            # A broadcast takes long by design: it is only checked that it goes on.
            expected = found.due / max(1.0, found.rate)
            if lag.total_seconds() > LATE_SECONDS + expected:
                report.wrong.append(f"A message has been due for {lag.total_seconds():.0f} s.")

    def _intake(self, report: Report) -> None:
        pulse, settings = self.services.pulse, self.services.settings
        if settings.webhook_url:
            report.facts["mode"] = "webhook"
            report.facts["update_seconds_ago"] = _whole(pulse.since(pulse.pushed))
            if pulse.not_called is not None:
                report.wrong.append(pulse.not_called)
            return
        polled, polling = pulse.since(pulse.polled), pulse.since(pulse.polling)
        waiting = "waiting for the poller's place"
        report.facts["mode"] = waiting if polling is None else "polling"
        report.facts["polled_seconds_ago"] = _whole(polled)
        conflict = pulse.since(pulse.conflict)
        if conflict is not None and conflict < LATE_SECONDS:
            report.wrong.append("Another program polls with this token, or a webhook is set.")
        # A process that waits long for its turn to poll is not silent during that time.
        silent = None if polling is None else min(polling, polling if polled is None else polled)
        if silent is not None and silent > SILENT_SECONDS:
            report.wrong.append(f"Telegram has not answered a poll for {silent:.0f} s.")

    def _ticks(self, report: Report) -> None:
        pulse, duty = self.services.pulse, self.services.duty.mine
        report.facts["ticks"] = "here" if duty else "another process"
        ages = {name: pulse.since(moment) for name, moment in pulse.ticked.items()}
        report.facts["ticked_seconds_ago"] = {name: _whole(age) for name, age in ages.items()}
        late = [
            tick.__name__
            for seconds, tick in TICKS
            if (age := ages.get(tick.__name__)) is not None and age > 3 * seconds + LATE_SECONDS
        ]
        if duty and late:
            report.wrong.append(f"Ticks are late: {', '.join(late)}.")

    def _clock(self, report: Report) -> None:
        pulse = self.services.pulse
        ago = pulse.since(pulse.clock_set)
        if ago is not None and ago < REMEMBERED_SECONDS:
            report.wrong.append(
                f"The clock was set by {pulse.clock_set_by:+.0f} s, {ago:.0f} s ago: check it."
            )


def _named(unknown: dict[str, int]) -> Counter[str]:
    """Messages by kind; a kind that does not look like one of the program's names is not shown."""
    named: Counter[str] = Counter()
    for kind, number in unknown.items():
        named[kind if KIND.fullmatch(kind) else "other"] += number
    return named


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)
