import json
import subprocess
import sys

import pytest

from nlu.__main__ import main
from nlu.inputs import read_inputs
from nlu.models import KEPT, Current, fingerprint, make_current, read_current
from nlu.project import HERE, Project
from nlu.tests.trees import write
from nlu.training import train


def test_the_model_knows_the_topics_and_nothing_else(trained: Project) -> None:
    from rasa.engine.storage.local_model_storage import LocalModelStorage

    current = read_current(trained)
    assert current is not None
    domain = LocalModelStorage.metadata_from_archive(current.path(trained)).domain
    of_rasa = {"back", "nlu_fallback", "out_of_scope", "restart", "session_start"}
    assert set(domain.intents) - of_rasa == set(read_inputs(trained).intents)


def test_training_leaves_the_configuration_alone(trained: Project) -> None:
    assert trained.config.read_bytes() == HERE.config.read_bytes()


def test_training_leaves_nothing_but_the_model_in_the_tree(trained: Project) -> None:
    assert sorted(path.name for path in trained.root.iterdir()) == ["config.yml", "content", "nlu", "var"]
    assert sorted(path.suffix for path in trained.models.iterdir()) == [".gz", ".json"]


def test_nothing_is_trained_when_nothing_has_changed(trained: Project) -> None:
    script = (
        "import sys; from nlu.__main__ import main; "
        "code = main(sys.argv[1:]); assert 'rasa' not in sys.modules; sys.exit(code)"
    )
    command = [sys.executable, "-c", script, "--project", str(trained.root), "train"]
    done = subprocess.run(command, cwd=HERE.root, capture_output=True, text=True, check=True)
    assert "up to date" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("file", ["nlu/data/en/house.yml", "content/topics.yml", "content/languages.yml", "config.yml"])
def test_every_input_changes_the_fingerprint(project: Project, file: str) -> None:
    before = fingerprint(project)
    path = project.root / file
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert fingerprint(project) != before


def test_the_words_of_an_answer_do_not_change_the_fingerprint_but_titles_and_new_texts_do(project: Project) -> None:
    text = project.content / "en/travel/ticket.md"
    before = fingerprint(project)
    text.write_text(text.read_text(encoding="utf-8") + "More words.\n", encoding="utf-8")
    assert fingerprint(project) == before
    write(project.root, "content/en/travel/ticket.md", "---\ntitle: another\n---\n")
    assert fingerprint(project) != before
    before = fingerprint(project)
    write(project.root, "content/en/chat/later.md", "a new text")
    assert fingerprint(project) != before


def test_the_last_good_model_survives_a_broken_tree(
    trained: Project, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    good = read_current(trained)
    assert good is not None
    project.models.mkdir(parents=True)
    good.path(project).write_bytes(good.path(trained).read_bytes())
    make_current(project, good)
    write(project.root, "nlu/data/en/house.yml", "nlu: [")
    assert main(["--project", str(project.root), "train"]) == 1
    assert read_current(project) == good
    assert "nlu/data/en/house.yml:1: broken YAML" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("NgramFeaturizer", "NoSuchFeaturizer"), "config.yml: "),
        (("pipeline:", "pipeline: ["), "config.yml: "),
        (("ContentImporter", "NoSuchImporter"), "Rasa made no model"),
    ],
)
def test_a_wrong_configuration_is_told_and_trains_nothing(
    project: Project, capsys: pytest.CaptureFixture[str], wrong: tuple[str, str], said: str
) -> None:
    write(project.root, "config.yml", project.config.read_text(encoding="utf-8").replace(*wrong))
    assert main(["--project", str(project.root), "train"]) == 1
    assert f"Training failed: {said}" in capsys.readouterr().err
    assert read_current(project) is None


def test_only_the_last_models_are_kept(project: Project) -> None:
    project.models.mkdir(parents=True)
    for name in "abcde":
        (project.models / f"{name}.tar.gz").write_bytes(b"")
        make_current(project, Current(name, f"{name}.tar.gz"))
    assert len(list(project.models.glob("*.tar.gz"))) == KEPT
    assert read_current(project) == Current("e", "e.tar.gz")


@pytest.mark.parametrize("pointer", ["", "{", "[]", '{"model": "x"}', json.dumps({"model": "no", "fingerprint": "x"})])
def test_a_pointer_that_leads_nowhere_is_no_model(project: Project, pointer: str) -> None:
    write(project.root, "var/models/current.json", pointer)
    assert read_current(project) is None


def test_training_again_after_a_change_makes_another_model(trained: Project) -> None:
    said: list[str] = []
    assert train(trained, said.append) == read_current(trained)
    assert said == [f"The assistant is up to date ({train(trained).model})."]
