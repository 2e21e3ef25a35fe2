"""How updates reach the bot."""

from typing import Any

from sandbox import limits
from sandbox.refusal import Refusal, bad_request
from sandbox.updates import MOST
from sandbox.world import World

Params = dict[str, Any]

LONGEST_POLL_SECONDS = 50


async def get_updates(world: World, params: Params) -> Any:
    if world.webhook:
        raise Refusal(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
            "delete the webhook first",
        )
    limit = limits.whole(params.get("limit"), "limit", MOST)
    return await world.updates.fetch(
        offset=limits.whole(params.get("offset"), "offset"),
        limit=limit if 1 <= limit <= MOST else MOST,
        seconds=min(LONGEST_POLL_SECONDS, limits.whole(params.get("timeout"), "timeout")),
        allowed=limits.decoded(params.get("allowed_updates")),
    )


async def set_webhook(world: World, params: Params) -> Any:
    url = str(params.get("url") or "")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    return _set(world, url, params)


async def delete_webhook(world: World, params: Params) -> Any:
    return _set(world, "", params)


async def get_webhook_info(world: World, params: Params) -> Any:
    return {
        "url": world.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }


def _set(world: World, url: str, params: Params) -> bool:
    world.webhook = url
    if limits.is_true(params.get("drop_pending_updates")):
        world.updates.clear()
    return True
