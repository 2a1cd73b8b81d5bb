"""Guided conversations with a real model: buttons, words, questions in between, and every way out."""

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from nlu.inputs import read_inputs
from nlu.models import fingerprint
from nlu.problems import BadInputs
from nlu.project import Project
from nlu.tests.conftest import Server, start_server
from nlu.tests.trees import plant, write
from nlu.training import train

FLOWS = """packing:
  topics: [travel/ticket]
  steps:
    bag:
      yes: {}
      no: {}
    size:
      small: {}
      large: {}
other:
  topics: [house/rent]
  steps:
    rooms:
      one: {}
      two: {}
"""
TEXTS = {
    "en": "steps:\n  bag: {options: {yes: 'Yes', no: 'No'}}\n  size: {options: {small: Small, large: Large}}\n",
    "dari": "steps:\n  bag: {options: {yes: بلی, no: نخیر}}\n  size: {options: {small: خرد, large: کلان}}\n",
}
WORDS = {"en": "stop: [stop]\nyes: [yep, of course]\nno: [nope]\n", "dari": "stop: [بس است]\nyes: [ها]\nno: [نه]\n"}
_SENDERS = count(1)


@pytest.fixture(scope="module")
def packing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that knows two flows."""
    folder = tmp_path_factory.mktemp("flows")
    train(add_flows(plant(folder)))
    running = start_server(Project(folder), folder / "server.log")
    yield running
    running.process.terminate()
    assert running.process.wait(20) == 0


def add_flows(project: Project) -> Project:
    write(project.root, "content/lexicon/travel.yml", "ticket:\n  en: [ticket*]\n")
    write(project.root, "content/flows.yml", FLOWS)
    for language, text in TEXTS.items():
        write(project.root, f"content/{language}/flows/packing.yml", text)
        write(project.root, f"content/{language}/flows/words.yml", WORDS[language])
    return project


class Somebody:
    """A person who talks with the assistant through the bot."""

    def __init__(self, server: Server, language: str = "en") -> None:
        self._server, self._language, self._sender = server, language, f"person{next(_SENDERS)}"

    def presses(self, flow: str = "packing", **more: Any) -> Any:
        body = {"sender": self._sender, "press": {"flow": flow, **more}, "metadata": {"language": self._language}}
        response = self._server.post(body)
        assert response.status_code == 200, response.text
        return response.json()

    def chooses(self, step: str, option: str) -> Any:
        return self.presses(step=step, option=option)

    def says(self, text: str) -> Any:
        return self._server.ask(text, self._language, self._sender)


def stands(answer: Any) -> tuple[str, str | None, dict[str, str]]:
    return answer["flow"]["state"], answer["flow"]["step"], answer["flow"]["answers"]


def test_buttons_lead_through_a_flow_to_its_answers(packing: Server) -> None:
    somebody = Somebody(packing)
    begun = somebody.presses()
    assert stands(begun) == ("asking", "bag", {})
    assert (begun["decision"], begun["topic"], begun["three"]) == ("flow", None, [])
    assert stands(somebody.chooses("bag", "no")) == ("asking", "size", {"bag": "no"})
    assert stands(somebody.chooses("size", "large")) == ("done", None, {"bag": "no", "size": "large"})
    assert somebody.says("is the ticket free")["flow"] is None


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "Yes!", "small"),
        ("en", "of course", "LARGE."),
        ("dari", "بلي", "کلان"),
        ("dari", "ها", "خرد"),
        ("dari", "yep", "Small"),
    ],
)
def test_words_answer_as_buttons_do(packing: Server, language: str, first: str, second: str) -> None:
    somebody = Somebody(packing, language)
    somebody.presses()
    asked = somebody.says(first)
    assert stands(asked) == ("asking", "size", {"bag": "yes"})
    assert asked["decision"] == "flow"
    assert stands(somebody.says(second))[0] == "done"


@pytest.mark.parametrize("text", ["no, he took it away", "yes but I have lost my passport", "small", "qwzx"])
def test_more_than_an_answer_is_no_answer(packing: Server, text: str) -> None:
    somebody = Somebody(packing)
    somebody.presses()
    asked = somebody.says(text)
    assert stands(asked) == ("asking", "bag", {})
    assert asked["decision"] != "flow"


def test_a_question_in_between_is_answered_and_the_flow_asks_again(packing: Server) -> None:
    somebody = Somebody(packing)
    somebody.presses()
    somebody.chooses("bag", "yes")
    for _ in range(15):  # more than the memory holds as events
        asked = somebody.says("is my flight ticket free")
        assert (asked["topic"], asked["decision"]) == ("travel/ticket", "answer")
        assert stands(asked) == ("asking", "size", {"bag": "yes"})
    assert stands(somebody.says("small")) == ("done", None, {"bag": "yes", "size": "small"})


@pytest.mark.parametrize("words", ["stop", "Stop!", "بس است"])
def test_words_stop_a_flow(packing: Server, words: str) -> None:
    somebody = Somebody(packing)
    somebody.presses()
    assert stands(somebody.says(words))[0] == "stopped"
    assert somebody.says(words)["flow"] is None


def test_a_button_stops_a_flow_and_stopping_twice_does_no_harm(packing: Server) -> None:
    somebody = Somebody(packing)
    somebody.presses()
    somebody.chooses("bag", "yes")
    assert stands(somebody.presses(stop=True))[0] == "stopped"
    assert stands(somebody.presses(stop=True))[0] == "stopped"
    assert somebody.says("no")["flow"] is None


def test_after_a_flow_nothing_of_it_is_left(packing: Server) -> None:
    somebody = Somebody(packing)
    for end in ({"stop": True}, {"step": "size", "option": "small"}):
        somebody.presses()
        somebody.chooses("bag", "yes")
        somebody.presses(**end)
        assert stands(somebody.presses()) == ("asking", "bag", {})


def test_beginning_again_begins_at_the_first_question(packing: Server) -> None:
    somebody = Somebody(packing)
    somebody.presses()
    somebody.chooses("bag", "yes")
    assert stands(somebody.presses()) == ("asking", "bag", {})
    assert stands(somebody.presses("other")) == ("asking", "rooms", {})
    assert stands(somebody.presses("other", step="rooms", option="two")) == ("done", None, {"rooms": "two"})


def test_an_earlier_answer_can_be_changed(packing: Server) -> None:
    somebody = Somebody(packing)
    somebody.presses()
    somebody.chooses("bag", "yes")
    assert stands(somebody.chooses("bag", "no")) == ("asking", "size", {"bag": "no"})


def test_a_button_of_a_flow_that_is_forgotten_begins_it_anew(packing: Server) -> None:
    assert stands(Somebody(packing).chooses("size", "large")) == ("asking", "bag", {})


def test_a_flow_that_does_not_exist_is_no_flow(packing: Server) -> None:
    assert Somebody(packing).presses("nothing")["flow"] is None


@pytest.mark.parametrize(
    "press",
    [
        None, "packing", {}, {"flow": 1}, {"flow": "a b"}, {"flow": 'x{"y": 1}'}, {"flow": "packing", "step": "bag"},
        {"flow": "packing", "stop": False}, {"flow": "packing", "step": "bag", "option": "/restart"},
        {"flow": "packing", "step": "bag", "option": "yes", "more": "x"},
    ],
)  # fmt: skip
def test_a_malformed_press_is_a_bad_request(packing: Server, press: object) -> None:
    response = packing.post({"sender": "x", "press": press})
    assert response.status_code == 400
    assert response.json()["error"].startswith("expected")


@pytest.mark.parametrize("text", ["/flow.packing", '/flow-answer{"packing.bag": "yes"}', "/flow-stop", "flow-stop"])
def test_nobody_can_type_what_a_button_sends(packing: Server, text: str) -> None:
    somebody = Somebody(packing)
    assert somebody.says(text)["flow"] is None
    somebody.presses()
    assert stands(somebody.says(text)) == ("asking", "bag", {})


def test_the_log_holds_no_answers(packing: Server) -> None:
    somebody = Somebody(packing)
    somebody.presses()
    somebody.says("zanzibarword")
    somebody.chooses("bag", "zanzibar-option")
    assert "zanzibar" not in packing.log.read_text()


@pytest.mark.parametrize("file", ["content/flows.yml", "content/en/flows/packing.yml", "content/dari/flows/words.yml"])
def test_every_file_of_the_flows_changes_the_fingerprint(project: Project, file: str) -> None:
    before = fingerprint(add_flows(project))
    path = project.root / file
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert fingerprint(project) != before


def test_words_that_mean_two_answers_are_told(project: Project) -> None:
    add_flows(project)
    write(project.root, "content/en/flows/words.yml", "yes: [نه]\n")
    with pytest.raises(BadInputs) as caught:
        read_inputs(project)
    told = json.dumps([str(problem) for problem in caught.value.problems], ensure_ascii=False)
    assert re.search("packing.bag: 'نه' stands for yes and for no", told)
