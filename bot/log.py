"""The log: what happened, never what people wrote, who they are, or a token."""

import logging


def configure_log(level: str) -> None:
    """Log to standard error. aiogram's own lines are quiet: they name updates and errors with texts in them."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for noisy in ("aiogram", "aiohttp.access", "alembic", "watchfiles", "asyncio"):
        logging.getLogger(noisy).setLevel(max(logging.ERROR, logging.getLevelName(level)))
