"""A whole population at once: people who have pressed Start, some of whom have left since."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, fields
from typing import Any

from simulator.errors import ControlError
from simulator.simulation import Simulation
from simulator.world import Chat, Json, Person

LARGEST = 1_000_000


@dataclass(frozen=True)
class Census:
    """What a population is like; shares are between 0 and 1, languages weigh against each other."""

    size: int
    blocked: float = 0.0
    deactivated: float = 0.0
    never_started: float = 0.0
    languages: dict[str, float] = field(default_factory=lambda: {"en": 1, "ar": 1, "fa": 1, "ps": 1, "ur": 1})
    seed: int = 0
    first_id: int = 100_001

    def check(self) -> None:
        """Raise a control error for what cannot be."""
        left = self.blocked + self.deactivated + self.never_started
        if not 0 < self.size <= LARGEST or left > 1 or min(self.blocked, self.deactivated, self.never_started) < 0:
            raise ControlError(400, f"size must be 1 to {LARGEST}, the shares 0 to 1 together")
        if not self.languages or min(self.languages.values()) < 0:
            raise ControlError(400, "languages must map codes to weights")


def settle(simulation: Simulation, body: dict[str, Any]) -> Json:
    """Make the people of a census given as JSON; the same seed makes the same people. Answers with the counts."""
    known = {f.name for f in fields(Census)}
    if unknown := set(body) - known:
        raise ControlError(400, f"unknown keys {sorted(unknown)}; known are {sorted(known)}")
    census = Census(**body)
    census.check()
    dice = random.Random(census.seed)  # noqa: S311
    people = [_person(census, census.first_id + n, dice) for n in range(census.size)]
    if any(person.id in simulation.world.people for person in people):
        raise ControlError(409, "some of the ids are taken; choose another first_id")
    for person in people:
        simulation.world.people[person.id] = person
        if person.started:
            simulation.world.chats[person.id] = Chat(person.id, "private", {"first_name": person.first_name})
    simulation.events.tell("reset")
    counts = {name: sum(getattr(person, name) for person in people) for name in ("started", "blocked", "deactivated")}
    return {"first_id": census.first_id, "last_id": people[-1].id} | counts


def _person(census: Census, person_id: int, dice: random.Random) -> Person:
    language = dice.choices(list(census.languages), list(census.languages.values()))[0]
    person = Person(person_id, f"Person {person_id}", language, started=True)
    fate = dice.random()
    if fate < census.blocked:
        person.blocked = True
    elif fate < census.blocked + census.deactivated:
        person.deactivated = True
    elif fate < census.blocked + census.deactivated + census.never_started:
        person.started = False
    return person
