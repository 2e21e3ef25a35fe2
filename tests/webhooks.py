"""Settings of a program that is pushed to."""

import socket

SECRET = "rahasia-contoh"


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def hooked() -> dict[str, str]:
    """Webhook mode on a free port of loopback."""
    return {
        "WEBHOOK_URL": "https://bot.example/hook",
        "WEBHOOK_SECRET": SECRET,
        "WEBHOOK_LISTEN": f"127.0.0.1:{free_port()}",
    }
