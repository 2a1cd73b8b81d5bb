"""Puts a new model into the running server: conversations go on, and the old model answers until the new one can."""

import asyncio
import contextlib
import logging
from typing import Any

from rasa.core.agent import Agent
from sanic import Sanic

from nlu.models import Current, read_current
from nlu.project import Project

log = logging.getLogger(__name__)
SECONDS = 1.0


class Reload:
    """Watches the pointer to the current model."""

    def __init__(self, project: Project, loaded: Current | None) -> None:
        self._project, self._loaded = project, loaded
        self._task: asyncio.Task[None] | None = None

    async def start(self, app: Sanic, _: Any) -> None:
        """Begin to watch; a listener of the server."""
        self._task = asyncio.create_task(self._watch(app.ctx.agent))
        log.info("listening; model: %s", self._loaded.model if self._loaded else "none yet")

    async def stop(self, _app: Sanic, _: Any) -> None:
        """Stop to watch; a listener of the server."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _watch(self, agent: Agent) -> None:
        while True:
            await asyncio.sleep(SECONDS)
            current = read_current(self._project)
            if current is not None and current != self._loaded:
                await self._load(agent, current)

    async def _load(self, agent: Agent, current: Current) -> None:
        self._loaded = current
        try:
            await asyncio.to_thread(agent.load_model, current.path(self._project))
        except Exception as error:  # a model that cannot be read must not stop the one that answers
            log.error("%s cannot be loaded (%s); the last one stays", current.model, error)
        else:
            log.info("%s answers from now on", current.model)
