"""The door for the bot: one question in, one answer out, both as JSON."""

import hmac
import logging
import os
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from nlu.answers import Answer, answer_of
from nlu.context import last_answered
from nlu.forms import asked, form_of
from nlu.presses import Press, commands, read_press
from nlu.questions import BadQuestion, Question, read_question
from nlu.quiet import private

log = logging.getLogger(__name__)
Handle = Callable[[UserMessage], Awaitable[Any]]


class TopicChannel(InputChannel):
    """`POST /webhooks/topics/webhook`, with the token of the environment variable ASSISTANT_TOKEN."""

    @classmethod
    def name(cls) -> str:
        """The channel's part of the address."""
        return "topics"

    def blueprint(self, on_new_message: Handle) -> Blueprint:
        """The route."""
        token = os.environ["ASSISTANT_TOKEN"]
        routes = Blueprint("topics")

        @routes.route("/webhook", methods=["POST"])
        async def answer(request: Request) -> HTTPResponse:
            private.set(True)
            if not _allowed(request, token):
                return json({"error": "expected the header Authorization: Bearer <ASSISTANT_TOKEN>"}, status=401)
            try:
                body = _body(request)
                press = read_press(body)
                question = read_question({**body, "message": ""} if press else body)
            except BadQuestion as bad:
                return json({"error": str(bad)}, status=400)
            if not request.app.ctx.agent or not request.app.ctx.agent.is_ready():
                return json({"error": "no model is loaded yet"}, status=503)
            return await _respond(question, press, request.app.ctx.agent, on_new_message)

        return routes


def _allowed(request: Request, token: str) -> bool:
    given = request.headers.get("Authorization", "")
    return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())


def _body(request: Request) -> Any:
    try:
        return request.json
    except Exception as error:  # Sanic's own words would repeat the body
        raise BadQuestion("expected JSON") from error


async def _respond(question: Question, press: Press | None, agent: Agent, handle: Handle) -> HTTPResponse:
    try:
        return json(await (_pressed(question, press, agent, handle) if press else _answer(question, agent, handle)))
    except Exception as error:  # whatever it is: the bot is told, and the log says where, never what was written
        place = traceback.extract_tb(error.__traceback__)[-1]
        log.error("%s at %s:%s", type(error).__name__, place.filename, place.lineno)
        return json({"error": "the assistant failed"}, status=500)


async def _answer(question: Question, agent: Agent, handle: Handle) -> Answer:
    if not question.text:
        return answer_of({})
    after = await last_answered(agent, question.sender)
    tracker = await agent.tracker_store.retrieve(question.sender)
    return await _said(question, question.text, {"after": after, "asked": asked(tracker)}, handle)


async def _pressed(question: Question, press: Press, agent: Agent, handle: Handle) -> Answer:
    """A flow that the model does not know answers with none, one that is over with its end."""
    nothing = answer_of({})
    if agent.domain is None or form_of(press.flow) not in agent.domain.form_names:
        return nothing
    told = commands(press, await agent.tracker_store.retrieve(question.sender))
    if not told:
        return {
            **nothing,
            "decision": "flow",
            "flow": {"id": press.flow, "state": "stopped", "step": None, "answers": {}},
        }
    for command in told[:-1]:
        await handle(UserMessage(command, CollectingOutputChannel(), question.sender, input_channel="topics"))
    return {**await _said(question, told[-1], {}, handle), "decision": "flow"}


async def _said(question: Question, text: str, metadata: dict[str, Any], handle: Handle) -> Answer:
    """What comes last: where an answer is followed by the question of a flow, that knows the answer too."""
    output = CollectingOutputChannel()
    metadata = {"language": question.language, **metadata}
    message = UserMessage(text, output, question.sender, input_channel="topics", metadata=metadata)
    await handle(message)
    answer: Answer = [sent["custom"] for sent in output.messages if "custom" in sent][-1]
    return answer
