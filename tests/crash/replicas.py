"""Several processes of the bot behind the sandbox's load balancer, on one PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from sandbox.pushing import Hook
from tests.crash.program import Program, program_on
from tests.support.webhooks import SECRET, free_port


class Replicas:
    """One deployment with several processes."""

    def __init__(self, first: Program) -> None:
        self.first = first
        self.sandbox = first.sandbox
        self.all: list[Program] = []

    async def start(self, number: int) -> None:
        """Starts so many more, and puts them behind the balancer."""
        for _ in range(number):
            port = free_port()
            replica = self.first.twin(
                WEBHOOK_URL="https://bot.example/hook",
                WEBHOOK_SECRET=SECRET,
                WEBHOOK_LISTEN=f"127.0.0.1:{port}",
            )
            await replica.start()
            self.all.append(replica)
            self.sandbox.pushing.receivers.append(f"http://127.0.0.1:{port}")

    async def end(self) -> None:
        """Leaves no process behind."""
        for replica in self.all:
            await replica.end()


@asynccontextmanager
async def replicas_on(url: str, number: int) -> AsyncIterator[Replicas]:
    """So many replicas on a migrated database; Telegram pushes to them in turn."""
    async with AsyncExitStack() as stack:
        replicas = Replicas(await stack.enter_async_context(program_on(url)))
        pushing = replicas.sandbox.pushing
        pushing.first_pause, pushing.longest_pause, pushing.patience = 0.1, 1.0, 5.0
        pushing.hook = Hook("https://bot.example/hook", SECRET)
        stack.push_async_callback(replicas.end)
        await replicas.start(number)
        yield replicas
