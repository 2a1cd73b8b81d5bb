from pathlib import Path

import pytest
from ruamel.yaml import YAML

from nlu.ask import answers_of
from nlu.project import HERE, Project
from nlu.tests.trees import write
from nlu.training import train

WORDS = ["the", "is", "ticket", "free", "passport", "room", "rent"]
RESERVED = 200  # Rasa knows the marks of a sentence by their numbers in the real vocabulary, 101 and 102


def tiny_model(folder: Path) -> Path:
    """A model as small as can be, never trained, in the form in which real ones are fetched."""
    import transformers

    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    rest = [f"[unused{number}]" for number in range(RESERVED)]
    vocabulary = write(folder, "vocab.txt", "\n".join([*marks, *WORDS, *rest]) + "\n")
    transformers.BertTokenizer(str(vocabulary)).save_pretrained(folder)
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    model = transformers.TFBertModel(transformers.BertConfig(vocab_size=len(marks) + len(WORDS) + RESERVED, **size))
    model(model.dummy_inputs)
    model.save_pretrained(folder)
    return folder


def test_the_second_pipeline_trains_and_answers_with_a_model_that_is_there(project: Project, tmp_path: Path) -> None:
    pytest.importorskip("transformers", reason="needs `uv sync --project nlu --group labse`")
    config = (HERE.root / "config.labse.yml").read_text(encoding="utf-8")
    model = tiny_model(tmp_path / "tiny-bert")
    write(project.root, "config.yml", config.replace("rasa/LaBSE", str(model)))
    made = train(project, lambda line: None)
    answers = answers_of(
        made.path(project), [("is the flight ticket free", "en"), ("I have no passport? rent a flat?", "en")]
    )
    assert answers[0]["topic"] == "travel/ticket"
    assert answers[1]["topic"] is not None


def test_both_pipelines_differ_in_the_pretrained_model_alone() -> None:
    paths = (HERE.config, HERE.root / "config.labse.yml")
    usual, labse = (YAML(typ="safe").load(path.read_text(encoding="utf-8")) for path in paths)
    added = [step for step in labse["pipeline"] if step not in usual["pipeline"]]
    assert [step["name"] for step in added] == ["LanguageModelFeaturizer"]
    assert [step for step in labse["pipeline"] if step not in added] == usual["pipeline"]
    assert labse["policies"] == usual["policies"]
