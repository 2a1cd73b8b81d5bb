"""The webhook: Telegram posts an update, we store it and say 200; nothing is handled before it is stored."""

import hmac
import json

from aiohttp import web

from bot.telegram.intake.reception import Reception

HEADER = "X-Telegram-Bot-Api-Secret-Token"


def webhook(path: str, secret: str, reception: Reception) -> web.Application:
    """An application that takes updates at `path` from whoever knows the secret.

    A failure to store answers 500, so that Telegram delivers again.
    """

    async def take(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), secret.encode()):
            raise web.HTTPUnauthorized
        try:
            update = await request.json()
            int(update["update_id"])
        except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError):
            raise web.HTTPBadRequest from None
        await reception.take([update])
        return web.Response()

    app = web.Application(client_max_size=1 << 20)
    app.router.add_post(path, take)
    return app
