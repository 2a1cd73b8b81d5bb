"""From a question that was not understood to an assistant that understands it: the real commands, a small assistant."""

import asyncio
import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.clock import SystemClock
from bot.errors import AssistantError, QuestionError
from bot.evaluation.questions import make_app
from bot.evaluation.teaching import unmasked
from bot.storage.database import migrate, open_database, sessions
from bot.storage.questions import Questions

NLU = Path("nlu").resolve()
ASKED = {
    "house/rent": ["a cheap flat", "rent a room"],
    "travel/ticket": ["my flight", "who pays the plane"],
    "chat/greet": ["hello", "good morning"],
    "out-of-scope": ["who won the match", "weather tomorrow"],
}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in little, with the real assistant's code and environment."""
    (tmp_path / "nlu").mkdir()
    for item in NLU.iterdir():
        if item.name != "data":
            (tmp_path / "nlu" / item.name).symlink_to(item)
    write(tmp_path / "config.yml", (NLU.parent / "config.yml").read_text("utf-8"))
    write(tmp_path / "content/languages.yml", "en: {name: English}\ndari: {name: Dari}\n")
    themes = "".join(f"  {topic.replace('/', ': {topics: {')}: {{}}}}}}\n" for topic in ASKED if "/" in topic)
    write(tmp_path / "content/topics.yml", f"themes:\n{themes}")
    for language, ending in (("en", "now"), ("dari", "لطفا")):
        for topic, asked in ASKED.items():
            teach(tmp_path, language, topic, [f"{text} {ending} {n}" for text in asked for n in range(4)])
    write(tmp_path / "tests/exam.tsv", "lang\ttext\ttopic\nen\ta cheap flat today\thouse/rent\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CONTENT", raising=False)
    settings = {
        "ENV_FILE": os.devnull,
        "TELEGRAM_TOKEN": "123456:" + "Q" * 35,
        "READER_KEY": "a secret of the tests, long enough to be one",
        "ASSISTANT_TOKEN": "nobody-listens-there",
        "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/questions.db",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return tmp_path


def teach(root: Path, language: str, topic: str, asked: list[str]) -> None:
    if "/" in topic:
        write(root / f"content/{language}/{topic}.md", f"---\ntitle: {topic}\n---\nText.\n")
    head = f'version: "3.1"\nnlu:\n  - intent: {topic.replace("/", ".")}\n    examples: |\n'
    examples = "".join(f"      - {text}\n" for text in asked)
    write(root / f"nlu/data/{language}/{topic.split('/')[0]}.yml", head + examples)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def keep(checkout: Path, *texts: str, language: str = "en") -> None:
    async def run() -> None:
        engine = open_database(f"sqlite+aiosqlite:///{checkout}/questions.db")
        await migrate(engine)
        questions = Questions(sessions(engine), SystemClock())
        for text in texts:
            await questions.add(language, text, ["travel/ticket", "house/rent"])
        await engine.dispose()

    asyncio.run(run())


def said(*arguments: object) -> Result:
    return CliRunner().invoke(make_app(), [str(argument) for argument in arguments], env={"COLUMNS": "160"})


def kept() -> list[tuple[int, str, int]]:
    return [(one["id"], one["text"], one["count"]) for one in json.loads(said("list", "--json").stdout)]


def test_the_list_shows_the_most_asked_first_and_how_to_go_on(checkout: Path) -> None:
    keep(checkout, "a shack by the sea", "digs", "Digs")
    assert kept() == [(2, "digs", 2), (1, "a shack by the sea", 1)]
    page = said().stdout
    assert page.index("digs") < page.index("a shack")
    assert "questions assign NUMBER TOPIC" in page
    assert "make learn" in page


def test_a_language_can_be_looked_at_alone(checkout: Path) -> None:
    keep(checkout, "digs")
    keep(checkout, "خانه", language="dari")
    assert "digs" not in said("list", "--language", "dari").stdout
    assert said("list", "--language", "ar").stdout == "No question waits.\n"


def test_a_question_becomes_an_example_that_the_next_model_knows(checkout: Path) -> None:
    keep(checkout, "digs for ### euros, ***", "digs for ### euros, ***")
    done = said("assign", 1, "house/rent", "--train")
    assert done.exit_code == 0, (done.output, done.exception)
    assert "- digs for euros," in (checkout / "nlu/data/en/house.staff.yml").read_text("utf-8")
    assert kept() == []
    assert (checkout / "var/models/current.json").exists()


def test_staff_may_say_it_in_other_words(checkout: Path) -> None:
    keep(checkout, "digs *** ***")
    assert said("assign", 1, "out-of-scope", "--text", "dig a hole").exit_code == 0
    assert "- dig a hole" in (checkout / "nlu/data/en/out-of-scope.staff.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((1, "house/rant"), "did you mean house/rent?"),
        ((7, "house/rent"), "No question has the number 7"),
        ((1, "house/rent", "--text", "hello now 1"), "stands under chat/greet already"),
    ],
)
def test_what_does_not_fit_is_refused_and_the_question_stays(
    checkout: Path, arguments: tuple[object, ...], why: str
) -> None:
    keep(checkout, "digs")
    done = said("assign", *arguments)
    assert isinstance(done.exception, QuestionError)
    assert why in str(done.exception)
    assert kept() == [(1, "digs", 1)]
    assert not list((checkout / "nlu/data/en").glob("*.staff.yml"))


def test_a_question_can_be_dropped(checkout: Path) -> None:
    keep(checkout, "digs", "DIGS", "a shack")
    assert said("drop", 1).stdout == "Gone, asked 2 times.\n"
    assert kept() == [(3, "a shack", 1)]


def test_without_the_assistants_environment_it_is_said_and_the_question_stays(checkout: Path) -> None:
    keep(checkout, "digs")
    (checkout / "nlu/.venv").unlink()
    assert isinstance(said("assign", 1, "house/rent").exception, AssistantError)
    assert kept() == [(1, "digs", 1)]


def test_masks_do_not_become_words() -> None:
    assert unmasked("I paid #### to ***, call ##") == "I paid to , call"
