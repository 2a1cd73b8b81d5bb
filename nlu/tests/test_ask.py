import io
import json
import subprocess
import sys

import pytest

from nlu.ask import answer_lines
from nlu.project import HERE, Project


def ask(project: Project, *questions: object) -> list[dict[str, object]]:
    out = io.StringIO()
    lines = [json.dumps(question) + "\n" for question in questions]
    assert answer_lines(project, lines, out) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_is_answered_in_its_turn(trained: Project) -> None:
    answers = ask(
        trained,
        {"message": "my passport is lost", "language": "en"},
        {"message": "", "language": "en"},
        {"message": "قیمت تکت طیاره چند است", "language": "dari"},
        {"message": "is the ticket free"},
    )
    assert [answer["topic"] for answer in answers] == ["travel/passport", None, "travel/ticket", "travel/ticket"]
    assert all(
        set(answer) == {"topic", "confidence", "decision", "three", "language", "strange", "flow"} for answer in answers
    )


def test_nothing_but_answers_is_written(trained: Project) -> None:
    command = [sys.executable, "-m", "nlu", "--project", str(trained.root), "ask"]
    done = subprocess.run(
        command, cwd=HERE.root, input='{"message": "/restart"}\n\n', capture_output=True, text=True, check=True
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("line", "said"), [("{", "line 2: expected JSON"), ('{"message": 1}', 'line 2: expected "message"')]
)
def test_a_wrong_line_is_named(trained: Project, capsys: pytest.CaptureFixture[str], line: str, said: str) -> None:
    assert answer_lines(trained, ['{"message": "a"}\n', line], io.StringIO()) == 1
    assert capsys.readouterr().err.startswith(said)


def test_without_a_model_it_says_what_to_do(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer_lines(project, [], io.StringIO()) == 1
    assert "python -m nlu train" in capsys.readouterr().err
