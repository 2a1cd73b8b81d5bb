import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from nlu.models import make_current, read_current
from nlu.project import HERE, Project
from nlu.tests.conftest import TOKEN, Server, wait_for


@pytest.fixture(scope="session")
def answering(server: Server, trained: Project) -> Server:
    """The server after it has found the model that was trained while it ran."""
    assert server.post({"sender": "x", "message": "hello"}).status_code == 503
    current = read_current(trained)
    assert current is not None
    server.project.models.mkdir(parents=True)
    shutil.copy(current.path(trained), server.project.models)
    make_current(server.project, current)
    wait_for(lambda: server.post({"sender": "x", "message": "hello"}).status_code == 200, "no model was loaded")
    return server


@pytest.mark.parametrize(
    ("message", "language", "topic"),
    [
        ("is my flight ticket free", "en", "travel/ticket"),
        ("I lost my passport at the embassy", "en", "travel/passport"),
        ("تکت طیاره رایگان است", "dari", "travel/ticket"),
        ("پاسپورتم گم شده", "dari", "travel/passport"),
    ],
)
def test_people_are_understood_in_each_language(answering: Server, message: str, language: str, topic: str) -> None:
    answer = answering.ask(message, language)
    assert answer["topic"] == topic
    assert answer["language"] in (language, None)


def test_the_answer_has_the_agreed_form(answering: Server) -> None:
    answer = answering.ask("hello, is the ticket free?")
    assert set(answer) == {"topic", "confidence", "decision", "three", "language", "strange", "flow"}
    assert answer["decision"] in ("answer", "ask", "refuse")
    assert 1 <= len(answer["three"]) <= 3
    assert answer["strange"] is False
    assert answer["three"][0] == {"topic": answer["topic"], "confidence": answer["confidence"]}
    assert all(0 <= one["confidence"] <= 1 and "/" in one["topic"] for one in answer["three"])


@pytest.mark.parametrize("message", ["", "   ", "///", "؟؟؟", "😀", "\u200f"])
def test_what_says_nothing_is_refused_not_guessed(answering: Server, message: str) -> None:
    answer = answering.ask(message)
    assert (answer["topic"], answer["decision"], answer["three"]) == (None, "refuse", [])


@pytest.mark.parametrize(
    "command",
    ["/travel.ticket", " /travel.ticket@1.0", "/restart", "//session_start", '\u200f/back{"a": 1}', "/ /restart"],
)
def test_nobody_can_type_a_command(answering: Server, command: str) -> None:
    with_slash, without = (
        answering.ask(text, sender=f"{command} {text}")
        for text in (command + " ", command.strip("\u200f/ "))  # no common past
    )
    assert with_slash == without
    assert len(with_slash["three"]) > 1, "a command would be nothing but itself"


def test_a_short_message_goes_on_from_the_last_topic(answering: Server) -> None:
    for sender, first, topic in (
        ("tenant", "where can I rent a room", "house/rent"),
        ("traveller", "I have no passport", "travel/passport"),
    ):
        assert answering.ask(first, sender=sender)["topic"] == topic
        assert answering.ask("and what else", sender=sender)["three"][0]["topic"].startswith(topic.split("/")[0])


def test_a_stranger_has_no_last_topic(answering: Server) -> None:
    alone = answering.ask("and what else", sender="nobody before")
    answering.ask("where can I rent a room", sender="somebody else")
    assert answering.ask("and what else", sender="nobody after") == alone


def test_two_questions_in_one_message_are_offered_both(answering: Server) -> None:
    both = answering.ask("is the flight ticket free? where can I rent a cheap flat?", sender="two")
    assert both["decision"] == "ask"
    assert {one["topic"] for one in both["three"]} >= {"travel/ticket", "house/rent"}


