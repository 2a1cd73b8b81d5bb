from pathlib import Path

import pytest

from bot.errors import ExamError
from bot.evaluation.exam import OUT_OF_SCOPE, read_exam

LANGUAGES = ["en", "dari"]
TOPICS = ["asylum/apply", "asylum/appeal"]


def _exam(folder: Path, text: str) -> Path:
    path = folder / "exam.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_are_found_by_name_and_others_are_ignored(tmp_path: Path) -> None:
    path = _exam(
        tmp_path,
        "author\tquestion\ttopic\talso_ok\tlang\tid\tstyle\n"
        'x\tthey said "no"\tasylum/appeal\tasylum/apply, out-of-scope\ten\tq7\tstory\n',
    )
    (question,) = read_exam(path, LANGUAGES, TOPICS)
    assert (question.id, question.style, question.text) == ("q7", "story", 'they said "no"')
    assert question.accepts("asylum/appeal")
    assert question.accepts("asylum/apply")
    assert not question.accepts(None)


def test_id_and_style_may_be_missing_and_windows_files_run(tmp_path: Path) -> None:
    path = _exam(tmp_path, f"\ufefflang\ttext\ttopic\r\ndari\tچطور\t{OUT_OF_SCOPE}\r\n\r\n")
    (question,) = read_exam(path, LANGUAGES, TOPICS)
    assert (question.id, question.style, question.topic) == ("2", "-", OUT_OF_SCOPE)


def test_a_wrong_header_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ExamError, match=r"exam\.tsv:1: the header lacks the column lang, text"):
        read_exam(_exam(tmp_path, "topic\tquestio\n"), LANGUAGES, TOPICS)


def test_every_wrong_line_is_named_with_its_column(tmp_path: Path) -> None:
    path = _exam(tmp_path, "lang\ttext\ttopic\nfr\thello\tasylum/apply\nen\t \tasylum/nothing\n")
    with pytest.raises(ExamError) as error:
        read_exam(path, LANGUAGES, TOPICS)
    lines = str(error.value).splitlines()
    assert [line.split(": ")[0].rsplit(":", 1)[1] for line in lines] == ["2", "3", "3"]
    assert [line.split(": ")[1] for line in lines] == ["lang", "text", "topic"]


def test_a_missing_file_is_an_exam_error(tmp_path: Path) -> None:
    with pytest.raises(ExamError, match="cannot be read"):
        read_exam(tmp_path / "none.tsv", LANGUAGES, TOPICS)
