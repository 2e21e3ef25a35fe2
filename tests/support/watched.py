"""A running program with its web pages for the operator."""

from typing import Any

import httpx
from prometheus_client.parser import text_string_to_metric_families

from tests.support.town import Town

Look = tuple[int, dict[str, Any]]


class Watched:
    """A running program, and access to its web pages."""

    def __init__(self, town: Town, client: httpx.AsyncClient) -> None:
        self.town = town
        self.client = client

    async def health(self) -> Look:
        answer = await self.client.get("/healthz")
        return answer.status_code, answer.json()

    async def status(self, page: str) -> int:
        return (await self.client.get(page)).status_code

    async def is_ready(self) -> bool:
        return await self.status("/readyz") == 200

    async def shows(self, figure: str) -> bool:
        return figure in await self.figures()

    async def figures(self) -> str:
        return (await self.client.get("/metrics")).text

    async def figure(self, name: str, **labels: str) -> float:
        """One value of /metrics; 0 if the metric is not there."""
        found = [
            sample.value
            for family in text_string_to_metric_families(await self.figures())
            for sample in family.samples
            if sample.name == name and sample.labels == labels
        ]
        return found[0] if found else 0.0
