import io
from pathlib import Path

import pytest

from nlu.__main__ import main
from nlu.examples import read_examples
from nlu.models import read_current
from nlu.problems import BadInputs
from nlu.project import Project
from nlu.teaching import teach


def files(project: Project) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in project.examples.glob("**/*") if path.is_file()}


def learnt(project: Project, language: str) -> list[tuple[str, str]]:
    problems: list[object] = []
    found = read_examples(project, [language], problems)  # type: ignore[arg-type]
    assert not problems
    return [(example.text, example.intent) for example in found if example.writer == "staff"]


def test_what_staff_teach_becomes_examples_in_their_own_file(project: Project) -> None:
    asked = [
        ("house/rent", "is there: a room? #2 - 'cheap'"),
        ("house/rent", "- a flat\n  to let"),
        ("house/rent", "x" * 300 + " y"),
        ("chat/greet", "yo"),
        ("out-of-scope", "who won"),
    ]
    written = [teach(project, "en", topic, text) for topic, text in asked]
    assert [path and path.name for path in written] == [
        *["house.staff.yml"] * 3, "chat.staff.yml", "out-of-scope.staff.yml",
    ]  # fmt: skip
    assert sorted(learnt(project, "en")) == sorted(
        [
            ("is there: a room? #2 - 'cheap'", "house.rent"),
            ("- a flat to let", "house.rent"),
            ("x" * 300 + " y", "house.rent"),
            ("yo", "chat.greet"),
            ("who won", "out-of-scope"),
        ]
    )


def test_right_to_left_text_stays_as_it_was_written(project: Project) -> None:
    teach(project, "dari", "house/rent", "خانهٔ کرایی می‌خواهم؟")
    assert learnt(project, "dari") == [("خانهٔ کرایی می‌خواهم؟", "house.rent")]


def test_two_topics_share_a_file_and_what_stood_there_stays(project: Project) -> None:
    teach(project, "en", "travel/ticket", "fare home")
    path = teach(project, "en", "travel/passport", "my booklet")
    assert path is not None
    path.write_text(path.read_text("utf-8").replace("nlu:", "nlu: # ours"), "utf-8")
    teach(project, "en", "travel/ticket", "flight money")
    assert "# ours" in path.read_text("utf-8")
    assert learnt(project, "en") == [
        ("fare home", "travel.ticket"),
        ("flight money", "travel.ticket"),
        ("my booklet", "travel.passport"),
    ]


def test_an_example_that_is_known_is_not_written_twice(project: Project) -> None:
    teach(project, "en", "house/rent", "flat to let")
    before = files(project)
    assert teach(project, "en", "house/rent", " Flat  to LET") is None
    assert files(project) == before


@pytest.mark.parametrize(
    ("language", "topic", "text", "said"),
    [
        ("en", "house/rant", "a flat", "topic: unknown topic; did you mean house/rent?"),
        ("xx", "house/rent", "a flat", "language: expected one of dari, en"),
        ("en", "house/rent", " ### ", "text: expected words"),
        ("en", "house/rent", "a [flat](thing)", "text: expected words, without the marks"),
        (
            "en",
            "house/rent",
            "My passport  is lost",
            "text: this stands under travel/passport already (nlu/data/en/travel",
        ),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    project: Project, language: str, topic: str, text: str, said: str
) -> None:
    before = files(project)
    with pytest.raises(BadInputs) as bad:
        teach(project, language, topic, text)
    assert said in str(bad.value)
    assert files(project) == before


def test_what_was_taught_goes_live_when_it_is_promoted(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a hut by the sea"))
    root = str(project.root)
    assert main(["--project", root, "teach", "en", "house/rent"]) == 0
    assert "Added to nlu/data/en/house.staff.yml." in capsys.readouterr().out
    assert main(["--project", root, "promote"]) == 0
    assert read_current(project) is not None
