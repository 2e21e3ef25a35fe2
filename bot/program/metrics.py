"""Figures in Prometheus's format, one registry per application."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

FAST = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Upper bounds of the buckets of a histogram, in seconds."""


class Metrics:
    """The metrics; docs/monitoring.md explains each."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._of_updates(self.registry)
        self._of_messages(self.registry)
        self._of_the_program(self.registry)

    def text(self) -> bytes:
        """The content of /metrics."""
        return generate_latest(self.registry)

    def _of_updates(self, registry: CollectorRegistry) -> None:
        self.updates = Counter(
            "bangkom_updates",
            "Updates by kind and outcome",
            ["kind", "outcome"],
            registry=registry,
        )
        self.handling = Histogram(
            "bangkom_handling_seconds",
            "From taking an update in to its end, the reply included",
            buckets=FAST,
            registry=registry,
        )
        self.calls = Counter(
            "bangkom_api_calls",
            "Calls of the Bot API by method and verdict",
            ["method", "verdict"],
            registry=registry,
        )
        self.call_seconds = Histogram(
            "bangkom_api_seconds", "Time of a call of the Bot API", buckets=FAST, registry=registry
        )

    def _of_messages(self, registry: CollectorRegistry) -> None:
        self.messages = Counter(
            "bangkom_messages",
            "Tries of promised messages by kind and what became of them",
            ["kind", "state"],
            registry=registry,
        )
        self.told_to_wait = Counter(
            "bangkom_told_to_wait", "Answers 429 that closed the gate", registry=registry
        )
        self.outbox = Gauge(
            "bangkom_outbox", "Messages that are not settled", ["state"], registry=registry
        )
        self.unknown_kinds = Gauge(
            "bangkom_outbox_unknown",
            "Due messages of kinds that this version does not know",
            ["kind"],
            registry=registry,
        )
        self.lag = Gauge(
            "bangkom_outbox_lag_seconds",
            "For how long the oldest message that may be sent has been due",
            registry=registry,
        )
        self.rate = Gauge("bangkom_rate", "Messages a second that may be sent", registry=registry)
        self.gate = Gauge(
            "bangkom_gate_closed_seconds",
            "For how long Telegram still asks to wait",
            registry=registry,
        )

    def _of_the_program(self, registry: CollectorRegistry) -> None:
        self.ticks = Counter(
            "bangkom_ticks", "Runs of the ticks", ["tick", "outcome"], registry=registry
        )
        self.database_away = Counter(
            "bangkom_database_away",
            "How often the database did not answer",
            ["where"],
            registry=registry,
        )
        self.at_work = Gauge(
            "bangkom_handlers_at_work", "Updates that are being handled", registry=registry
        )
        self.duty = Gauge(
            "bangkom_ticks_duty", "1 where this process runs the ticks", registry=registry
        )
