"""Methods about the bot itself, and its command menu."""

from typing import Any

from sandbox import views
from sandbox.rules import limits
from sandbox.rules.refusal import bad_request
from sandbox.world import World

Params = dict[str, Any]

DESCRIPTION = 512
SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


async def get_me(world: World, params: Params) -> Any:
    return world.bot


async def set_my_commands(world: World, params: Params) -> Any:
    commands = limits.commands(params)
    world.commands[_scope(world, params)] = commands
    world.touch()
    return True


async def get_my_commands(world: World, params: Params) -> Any:
    return world.commands.get(_scope(world, params), [])


async def delete_my_commands(world: World, params: Params) -> Any:
    world.commands.pop(_scope(world, params), None)
    world.touch()
    return True


async def get_chat(world: World, params: Params) -> Any:
    chat = world.chat_for(params.get("chat_id"))
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription"), False
    )
    return {
        **views.chat(chat),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {**gifts, "gifts_from_channels": False},
    }


async def set_my_description(world: World, params: Params) -> Any:
    description = str(params.get("description") or "")
    if len(description) > DESCRIPTION:
        raise bad_request("description is too long")
    world.descriptions[str(params.get("language_code") or "")] = description
    world.touch()
    return True


async def accepted(world: World, params: Params) -> Any:
    """Calls that succeed without an effect in the stand-in."""
    return True


def _scope(world: World, params: Params) -> str:
    scope = limits.decoded(params.get("scope")) or {"type": "default"}
    kind = scope.get("type")
    if kind in CHAT_SCOPES:
        world.chat_for(scope.get("chat_id"))
    elif kind not in SCOPES:
        raise bad_request("unsupported scope specified")
    return f"{kind}:{scope.get('chat_id', '')}:{params.get('language_code') or ''}"
