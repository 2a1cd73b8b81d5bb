"""The table of methods: name to function."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from simulator.params import Params
from simulator.simulation import Simulation

Function = Callable[[Simulation, Params], Any | Awaitable[Any]]


@dataclass(frozen=True)
class Method:
    """A method; `sends` counts against the bot-wide limit, `limited` against the chat's."""

    name: str
    function: Function
    sends: bool
    limited: bool


METHODS: dict[str, Method] = {}


def method(name: str, *, sends: bool = False, limited: bool = False) -> Callable[[Function], Function]:
    """Enter a function under the name of a Bot API method (found in any case)."""

    def enter(function: Function) -> Function:
        METHODS[name.lower()] = Method(name, function, sends, sends or limited)
        return function

    return enter
