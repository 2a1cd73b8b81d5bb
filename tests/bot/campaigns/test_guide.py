"""docs/campaigns.md says what the code does: its commands, its examples, its defaults."""

import re
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import typer

from bot.campaigns.audience import Audience
from bot.campaigns.command import make_app
from bot.campaigns.plan import MediaForm, Plan, read_draft
from bot.campaigns.policy import Policy
from bot.campaigns.schedule import Schedule
from bot.content import Catalogue
from bot.content.documents import read
from bot.storage.campaign_tables import Reason
from tests.bot.campaigns.conftest import Carried

GUIDE = Path("docs/campaigns.md").read_text("utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
TYPED = [*re.findall(r"`campaign ([^`\n]+)`", GUIDE), *re.findall(r"^campaign (.+)$", GUIDE, re.MULTILINE)]


@pytest.fixture(scope="module")
def commands() -> Any:
    """The real commands by name."""
    group: Any = typer.main.get_command(make_app(lambda _: nullcontext(Carried())))
    return group.commands


def _data(key: str) -> Any:
    """The example that begins with a key, as it is read from a file."""
    found = next(block for block in BLOCKS if block.startswith(f"{key}:"))
    return read("plan.yml", re.sub(r": \.\.\.", ": x", found)).data


def test_every_command_and_option_of_the_guide_exists(commands: Any) -> None:
    for command, *words in map(str.split, TYPED):
        known = {name for parameter in commands[command].params for name in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, command


def test_every_command_stands_in_the_guide(commands: Any) -> None:
    assert {words.split()[0] for words in TYPED} == set(commands)


def test_the_example_file_is_in_order(catalogue: Catalogue) -> None:
    assert read_draft(Path("docs/examples/information-session.yml"), catalogue).plan.schedule


def test_the_examples_are_read() -> None:
    plan = _data("title")
    assert Plan.model_validate(plan).content == "information-session"
    Audience.model_validate(_data("audience")["audience"])
    MediaForm.model_validate(_data("media")["media"])
    rules = next(block for block in BLOCKS if block.startswith("schedule:")).splitlines()
    for rule in rules:
        Schedule.model_validate(read("plan.yml", rule).data["schedule"])
    assert len(rules) == 4


def test_the_policy_is_told_whole_and_with_its_defaults() -> None:
    told = _data("policy")["policy"]
    assert set(told) == set(Policy.model_fields)
    apart = {"holidays", "fallback", "urgent"}
    shown = {key: value for key, value in Policy.model_validate(told).model_dump().items() if key not in apart}
    assert shown == Policy().model_dump(exclude=apart)


def test_the_reasons_are_explained() -> None:
    told = set(re.findall(r"(?:failed|skipped): ([a-z]\w+)", GUIDE))
    assert told <= set(Reason)