def test_a_new_model_under_load_costs_no_answer_and_no_conversation(answering: Server) -> None:
    """Reloading again and again while many ask: every answer is right, and a conversation goes on."""
    good = read_current(answering.project)
    assert good is not None
    other = type(good)(good.fingerprint, "again.tar.gz")
    shutil.copy(good.path(answering.project), other.path(answering.project))
    answering.ask("where can I rent a room", sender="loyal")
    before = answering.ask("and what else", sender="loyal")

    def ask(number: int) -> bool:
        if number % 40 == 0:
            make_current(answering.project, other if number % 80 else good)
        answer = answering.ask("is the flight ticket free", sender=f"load {number}")
        return bool(answer["topic"] == "travel/ticket")

    with ThreadPoolExecutor(8) as people:
        assert all(people.map(ask, range(400)))
    wait_for(lambda: "again.tar.gz answers from now on" in answering.log.read_text(), "no reload took place")
    assert answering.ask("and what else", sender="loyal") == before
    make_current(answering.project, good)
    status = f"{answering.address}/status?token={TOKEN}"
    wait_for(lambda: requests.get(status, timeout=5).json()["model_file"] == good.model, "the first model is not back")


def test_a_long_text_is_cut(answering: Server) -> None:
    long = answering.ask("is the ticket free " * 20_000)
    assert long == answering.ask(("is the ticket free " * 100)[:1000])


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x"])
def test_without_the_token_nobody_is_answered(answering: Server, token: str) -> None:
    assert answering.post({"sender": "x", "message": "hello"}, token).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        "", "{", "[]", '"hello"', {}, {"sender": "x"}, {"sender": "x", "message": 1}, {"message": "hello"},
        {"sender": "x", "message": "hello", "metadata": "en"},
        {"sender": "x", "message": "hello", "metadata": {"language": 1}},
        {"sender": 1, "message": "hello"}, b"\xff\xfe",
    ],
)  # fmt: skip
def test_a_malformed_body_is_a_bad_request(answering: Server, body: object) -> None:
    response = answering.post(body)
    assert response.status_code == 400
    assert response.json()["error"].startswith("expected")


def test_the_status_needs_the_token_and_names_the_model(answering: Server) -> None:
    assert requests.get(f"{answering.address}/status", timeout=5).status_code == 401
    status = requests.get(f"{answering.address}/status", params={"token": TOKEN}, timeout=5).json()
    assert status["model_file"] == read_current(answering.project).model  # type: ignore[union-attr]


def test_a_model_that_cannot_be_read_leaves_the_last_one_answering(answering: Server) -> None:
    good = read_current(answering.project)
    assert good is not None
    (answering.project.models / "broken.tar.gz").write_bytes(b"no archive")
    make_current(answering.project, type(good)("broken", "broken.tar.gz"))
    wait_for(lambda: "broken.tar.gz" in answering.log.read_text(), "the broken model was not noticed")
    assert answering.ask("is the ticket free")["topic"] == "travel/ticket"
    make_current(answering.project, good)


def test_the_log_holds_nothing_that_people_wrote(answering: Server) -> None:
    for message in (
        "zanzibarword ticket",
        "/zanzibarword{",
        '/zanzibarword{"zanzibarword": zanzibarword}',
        "zanzibarword",
    ):
        answering.ask(message, sender="zanzibarperson")
    answering.post('{"sender": "zanzibarperson", "message": "zanzibarword')
    answering.post({"sender": "zanzibarperson", "message": "zanzibarword \ud800"})
    log = answering.log.read_text()
    assert "zanzibar" not in log
    assert TOKEN not in log


def serve(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    mine = {key: value for key, value in os.environ.items() if key != "ASSISTANT_TOKEN"} | environment
    command = [sys.executable, "-m", "nlu", "serve", *arguments]
    return subprocess.run(command, cwd=HERE.root, env=mine, capture_output=True, text=True, check=False)


def test_serving_needs_a_token() -> None:
    done = serve()
    assert done.returncode == 1
    assert done.stderr == "ASSISTANT_TOKEN: expected a secret that the bot knows too\n"


def test_a_busy_port_is_one_clear_line(answering: Server) -> None:
    port = answering.address.rsplit(":", 1)[1]
    done = serve("--port", port, ASSISTANT_TOKEN=TOKEN)
    assert done.returncode == 1
    assert done.stderr == f"--port {port}: busy; expected a free port\n"
