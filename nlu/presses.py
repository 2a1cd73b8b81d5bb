"""Buttons of guided conversations: what the bot sends when one is pressed, and what Rasa is told.

Only these become Rasa's own commands. Nothing that a person types does.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from nlu.flows import STOP as STOP_KEY
from nlu.forms import ANSWER, STOP, asked, form_of, slot_of
from nlu.questions import BadQuestion

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_FORM = 'expected "press": {"flow"}, {"flow", "step", "option"} or {"flow", "stop": true}, of names such as my-flow'


@dataclass(frozen=True)
class Press:
    """A button: it begins a flow, answers a step of it (then `answer` holds step and option), or stops it."""

    flow: str
    answer: tuple[str, str] | None = None
    stop: bool = False


def read_press(body: Any) -> Press | None:
    """The press in a body; None where there is none. Raises BadQuestion."""
    if not isinstance(body, dict) or "press" not in body:
        return None
    press = body["press"]
    names = [value for key, value in press.items() if key != STOP_KEY] if isinstance(press, dict) else [None]
    if not all(isinstance(name, str) and _NAME.fullmatch(name) for name in names):
        raise BadQuestion(_FORM)
    if set(press) == {"flow", "step", "option"}:
        return Press(press["flow"], (press["step"], press["option"]))
    if set(press) == {"flow"} or (set(press) == {"flow", STOP_KEY} and press[STOP_KEY] is True):
        return Press(press["flow"], stop=STOP_KEY in press)
    raise BadQuestion(_FORM)


def commands(press: Press, tracker: DialogueStateTracker | None) -> list[str]:
    """What Rasa is told. A flow that is not going on begins anew: the last one may have been forgotten meanwhile."""
    going_on = (asked(tracker) or "").startswith(slot_of(press.flow, ""))
    if press.stop:
        return [f"/{STOP}"] if going_on else []
    if press.answer and going_on:
        step, option = press.answer
        return [f"/{ANSWER}{json.dumps({slot_of(press.flow, step): option})}"]
    return ["/restart", f"/{form_of(press.flow)}"]
