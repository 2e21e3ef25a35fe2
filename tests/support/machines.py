"""Hypothesis state machines over the real storage: after any order of steps the data agree."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from storage.database.store import Store

STEPS = 40


class Machine(RuleBasedStateMachine):
    """One run of steps; each run makes its own people and offerings in the same database."""

    store: Store
    loop: asyncio.AbstractEventLoop

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Runs a call of the storage to its end."""
        return self.loop.run_until_complete(work)


def try_orders(machine: type[Machine], url: str) -> None:
    """Runs a machine with many orders of its steps; prints an order that failed."""
    with asyncio.Runner() as runner:
        machine.loop = runner.get_loop()
        machine.store = runner.run(_opened(url))
        try:
            run_state_machine_as_test(
                machine,
                settings=settings(
                    # 30 and 300: an example is a whole run of steps over a database.
                    max_examples=settings().max_examples * 3 // 5,
                    stateful_step_count=STEPS,
                    derandomize=settings.get_current_profile_name() == "short",
                    # Without shrinking a failed order, which takes minutes with a database.
                    phases=[Phase.generate],
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(machine.store.close())


async def _opened(url: str) -> Store:
    return Store(url)
