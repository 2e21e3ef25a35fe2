"""Methods by which the bot receives updates."""

import re
from typing import Any

from sandbox.pushing import Hook
from sandbox.rules import limits
from sandbox.rules.refusal import TelegramRefusal, bad_request
from sandbox.updates import MOST
from sandbox.world import World

Params = dict[str, Any]

LONGEST_POLL_SECONDS = 50
CONNECTIONS, MOST_CONNECTIONS = 40, 100


async def get_updates(world: World, params: Params) -> Any:
    if world.pushing.hook is not None:
        raise TelegramRefusal(
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
    """As Telegram's, except that http addresses of this machine are allowed."""
    url = str(params.get("url") or "")
    if url and not url.startswith(("https://", "http://127.0.0.1:")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = str(params.get("secret_token") or "")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    connections = limits.whole(params.get("max_connections") or CONNECTIONS, "max_connections")
    if not 1 <= connections <= MOST_CONNECTIONS:
        connections = CONNECTIONS
    allowed = limits.decoded(params.get("allowed_updates"))
    if allowed is not None:
        world.updates.allowed = allowed
    return _set(world, Hook(url, secret, connections) if url else None, params)


async def delete_webhook(world: World, params: Params) -> Any:
    return _set(world, None, params)


async def get_webhook_info(world: World, params: Params) -> Any:
    hook = world.pushing.hook
    info: dict[str, Any] = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if hook is not None:
        info["max_connections"] = hook.connections
        info["allowed_updates"] = world.updates.allowed
        if hook.last_error:
            info["last_error_date"] = hook.last_error_at
            info["last_error_message"] = hook.last_error
    return info


def _set(world: World, hook: Hook | None, params: Params) -> bool:
    world.pushing.hook = hook
    if limits.is_true(params.get("drop_pending_updates")):
        world.updates.clear()
    world.updates.wake()
    return True
